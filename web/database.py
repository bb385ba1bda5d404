"""A small SQLite file that several processes and threads of the site share."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

BUSY_SECONDS = 15.0


class DatabaseError(Exception):
    """A file of the site cannot be used; the message is a sentence that says why."""


class Database:
    """One file, made by its schema where there is none; only its owner may read it.

    Each thread has a connection of its own. Raises DatabaseError where the file cannot be opened.
    """

    def __init__(self, path: Path, schema: str) -> None:
        self._path = path
        self._own = threading.local()
        self._open: list[sqlite3.Connection] = []
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            # SQLite gives the files beside it the rights of this one
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            path.chmod(0o600)
            self._connection().executescript(schema)
        except (OSError, sqlite3.Error) as error:
            raise DatabaseError(f"The file {path} cannot be used: {error}.") from error

    def rows(self, query: str, *values: Any) -> list[sqlite3.Row]:
        """Return all rows that a query gives."""
        return self._connection().execute(query, values).fetchall()

    def row(self, query: str, *values: Any) -> sqlite3.Row | None:
        """Return the first row that a query gives, None where it gives none."""
        found: sqlite3.Row | None = self._connection().execute(query, values).fetchone()
        return found

    @contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection in a writing transaction, which an exception undoes."""
        connection = self._connection()
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

    def close(self) -> None:
        """Close the connections of all threads."""
        while self._open:
            self._open.pop().close()

    def _connection(self) -> sqlite3.Connection:
        found: sqlite3.Connection | None = getattr(self._own, "connection", None)
        if found is None:
            found = sqlite3.connect(
                self._path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            found.row_factory = sqlite3.Row
            for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
                found.execute(f"PRAGMA {pragma}")
            self._own.connection = found
            self._open.append(found)
        return found
