"""Places named in a row by their bare names (涧西、西工、老城), and by names of two signs (嵩县).

Such names are everyday words too. They count where all of a row are divisions below the
document's own place, or where three are known at all; a name of two signs where no other
word can run into it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from graph.lexicon import Division
from graph.lexicon.divisions import COUNTRY, Divisions
from graph.model import Level

Found = tuple[int, int, Division]
_LONGEST = 6
_AND = ("、", "以及", "和", "及", "与")
# 涧西、西工等区; 昆山、太仓市场监管局
_AFTER = re.compile(r"[^一-鿿]|$|[和及与等两三四五六七八九十各市县区州地局]|以及")
# 在嵩县, but not in 示范县 and 消费县域
_BEFORE_SHORT = "在对由至从赴和及与向到驻如即"
_COUNTED = re.compile(r"等|[两三四五六七八九十\d]+个?[市县区州]")


class PlaceRows:
    """Finds rows of bare names for a document of one place, or of none."""

    def __init__(self, divisions: Divisions, own: Division | None) -> None:
        code = own.code if own else COUNTRY
        self._near = _near_names(divisions, code) if own else {}
        self._far = _far_names(divisions, code)
        self._tails = _tails(divisions, code)
        short = "|".join(re.escape(name) for name in self._near if _is_short(name))
        self._has_short = bool(short)
        self._short = re.compile(
            rf"(?:^|(?<=[^一-鿿])|(?<=[{_BEFORE_SHORT}]))(?:{short})(?![级域城])"
        )

    def find(self, plain: str) -> Iterator[Found]:
        """Yield (start, end, division) of each, in no order."""
        if self._has_short:
            for match in self._short.finditer(plain):
                yield *match.span(), self._near[match[0]]
        position = plain.find("、")
        while position >= 0:
            row = self._row(plain, position)
            if self._is_row(plain, row):
                yield from row
            position = plain.find("、", max(position + 1, row[-1][1] if row else 0))

    def _named(self, name: str) -> Division | None:
        return self._near.get(name) or self._far.get(name)

    def _row(self, plain: str, position: int) -> list[Found]:
        """Return the names that follow each other round a 、, none where it joins no two."""
        first = self._before(plain, position)
        if first is None:
            return []
        row = [first]
        while True:
            sign = next((s for s in _AND if plain.startswith(s, row[-1][1])), None)
            is_sure = len(row) > 1
            following = self._after(plain, row[-1][1] + len(sign), is_sure) if sign else None
            if following is None:
                return row
            row.append(following)

    def _before(self, plain: str, end: int) -> Found | None:
        if plain[end - 2 : end] not in self._tails:
            return None
        for length in range(_LONGEST, 1, -1):
            name = plain[max(0, end - length) : end]
            division = self._named(name)
            if division is not None and not (_is_short(name) and plain[end - 3] in "示模"):
                return end - len(name), end, division
        return None

    def _after(self, plain: str, start: int, is_sure: bool) -> Found | None:
        for length in range(_LONGEST, 1, -1):
            division = self._named(plain[start : start + length])
            if division is not None and (is_sure or _AFTER.match(plain, start + length)):
                return start, start + length, division
        return None

    def _is_row(self, plain: str, row: list[Found]) -> bool:
        if len(row) < 2:
            return False
        if all(plain[start:end] in self._near for start, end, _ in row):
            return True
        return len(row) > 2 or _COUNTED.match(plain, row[-1][1]) is not None


@lru_cache(maxsize=32)
def _near_names(divisions: Divisions, code: str) -> dict[str, Division]:
    """Return the divisions right below a code, or beside it where none is, by short names."""
    own = divisions.by_code(code)
    below = divisions.children(code)
    return _names(below or divisions.children((own and own.parent) or COUNTRY))


@lru_cache(maxsize=32)
def _tails(divisions: Divisions, code: str) -> frozenset[str]:
    """Return what near and far names end in."""
    names = (*_near_names(divisions, code), *_far_names(divisions, code))
    return frozenset(name[-2:] for name in names)


@lru_cache(maxsize=32)
def _far_names(divisions: Divisions, code: str) -> dict[str, Division]:
    """Return all provinces and prefectures, and what lies two below a code, by short names."""
    provinces = divisions.children(COUNTRY)
    of_provinces = (d for province in provinces for d in divisions.children(province.code))
    of_own = (d for child in divisions.children(code) for d in divisions.children(child.code))
    prefectures = (d for d in of_provinces if d.level is Level.PREFECTURE)
    return _names([*provinces, *prefectures, *of_own])


def _names(divisions: Iterable[Division]) -> dict[str, Division]:
    """Return divisions by all their names that are short; of one name the first stays."""
    names: dict[str, Division] = {}
    for division in divisions:
        for name in (division.name, *division.short_names, division.bare):
            if 2 <= len(name) <= _LONGEST:
                names.setdefault(name, division)
    return names


def _is_short(name: str) -> bool:
    return len(name) == 2 and name[-1] == "县"
