from __future__ import annotations

import io
import stat
import struct
import zipfile

import pytest

from ingest.errors import Reason, Refusal
from ingest.readers import Limits
from ingest.readers.container import is_container, members
from tests.ingest.readers.builders import docx_of
from tests.ingest.readers.writers import ofd_of, xlsx_of


def zipped(files: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", how) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def taken(data: bytes, limits: Limits | None = None) -> list[tuple[str, bytes, Reason | None]]:
    return [
        (m.name, m.data, m.refusal.reason if m.refusal else None)
        for m in members(data, limits or Limits())
    ]


@pytest.mark.parametrize(
    "document", [docx_of(), ofd_of(["甲"]), xlsx_of([["甲"]]), b"PK\x03\x04", b""]
)
def test_a_document_or_a_broken_start_is_no_container(document):
    assert not is_container(document, Limits())


def test_files_come_in_order_those_of_inner_archives_under_its_name_and_those_of_systems_not():
    data = zipped(
        {
            "二/方案.txt": b"2",
            "一.zip": zipped({"计划.docx": docx_of(), "inner.zip": zipped({"a.txt": b"a"})}),
            "__MACOSX/._x": b"",
            ".hidden/y.txt": b"y",
            "Thumbs.db": b"",
        }
    )
    assert is_container(data, Limits())
    assert [name for name, _, _ in taken(data)] == [
        "二/方案.txt",
        "一.zip/计划.docx",
        "一.zip/inner.zip/a.txt",
    ]


def test_a_name_without_a_flag_for_utf8_is_read_as_gb18030():
    name = "方案.txt"
    data = zipped({"x" * len(name.encode("gb18030")): b"1"})
    old = b"x" * len(name.encode("gb18030"))
    assert taken(data.replace(old, name.encode("gb18030")))[0][0] == name


def test_what_cannot_be_taken_does_not_stop_the_rest():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("bomb.txt", bytes(5_000_000))
        archive.writestr("large.txt", b"ab" * 600, zipfile.ZIP_STORED)
        archive.writestr("broken.txt", b"0123456789" * 3, zipfile.ZIP_STORED)
        archive.writestr("good.txt", b"good")
    data = stream.getvalue().replace(b"0123456789" * 3, b"0123456789" * 2 + b"x123456789")
    assert taken(data, Limits(size=1_000_000_000)) == [
        ("link.txt", b"", Reason.NO_FILE),
        ("bomb.txt", b"", Reason.EXPANSION),
        ("large.txt", b"ab" * 600, None),
        ("broken.txt", b"", Reason.DAMAGED),
        ("good.txt", b"good", None),
    ]
    assert ("large.txt", b"", Reason.TOO_LARGE) in taken(data, Limits(size=1_000))


def test_a_locked_file_is_told_from_a_damaged_one():
    data = bytearray(zipped({"a.txt": b"a" * 40}, zipfile.ZIP_STORED))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    assert taken(bytes(data)) == [("a.txt", b"", Reason.ENCRYPTED)]


@pytest.mark.parametrize(
    ("data", "limits", "reason"),
    [
        (zipped({str(n): b"" for n in range(11)}), Limits(members=10), Reason.TOO_MANY_MEMBERS),
        (zipped({"a": bytes(90), "b": bytes(90)}), Limits(expanded=100), Reason.EXPANSION),
        (zipped({"a": b""}), Limits(nesting=0), Reason.NESTING),
    ],
)
def test_an_archive_over_a_limit_is_refused(data, limits, reason):
    with pytest.raises(Refusal) as refusal:
        taken(data, limits)
    assert refusal.value.reason is reason


def test_archives_nested_too_deep_are_refused_by_name():
    data = b"a"
    for depth in range(5):
        data = zipped({f"{depth}.zip" if depth else "a.txt": data})
    assert taken(data, Limits(nesting=3)) == [("4.zip/3.zip/2.zip", b"", Reason.NESTING)]


def test_a_directory_that_says_it_is_huge_is_not_opened():
    data = bytearray(zipped({"a.txt": b"a"}))
    end = data.rindex(b"PK\x05\x06")
    data[end + 12 : end + 16] = struct.pack("<I", 4_000_000_000)
    assert is_container(bytes(data), Limits())
    with pytest.raises(Refusal, match="4,000,000,000") as refusal:
        taken(bytes(data))
    assert refusal.value.reason is Reason.TOO_MANY_MEMBERS


def test_limits_count_over_archives_in_archives():
    data = zipped({f"{n}.zip": zipped({f"{m}.txt": b"a" for m in range(4)}) for n in range(4)})
    found = []
    with pytest.raises(Refusal, match="archives in it") as refusal:
        found += (member.name for member in members(data, Limits(members=6)))
    assert refusal.value.reason is Reason.TOO_MANY_MEMBERS
