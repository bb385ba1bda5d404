"""ZIP: the files in one, told from documents that are a zip themselves."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import BinaryIO

from ingest.errors import Reason, Refusal
from ingest.limits import Limits
from ingest.readers.archive import DAMAGES, MARK
from ingest.readers.packed import LOCKED, NO_FILE, Packed, check_sizes, is_of_user

# Parts at the top of a zip that is one document: Office, OFD, OpenDocument and EPUB.
_OF_ONE_DOCUMENT = frozenset(("[Content_Types].xml", "OFD.xml", "mimetype", "word/document.xml"))
_UTF8_NAME, _ENCRYPTED = 0x800, 0x1
# how an archive begins that holds nothing
_EMPTY = b"PK\x05\x06"
_LARGEST_DIRECTORY, _LONGEST_END = 10_000_000, 65_557


def accepts(stream: BinaryIO, limits: Limits) -> bool:
    """Return whether a file is a zip of files rather than one document; costs little."""
    if stream.read(len(MARK)) not in (MARK, _EMPTY):
        return False
    if _directory_size(stream) > _LARGEST_DIRECTORY:
        return True
    try:
        with zipfile.ZipFile(stream) as archive:
            return _OF_ONE_DOCUMENT.isdisjoint(archive.namelist())
    except DAMAGES:
        return False


@contextmanager
def opened(stream: BinaryIO, limits: Limits) -> Iterator[list[Packed]]:
    """Give the files of an archive; raises Refusal where it cannot be opened."""
    if (size := _directory_size(stream)) > _LARGEST_DIRECTORY:
        raise Refusal(
            Reason.TOO_MANY_MEMBERS,
            f"The directory of the archive has {size:,} bytes, over {_LARGEST_DIRECTORY:,}.",
        )
    with zipfile.ZipFile(stream) as archive:
        infos = [i for i in archive.infolist() if not i.is_dir() and is_of_user(i.filename)]
        check_sizes(len(infos), sum(info.file_size for info in infos), limits)
        yield [
            Packed(
                name=_name_of(info),
                size=info.file_size,
                packed=max(1, info.compress_size),
                take=partial(archive.read, info),
                refusal=_refusal(info),
            )
            for info in infos
        ]


def _refusal(info: zipfile.ZipInfo) -> Refusal | None:
    if info.flag_bits & _ENCRYPTED:
        return LOCKED
    return None if stat.S_IFMT(info.external_attr >> 16) in (0, stat.S_IFREG) else NO_FILE


def _name_of(info: zipfile.ZipInfo) -> str:
    """Return the name of a file; without the flag for UTF-8 it is often in GB 18030."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename


def _directory_size(stream: BinaryIO) -> int:
    """Return the bytes that the end record says the directory has, which zipfile holds whole.

    A record of ZIP64, which says 4 GiB here, is only needed for more than is taken anyway.
    """
    end = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, end - _LONGEST_END))
    tail = stream.read()
    stream.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    return int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
