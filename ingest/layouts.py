"""Where the lines of a text stand on the pages of its file, kept small."""

from __future__ import annotations

import json
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from ingest.originals import digest_of


@dataclass(frozen=True, slots=True)
class Place:
    """Where the text from offset ``start`` on stands: a page, counted from 0, and a box on it.

    The box is left, top, right, bottom in points (1/72 inch) from the upper left corner of
    the page as it is shown.
    """

    start: int
    page: int
    box: tuple[float, float, float, float]


def places_of(places: Sequence[Place], start: int, end: int) -> Sequence[Place]:
    """Return the places, in order of their offsets, that the span ``[start, end)`` touches.

    >>> lines = (Place(0, 0, (9, 9, 80, 20)), Place(4, 0, (9, 30, 80, 41)))
    >>> [place.start for place in places_of(lines, 1, 3)]
    [0]
    """
    first = bisect_right(places, start, key=attrgetter("start")) - 1
    last = bisect_left(places, end, key=attrgetter("start"))
    return places[max(0, first) : last]


def packed(places: Sequence[Place]) -> bytes:
    """Return places as few bytes; boxes are kept to a tenth of a point."""
    rows = [(p.start, p.page, *(round(10 * side) for side in p.box)) for p in places]
    return zlib.compress(json.dumps(rows, separators=(",", ":")).encode())


def unpacked(data: bytes) -> tuple[Place, ...]:
    """Return the places that ``packed`` made small."""
    rows = json.loads(zlib.decompress(data))
    return tuple(Place(start, page, tuple(side / 10 for side in box)) for start, page, *box in rows)


def text_digest(text: str) -> str:
    """Return what tells one text from another."""
    return digest_of(text.encode("utf-8", "surrogatepass"))
