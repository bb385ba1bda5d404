"""The lines of pages in reading order: running text by columns, ruled tables by rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ingest.layouts import Place
from ingest.readers.columns import in_reading_order
from ingest.readers.grids import grids_of
from ingest.readers.placed import Box, Words, box_of, joined


def lines_of_page(words: Sequence[Words], rules: Sequence[Box]) -> Iterator[tuple[str, Box]]:
    """Yield each line with its box; cells of a row are parted by tabs."""
    grids = grids_of(rules)
    held: list[list[Words]] = [[] for _ in grids]
    running: list[Words] = []
    for word in words:
        owner = next((number for number, grid in enumerate(grids) if grid.holds(word)), None)
        (running if owner is None else held[owner]).append(word)
    for grid, cells in zip(grids, held, strict=True):
        yield from _running([word for word in running if word.middle[1] <= grid.ys[0]])
        yield from grid.rows(cells)
        running = [word for word in running if word.middle[1] > grid.ys[0]]
    yield from _running(running)


def _running(words: Sequence[Words]) -> Iterator[tuple[str, Box]]:
    for line in in_reading_order(words):
        if (text := joined(line).rstrip()).strip():
            yield text, box_of(word.box for word in line)


PAGE_BREAK = "\f"
Lines = list[tuple[str, Box | None]]
"""The lines of a page, each with its box where that is known."""


def put_together(pages: Iterable[Lines]) -> tuple[str, tuple[int, ...], tuple[Place, ...]]:
    """Return the text of pages, at which offset each starts, and the place of each line."""
    parts: list[str] = []
    starts: list[int] = []
    places: list[Place] = []
    offset = 0
    for number, lines in enumerate(pages):
        starts.append(offset)
        for text, box in lines:
            if box is not None:
                places.append(Place(offset, number, box))
            offset += len(text) + 1
        parts.append("\n".join(text for text, _ in lines))
        offset = starts[-1] + len(parts[-1]) + len(PAGE_BREAK)
    return PAGE_BREAK.join(parts), tuple(starts), tuple(places)
