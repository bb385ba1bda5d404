"""Where the sentences of a text begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator

ENDS = "。；！？\n"
LONGEST = 160
"""How many characters a sentence may have on either side of the place."""
# to the end mark with the marks that close what it ends: 按照“一件事”办理。”
_SENTENCE = re.compile(r"[^。；！？\n]*(?:[。；！？]+[”’』」》）]*|\n|\Z)")


def sentence_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences that ``[start, end)`` is made of, in order, without gaps.

    >>> list(sentence_spans("加强监管。及时公开", 0, 9))
    [(0, 5), (5, 9)]
    """
    while start < end:
        found = _SENTENCE.match(text, start, end)
        last = found.end() if found and found.end() > start else end
        yield start, last
        start = last


def sentence_around(text: str, start: int, end: int) -> str:
    """Return the sentence that holds ``[start, end)``, cut where it is very long.

    >>> sentence_around("加强监管。按照《条例》处理；及时公开。", 7, 11)
    '按照《条例》处理；'
    """
    first = max(text.rfind(mark, 0, start) for mark in ENDS) + 1
    after = [at for mark in ENDS if (at := text.find(mark, end)) >= 0]
    last = min(after) + 1 if after else len(text)
    before = "…" if start - first > LONGEST else ""
    behind = "…" if last - end > LONGEST else ""
    first, last = max(first, start - LONGEST), min(last, end + LONGEST)
    return before + text[first:last].strip() + behind
