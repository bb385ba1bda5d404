"""Where the lines of a text stand on the pages of its file, kept small."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence

from ingest.originals import digest_of
from ingest.readers.reading import Place


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
