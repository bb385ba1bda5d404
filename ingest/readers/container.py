"""Archives of documents (ZIP): their members one at a time, within limits, never as paths."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ingest.errors import Reason, Refusal
from ingest.limits import Limits, over
from ingest.readers.archive import DAMAGES, MARK

# Parts at the top of a zip that is one document: Office, OFD, OpenDocument and EPUB.
_OF_ONE_DOCUMENT = frozenset(("[Content_Types].xml", "OFD.xml", "mimetype", "word/document.xml"))
# What systems put beside the files of a user.
_SYSTEM_FILES = frozenset(("thumbs.db", "desktop.ini"))
_UTF8_NAME, _ENCRYPTED = 0x800, 0x1
_HARMLESS = 1_000_000
# how an archive begins that holds nothing
_EMPTY = b"PK\x05\x06"
_LARGEST_DIRECTORY, _LONGEST_END = 10_000_000, 65_557


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its name, its content, and why it cannot be taken, or None."""

    name: str
    data: bytes
    refusal: Refusal | None = None


def is_container(file: Path | bytes) -> bool:
    """Return whether a file is an archive of files rather than one document; costs little."""
    try:
        with _opened(file) as stream:
            if stream.read(len(MARK)) not in (MARK, _EMPTY):
                return False
            if _directory_size(stream) > _LARGEST_DIRECTORY:
                return True
            with zipfile.ZipFile(stream) as archive:
                return _OF_ONE_DOCUMENT.isdisjoint(archive.namelist())
    except DAMAGES:
        return False


def members(file: Path | bytes, limits: Limits) -> Iterator[Member]:
    """Yield the files in an archive and in the archives in it, ``outer.zip/inner.docx``.

    A file that cannot be taken comes with its refusal. Raises Refusal where the archive
    itself cannot be, or no more of it: too many files, too much in all, nested too deep.
    """
    total = 0
    for count, member in enumerate(_members(file, limits, 0), 1):
        total += len(member.data)
        if count > limits.members or total > limits.expanded:
            raise Refusal(
                Reason.TOO_MANY_MEMBERS,
                f"With the archives in it, the archive holds more than {limits.members:,} files "
                f"or {limits.expanded:,} bytes (limits members, expanded); the rest is left out.",
            )
        yield member


def _members(file: Path | bytes, limits: Limits, depth: int) -> Iterator[Member]:
    if depth >= limits.nesting:
        raise over(limits, "nesting", f"Archives lie {depth + 1} deep in each other")
    with _opened(file) as stream:
        if (size := _directory_size(stream)) > _LARGEST_DIRECTORY:
            raise Refusal(
                Reason.TOO_MANY_MEMBERS,
                f"The directory of the archive has {size:,} bytes, over {_LARGEST_DIRECTORY:,}.",
            )
        yield from _within(stream, limits, depth)


def _within(stream: BinaryIO, limits: Limits, depth: int) -> Iterator[Member]:
    with zipfile.ZipFile(stream) as archive:
        infos = [info for info in archive.infolist() if _is_of_user(info)]
        if len(infos) > limits.members:
            raise over(limits, "members", f"The archive holds {len(infos):,} files")
        total = sum(info.file_size for info in infos)
        if total > limits.expanded:
            raise over(limits, "expanded", f"The archive unpacks to {total:,} bytes")
        for info in infos:
            yield from _taken(archive, info, limits, depth)


def _taken(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits, depth: int
) -> Iterator[Member]:
    name = _name_of(info)
    try:
        _check(info, limits)
        data = archive.read(info)
        if not is_container(data):
            yield Member(name, data)
            return
        for inner in _members(data, limits, depth + 1):
            yield Member(f"{name}/{inner.name}", inner.data, inner.refusal)
    except Refusal as refusal:
        yield Member(name, b"", refusal)
    except DAMAGES as error:
        yield Member(name, b"", Refusal(Reason.DAMAGED, f"It is damaged in the archive: {error}."))


def _check(info: zipfile.ZipInfo, limits: Limits) -> None:
    """Raise Refusal for a member that is locked, no file, too large or a bomb."""
    if info.flag_bits & _ENCRYPTED:
        raise Refusal(Reason.ENCRYPTED, "It is locked with a password in the archive.")
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        raise Refusal(Reason.UNKNOWN_FORMAT, "It is a link or a device, no file.")
    if info.file_size > limits.size:
        raise over(limits, "size", f"The file has {info.file_size:,} bytes")
    ratio = info.file_size / max(1, info.compress_size)
    if info.file_size > _HARMLESS and ratio > limits.ratio:
        raise over(limits, "ratio", f"It unpacks to {ratio:,.0f} times its size")


def _is_of_user(info: zipfile.ZipInfo) -> bool:
    """Return whether a member is a file that a user put there."""
    parts = info.filename.replace("\\", "/").split("/")
    is_hidden = any(part.startswith(".") and part.strip(".") for part in parts)
    is_of_system = "__MACOSX" in parts or parts[-1].lower() in _SYSTEM_FILES
    return not (info.is_dir() or is_hidden or is_of_system)


def _name_of(info: zipfile.ZipInfo) -> str:
    """Return the name of a member; without the flag for UTF-8 it is often in GB 18030."""
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


def _opened(file: Path | bytes) -> BinaryIO:
    return io.BytesIO(file) if isinstance(file, bytes) else file.open("rb")
