"""Files on their way in, and their names as they can be shown."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from ingest.errors import Reason, Refusal
from ingest.ledger import Entry


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file as handed in: where it is, and what it is called in the ledger.

    The ledger knows a file by its ``key``, the path where there is none. A file out of an
    archive lies at a passing ``path``; its key is that of the ``archive`` and its name in it.
    ``refusal`` says why it cannot be taken.
    """

    path: Path
    name: str
    key: str = ""
    archive: str = ""
    refusal: Refusal | None = None

    def forget(self) -> None:
        """Remove the passing copy of a file out of an archive."""
        if self.archive:
            self.path.unlink(missing_ok=True)


def path_of(file: Incoming) -> str:
    """Return what the ledger knows a file by."""
    return file.key or legible(file.path.resolve())


def legible(name: str | Path) -> str:
    r"""Return a name as text that can be shown: bytes that are no UTF-8 and controls written out.

    >>> legible("a\nb")
    'a\\nb'
    """
    words = str(name).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() or c in " \u3000" else _written_out(c) for c in words)


def _written_out(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


def files_in(paths: Sequence[Path]) -> Iterator[Incoming]:
    """Yield the files that paths name, folders with all below them, in a fixed order.

    Hidden files and folders are left out, and a file below two of the paths counts once. What
    is no file, leads nowhere or cannot be listed comes with its refusal. Nothing is held but the
    names of one folder at each depth. Raises FileNotFoundError for a path that is none.
    """
    seen: set[Path] = set()
    for path in paths:
        if not (path.exists() or path.is_symlink()):
            raise FileNotFoundError(f"There is no file or folder {path}.")
    for path in paths:
        resolved = path.resolve()
        if path.is_dir():
            yield from _below(resolved, path.name, frozenset(seen))
        elif not _is_among(resolved, seen):
            yield _file(path, path.name)
        seen.add(resolved)


def again(entry: Entry) -> Incoming | None:
    """Return the file of an entry, or the archive that holds it; None where it is gone."""
    path, name = Path(entry.path), entry.name
    while not path.is_file() and "/" in name:
        path, name = path.parent, name.rpartition("/")[0]
    return Incoming(path, name) if path.is_file() else None


def targets(files: Sequence[Incoming], out: Path) -> Iterator[tuple[Incoming, Path]]:
    """Yield each file with the JSON file it goes to; no two go to one.

    Files of one stem keep their suffix, files of one name get a number.
    """
    stems = Counter(file.path.stem for file in files)
    taken: set[str] = set()
    for file in files:
        name = file.path.stem if stems[file.path.stem] == 1 else file.path.name
        numbered = (f"{name}-{number}" for number in count(2))
        free = next(name for name in chain([name], numbered) if name not in taken)
        taken.add(free)
        yield file, out / f"{free}.json"


def _below(root: Path, name: str, seen: frozenset[Path]) -> Iterator[Incoming]:
    """Yield what a folder holds, with names from there; leave out what is below ``seen`` ones."""
    if _is_among(root, seen):
        return
    folders = [_listed(root, name)]
    while folders:
        path = next(folders[-1], None)
        if path is None:
            folders.pop()
        elif isinstance(path, Incoming):
            yield path
        elif path.is_dir() and not path.is_symlink():
            if path not in seen:
                folders.append(_listed(path, str(path.relative_to(root))))
        elif path not in seen and not (
            path.is_symlink() and path.is_file() and _is_among(path, seen | {root})
        ):
            yield _file(path, str(path.relative_to(root)))


def _listed(folder: Path, name: str) -> Iterator[Path | Incoming]:
    """Yield what stands in a folder but for what is hidden, in order of the names."""
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        sentence = f"The folder cannot be read: {error.strerror}."
        yield Incoming(folder, legible(name), refusal=Refusal(Reason.UNREADABLE, sentence))
        return
    yield from (folder / name for name in names if not name.startswith("."))


def _file(path: Path, name: str) -> Incoming:
    return Incoming(path, legible(name), refusal=_no_file(path))


def _no_file(path: Path) -> Refusal | None:
    """Return why a path is no file to read; reading others can wait without end."""
    try:
        kind = stat.S_IFMT(path.stat().st_mode)
    except FileNotFoundError:
        if path.is_symlink():
            return Refusal(Reason.NO_FILE, "The link leads nowhere.")
        return None
    except OSError as error:
        return Refusal(Reason.UNREADABLE, f"The file cannot be read: {error.strerror}.")
    if kind == stat.S_IFDIR:
        return Refusal(Reason.NO_FILE, "It is a link to a folder, which is not followed.")
    if kind != stat.S_IFREG:
        return Refusal(Reason.NO_FILE, "It is a device, a pipe or a socket, no file.")
    return None


def _is_among(path: Path, seen: Set[Path]) -> bool:
    """Return whether a path is one of some files and folders, or lies below one of them."""
    if not seen:
        return False
    resolved = path.resolve()
    return not seen.isdisjoint((resolved, *resolved.parents))
