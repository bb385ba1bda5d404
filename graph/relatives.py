"""Documents that belong together: the same wording, a draft and what came of it, year after year.

A projection of the store in a file of its own: it remembers the change it has reached, catches up,
and may be thrown away.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from graph.shingles import PERMUTATIONS, likeness, shingles_of, signature_of
from graph.store import GraphStore, StoreError
from graph.title_keys import title_key

COPY_FROM = 0.8
"""From what share of common wording on two texts count as nearly the same, in one place.

Of two places one plan may have taken the wording of the other, and both are in force.
"""

# Texts that share 0.8 of their wording have a band of so many numbers in common in 998 of
# 1,000 cases, texts that share a half in 280 (Leskovec, Rajaraman, Ullman, 2014, 3.4.2).
_BAND = 6
_MOST_CANDIDATES = 60
_BATCH = 200
_VERSION = "2"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS state (version TEXT NOT NULL, change INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS document (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, year INTEGER, is_draft INTEGER NOT NULL,
    location TEXT
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS document_title ON document (title, year) WHERE title <> '';
CREATE TABLE IF NOT EXISTS band (hash INTEGER NOT NULL, document TEXT NOT NULL,
    PRIMARY KEY (hash, document)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS band_document ON band (document);
CREATE TABLE IF NOT EXISTS copy (one TEXT NOT NULL, other TEXT NOT NULL, likeness REAL NOT NULL,
    PRIMARY KEY (one, other)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS copy_other ON copy (other);
"""


class Relation(StrEnum):
    """What another document is to one."""

    COPY = "copy"
    SIMILAR = "similar"
    DRAFT = "draft"
    FINAL = "final"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Relative:
    """Another document, what it is, and how much of the wording of alike texts is common."""

    document: str
    relation: Relation
    likeness: float | None = None


