"""Reading the names of bodies merged from several, of which there are too many to list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from graph.lexicon.body_name import BodyFunction, BodyName, Organ

_RANKS = "局|厅|委员会|委"


class MergedNames:
    """A reader of names made of the areas of two or more functions (教育科技和体育局).

    An area may be shortened as in the name of its own body: 工信商务局 as 工信局.
    """

    def __init__(self, functions: Iterable[BodyFunction]) -> None:
        self._slug_of: dict[str, str] = {}
        self._long: dict[str, str] = {}
        kept = [function for function in functions if function.areas]
        for function in kept:
            self._slug_of.update(dict.fromkeys(function.areas, function.slug))
        for function in kept:
            for short, area in _shortened(function):
                if self._slug_of.setdefault(short, function.slug) == function.slug:
                    self._long.setdefault(short, area)
        self._long = {s: a for s, a in self._long.items() if s not in self._areas(kept)}
        areas = "|".join(sorted(self._slug_of, key=len, reverse=True))
        self._name = re.compile(rf"(?P<first>{areas})(?:[和与、]?(?:{areas}))+(?P<rank>{_RANKS})")
        self._area = re.compile(areas)

    def read(self, name: str) -> BodyName | None:
        """Return the body with the function that stands first; None for any other name."""
        match = self._name.fullmatch(name)
        if match is None:
            return None
        full = f"{name}员会" if match["rank"] == "委" else name
        full = self._area.sub(lambda area: self._long.get(area[0], area[0]), full)
        return BodyName(self._slug_of[match["first"]], full, (), Organ.GOVERNMENT)

    def _areas(self, functions: Iterable[BodyFunction]) -> set[str]:
        return {area for function in functions for area in function.areas}


def _shortened(function: BodyFunction) -> Iterator[tuple[str, str]]:
    """Yield short forms of areas with the area meant: 卫健 and 卫生健康."""
    for name in function.names:
        area = re.sub(f"(?:{_RANKS})$", "", name.full)
        if not name.is_principal or area not in function.areas:
            continue
        for short in name.short_forms:
            bare = re.sub(f"(?:{_RANKS})$", "", short)
            if len(bare) == 2 and bare != short:
                yield bare, area
