"""7z archives, and mails with documents attached, opened as zip archives are."""

from __future__ import annotations

import io
import random
from contextlib import suppress
from email.message import EmailMessage

import py7zr
import pytest

from ingest.errors import Reason, Refusal
from ingest.limits import Limits
from ingest.readers.container import is_container, members
from tests.ingest.readers.test_container import taken, zipped

LETTER = "现将有关材料印发给你们，请结合实际认真组织实施，并于月底前报送进展情况。" * 8


def seven_zipped(files: dict[str, bytes], password: str | None = None) -> bytes:
    stream = io.BytesIO()
    with py7zr.SevenZipFile(stream, "w", password=password) as archive:
        for name, data in files.items():
            archive.writestr(data, name)
    return stream.getvalue()


def mail(letter: str, *attached: tuple[str, str, bytes]) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.cn", "b@example.cn", "材料"
    message.set_content(letter, charset="gb18030")
    for name, kind, data in attached:
        major, minor = kind.split("/")
        message.add_attachment(data, maintype=major, subtype=minor, filename=name)
    return bytes(message)


def test_the_files_of_a_7z_come_in_order_and_those_of_systems_do_not() -> None:
    inner = zipped({"丙.txt": b"3"})
    files = {
        "一/甲.txt": b"1",
        "一/__MACOSX/x": b"",
        "乙.zip": inner,
        ".hidden": b"",
        "空.txt": b"",
    }
    data = seven_zipped(files)
    assert is_container(data, Limits())
    assert taken(data) == [
        ("一/甲.txt", b"1", None),
        ("乙.zip/丙.txt", b"3", None),
        ("空.txt", b"", None),
    ]


def test_a_7z_in_a_zip_and_a_zip_in_a_7z_are_opened() -> None:
    data = zipped({"外.7z": seven_zipped({"中.zip": zipped({"内.txt": b"x"})})})
    assert taken(data) == [("外.7z/中.zip/内.txt", b"x", None)]


@pytest.mark.parametrize(
    ("files", "limits", "reason"),
    [
        ({str(n): b"x" for n in range(11)}, Limits(members=10), Reason.TOO_MANY_MEMBERS),
        ({"a": bytes(90), "b": bytes(90)}, Limits(expanded=100), Reason.EXPANSION),
        ({"a": bytes(9_000_000)}, Limits(), Reason.EXPANSION),
    ],
)
def test_a_7z_over_a_limit_is_refused_before_it_is_unpacked(files, limits, reason) -> None:
    with pytest.raises(Refusal) as refusal:
        list(members(seven_zipped(files), limits))
    assert refusal.value.reason is reason


def test_a_large_file_in_a_7z_is_refused_and_the_others_taken() -> None:
    data = seven_zipped({"a": random.Random(1).randbytes(2_000), "b": b"x"})
    assert taken(data, Limits(size=1_000)) == [("a", b"", Reason.TOO_LARGE), ("b", b"x", None)]


def test_a_locked_7z_is_refused_as_such() -> None:
    found = taken(seven_zipped({"a.txt": b"x"}, password="secret"))
    assert found == [("a.txt", b"", Reason.ENCRYPTED)]


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_7z_gives_files_or_refusals(seed) -> None:
    chance = random.Random(seed)
    whole = seven_zipped({f"{n}.txt": chance.randbytes(400) for n in range(4)})
    data = bytearray(whole[: chance.choice((len(whole), chance.randrange(len(whole))))])
    for _ in range(chance.choice((0, 1, 5))):
        data[chance.randrange(6, max(7, len(data)))] ^= 1 << chance.randrange(8)
    with suppress(Refusal):
        for member in members(bytes(data), Limits()):
            assert member.refusal is not None or len(member.data) in (0, 400)


def test_files_before_a_damaged_one_are_taken() -> None:
    chance = random.Random(3)
    first, second = chance.randbytes(3_000), chance.randbytes(3_000)
    data = bytearray(seven_zipped({"a": first, "b": second}))
    data[5_000] ^= 1
    assert taken(bytes(data)) == [("a", first, None), ("b", b"", Reason.DAMAGED)]


def test_attachments_are_files_and_a_cover_letter_is_none() -> None:
    data = mail(
        "见附件。",
        ("方案.docx", "application/msword", b"1"),
        ("logo.png", "image/png", b"2"),
        ("清单.zip", "application/zip", zipped({"甲.txt": b"3"})),
    )
    assert is_container(data, Limits())
    assert taken(data) == [("方案.docx", b"1", None), ("清单.zip/甲.txt", b"3", None)]


def test_a_letter_that_says_more_comes_before_what_is_attached() -> None:
    (letter, plan) = members(mail(LETTER, ("方案.txt", "text/plain", b"x")), Limits())
    assert (letter.name, plan.name) == ("正文", "方案.txt")
    assert LETTER in letter.data.decode("utf-8-sig")


def test_a_mail_without_attachments_is_one_document() -> None:
    assert not is_container(mail(LETTER), Limits())
    assert not is_container(mail(LETTER, ("seal.png", "image/png", b"x")), Limits())


def test_a_mail_of_too_many_parts_is_no_archive() -> None:
    data = mail(LETTER, *(("a.txt", "text/plain", b"x") for _ in range(12)))
    assert is_container(data, Limits())
    assert not is_container(data, Limits(members=10))


def test_names_of_attachments_lead_nowhere() -> None:
    (member,) = members(mail("", ("../../etc/a.txt", "text/plain", b"x")), Limits())
    assert member.name.endswith("a.txt")
    assert member.data == b"x"
