"""Reading the names of bodies merged from several, of which there are too many to list."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.lexicon.body_name import BodyFunction, BodyName, Organ


class MergedNames:
    """A reader of names made of the areas of two or more functions (教育科技和体育局)."""

    def __init__(self, functions: Iterable[BodyFunction]) -> None:
        self._slug_of = {area: f.slug for f in functions for area in f.areas}
        areas = "|".join(sorted(self._slug_of, key=len, reverse=True))
        self._name = re.compile(
            rf"(?P<first>{areas})(?:[和与、]?(?:{areas}))+(?P<rank>局|厅|委员会|委)"
        )

    def read(self, name: str) -> BodyName | None:
        """Return the body with the function that stands first; None for any other name."""
        match = self._name.fullmatch(name)
        if match is None:
            return None
        full = f"{name}员会" if match["rank"] == "委" else name
        return BodyName(self._slug_of[match["first"]], full, (), Organ.GOVERNMENT)
