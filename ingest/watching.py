"""A folder that is looked at again and again: what has arrived in it, whole, and what is gone.

Looking works on every file system, network shares among them, which tell of no events.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.incoming import Incoming, files_in, legible
from ingest.ledger import Entry, Ledger
from ingest.pipeline import Pipeline

# How programs name a file that they still write.
_UNFINISHED = (".part", ".partial", ".tmp", ".temp", ".crdownload", ".download")
_OFFICE_LOCK = "~$"
# From how many files on their all being gone at once rather means that the disk is gone.
_TOO_MANY = 2


@dataclass(slots=True)
class _Look:
    """What a file looked like last, and whether it was handed on as it is."""

    signs: tuple[int, int, int]
    is_taken: bool = False


class Watch:
    """Remembers what was seen in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: dict[Path, _Look] = {}
        self._has_lost = True  # whatever went while nobody looked

    def arrived(self) -> list[Incoming]:
        """Look once and return what is new or changed and looks as it did at the last look.

        A file that is still being written changes between two looks, so it waits.
        """
        if not self._folder.is_dir():
            return []
        found = [file for file in files_in([self._folder]) if not _is_unfinished(file.path)]
        before, self._seen = self._seen, {}
        arrived = []
        for file in found:
            look = _look(file.path)
            last = before.get(file.path)
            if last is not None and last.signs == look.signs:
                if not last.is_taken:
                    arrived.append(file)
                look.is_taken = True
            self._seen[file.path] = look
        self._has_lost = self._has_lost or not before.keys() <= self._seen.keys()
        return arrived

    def gone(self, ledger: Ledger) -> list[Entry]:
        """Return the entries of files below the folder that are there no more.

        None where all of them are, or the folder itself: then it is rather the disk that is gone.
        None either while something arrives: it may be the same file under another name.
        """
        is_moving = not all(look.is_taken for look in self._seen.values())
        if not self._has_lost or is_moving or not self._folder.is_dir():
            return []
        self._has_lost = False
        entries = list(ledger.below(legible(self._folder.resolve())))
        there = {legible(path.resolve()) for path in self._seen}
        lost = [e for e in entries if not (e.path in there or _is_in_one_of(e.path, there))]
        is_suspicious = len(lost) == len(entries) >= _TOO_MANY
        return [] if is_suspicious else lost


def forget(
    entries: list[Entry], ledger: Ledger, pipeline: Pipeline, *, is_removing: bool
) -> Iterator[tuple[Entry, bool]]:
    """Forget files that are gone; yield each, and whether its document went with it.

    A document of which no other file is left goes only where ``is_removing``.
    """
    for entry in entries:
        others = ledger.files_of(entry.document) if entry.document else ()
        if is_removing or entry.document is None or len(others) > 1:
            yield entry, pipeline.forget_file(entry)


def _is_unfinished(path: Path) -> bool:
    return path.name.startswith(_OFFICE_LOCK) or path.suffix.lower() in _UNFINISHED


def _look(path: Path) -> _Look:
    try:
        told = path.lstat()
    except OSError:  # it went while we looked
        return _Look((0, 0, 0))
    return _Look((told.st_size, told.st_mtime_ns, told.st_ino))


def _is_in_one_of(path: str, archives: set[str]) -> bool:
    """Return whether a path leads into an archive that is there."""
    parts = path.split("/")
    return any("/".join(parts[:end]) in archives for end in range(len(parts) - 1, 1, -1))
