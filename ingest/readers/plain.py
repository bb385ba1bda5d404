"""Plain text in UTF-8, UTF-16, GB 18030 or Big5."""

from __future__ import annotations

from ingest.limits import Limits
from ingest.readers.encodings import decode
from ingest.readers.reading import Reading, bounded, clean

MEDIA_TYPE = "text/plain"


def accepts(data: bytes) -> bool:
    """Return True: text has no mark of its own, so this reader is asked last."""
    return True


def read(data: bytes, limits: Limits) -> Reading:
    """Return the text; raises Refusal where the bytes are no text."""
    return Reading(bounded(clean(decode(data)), limits), MEDIA_TYPE)
