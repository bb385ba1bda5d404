from __future__ import annotations

import difflib
import io
import struct
import zlib

import pypdfium2
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from ingest.errors import Reason, Refusal
from ingest.readers import picture, read, recognition, scans
from tests.ingest.readers.builders import kept, pdf_of

needs_recognition = pytest.mark.skipif(
    not recognition.is_available(), reason="Tesseract with chi_sim is not installed"
)
LINES = ["沅溪市节水工作要点", "一、守住水源", "新建水厂两座。（市水利局牵头）"]


# the share of characters that recognition may be relied on for
_ALIKE = 0.8


def _likeness(text: str) -> float:
    """Return how much of the lines a text has, from 0 to 1."""
    return difflib.SequenceMatcher(None, "\n".join(kept(text)), "\n".join(LINES)).ratio()


def png_of(lines: list[str]) -> bytes:
    """Return a picture of a page with these lines."""
    page = pypdfium2.PdfDocument(pdf_of(lines))[0]
    bitmap = page.render(scale=3, grayscale=True)
    rows = bytes(memoryview(bitmap.buffer).cast("B"))
    lines_of_pixels = (
        b"\0" + rows[y * bitmap.stride : y * bitmap.stride + bitmap.width]
        for y in range(bitmap.height)
    )
    header = struct.pack(">IIBBBBB", bitmap.width, bitmap.height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in (
            (b"IHDR", header),
            (b"IDAT", zlib.compress(b"".join(lines_of_pixels))),
            (b"IEND", b""),
        )
    )


def scan_of(lines: list[str], before: list[str]) -> bytes:
    """Return a PDF with a page of words and one that is a picture of words."""
    stream = io.BytesIO(pdf_of(before))
    pages = pypdfium2.PdfDocument(stream)
    scanned = io.BytesIO()
    sheet = canvas.Canvas(scanned)
    sheet.drawImage(ImageReader(io.BytesIO(png_of(lines))), 0, 0, 595, 842)
    sheet.save()
    pages.import_pages(pypdfium2.PdfDocument(scanned.getvalue()))
    result = io.BytesIO()
    pages.save(result)
    return result.getvalue()


@needs_recognition
def test_the_words_of_a_picture_are_recognised():
    reading = read(png_of(LINES), "page.png")
    assert _likeness(reading.text) > _ALIKE
    assert (reading.media_type, reading.notices) == ("image/png", (picture.NOTICE,))


@needs_recognition
def test_a_scanned_page_among_others_is_recognised_and_told():
    reading = read(scan_of(LINES, ["甲县水务局"]), "plan.pdf")
    assert kept(reading.text[: reading.pages[1]]) == ["甲县水务局"]
    assert _likeness(reading.text[reading.pages[1] :]) > _ALIKE
    assert reading.notices == ("Recognised in scanned pages, with possible errors: 2.",)


def test_without_recognition_missing_pages_are_told(monkeypatch):
    monkeypatch.setattr(scans, "is_available", lambda: False)
    reading = read(scan_of(LINES, ["甲县水务局"]), "plan.pdf")
    assert kept(reading.text.replace("\f", "\n")) == ["甲县水务局"]
    assert reading.notices == ("Scanned pages whose words are missing: 2.",)


def test_without_recognition_a_picture_is_refused(monkeypatch):
    monkeypatch.setattr(picture, "is_available", lambda: False)
    with pytest.raises(Refusal, match="Tesseract") as refusal:
        read(png_of(LINES), "page.png")
    assert refusal.value.reason is Reason.NO_TEXT_LAYER


@needs_recognition
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(50), Reason.DAMAGED),
        (
            b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR" + struct.pack(">II", 90_000, 90_000),
            Reason.EXPANSION,
        ),
        (b"\xff\xd8\xff\xc0\0\x11\x08" + struct.pack(">HH", 60_000, 60_000), Reason.EXPANSION),
    ],
)
def test_a_picture_that_is_none_or_too_large_is_refused(data, reason):
    with pytest.raises(Refusal) as refusal:
        read(data, "page.png")
    assert refusal.value.reason is reason
