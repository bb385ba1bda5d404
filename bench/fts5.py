"""SQLite's full-text index with the words of ours, as a measure beside our engines."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from search.engine import Passage, Query
from search.entries import FACETS, WORDS, entry_of
from search.prepared import Prepared
from search.tokens import query_words

_SCHEMA = f"""
CREATE VIRTUAL TABLE words USING fts5({", ".join(WORDS)},
    tokenize = "ascii tokenchars '.-%/&+_'", content = '');
CREATE TABLE shown (id INTEGER PRIMARY KEY, shown BLOB NOT NULL);
CREATE TABLE facet (name TEXT, value TEXT, passage INTEGER, PRIMARY KEY (passage, name, value))
    WITHOUT ROWID;
"""


class Fts5:
    """Finds all words of a query by their weights; no phrases, no fields, no names."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path)
        self._connection.executescript(_SCHEMA)
        self._count = 0

    def update(self, removed: Iterable[str], added: Iterable[Passage], change: int) -> None:
        """Add passages; nothing is removed here."""
        columns, marks = ", ".join(WORDS), ", ".join("?" * len(WORDS))
        with self._connection:
            for passage in added:
                self._count += 1
                entry = entry_of(passage)
                values = [entry.tokens[name] for name in WORDS]
                self._connection.execute(
                    f"INSERT INTO words (rowid, {columns}) VALUES (?, {marks})",
                    (self._count, *values),
                )
                self._connection.execute(
                    "INSERT INTO shown VALUES (?, ?)", (self._count, entry.shown)
                )
                counted = {name: entry.exact.get(name, ()) for name in FACETS}
                counted["year"] = (str(entry.year),) if entry.year is not None else ()
                self._connection.executemany(
                    "INSERT INTO facet VALUES (?, ?, ?)",
                    [(name, v, self._count) for name, all_ in counted.items() for v in all_],
                )

    def search(self, query: Query) -> tuple[list[Any], int, list[Any]]:
        """Return the first hits, the total and the facets of all words of a query."""
        words = " ".join(f'"{word.text}"' for word in query_words(query.words))
        if not words:
            return [], 0, []
        found = self._connection.execute(
            """SELECT shown, rank FROM words JOIN shown ON shown.id = words.rowid
            WHERE words MATCH ? ORDER BY bm25(words, 4.0, 2.0, 2.0, 1.0) LIMIT 20""",
            (words,),
        ).fetchall()
        (total,) = self._connection.execute(
            "SELECT count(*) FROM words WHERE words MATCH ?", (words,)
        ).fetchone()
        facets = self._connection.execute(
            """SELECT name, value, count(*) FROM facet WHERE passage IN
            (SELECT rowid FROM words WHERE words MATCH ?) GROUP BY name, value""",
            (words,),
        ).fetchall()
        prepared = Prepared(query)
        return [prepared.hit(shown, rank) for shown, rank in found], total, facets

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()
