"""The pages of a file as its text keeps them: parted by form feeds."""

from __future__ import annotations

from collections.abc import Iterator

_BREAK = "\f"


def page_starts(text: str) -> Iterator[int]:
    r"""Yield the offset at which each page starts; none for a text without pages.

    >>> list(page_starts("第一页\f第二页")), list(page_starts("没有页"))
    ([0, 4], [])
    """
    if _BREAK not in text:
        return
    start = 0
    for page in text.split(_BREAK):
        yield start
        start += len(page) + 1


def as_lines(text: str) -> str:
    r"""Return a text, as long as it was, in which the end of a page ends a line.

    >>> as_lines("第一页\f第二页")
    '第一页\n第二页'
    """
    return text.replace(_BREAK, "\n")


def page_at(text: str, offset: int) -> int | None:
    r"""Return the number of the page, from 1, on which an offset lies; None where none are known.

    >>> page_at("第一页\f第二页", 5)
    2
    """
    return text.count(_BREAK, 0, offset) + 1 if _BREAK in text else None
