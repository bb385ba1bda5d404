"""Scanned pages of PDF: drawn as pictures, one at a time, and their words recognised."""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2
import pypdfium2.raw

from ingest.limits import Limits
from ingest.readers.reading import clean
from ingest.readers.recognition import is_available, recognise

# Dots per inch at which Tesseract reads best, by its own documentation; PDF counts 72.
_RESOLUTION = 300
_LONGEST_SIDE = 6_000


def with_scans(
    data: bytes, texts: Sequence[str], limits: Limits
) -> tuple[list[str], tuple[str, ...]]:
    """Return the pages with words for those that had none but show a picture, and notices.

    The notices say which pages were recognised and which could not be. A file that cannot be
    drawn keeps the texts that it has.
    """
    found = list(texts)
    if all(text.strip() for text in texts):
        return found, ()
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return found, ()
    try:
        scanned = [i for i, text in enumerate(texts) if not text.strip() and _is_scan(document, i)]
        taken = scanned[: limits.scans] if is_available() else []
        for index in taken:
            found[index] = clean(recognise(_drawn(document, index), limits)).replace("\f", "\n")
    finally:
        document.close()
    left = [index for index in scanned if index not in set(taken)]
    notices = []
    if any(found[index].strip() for index in taken):
        notices.append(f"Recognised in scanned pages, with possible errors: {_named(taken)}.")
    if left and any(text.strip() for text in found):
        notices.append(f"Scanned pages whose words are missing: {_named(left)}.")
    return found, tuple(notices)


def _is_scan(document: pypdfium2.PdfDocument, index: int) -> bool:
    """Return whether a page shows a picture."""
    if index >= len(document):
        return False
    kinds = [pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
    return next(iter(document[index].get_objects(filter=kinds, max_depth=3)), None) is not None


def _drawn(document: pypdfium2.PdfDocument, index: int) -> bytes:
    """Return a page as a grey picture (PGM)."""
    page = document[index]
    scale = min(_RESOLUTION / 72, _LONGEST_SIDE / max(*page.get_size(), 1))
    bitmap = page.render(scale=scale, grayscale=True)
    rows = memoryview(bitmap.buffer).cast("B")
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    lines = (rows[row * stride : row * stride + width] for row in range(height))
    return b"P5 %d %d 255\n" % (width, height) + b"".join(lines)


def _named(pages: Sequence[int]) -> str:
    return ", ".join(str(index + 1) for index in pages)
