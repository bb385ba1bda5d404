"""The sentences of a text and their clauses, as quantities stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extract.found import Span
from ingest.extract.quantities import DIGITS, NEAR, UNIT

_SOME_QUANTITY = re.compile(rf"{DIGITS}\s*(?:{UNIT})")
_STOP = re.compile(r"[。\n！？]")
# the number of a sentence in a list: 1.改造小区120个。2.加装电梯300部
_NUMBER = re.compile(r"\s*(?:\d{1,2}[.、](?!\d)|（\d{1,2}）|[①-⑳])\s*")
_SIGNS = re.compile(r"[（〔）〕，。；：！？\n]")


def sentences_in(plain: str, start: int, end: int) -> Iterator[Span]:
    """Yield the sentences and lines in ``[start, end)``, without the numbers before them."""
    begin = start
    for stop in _STOP.finditer(plain, start, end):
        yield _without_number(plain, begin, stop.start())
        begin = stop.end()
    if begin < end:
        yield _without_number(plain, begin, end)


def _without_number(plain: str, start: int, end: int) -> Span:
    number = _NUMBER.match(plain, start, end)
    return (number.end() if number else start), end


def clauses_in(plain: str, start: int, end: int) -> Iterator[Span]:
    """Yield the clauses of a sentence; what stands in brackets is a clause of its own.

    （含90分）以上 is part of its value.
    """
    begin, opened = start, []
    for sign in _SIGNS.finditer(plain, start, end):
        position, char = sign.start(), sign[0]
        if char in "（〔":
            opened.append((position, begin))
        elif char in "）〕" and opened:
            at, outer = opened.pop()
            is_own = plain[at + 1] != "含"
            if is_own and position - at < 4 * NEAR and _SOME_QUANTITY.search(plain, at, position):
                yield outer, at
                yield at + 1, position
                begin = position + 1
            else:
                begin = outer
        elif not opened and char not in "）〕":
            yield begin, position
            begin = position + 1
    if begin < end:
        yield begin, end
