"""PDF; each page as it is seen: columns one after the other, tables by rows, lines as set."""

from __future__ import annotations

import pypdfium2
from pypdfium2 import raw

from ingest.errors import Reason, Refusal
from ingest.limits import Limits, over
from ingest.readers.page_lines import Lines, lines_of_page, put_together
from ingest.readers.pdf_page import drawn_on
from ingest.readers.radicals import ideographs
from ingest.readers.reading import Reading, bounded, clean
from ingest.readers.recognition import is_available
from ingest.readers.scans import named, with_scans

MEDIA_TYPE = "application/pdf"
_LOCKED = (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)


def accepts(data: bytes) -> bool:
    """Return whether the mark of PDF stands in the first kilobyte, as its readers allow."""
    return b"%PDF-" in data[:1024]


def read(data: bytes, limits: Limits) -> Reading:
    """Return the pages joined by form feeds, scanned ones recognised where that can be done.

    Raises Refusal for locked and damaged files, and where no page has words.
    """
    document = _opened(data)
    try:
        pages, broken = _pages(document, limits)
        pages, notices = with_scans(document, pages, limits)
    finally:
        document.close()
    if len(broken) == len(pages):
        raise Refusal(Reason.DAMAGED, "The PDF is damaged: no page of it can be read.")
    text, starts, places = put_together(pages)
    if not text.strip():
        raise Refusal(
            Reason.NO_TEXT_LAYER,
            f"The {len(pages)} pages are scanned pages without text layer"
            + (", and no words are recognised." if is_available() else "."),
        )
    if broken:
        notices = (*notices, f"Damaged pages whose words are missing: {named(broken)}.")
    return Reading(bounded(text, limits), MEDIA_TYPE, starts, places, notices)


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code in _LOCKED:
            raise Refusal(Reason.ENCRYPTED, "The PDF is locked with a password.") from error
        raise Refusal(Reason.DAMAGED, "The PDF is damaged: it cannot be opened.") from error


def _pages(document: pypdfium2.PdfDocument, limits: Limits) -> tuple[list[Lines], list[int]]:
    """Return the lines of each page, and which pages cannot be read."""
    count = len(document)
    if count > limits.pages:
        raise over(limits, "pages", f"The PDF has {count:,} pages")
    pages: list[Lines] = []
    broken: list[int] = []
    total = 0
    for index in range(count):
        try:
            pages.append(_lines(document, index))
        except pypdfium2.PdfiumError:
            broken.append(index)
            pages.append([])
        total += sum(len(text) for text, _ in pages[-1])
        if total > limits.characters:
            raise over(limits, "characters", "The text has more characters")
    return pages, broken


def _lines(document: pypdfium2.PdfDocument, index: int) -> Lines:
    page = document[index]
    try:
        drawn = drawn_on(page)
    finally:
        page.close()
    cleaned = (
        (ideographs(clean(text)).replace("\f", " ").replace("\n", " "), box)
        for text, box in lines_of_page(drawn.words, drawn.rules)
    )
    return [(text, box) for text, box in cleaned if text.strip()]
