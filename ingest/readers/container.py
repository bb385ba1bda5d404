"""Archives and mails with documents in them: their files one at a time, within limits.

A name in an archive is never a path on the disk.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from ingest.errors import Reason, Refusal
from ingest.limits import Limits, over
from ingest.readers import attachments, zip_files
from ingest.readers.archive import DAMAGES
from ingest.readers.packed import Packed

_SEVEN_ZIP = b"7z\xbc\xaf\x27\x1c"
_Opener = Callable[[BinaryIO, Limits], AbstractContextManager[list[Packed]]]


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its name, its content, and why it cannot be taken, or None."""

    name: str
    data: bytes
    refusal: Refusal | None = None


def is_container(file: Path | bytes, limits: Limits) -> bool:
    """Return whether a file is an archive of files rather than one document; costs little."""
    try:
        with _stream(file) as stream:
            return _opener_of(stream, limits) is not None
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
    with _stream(file) as stream:
        opened = _opener_of(stream, limits)
        if opened is None:
            raise Refusal(Reason.DAMAGED, "The archive is damaged.")
        with opened(stream, limits) as found:
            for packed in found:
                yield from _taken(packed, limits, depth)


def _taken(packed: Packed, limits: Limits, depth: int) -> Iterator[Member]:
    try:
        data = packed.checked(limits)
        if not is_container(data, limits):
            yield Member(packed.name, data)
            return
        for inner in _members(data, limits, depth + 1):
            yield Member(f"{packed.name}/{inner.name}", inner.data, inner.refusal)
    except Refusal as refusal:
        yield Member(packed.name, b"", refusal)
    except DAMAGES as error:
        damage = Refusal(Reason.DAMAGED, f"It is damaged in the archive: {error}.")
        yield Member(packed.name, b"", damage)


def _opener_of(stream: BinaryIO, limits: Limits) -> _Opener | None:
    """Return what opens an archive, its stream at the beginning; None for other files."""
    is_seven_zip = stream.read(len(_SEVEN_ZIP)) == _SEVEN_ZIP
    stream.seek(0)
    if is_seven_zip:
        from ingest.readers import seven_zip

        opened: _Opener = seven_zip.opened
        return opened
    for known in (zip_files, attachments):
        is_known = known.accepts(stream, limits)
        stream.seek(0)
        if is_known:
            return cast(_Opener, known.opened)
    return None


def _stream(file: Path | bytes) -> BinaryIO:
    return io.BytesIO(file) if isinstance(file, bytes) else file.open("rb")
