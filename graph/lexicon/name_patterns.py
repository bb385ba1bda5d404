"""The two shorthands of functions.toml: endings in brackets, and forms by level."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from graph.lexicon.gb2260 import LexiconError
from graph.model import Level

Forms = Mapping[Level | None, tuple[str, ...]]
_PLACEHOLDER = re.compile(r"\{.*?\}|[{}]")
_KNOWN = frozenset({"{name}", "{place}", "{bare}", "{committee}", "{above}"})


def variants(pattern: str, short_forms: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each full name that a pattern stands for, with its short forms.

    A short form without brackets goes to the name with the same last sign, or to the first.

    >>> list(variants("交通运输[局厅]", ["交通[局厅]", "运管局"]))
    [('交通运输局', ('交通局', '运管局')), ('交通运输厅', ('交通厅',))]
    """
    stem, bracket, endings = pattern.rstrip("]").partition("[")
    if not bracket:
        yield pattern, tuple(short_forms)
        return
    for ending in endings:
        yield stem + ending, tuple(_with_ending(short_forms, ending, endings))


def _with_ending(short_forms: list[str], ending: str, endings: str) -> Iterator[str]:
    for short in short_forms:
        stem, bracket, short_endings = short.rstrip("]").partition("[")
        if bracket and ending in short_endings:
            yield stem + ending
        elif not bracket and ending == (short[-1] if short[-1] in endings else endings[0]):
            yield short


def forms_by_level(name: str, forms: Any) -> Forms:
    """Return patterns by level from a list for all levels or a table by level.

    Raises LexiconError, which speaks of ``name``, for an unknown level or placeholder.
    """
    by_level = forms if isinstance(forms, dict) else {"default": forms}
    unknown = [level for level in by_level if level not in (*Level, "default")]
    if unknown:
        raise LexiconError(f"{name} has forms for the level {unknown[0]}, which is none.")
    for pattern in (pattern for patterns in by_level.values() for pattern in patterns):
        if not set(_PLACEHOLDER.findall(pattern)) <= _KNOWN:
            raise LexiconError(f"{name} has the pattern {pattern} with an unknown placeholder.")
    return {
        None if level == "default" else Level(level): tuple(patterns)
        for level, patterns in by_level.items()
    }