class Relatives:
    """Which documents belong together, kept in one file; "" keeps it in memory.

    Raises StoreError where the file cannot be used.
    """

    def __init__(self, path: Path | str) -> None:
        self._path = path
        try:
            self._connection = sqlite3.connect(
                path or ":memory:", check_same_thread=False, timeout=30, isolation_level=None
            )
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._prepare()
        except sqlite3.Error as error:
            raise StoreError(f"The file {path} cannot be used: {error}.") from error

    def of(self, document_id: str) -> tuple[Relative, ...]:
        """Return the relatives of a document: drafts and years, then alike texts, best first."""
        row = self._connection.execute(
            "SELECT title, year, is_draft, location FROM document WHERE id = ?", (document_id,)
        ).fetchone()
        if row is None:
            return ()
        *titled, location = row
        named = list(self._by_title(document_id, *titled)) if titled[0] else []
        known = {relative.document for relative in named}
        alike = (one for one in self._alike(document_id, location) if one.document not in known)
        return (*named, *alike)

    def catch_up(self, store: GraphStore) -> None:
        """Bring this up to the store's last change; what is of another store is made anew."""
        (reached,) = self._connection.execute("SELECT change FROM state").fetchone()
        if reached > store.last_change:
            self._clear()
            reached = 0
        changes = sorted(store.changes(reached), key=lambda change: change.number)
        for start in range(0, len(changes), _BATCH):
            some = changes[start : start + _BATCH]
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                for change in some:
                    self._forget(change.document)
                    if not change.is_removal:
                        self._add(store, change.document)
                self._connection.execute(
                    "UPDATE state SET change = max(change, ?)", (some[-1].number,)
                )
                self._connection.execute("COMMIT")
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()

    def _prepare(self) -> None:
        self._connection.executescript(_SCHEMA)
        found = self._connection.execute("SELECT version FROM state").fetchone()
        if found != (_VERSION,):
            self._clear()

    def _clear(self) -> None:
        tables = ("state", "document", "band", "copy")
        dropped = "".join(f"DROP TABLE {table};" for table in tables)
        self._connection.executescript(
            f"BEGIN IMMEDIATE; {dropped} {_SCHEMA}"
            f"INSERT INTO state VALUES ('{_VERSION}', 0); COMMIT;"
        )

    def _forget(self, document_id: str) -> None:
        for statement in (
            "DELETE FROM document WHERE id = :id",
            "DELETE FROM band WHERE document = :id",
            "DELETE FROM copy WHERE one = :id OR other = :id",
        ):
            self._connection.execute(statement, {"id": document_id})

    def _add(self, store: GraphStore, document_id: str) -> None:
        document = store.document(document_id)
        if document is None:  # removed since; the change that says so comes next time
            return
        self._connection.execute(
            "INSERT INTO document VALUES (?, ?, ?, ?, ?)",
            (
                *(document.id, title_key(document, store), document.year),
                *(document.status == "draft", document.location),
            ),
        )
        texts = _texts_of(store)
        own = texts(document_id)
        if not len(own):
            return
        bands = list(_bands(signature_of(own)))
        for other in self._candidates(bands):
            share = likeness(own, texts(other))
            if share >= COPY_FROM:
                pair = sorted((document_id, other))
                self._connection.execute(
                    "INSERT OR REPLACE INTO copy VALUES (?, ?, ?)", (*pair, share)
                )
        self._connection.executemany(
            "INSERT OR IGNORE INTO band VALUES (?, ?)", [(band, document_id) for band in bands]
        )

    def _candidates(self, bands: list[int]) -> list[str]:
        """Return documents that share bands, those that share most first."""
        marks = ", ".join("?" * len(bands))
        rows = self._connection.execute(
            f"""SELECT document FROM band WHERE hash IN ({marks})
            GROUP BY document ORDER BY count(*) DESC, document LIMIT {_MOST_CANDIDATES}""",
            bands,
        )
        return [document for (document,) in rows]

    def _alike(self, document_id: str, location: str | None) -> Iterator[Relative]:
        """Yield copies and what is alike elsewhere, best first."""
        found = self._connection.execute(
            """SELECT id, likeness, location FROM (
                SELECT other AS id, likeness FROM copy WHERE one = :id
                UNION SELECT one, likeness FROM copy WHERE other = :id
            ) JOIN document USING (id) ORDER BY likeness DESC, id""",
            {"id": document_id},
        )
        for id_, share, other in found:
            is_elsewhere = location and other and location != other
            yield Relative(id_, Relation.SIMILAR if is_elsewhere else Relation.COPY, share)

    def _by_title(
        self, document_id: str, title: str, year: int | None, is_draft: int
    ) -> Iterator[Relative]:
        """Yield drafts and finals of one year, and the finals of the years next to it."""
        if year is None:
            return
        # the second condition lets the index of titles be used, which holds no empty ones
        named = "FROM document WHERE title = :title AND title <> ''"
        other = Relation.FINAL if is_draft else Relation.DRAFT
        for (id_,) in self._connection.execute(
            f"SELECT id {named} AND year = :year AND is_draft = :is_draft ORDER BY id",
            {"title": title, "year": year, "is_draft": not is_draft},
        ):
            yield Relative(id_, other)
        if is_draft:
            return
        for relation, extreme, sign in (
            (Relation.BEFORE, "max", "<"),
            (Relation.AFTER, "min", ">"),
        ):
            found = self._connection.execute(
                f"""SELECT id {named} AND is_draft = 0 AND year =
                (SELECT {extreme}(year) {named} AND is_draft = 0 AND year {sign} :year)
                ORDER BY id""",
                {"title": title, "year": year},
            )
            yield from (Relative(id_, relation) for (id_,) in found if id_ != document_id)


def _bands(signature: Any) -> Iterable[int]:
    """Yield the numbers by which alike signatures are found."""
    for start in range(0, PERMUTATIONS, _BAND):
        band = bytes([start]) + signature[start : start + _BAND].tobytes()
        yield int.from_bytes(blake2b(band, digest_size=8).digest(), "big", signed=True)


def _texts_of(store: GraphStore) -> Any:
    """Return what gives the shingles of documents, some of them remembered."""

    @lru_cache(maxsize=_MOST_CANDIDATES)
    def shingles(document_id: str) -> Any:
        try:
            return shingles_of(store.text(document_id))
        except KeyError:  # removed since
            return shingles_of("")

    return shingles
