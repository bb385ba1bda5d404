"""Pictures of pages (PNG, JPEG, TIFF): their words, recognised where that can be done."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.errors import Reason, Refusal
from ingest.limits import Limits
from ingest.readers.reading import Reading, bounded, clean
from ingest.readers.recognition import is_available, recognise

MEDIA_TYPE = "image/*"
NOTICE = "The words were recognised in a picture and may hold errors."
_KINDS = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
}
# the size of a PNG and of a JPEG frame, in pixels
_PNG_SIZE = slice(16, 24)
_JPEG_FRAME = re.compile(rb"\xff[\xc0-\xc2]..\x08(....)", re.S)
_MOST_PIXELS = 200_000_000


def accepts(data: bytes) -> bool:
    """Return whether the content opens as one of these pictures does."""
    return _kind_of(data) is not None


def read(data: bytes, limits: Limits) -> Reading:
    """Return the words; raises Refusal where none are seen or they cannot be recognised."""
    if not is_available():
        raise Refusal(
            Reason.NO_TEXT_LAYER,
            "The file is a picture; Tesseract, which reads such, is not installed here "
            "with its Chinese data.",
        )
    if any(pixels > _MOST_PIXELS for pixels in _sizes(data)):
        raise Refusal(Reason.EXPANSION, f"The picture has more than {_MOST_PIXELS:,} pixels.")
    words = clean(recognise(data, limits))
    return Reading(bounded(words, limits), _kind_of(data) or MEDIA_TYPE, notices=(NOTICE,))


def _kind_of(data: bytes) -> str | None:
    return next((kind for start, kind in _KINDS.items() if data.startswith(start)), None)


def _sizes(data: bytes) -> Iterator[int]:
    """Yield the number of pixels that a picture says it has, nothing where it does not say."""
    if data.startswith(b"\x89PNG") and len(data) >= _PNG_SIZE.stop:
        size = data[_PNG_SIZE]
        yield int.from_bytes(size[:4], "big") * int.from_bytes(size[4:], "big")
    if data.startswith(b"\xff\xd8"):
        for frame in _JPEG_FRAME.finditer(data[:1_000_000]):
            yield int.from_bytes(frame[1][:2], "big") * int.from_bytes(frame[1][2:], "big")
