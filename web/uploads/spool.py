"""Where files lie until they are taken: written as they arrive, no more of each than may be.

No name that is sent is ever that of a file here.
"""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Set
from hashlib import sha256
from io import BufferedRandom
from pathlib import Path

_PART = ".part"
# What is older and belongs to no run was left by a request that was cut off; seconds.
_LEFT = 3600


class Spool:
    """A folder of files that wait."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    @property
    def folder(self) -> Path:
        """Where the files lie."""
        return self._folder

    def arriving(self, most: int) -> Arriving:
        """Return what a file is written to, of which ``most`` bytes are kept."""
        return Arriving(self._folder / secrets.token_hex(16), most)

    def path(self, name: str) -> Path:
        """Return where a file lies."""
        return self._folder / name

    def drop(self, name: str) -> None:
        """Forget a file; nothing happens where there is none."""
        if name:
            self.path(name).unlink(missing_ok=True)

    def tidy(self, needed: Set[str]) -> None:
        """Remove what requests that were cut off have left."""
        for path in self._folder.iterdir():
            if path.name not in needed and _is_old(path):
                path.unlink(missing_ok=True)


def _is_old(path: Path) -> bool:
    try:
        return time.time() - path.stat().st_mtime > _LEFT
    except FileNotFoundError:  # its request has ended
        return False


class Arriving:
    """A file as it is received: read as any other, gone when it is closed unless it is kept.

    ``size`` counts all bytes that came; where they are more than may be, none are kept.
    """

    def __init__(self, path: Path, most: int) -> None:
        self._path = path
        self._part = path.with_suffix(_PART)
        self._file: BufferedRandom = self._part.open("xb+")
        self._digest = sha256()
        self._most = most
        self.size = 0

    @property
    def is_too_large(self) -> bool:
        """Whether more came than is kept."""
        return self.size > self._most

    @property
    def digest(self) -> str:
        """The SHA-256 of what came, in hexadecimal figures."""
        return self._digest.hexdigest()

    def write(self, data: bytes) -> int:
        """Take some bytes more."""
        self.size += len(data)
        if self.is_too_large:
            self._file.truncate(0)
        else:
            self._digest.update(data)
            self._file.write(data)
        return len(data)

    def read(self, size: int = -1) -> bytes:
        """Return what was written, from where the last reading ended."""
        return self._file.read(size)

    def readline(self, size: int = -1) -> bytes:
        """Return a line of what was written."""
        return self._file.readline(size)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place in the file."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """Return where in the file reading goes on."""
        return self._file.tell()

    def keep(self) -> str:
        """Bring the file to the disk, under the name that is returned, and close it."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._part.replace(self._path)
        return self._path.name

    def close(self) -> None:
        """Close the file, and remove it where it was not kept."""
        self._file.close()
        self._part.unlink(missing_ok=True)
