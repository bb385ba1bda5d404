import pytest

from ingest.readers import READERS, read
from tests.ingest.readers.builders import LINES, docx_of, html_of, kept, pdf_of

TEXT = "\r\n".join(LINES)
FILES = {
    "docx": docx_of(),
    "pdf": pdf_of(),
    "html": html_of(),
    "html in GBK": html_of(charset="gbk"),
    "utf-8": TEXT.encode(),
    "utf-8 with mark": TEXT.encode("utf-8-sig"),
    "utf-16": TEXT.encode("utf-16"),
    "utf-16-le": TEXT.encode("utf-16-le"),
    "utf-16-be": TEXT.encode("utf-16-be"),
    "gb18030": TEXT.encode("gb18030"),
}


@pytest.mark.parametrize("form", FILES)
def test_every_format_gives_the_same_lines(form):
    assert kept(read(FILES[form], "plan").text) == list(LINES)


@pytest.mark.parametrize(
    ("form", "media_type"),
    [
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("pdf", "application/pdf"),
        ("html", "text/html"),
        ("gb18030", "text/plain"),
    ],
)
def test_content_decides_the_format_whatever_the_name(form, media_type):
    for name in ("plan.txt", "plan.pdf", "plan.docx", "plan"):
        assert read(FILES[form], name).media_type == media_type


def test_each_file_is_accepted_by_one_reader_beside_plain_text():
    for form in ("docx", "pdf", "html"):
        assert sum(reader.accepts(FILES[form]) for reader in READERS) == 2


def test_characters_are_kept_as_written():
    text = "２０２２年㈠﹝附﹞e\u0301é　一、後"
    assert read(text.encode(), "plan").text == text


def test_controls_are_dropped_and_line_breaks_become_line_feeds():
    source = "食品安全工作要点" * 20 + "\r\n乙\r丙\x00\x01丁\u2028戊\t己\f庚"
    expected = "食品安全工作要点" * 20 + "\n乙\n丙丁\n戊\t己\f庚"
    assert read(source.encode(), "plan").text == expected
