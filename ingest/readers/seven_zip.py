"""7z: the files in one, unpacked together into a passing folder, since they are packed together."""

from __future__ import annotations

import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import py7zr
from py7zr.exceptions import ArchiveError
from py7zr.io import Py7zIO, WriterFactory

from ingest.errors import Reason, Refusal
from ingest.limits import Limits, check_ratio
from ingest.readers.archive import DAMAGES
from ingest.readers.packed import LOCKED, Packed, check_sizes, is_of_user

_FAULTS = (*DAMAGES, ArchiveError, KeyError, IndexError, TypeError, AttributeError)


@contextmanager
def opened(stream: BinaryIO, limits: Limits) -> Iterator[list[Packed]]:
    """Give the files of an archive; raises Refusal where it cannot be opened.

    Where one is damaged those after it are taken out one by one.
    """
    size = stream.seek(0, 2)
    stream.seek(0)
    with tempfile.TemporaryDirectory(prefix="zhize-") as folder:
        try:
            with py7zr.SevenZipFile(stream) as archive:
                infos = [i for i in archive.list() if not i.is_directory and is_of_user(i.filename)]
                total = sum(info.uncompressed for info in infos)
                check_sizes(len(infos), total, limits)
                check_ratio(limits, total, size, "It")
                is_locked = archive.needs_password()
            kept = _Kept(Path(folder))
            if not is_locked:
                _unpack(stream, [info.filename for info in infos], kept)
        except py7zr.PasswordRequired:
            raise Refusal(Reason.ENCRYPTED, "The archive is locked with a password.") from None
        except _FAULTS as error:
            raise Refusal(Reason.DAMAGED, f"The archive is damaged: {error}.") from error
        yield [
            Packed(
                name=info.filename,
                size=info.uncompressed,
                packed=0,
                take=partial(kept.content, info),
                refusal=LOCKED if is_locked else None,
            )
            for info in infos
        ]


def _unpack(stream: BinaryIO, names: list[str], kept: _Kept) -> None:
    """Take all files out at once, or those that are left one by one where one is damaged."""
    with suppress(*_FAULTS):
        _take(stream, names, kept)
        return
    for name in names:
        with suppress(*_FAULTS):
            _take(stream, [name], kept)


def _take(stream: BinaryIO, names: list[str], kept: _Kept) -> None:
    stream.seek(0)
    try:
        with py7zr.SevenZipFile(stream) as archive:
            archive.extract(targets=names, factory=kept)
    finally:
        kept.close()


class _Kept(WriterFactory):
    """Files that were taken out, each under a number in a folder, whatever its name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._paths: dict[str, Path] = {}
        self._open: list[_File] = []

    def create(self, filename: str) -> Py7zIO:
        """Return what the next file is written to."""
        path = self._folder / str(len(self._paths))
        self._paths[filename] = self._paths.get(filename, path)
        self._open.append(_File(self._paths[filename]))
        return self._open[-1]

    def close(self) -> None:
        """Close what a damaged archive has left open."""
        while self._open:
            self._open.pop().close()

    def content(self, info: py7zr.FileInfo) -> bytes:
        """Return the bytes of a file; raises Refusal where they are not those that were put in."""
        path = self._paths.get(info.filename)
        data = path.read_bytes() if path and path.exists() else b""
        if len(data) != info.uncompressed or zlib.crc32(data) != (info.crc32 or 0):
            raise Refusal(Reason.DAMAGED, "It is damaged in the archive.")
        return data


class _File(Py7zIO):
    """A file on the disk as py7zr writes one."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w+b")

    def write(self, s: bytes | bytearray) -> int:
        return self._file.write(s)

    def read(self, size: int | None = None) -> bytes:
        return self._file.read(-1 if size is None else size)

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def flush(self) -> Any:
        return self._file.flush()

    def size(self) -> int:
        return Path(self._file.name).stat().st_size

    def close(self) -> None:
        self._file.close()
