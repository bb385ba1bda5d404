"""A file on its way in, and its name as it can be shown."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ingest.errors import Refusal


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file as handed in: where it is, and what it is called in the ledger.

    A file out of an archive lies at a passing ``path`` and is known by ``key``, the path of
    the archive and its name in it. ``refusal`` says why it cannot be taken.
    """

    path: Path
    name: str
    key: str = ""
    refusal: Refusal | None = None

    def forget(self) -> None:
        """Remove the passing copy of a file out of an archive."""
        if self.key:
            self.path.unlink(missing_ok=True)


def legible(name: str | Path) -> str:
    r"""Return a name as text that can be shown: bytes that are no UTF-8 and controls written out.

    >>> legible("a\nb")
    'a\\nb'
    """
    words = str(name).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() or c in " \u3000" else _written_out(c) for c in words)


def _written_out(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
