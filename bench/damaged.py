"""Files that are broken, hostile or strange: ``write_damaged`` makes thousands, always the same.

Sound documents of our own in every format are cut off, have bits turned and get wrong names; bombs,
loops, locked and nested ones, a gigabyte of zeros and names that lead elsewhere are added.
"""

from __future__ import annotations

import gzip
import os
import random
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from itertools import cycle, islice
from pathlib import Path

from tests.ingest.plans import TASKS, a_plan
from tests.ingest.readers.builders import docx_of, html_of, locked_pdf, pdf_of
from tests.ingest.readers.test_container import zipped
from tests.ingest.readers.test_further_containers import mail, seven_zipped
from tests.ingest.readers.test_scans import png_of
from tests.ingest.readers.writers import eml_of, mht_of, ofd_of, rtf_of, xlsx_of

GIGABYTE = 1_000_000_000
GOOD = 20


def write_damaged(folder: Path, count: int, seed: int = 7) -> list[str]:
    """Write ``count`` damaged files and ``GOOD`` sound ones; return the names of the sound."""
    folder.mkdir(parents=True)
    chance = random.Random(seed)
    made = islice(_damaged(chance), count)
    for number, (name, data) in enumerate(made):
        _write(folder / f"{number:05}-{name}", data)
    return sorted(_write_good(folder))


def _write(path: Path, data: bytes) -> None:
    with suppress(OSError):  # a name that this file system does not take
        path.write_bytes(data)
        return
    path.with_name(path.name[:20]).write_bytes(data)


def _write_good(folder: Path) -> Iterator[str]:
    for number in range(GOOD):
        name = f"{number * 97:05}~good.txt"
        (folder / name).write_text(a_plan(TASKS[number % len(TASKS)], f"第{number}项"), "utf-8")
        yield name


def _damaged(chance: random.Random) -> Iterator[tuple[str, bytes]]:
    yield from _hostile()
    sound = sound_files()
    for (suffix, data), damage in zip(
        cycle(sound.items()), cycle((_cut, _flipped, _holed, _misnamed, _grown)), strict=False
    ):
        name, harmed = damage(suffix, data, chance)
        yield name, harmed


def sound_files() -> dict[str, bytes]:
    """Return one document in each format that is read without another program, and a picture."""
    lines = a_plan(*TASKS).splitlines()
    rows: list[list[object]] = [["序号", "任务", "牵头单位"], [1, "建设供餐中心", "市教育局"]]
    return {
        "txt": "\n".join(lines).encode("gb18030"),
        "docx": docx_of(lines),
        "pdf": pdf_of(lines),
        "html": html_of(lines),
        "rtf": rtf_of(lines),
        "eml": eml_of(lines),
        "mht": mht_of(lines),
        "xlsx": xlsx_of(rows),
        "ofd": ofd_of(lines),
        "csv": "任务,牵头单位\n建设供餐中心,市教育局\n".encode(),
        "zip": zipped({f"{n}.txt": a_plan(task).encode() for n, task in enumerate(TASKS)}),
        "7z": seven_zipped({f"{n}.txt": a_plan(task).encode() for n, task in enumerate(TASKS)}),
    }


def _cut(suffix: str, data: bytes, chance: random.Random) -> tuple[str, bytes]:
    return f"cut.{suffix}", data[: chance.randrange(len(data))]


def _flipped(suffix: str, data: bytes, chance: random.Random) -> tuple[str, bytes]:
    harmed = bytearray(data)
    for _ in range(chance.choice((1, 3, 20, 200))):
        harmed[chance.randrange(len(harmed))] ^= 1 << chance.randrange(8)
    return f"flipped.{suffix}", bytes(harmed)


def _holed(suffix: str, data: bytes, chance: random.Random) -> tuple[str, bytes]:
    start = chance.randrange(len(data))
    end = min(len(data), start + chance.randrange(1, 2_000))
    return f"holed.{suffix}", data[:start] + bytes(end - start) + data[end:]


def _misnamed(suffix: str, data: bytes, chance: random.Random) -> tuple[str, bytes]:
    return f"misnamed.{chance.choice(('pdf', 'docx', 'txt', 'zip', 'exe', ''))}", data[7:]


def _grown(suffix: str, data: bytes, chance: random.Random) -> tuple[str, bytes]:
    at = chance.randrange(len(data))
    return f"grown.{suffix}", data[:at] + chance.randbytes(chance.randrange(1, 5_000)) + data[at:]


