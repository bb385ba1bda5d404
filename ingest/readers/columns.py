"""Columns of running text on a page: what stands left of a gutter is read before what is right.

Rows of a table without lines also have gaps below each other, and to read them by columns
would part tasks from who does them. Columns of prose are told by their full lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from ingest.readers.placed import Words, lines_of

# A gutter is at least so many characters wide and so many lines high on either side.
_GUTTER, _LINES = 1.5, 3
# Columns are at least so many characters wide, and this share of their lines is full.
_COLUMN, _FULL_SHARE, _FULL = 8, 0.5, 2.5

Line = list[Words]


def in_reading_order(words: Sequence[Words]) -> Iterator[Line]:
    """Yield the lines of a page or part of it in the order in which they are read."""
    lines = list(lines_of(words))
    found = _columns(lines)
    if found is None:
        yield from lines
        return
    start, end, gutter = found
    yield from in_reading_order([word for line in lines[:start] for word in line])
    within = [word for line in lines[start:end] for word in line]
    yield from in_reading_order([word for word in within if word.middle[0] < gutter])
    yield from in_reading_order([word for word in within if word.middle[0] >= gutter])
    yield from in_reading_order([word for line in lines[end:] for word in line])


def _columns(lines: Sequence[Line]) -> tuple[int, int, float] | None:
    """Return the lines [start, end) in two columns and where they part; None where none are."""
    if len(lines) < _LINES:
        return None
    for gutter in _gutters(lines):
        for start, end in _runs(lines, gutter):
            if _are_columns(lines[start:end], gutter):
                return start, end, gutter
    return None


def _gutters(lines: Sequence[Line]) -> list[float]:
    """Return where columns may begin on the right: where words after a gap often begin."""
    size = median(word.size for line in lines for word in line) or 1.0
    left = min(line[0].left for line in lines)
    starts = Counter(round(2 * line[0].left / size) for line in lines)
    starts.update(
        round(2 * word.left / size)
        for line in lines
        for before, word in pairwise(line)
        if word.left - before.right >= _GUTTER * size
    )
    often = [start * size / 2 for start, count in starts.most_common(4) if count >= _LINES]
    return [start - _GUTTER * size / 2 for start in often if start - left >= _COLUMN * size]


def _runs(lines: Sequence[Line], gutter: float) -> Iterator[tuple[int, int]]:
    """Yield the longest runs of lines of which no word crosses the gutter."""
    start = 0
    for index, line in enumerate([*lines, None]):
        if line is None or any(word.left < gutter < word.right for word in line):
            if index - start >= _LINES:
                yield start, index
            start = index + 1


def _are_columns(lines: Sequence[Line], gutter: float) -> bool:
    left = [[word for word in line if word.middle[0] < gutter] for line in lines]
    right = [[word for word in line if word.middle[0] >= gutter] for line in lines]
    return all(_is_prose([line for line in side if line]) for side in (left, right))


def _is_prose(lines: Sequence[Line]) -> bool:
    """Return whether lines fill a column as running text does."""
    if len(lines) < _LINES:
        return False
    edge = max(line[-1].right for line in lines)
    start = min(line[0].left for line in lines)
    size = lines[0][0].size
    if edge - start < _COLUMN * size:
        return False
    full = sum(edge - line[-1].right < _FULL * size for line in lines)
    return full >= _FULL_SHARE * len(lines)
