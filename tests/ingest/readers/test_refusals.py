import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import Reason, Refusal
from ingest.readers import Limits, plain, read
from tests.ingest.readers.builders import NAMESPACE, docx_of, docx_with_body, pdf_of, zip_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "甲甲甲甲"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hosts">]>'
    f"<w:document {NAMESPACE}><w:body><w:p><w:r><w:t>&b;&f;</w:t></w:r></w:p></w:body></w:document>"
)


def reason_of(data, limits=None):
    with pytest.raises(Refusal) as refusal:
        read(data, "plan.docx", limits or Limits())
    assert str(refusal.value).startswith("plan.docx: ")
    return refusal.value.reason


def reads_or_refuses(data):
    """Return the text, '' where the file is refused; whatever else is raised fails the test."""
    try:
        text = read(data, "plan").text
    except Refusal:
        return ""
    assert text.strip()
    return text


@pytest.mark.parametrize("data", [b"", b" \r\n\t", "\u3000\n".encode(), b"\xef\xbb\xbf"])
def test_a_file_without_text_is_empty(data):
    assert reason_of(data) is Reason.EMPTY


def test_a_document_without_words_is_empty():
    assert reason_of(docx_of([])) is Reason.EMPTY
    assert reason_of(b"<html><body><script>x</script></body></html>") is Reason.EMPTY


def test_what_is_larger_than_the_limits_is_refused():
    assert reason_of("甲".encode() * 10, Limits(size=20)) is Reason.TOO_LARGE
    assert reason_of("甲".encode() * 10, Limits(characters=9)) is Reason.TOO_LARGE
    assert reason_of(pdf_of(), Limits(characters=9)) is Reason.TOO_LARGE


def test_an_archive_that_expands_without_measure_is_refused():
    bomb = zip_of(word__document_xml=b"<a>" + b" " * 30_000_000 + b"</a>")
    assert reason_of(bomb) is Reason.EXPANSION
    assert reason_of(docx_of(), Limits(expanded=1000)) is Reason.EXPANSION
    assert reason_of(docx_of(), Limits(part=100)) is Reason.EXPANSION


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
@pytest.mark.parametrize("whole", [docx_of(), pdf_of()], ids=["docx", "pdf"])
def test_a_cut_file_is_refused_or_read_but_never_a_crash(whole, share):
    reads_or_refuses(whole[: int(len(whole) * share)])


def test_a_cut_archive_is_damaged():
    data = docx_of()
    assert reason_of(data[:-30]) is Reason.DAMAGED


def test_a_document_type_and_its_entities_are_refused():
    assert reason_of(zip_of(word__document_xml=ENTITIES)) is Reason.DAMAGED


def test_broken_xml_is_damaged():
    assert reason_of(docx_with_body("<w:p>")) is Reason.DAMAGED
    assert reason_of(zip_of(word__document_xml="<a/>")) is Reason.DAMAGED


@pytest.mark.parametrize("depth", [300, 5_000])
def test_deep_nesting_is_refused_and_not_cut_silently(depth):
    page = "<html><body>" + "<div>" * depth + "甲" + "</div>" * depth + "乙</body></html>"
    assert reason_of(page.encode()) is Reason.DAMAGED
    body = "<w:sdt><w:sdtContent>" * depth + "</w:sdtContent></w:sdt>" * depth
    assert reason_of(docx_with_body(body)) is Reason.DAMAGED


def test_nesting_within_the_limit_of_the_parser_is_read():
    body = "<w:sdt><w:sdtContent>" * 110 + "<w:p><w:r><w:t>甲</w:t></w:r></w:p>"
    body += "</w:sdtContent></w:sdt>" * 110
    assert read(docx_with_body(body), "plan").text == "甲"


@pytest.mark.parametrize(
    ("data", "reason", "words"),
    [
        (OLE, Reason.UNKNOWN_FORMAT, "save it as DOCX"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), Reason.ENCRYPTED, "password"),
        (zip_of(ppt__presentation_xml="<x/>"), Reason.UNKNOWN_FORMAT, "presentation"),
        (b"GIF89a" + bytes(50), Reason.UNKNOWN_FORMAT, "picture"),
    ],
)
def test_a_known_format_that_is_not_read_is_named(data, reason, words):
    with pytest.raises(Refusal, match=words) as refusal:
        read(data, "plan")
    assert refusal.value.reason is reason


def test_a_refusal_travels_between_processes_with_its_reason():
    copy = pickle.loads(pickle.dumps(Refusal(Reason.DAMAGED, "The PDF is damaged.")))
    assert (copy.reason, str(copy)) == (Reason.DAMAGED, "The PDF is damaged.")


STARTS = [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"\xef\xbb\xbf", OLE[:8]]


@settings(deadline=None)
@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=300))
def test_any_bytes_give_a_reading_or_a_refusal(start, rest):
    text = reads_or_refuses(start + rest)
    assert not set(text) & set("\x00\r\x0b\x1f\x7f")


@settings(deadline=None)
@given(data=st.data(), whole=st.sampled_from([docx_of(), pdf_of()]))
def test_a_file_with_any_byte_changed_gives_a_reading_or_a_refusal(data, whole):
    place = data.draw(st.integers(0, len(whole) - 1))
    changed = whole[:place] + data.draw(st.binary(min_size=1, max_size=4)) + whole[place + 1 :]
    reads_or_refuses(changed)


@pytest.mark.parametrize(
    ("error", "reason"), [(KeyError("a"), Reason.DAMAGED), (MemoryError(), Reason.TOO_LARGE)]
)
def test_whatever_a_reader_stumbles_on_is_a_refusal(monkeypatch, error, reason):
    def stumble(data, limits):
        raise error

    monkeypatch.setattr(plain, "read", stumble)
    with pytest.raises(Refusal, match=r"^plan: ") as refusal:
        read("青川市".encode(), "plan")
    assert refusal.value.reason is reason
