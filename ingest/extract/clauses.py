"""The sentences of a text and their clauses, as quantities stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extract.found import Span
from ingest.extract.quantities import DIGITS, NEAR, UNIT

_SOME_QUANTITY = re.compile(rf"{DIGITS}\s*(?:{UNIT})")
_CLAUSE_END = "，。；：！？\n"


def sentences_in(plain: str, start: int, end: int) -> Iterator[Span]:
    """Yield the sentences and lines in ``[start, end)``."""
    begin = start
    for match in re.finditer(r"[。\n！？]", plain[start:end]):
        yield begin, start + match.start()
        begin = start + match.end()
    if begin < end:
        yield begin, end


def clauses_in(plain: str, start: int, end: int) -> Iterator[Span]:
    """Yield the clauses of a sentence; what stands in brackets is a clause of its own.

    （含90分）以上 is part of its value.
    """
    begin, opened = start, []
    for position in range(start, end):
        char = plain[position]
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
        elif char in _CLAUSE_END and not opened:
            yield begin, position
            begin = position + 1
    if begin < end:
        yield begin, end
