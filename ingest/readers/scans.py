"""Scanned pages of PDF: drawn as pictures, one at a time, and their words recognised."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing

import pypdfium2
import pypdfium2.raw

from ingest.limits import Limits
from ingest.readers.page_lines import Lines
from ingest.readers.reading import clean
from ingest.readers.recognition import is_available, recognise

# Dots per inch at which Tesseract reads best, by its own documentation; PDF counts 72.
_RESOLUTION = 300
_LONGEST_SIDE = 6_000


def with_scans(
    document: pypdfium2.PdfDocument, pages: Sequence[Lines], limits: Limits
) -> tuple[list[Lines], tuple[str, ...]]:
    """Return the pages with words for those that had none but show a picture, and notices.

    The notices say which pages were recognised and which could not be.
    """
    found = list(pages)
    scanned = [i for i, lines in enumerate(pages) if not lines and _is_scan(document, i)]
    taken = scanned[: limits.scans] if is_available() else []
    for index in taken:
        text = clean(recognise(_drawn(document, index), limits)).replace("\f", "\n")
        found[index] = [(line, None) for line in text.split("\n") if line.strip()]
    left = [index for index in scanned if index not in set(taken)]
    notices = []
    if any(found[index] for index in taken):
        notices.append(f"Recognised in scanned pages, with possible errors: {named(taken)}.")
    if left and any(found):
        notices.append(f"Scanned pages whose words are missing: {named(left)}.")
    return found, tuple(notices)


def _is_scan(document: pypdfium2.PdfDocument, index: int) -> bool:
    """Return whether a page can be opened and shows a picture."""
    kinds = [pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
    try:
        with closing(document[index]) as page:
            return next(iter(page.get_objects(filter=kinds, max_depth=3)), None) is not None
    except pypdfium2.PdfiumError:
        return False


def _drawn(document: pypdfium2.PdfDocument, index: int) -> bytes:
    """Return a page as a grey picture (PGM)."""
    with closing(document[index]) as page:
        scale = min(_RESOLUTION / 72, _LONGEST_SIDE / max(*page.get_size(), 1))
        bitmap = page.render(scale=scale, grayscale=True)
    rows = memoryview(bitmap.buffer).cast("B")
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    lines = (rows[row * stride : row * stride + width] for row in range(height))
    return b"P5 %d %d 255\n" % (width, height) + b"".join(lines)


def named(pages: Sequence[int]) -> str:
    """Return page numbers, counted from 0, as people count them."""
    return ", ".join(str(index + 1) for index in pages)
