"""The ledger: each file ever handed in, what became of it, and why."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Self

from ingest.layouts import Place, packed, text_digest, unpacked

_SCHEMA = """
CREATE TABLE IF NOT EXISTS file (
    path TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    document TEXT,
    reason TEXT NOT NULL,
    extractor TEXT NOT NULL,
    at TEXT NOT NULL,
    original TEXT NOT NULL DEFAULT '',
    code TEXT NOT NULL DEFAULT '',
    media_type TEXT NOT NULL DEFAULT '',
    pages INTEGER NOT NULL DEFAULT 0,
    actions INTEGER NOT NULL DEFAULT 0,
    seconds REAL NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS file_document ON file (document);
CREATE INDEX IF NOT EXISTS file_latest ON file (at DESC, path);
CREATE TABLE IF NOT EXISTS layout (
    original TEXT PRIMARY KEY,
    text TEXT NOT NULL,
    places BLOB NOT NULL
) WITHOUT ROWID;
"""
# Columns that a ledger of an earlier version may lack.
_LATER = tuple(line.strip().rstrip(",") for line in _SCHEMA.splitlines() if "DEFAULT" in line)


class Outcome(StrEnum):
    """What became of a file."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One file: ``size`` in bytes, ``at`` in ISO form (UTC), ``reason`` a sentence or empty.

    ``code`` is the Reason of a refusal, else empty; ``pages`` is 0 where the format has none;
    ``actions`` counts the tasks of its document, ``seconds`` the work on it by the clock.
    ``original`` is the SHA-256 of the bytes that its document was read from, empty where there is
    no document; it differs from ``sha256`` where a later version of the file was refused.
    """

    path: str
    name: str
    sha256: str
    size: int
    outcome: Outcome
    document: str | None = None
    reason: str = ""
    extractor: str = ""
    at: str = ""
    original: str = ""
    code: str = ""
    media_type: str = ""
    pages: int = 0
    actions: int = 0
    seconds: float = 0.0


class LedgerError(Exception):
    """The ledger cannot be used; the message is a sentence that says why."""


class Ledger:
    """The ledger of one data folder, kept in a file of its own.

    Raises LedgerError where the file is no ledger or cannot be opened.
    """

    def __init__(self, path: Path | str) -> None:
        if isinstance(path, Path):
            path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._connection = sqlite3.connect(path, check_same_thread=False, timeout=30)
            self._connection.executescript("PRAGMA journal_mode = WAL;" + _SCHEMA)
            for column in _LATER:
                self._add_column(column)
        except sqlite3.Error as error:
            raise LedgerError(f"The ledger {path} cannot be used: {error}.") from error
        self._connection.row_factory = sqlite3.Row
        self._is_together = False

    @contextmanager
    def together(self) -> Iterator[None]:
        """Bring what is recorded in a block to the disk at its end; an exception undoes it."""
        self._is_together = True
        try:
            with self._connection:
                yield
        finally:
            self._is_together = False

    def entry(self, path: str) -> Entry | None:
        """Return the entry of a file, None for one never handed in."""
        row = self._connection.execute("SELECT * FROM file WHERE path = ?", (path,)).fetchone()
        return _entry(row) if row else None

    def entries(self, outcome: Outcome | None = None) -> Iterator[Entry]:
        """Yield the entries, of one outcome or all, latest first."""
        query = "SELECT * FROM file WHERE ? IS NULL OR outcome = ? ORDER BY at DESC, path"
        yield from map(_entry, self._connection.execute(query, (outcome, outcome)))

    def part(self, outcome: Outcome | None, start: int, count: int) -> tuple[Entry, ...]:
        """Return some of the entries of one outcome or all, latest first, from ``start`` on."""
        query = (
            "SELECT * FROM file WHERE ?1 IS NULL OR outcome = ?1 ORDER BY at DESC, path"
            " LIMIT ?3 OFFSET ?2"
        )
        return tuple(map(_entry, self._connection.execute(query, (outcome, start, count))))

    def files_of(self, document: str) -> tuple[Entry, ...]:
        """Return the entries of the files that hold a document, by path."""
        query = "SELECT * FROM file WHERE document = ? ORDER BY path"
        return tuple(map(_entry, self._connection.execute(query, (document,))))

    def below(self, folder: str) -> Iterator[Entry]:
        """Yield the entries of the files below a folder, or in an archive, by path."""
        # "0" follows "/" among the characters: the index answers this, and no name is a pattern
        query = "SELECT * FROM file WHERE path > ? AND path < ? ORDER BY path"
        yield from map(_entry, self._connection.execute(query, (f"{folder}/", f"{folder}0")))

    def counts(self) -> dict[str, int]:
        """Return how many files had each outcome."""
        query = "SELECT outcome, count(*) FROM file GROUP BY outcome ORDER BY outcome"
        return dict(self._connection.execute(query).fetchall())

    def record(self, entry: Entry) -> None:
        """Put an entry in place of what was known of its file."""
        values = {**asdict(entry), "outcome": str(entry.outcome), "code": str(entry.code)}
        names = ", ".join(values)
        marks = ", ".join(f":{name}" for name in values)
        with self._change():
            self._connection.execute(
                f"INSERT OR REPLACE INTO file ({names}) VALUES ({marks})", values
            )

    def lay_out(self, original: str, text: str, places: Sequence[Place]) -> None:
        """Keep where the lines of the text that was read from an original stand in it."""
        with self._change():
            self._connection.execute(
                "INSERT OR REPLACE INTO layout VALUES (?, ?, ?)",
                (original, text_digest(text), packed(places)),
            )

    def layout(self, document: str, text: str) -> tuple[Place, ...]:
        """Return where the lines of a document's text stand in one of its files, if that is known.

        Files of one document may differ in white space; offsets are into this text only.
        """
        query = (
            "SELECT places FROM file JOIN layout USING (original)"
            " WHERE document = ? AND text = ? ORDER BY path LIMIT 1"
        )
        row = self._connection.execute(query, (document, text_digest(text))).fetchone()
        return unpacked(row[0]) if row else ()

    def forget(self, document: str) -> None:
        """Remove the entries of a document's files."""
        with self._connection:
            self._connection.execute("DELETE FROM file WHERE document = ?", (document,))

    def forget_file(self, path: str) -> None:
        """Remove the entry of one file."""
        with self._connection:
            self._connection.execute("DELETE FROM file WHERE path = ?", (path,))

    def release(self, original: str, drop: Callable[[str], None]) -> None:
        """Drop an original that no entry needs, while no other process can come to need it."""
        with self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            query = "SELECT 1 FROM file WHERE original = ?"
            if self._connection.execute(query, (original,)).fetchone() is None:
                self._connection.execute("DELETE FROM layout WHERE original = ?", (original,))
                drop(original)

    @contextmanager
    def _change(self) -> Iterator[None]:
        if self._is_together:
            yield
            return
        with self._connection:
            yield

    def _add_column(self, definition: str) -> None:
        """Add a column that ledgers of earlier versions lack."""
        columns = self._connection.execute("SELECT name FROM pragma_table_info('file')")
        if (definition.partition(" ")[0],) not in columns.fetchall():
            self._connection.execute(f"ALTER TABLE file ADD COLUMN {definition}")

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _entry(row: sqlite3.Row) -> Entry:
    return Entry(**{**dict(row), "outcome": Outcome(row["outcome"])})
