"""Files on their way in, and their names as they can be shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import Refusal
from ingest.ledger import Entry


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


def files_in(paths: Iterable[Path]) -> Iterator[Incoming]:
    """Yield the files that paths name, folders with all below them, in a fixed order.

    Hidden files and folders are left out, and a file named twice counts once. Raises
    FileNotFoundError for a path that is none.
    """
    seen: set[Path] = set()
    for path in paths:
        for file, name in _named(path):
            if (resolved := file.resolve()) not in seen:
                seen.add(resolved)
                yield Incoming(file, legible(name))


def again(entry: Entry) -> Incoming | None:
    """Return the file of an entry, or the archive that holds it; None where it is gone."""
    path, name = Path(entry.path), entry.name
    while not path.is_file() and "/" in name:
        path, name = path.parent, name.rpartition("/")[0]
    return Incoming(path, name) if path.is_file() else None


def _named(path: Path) -> Iterator[tuple[Path, Path | str]]:
    """Yield the files that one path names, each with what it is called."""
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            inner = file.relative_to(path)
            if file.is_file() and not any(part.startswith(".") for part in inner.parts):
                yield file, inner
    elif path.exists():
        yield path, path.name
    else:
        raise FileNotFoundError(f"There is no file or folder {path}.")
