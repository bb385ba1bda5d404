"""Finding the names of divisions in running text, without the words that only look like them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from graph.lexicon.gb2260 import Division
from graph.model import Level

# A name that ended before this year is history, and often a common noun by now (市区, 新区).
_FORMER_SINCE = 2000
# Names that are everyday words as well: they count only right after the name of what they lie in.
_EVERYDAY = re.compile(
    "(?:城|郊|矿|[新老古旧]城|[东西南北上下]城|[城市]中|城[东西南北]|新市|[市城]郊|海港|港口|工农)区"
    "|合作市|东方市|资源县|会同县|全州县|公安县|(?:平安|新兴)[县区]"
)
# 上海市场, 浦东新区域, 右旗下: the last sign of the name begins another word.
_OTHER_WORD = {"市": "场值", "区": "域间别块", "旗": "下舰帜", "县": "级域"}
# 长江西岸, 黄河南岸, 太行山西麓, 推广西红柿, 沿海南下, 川西藏区: a province is only seen.
_NOT_BEFORE = {
    "江西": "长珠浦漓",
    "河南": "黄淮渭运沿",
    "河北": "黄淮渭运沿",
    "山东": "行华泰天",
    "山西": "行华泰天",
    "广东": "推",
    "广西": "推",
    "海南": "沿上南东",
    "西藏": "川",
}
# 上海路, 山西大街, 北京东路
_STREET = re.compile(r"[东西南北中]?(?:路|大街|大道|巷|街道)")


class Scan:
    """A scanner for the names of given divisions.

    Names end in few signs (市, 县, 区 …): only where one stands, it is looked back from there.
    """

    def __init__(self, divisions: Iterable[Division]) -> None:
        self._names: dict[str, list[str]] = {}
        self._bare_provinces: set[str] = set()
        self._above: dict[str, set[str]] = {}
        by_code: dict[str, Division] = {}
        kept = [d for d in divisions if _is_findable(d)]
        for division in kept:
            by_code.setdefault(division.code, division)
        for division in kept:
            self._add(division, by_code)
        last_signs = {re.escape(ending[-1]) for ending in self._names}
        self._last_sign = re.compile(f"[{''.join(sorted(last_signs))}]")

    def _add(self, division: Division, by_code: dict[str, Division]) -> None:
        names = {division.name, *division.short_names}
        if division.level is Level.PROVINCE:
            names.add(division.bare)
            self._bare_provinces.add(division.bare)
        for name in names:
            self._insert(name)
            if self._needs_context(name):
                above = by_code.get(division.parent or "")
                if above is not None:
                    known = self._above.setdefault(name, set())
                    known.update((above.name, above.bare, *above.short_names))

    def _needs_context(self, name: str) -> bool:
        if name in self._bare_provinces:
            return False
        return len(name) <= 2 or _EVERYDAY.fullmatch(name) is not None

    def _insert(self, name: str) -> None:
        names = self._names.setdefault(name[-2:], [])
        if name not in names:
            names.append(name)

    def names_in(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield (start, end, name) of each name, the longest at its place, none overlapping."""
        position = 0
        for start, _, name in sorted(self._seen(text)):
            if start >= position and self._is_place(text, start, name):
                position = start + len(name)
                yield start, position, name

    def _seen(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield (start, length below zero, name) wherever a name is spelt, in no certain order."""
        for sign in self._last_sign.finditer(text):
            end = sign.end()
            for name in self._names.get(text[max(0, end - 2) : end], ()):
                if text.endswith(name, 0, end):
                    yield end - len(name), -len(name), name

    def _is_place(self, text: str, start: int, name: str) -> bool:
        end = start + len(name)
        if name in self._above and not text.endswith(tuple(self._above[name]), 0, start):
            return False
        if name in self._bare_provinces:
            if text[start - 1 : start] and text[start - 1] in _NOT_BEFORE.get(name, ""):
                return False
            return _STREET.match(text, end) is None
        following = text[end : end + 1]
        return not (following and following in _OTHER_WORD.get(name[-1], ""))


def _is_findable(division: Division) -> bool:
    if division.level is Level.COUNTRY:
        return False
    return division.until is None or division.until >= _FORMER_SINCE
