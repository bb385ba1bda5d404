"""Connections to one SQLite file, given to whoever asks and taken back for the next."""

from __future__ import annotations

import sqlite3
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from graph.sqlite_duties import keep_all_duties
from graph.store import StoreError

VERSION = 6
BUSY_SECONDS = 30.0
_PRAGMAS = (
    "journal_mode = WAL",
    # The index and the ledger remember the store's last change: it must outlive a power cut.
    "synchronous = FULL",
    # A document writes some 150 pages; with the usual 1,000 every seventh would pay for moving
    # them all into the file, a fifth of the time of an ingestion.
    "wal_autocheckpoint = 8000",
    "foreign_keys = ON",
    "cache_size = -16000",
    # A tenth to a fifth less time for questions that look at many rows.
    "mmap_size = 17179869184",
)
_HERE = Path(__file__).parent
_SCHEMA = _HERE / "sqlite_schema.sql"
_RENEWALS = {version: _HERE / f"sqlite_from_{version}.sql" for version in (2, 3, 4, 5)}
"""What brings a store of an older version up to the next, beside the tables it lacks."""


class ConnectionPool:
    """As many open connections as were ever in use at once.

    Raises StoreError where the file is no store of this version or cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._idle: deque[sqlite3.Connection] = deque()
        self._is_closed = False
        self._own = threading.local()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"The folder of {path} cannot be made: {error}.") from error
        with self.connection() as connection:
            self._prepare(connection)

    @contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection; one that comes back in the middle of a transaction is closed."""
        if self._is_closed:
            raise StoreError(f"The store {self._path} is closed.")
        if held := self._held():
            yield held
            return
        try:
            connection = self._take()
            try:
                yield connection
            finally:
                self._give_back(connection)
        except sqlite3.Error as error:
            raise StoreError(f"The store {self._path} cannot be used: {error}.") from error

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection in a writing transaction, which an exception undoes."""
        with self.connection() as connection:
            if self._held():
                yield from _savepoint(connection)
                return
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make all transactions of this thread parts of one, which the end of the block commits."""
        with self.connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            self._own.connection = connection
            try:
                yield
            finally:
                self._own.connection = None
                if connection.in_transaction:  # a full disk has undone it all
                    connection.execute("COMMIT")

    @contextmanager
    def moment(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection that sees one moment of the graph, however often it asks."""
        with self.connection() as connection:
            if self._held():
                yield connection
                return
            connection.execute("BEGIN")
            yield connection
            connection.execute("COMMIT")

    def _held(self) -> sqlite3.Connection | None:
        """Return the connection in whose transaction this thread is, if it is in one."""
        return getattr(self._own, "connection", None)

    def close(self) -> None:
        """Close the connections; those in use close when they are given back."""
        self._is_closed = True
        while self._idle:
            self._idle.pop().close()

    def _take(self) -> sqlite3.Connection:
        try:
            return self._idle.pop()
        except IndexError:
            return _open(self._path)

    def _give_back(self, connection: sqlite3.Connection) -> None:
        if self._is_closed or connection.in_transaction:
            connection.close()
        else:
            self._idle.append(connection)

    def _prepare(self, connection: sqlite3.Connection) -> None:
        if _version(connection) == VERSION:
            return
        connection.execute("BEGIN IMMEDIATE")
        version = _version(connection)
        is_other = connection.execute("SELECT 1 FROM sqlite_master").fetchone() is not None
        if version != VERSION and version not in _RENEWALS and (version or is_other):
            raise StoreError(
                f"{self._path} has version {version} of the store, this program reads {VERSION}:"
                " export it with the program that wrote it, or add the documents anew."
            )
        if version != VERSION:  # else another process made or renewed it meanwhile
            _run(connection, _SCHEMA)
            for older in range(version or VERSION, VERSION):
                # what an older program left; what the documents say is all there
                _run(connection, _RENEWALS[older])
            _run(connection, _SCHEMA)  # what they dropped to have it made anew
            keep_all_duties(connection)
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")


class OneConnection:
    """The one connection of a transaction that reads, lent again and again; nothing is written."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """Lend the connection."""
        try:
            yield self._connection
        except sqlite3.Error as error:
            raise StoreError(f"The store cannot be used: {error}.") from error

    moment = connection

    def transaction(self) -> NoReturn:
        """Refuse: a moment has passed."""
        raise StoreError("The graph as it was at a moment cannot be changed.")

    together = transaction

    def close(self) -> None:
        """Do nothing: who lent the connection takes it back."""


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _run(connection: sqlite3.Connection, script: Path) -> None:
    """Run the statements of a file in the transaction that is open."""
    statement = ""
    for line in script.read_text(encoding="utf-8").splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""


def _savepoint(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Yield a connection in a part of its transaction, which an exception undoes."""
    connection.execute("SAVEPOINT part")
    try:
        yield connection
    except BaseException:
        connection.execute("ROLLBACK TO part")
        connection.execute("RELEASE part")
        raise
    connection.execute("RELEASE part")


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection
