import io

import pytest
from pypdf import PdfWriter

from ingest.errors import Reason, Refusal
from ingest.readers import Limits, read
from tests.ingest.readers.builders import LINES, kept, locked_pdf, pdf_of


def test_pages_are_parted_by_form_feeds_and_their_starts_are_known():
    reading = read(pdf_of(LINES[:2], LINES[2:]), "plan.pdf")
    first, second = reading.pages
    assert first == 0
    assert reading.text[second - 1] == "\f"
    assert kept(reading.text[:second]) == list(LINES[:2])
    assert kept(reading.text[second:]) == list(LINES[2:])


def test_a_page_without_text_keeps_its_place():
    reading = read(pdf_of(LINES[:1], (), LINES[1:2]), "plan.pdf")
    assert len(reading.pages) == 3
    assert reading.text[reading.pages[2] :].strip() == LINES[1]


def test_scanned_pages_are_refused():
    writer = PdfWriter()
    writer.add_blank_page(width=595, height=842)
    stream = io.BytesIO()
    writer.write(stream)
    with pytest.raises(Refusal, match="scanned pages without text layer") as refusal:
        read(stream.getvalue(), "plan.pdf")
    assert refusal.value.reason is Reason.NO_TEXT_LAYER


def test_a_password_is_refused_and_an_empty_one_is_none():
    with pytest.raises(Refusal) as refusal:
        read(locked_pdf("secret"), "plan.pdf")
    assert refusal.value.reason is Reason.ENCRYPTED
    assert kept(read(locked_pdf(""), "plan.pdf").text) == list(LINES)


def test_too_many_pages_are_refused():
    with pytest.raises(Refusal) as refusal:
        read(pdf_of(*[LINES] * 3), "plan.pdf", Limits(pages=2))
    assert refusal.value.reason is Reason.TOO_MANY_PAGES