def _hostile() -> Iterator[tuple[str, bytes]]:
    yield "empty.txt", b""
    yield "blank.txt", b" \n\t " * 1_000
    yield "bomb.docx", _office("word/document.xml", b"<a>" + b" " * 300_000_000)
    yield "bomb.xlsx", _office("xl/workbook.xml", bytes(250_000_000))
    yield "bomb.ofd", zipped({"OFD.xml": bytes(200_000_000)})
    yield "bomb.zip", zipped({"a.txt": bytes(300_000_000), "b.txt": a_plan().encode()})
    yield "bomb.7z", seven_zipped({"a.txt": bytes(100_000_000)})
    yield "letter.eml", mail("见附件。", ("a.zip", "application/zip", zipped({"a.txt": b"x"})))
    yield "bombs.zip", _nested(zipped({"a.txt": bytes(40_000_000)}), 12)
    yield "deep.zip", _nested(zipped({"a.txt": b"x"}), 1, depth=40)
    yield "many.zip", zipped({f"{n}.txt": b"" for n in range(20_000)}, zipfile.ZIP_STORED)
    yield "bomb.gz", gzip.compress(bytes(100_000_000))
    yield "names.zip", zipped(_strange_names())
    yield "laughs.docx", _office("word/document.xml", _laughs())
    yield "laughs.ofd", zipped({"OFD.xml": _laughs()})
    yield "laughs.html", b"<html>" + _laughs()
    yield "deep.docx", _office("word/document.xml", _deep(200_000))
    yield "deep.html", b"<div>" * 500_000 + "市教育局".encode()
    yield "deep.rtf", b"{\\rtf1 " + b"{" * 1_000_000
    yield "wide.rtf", b"{\\rtf1 " + b"\\'b1" * 3_000_000 + b"}"
    yield "bin.rtf", b"{\\rtf1 \\bin9999999999 abc}"
    yield "loop.pdf", _pdf("<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 99999999 >>")
    yield "pages.pdf", _pdf("<< /Type /Pages /Kids [] /Count 2147483647 >>")
    yield "self.pdf", _pdf("2 0 R")
    yield "open.pdf", b"%PDF-1.7\n" + b"[" * 1_000_000
    yield "dicts.pdf", b"%PDF-1.7\n1 0 obj\n" + b"<<" * 500_000
    yield "locked.pdf", locked_pdf("secret")
    yield "parts.eml", _parts(3_000)
    yield "nested.eml", _mails(400)
    yield "columns.csv", b",".join([b"x"] * 2_000_000)
    yield "quote.csv", '任务,牵头单位\n"'.encode() + b"a\n" * 2_000_000
    yield "line.txt", "由".encode() * 5_000_000
    yield "nul.txt", bytes(30_000_000)
    yield "controls\x01\x02\n\x1b[31m.txt", b""
    yield "..\\..\\etc\\passwd", b"\x00"
    yield "-rf --help $(id) `id`;'.txt", b""
    yield "\u202egpj.txt", b"\xff\xfe\x00"
    yield "名" * 80 + ".txt", b""
    yield os.fsdecode(b"\xc7\xe0\xb4\xa8.txt"), b""
    yield "huge.png", _huge_picture()
    yield "picture.png", png_of(["市教育局牵头"])[:200]
    yield "ole.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5_000)


def write_zeros(path: Path, size: int = GIGABYTE) -> None:
    """Write a file of zeros that takes no room on the disk."""
    with path.open("wb") as file:
        file.truncate(size)


def _office(part: str, data: bytes) -> bytes:
    return zipped({"[Content_Types].xml": b"<Types/>", part: data})


def _nested(data: bytes, count: int, depth: int = 2) -> bytes:
    for _ in range(depth):
        data = zipped({f"{n}.zip": data for n in range(count)})
    return data


def _strange_names() -> dict[str, bytes]:
    plan = a_plan().encode()
    names = (
        "../../../tmp/a.txt",
        "/etc/b.txt",
        "C:\\windows\\c.txt",
        "d\x00e.txt",
        "f\n\x1b[2Jg.txt",
    )
    return {name: plan + name.encode() for name in (*names, "h/" * 2_000 + "i.txt", " ", "…" * 300)}


def _laughs() -> bytes:
    entities = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(12))
    return f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a0 "ha">{entities}]><a>&a12;</a>'.encode()


def _deep(levels: int) -> bytes:
    return b"<a>" * levels + b"</a>" * levels


def _pdf(pages: str) -> bytes:
    objects = ("<< /Type /Catalog /Pages 2 0 R >>", pages)
    body = "".join(f"{n} 0 obj\n{words}\nendobj\n" for n, words in enumerate(objects, 1))
    return f"%PDF-1.7\n{body}trailer << /Root 1 0 R /Size 3 >>\n%%EOF".encode()


def _parts(count: int) -> bytes:
    part = b"--x\nContent-Type: text/plain\n\na\n"
    return b"Subject: a\nContent-Type: multipart/mixed; boundary=x\n\n" + part * count + b"--x--\n"


def _mails(depth: int) -> bytes:
    return b"Subject: a\nContent-Type: message/rfc822\n\n" * depth + b"Subject: b\n\nc"


def _huge_picture() -> bytes:
    header = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (60_000).to_bytes(4, "big") * 2
    return header + b"\x08\x00\x00\x00\x00" + bytes(4_000)
