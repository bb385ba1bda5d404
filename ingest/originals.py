"""The files as they were handed in, kept by the SHA-256 of their bytes.

A file lies whole at its address or not at all: it is written beside it, brought to the disk, then
renamed.
"""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile

_DIGEST = re.compile(r"[0-9a-f]{64}")
_PART = ".part"
# A write that is younger than this may still go on in another process; seconds.
_AT_WORK = 600


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal figures."""
    return hashlib.sha256(data).hexdigest()


class Originals:
    """The kept files of one data folder, at ``ab/cdef…`` below it; several processes may share it.

    Raises OSError where the folder cannot be written or read.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, sha256: str) -> Path:
        """Return where a file lies or would lie; raises ValueError for what is no SHA-256."""
        if not _DIGEST.fullmatch(sha256):
            raise ValueError(f"{sha256!r} is no SHA-256 in hexadecimal figures.")
        return self._folder / sha256[:2] / sha256[2:]

    def holds(self, sha256: str) -> bool:
        """Whether a file with this digest is kept."""
        return self.path(sha256).is_file()

    def is_sound(self, sha256: str) -> bool:
        """Whether a kept file still has the bytes that it is known by."""
        return digest_of(self.path(sha256).read_bytes()) == sha256

    def keep(self, data: bytes) -> str:
        """Keep bytes and return their digest; once it returns, they outlive a power cut."""
        sha256 = digest_of(data)
        if not self.holds(sha256):
            self._write(self.path(sha256), data)
        return sha256

    def renew(self, data: bytes) -> str:
        """Keep bytes in place of a file that has been damaged; return their digest."""
        sha256 = digest_of(data)
        self._write(self.path(sha256), data)
        return sha256

    def drop(self, sha256: str) -> None:
        """Forget a file; nothing happens where there is none."""
        self.path(sha256).unlink(missing_ok=True)

    def all(self) -> Iterator[str]:
        """Yield the digests of all kept files, in order."""
        for path in sorted(self._folder.glob("[0-9a-f][0-9a-f]/*")):
            if _DIGEST.fullmatch(path.parent.name + path.name):
                yield path.parent.name + path.name

    def unfinished(self) -> list[Path]:
        """Return what writes that were cut off have left."""
        return sorted(self._folder.glob(f"[0-9a-f][0-9a-f]/*{_PART}"))

    def tidy(self) -> list[Path]:
        """Remove what writes have left that were cut off a while ago; return what was removed."""
        left = [path for path in self.unfinished() if is_settled(path)]
        for path in left:
            path.unlink(missing_ok=True)
        return left

    def _write(self, path: Path, data: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, suffix=_PART, delete=False) as file:
            try:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
                Path(file.name).replace(path)
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise
        _to_disk(path.parent)


def is_settled(path: Path) -> bool:
    """Return whether a file is too old for another process to be still at work on it."""
    try:
        return time.time() - path.stat().st_mtime > _AT_WORK
    except FileNotFoundError:
        return False


def _to_disk(folder: Path) -> None:
    """Bring the entries of a folder to the disk, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
