"""SqliteStore: the embedded store, one SQLite file in WAL mode.

Each document is one transaction, or several together are. Readers take a connection of their own
from a pool, see one moment of the graph and never wait for the writer.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Self, cast

from graph.codec import field_names, node_from
from graph.fragments import checked
from graph.model import Basis, Change, Document, Edge, Fragment, Kind, Node, Relation
from graph.questions import Answer, Census, Question
from graph.sqlite_pool import ConnectionPool, OneConnection
from graph.sqlite_questions import CENSUS, statement_of
from graph.sqlite_rows import SqlRow, census, edge_columns, edge_of, said_columns
from graph.sqlite_writer import put, take_away
from graph.store import EdgePattern, Ends, StoreError
from graph.writing import writing_of


class SqliteStore:
    """Holds the graph in a file; usable from several threads and processes at once."""

    _pool: ConnectionPool | OneConnection

    def __init__(self, path: str | Path) -> None:
        if str(path) in ("", ":memory:"):
            raise StoreError("An SQLite store needs a file; memory: is the store without one.")
        self._pool = ConnectionPool(Path(path))

    def replace(self, fragment: Fragment, instead_of: str | None = None) -> bool:
        """Put the document in place of what the store holds of it, in one transaction."""
        writing = writing_of(checked(fragment))
        with self._pool.transaction() as connection:
            is_changed = False
            if instead_of is not None and instead_of != fragment.document.id:
                is_changed = take_away(connection, instead_of)
            return put(connection, writing) or is_changed

    def remove(self, document_id: str) -> bool:
        """Remove a document and what only it said; False where there is no such document."""
        with self._pool.transaction() as connection:
            return take_away(connection, document_id)

    def together(self) -> AbstractContextManager[None]:
        """Bring what is replaced and removed in a block to the disk at once, at its end."""
        return self._pool.together()

    def node(self, node_id: str) -> Node | None:
        """Return the node with this id, or None."""
        table = "documents" if node_id.startswith("document/") else "nodes"
        work = "coalesce((SELECT work FROM works WHERE name = :id), :id)"
        meant = work if table == "nodes" else ":id"
        row = self._row(f"SELECT body FROM {table} WHERE id = {meant}", node_id)
        return node_from(json.loads(row[0])) if row else None

    def nodes(self, kind: Kind | None = None) -> Iterator[Node]:
        """Yield the nodes of a kind, or all, in order of their ids."""
        if kind is None:
            rows = self._rows(
                "SELECT id, body FROM nodes UNION ALL SELECT id, body FROM documents ORDER BY id"
            )
        elif kind is Kind.DOCUMENT:
            rows = self._rows("SELECT id, body FROM documents ORDER BY id")
        else:
            rows = self._rows("SELECT id, body FROM nodes WHERE kind = ? ORDER BY id", kind)
        for _, body in rows:
            yield node_from(json.loads(body))

    def document(self, document_id: str) -> Document | None:
        """Return the document with this id, or None."""
        row = self._row("SELECT body FROM documents WHERE id = ?", document_id)
        return cast(Document, node_from(json.loads(row[0]))) if row else None

    def text(self, document_id: str) -> str:
        """Return the text of a document; raises KeyError where there is no such document."""
        row = self._row("SELECT text FROM documents WHERE id = ?", document_id)
        if row is None:
            raise KeyError(document_id)
        return str(row[0])

    def fragment(self, document_id: str) -> Fragment:
        """Return all that one document says; raises KeyError where there is no such document."""
        sql = """
            SELECT 0 AS part, id AS place, json_set(body, '$.regulation', said_regulation) AS body,
                text FROM documents WHERE id = :id
            UNION ALL SELECT 1, node, body, NULL FROM said JOIN sayings ON id = saying
            WHERE document = :id ORDER BY part, place"""
        with self._pool.moment() as connection:
            said = connection.execute(sql, {"id": document_id}).fetchall()
            columns = said_columns("e")
            edges = connection.execute(
                f"""SELECT {columns} FROM edges e WHERE document = ? AND basis <> ?
                ORDER BY {columns}""",
                (document_id, Basis.INFERRED.value),
            ).fetchall()
        if not said:
            raise KeyError(document_id)
        document, *nodes = (node_from(json.loads(row[2])) for row in said)
        return Fragment(
            cast(Document, document), said[0][3], tuple(nodes), tuple(map(edge_of, edges))
        )

    def edges(self, pattern: EdgePattern) -> Iterator[Edge]:
        """Yield the edges that match, by document id, place in the text, then their fields."""
        sql, values = _edges_sql(pattern)
        yield from map(edge_of, self._rows(sql, *values))

    def ends(self, relations: Collection[Relation]) -> Iterator[Ends]:
        """Yield what the edges with one of some relations join, in any order."""
        among = ", ".join("?" * len(relations))
        columns = ", ".join(Ends._fields)
        sql = f"SELECT {columns} FROM edges WHERE relation IN ({among})"
        yield from map(Ends._make, self._rows(sql, *map(str, relations)))

    def answer(self, question: Question) -> Answer:
        """Return the rows that answer a question, in the order that the question promises."""
        if isinstance(question, Census):
            return census(self._rows(CENSUS))
        statement = statement_of(question)
        with self._pool.connection() as connection:
            rows = connection.execute(statement.sql, statement.values).fetchall()
        is_empty = rows[0][1] is None
        found = [] if is_empty else statement.read(row[1:] for row in rows)
        return Answer(rows[0][0], tuple(found))

    def changes(self, since: int) -> Iterator[Change]:
        """Yield the last change of each document changed after change number ``since``."""
        sql = "SELECT number, document, is_removal FROM changes WHERE number > ? ORDER BY number"
        for number, document_id, is_removal in self._rows(sql, since):
            yield Change(number, document_id, bool(is_removal))

    @contextmanager
    def moment(self) -> Iterator[SqliteStore]:
        """Give for a block a store to read that does not change: a transaction that reads."""
        with self._pool.moment() as connection:
            # A transaction sees the graph as it is when it first looks.
            connection.execute("SELECT 1 FROM changes LIMIT 1").fetchone()
            store = object.__new__(SqliteStore)
            store._pool = OneConnection(connection)
            yield store

    @property
    def last_change(self) -> int:
        """The number of the last change, 0 for a store that never changed."""
        row = self._row("SELECT max(number) FROM changes")
        return (row and row[0]) or 0

    def faults(self) -> Iterator[str]:
        """Yield what SQLite finds wrong in the file: pages, indexes, rows that lack another."""
        for (said,) in self._rows("PRAGMA integrity_check"):
            if said != "ok":
                yield f"The file of the store is damaged: {said}."
        for table, row, *_ in self._rows("PRAGMA foreign_key_check"):
            yield f"Row {row} of {table} lacks what it belongs to."

    def compact(self) -> None:
        """Write the file anew without gaps; readers go on, who writes waits.

        It takes as much room on the disk again while it lasts. Raises StoreError where there is
        not so much, or another process writes for long.
        """
        with self._pool.connection() as connection:
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    def close(self) -> None:
        """Close the connections; those in use close when they are given back."""
        self._pool.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _row(self, sql: str, *values: object) -> SqlRow | None:
        with self._pool.connection() as connection:
            return cast("SqlRow | None", connection.execute(sql, values).fetchone())

    def _rows(self, sql: str, *values: object) -> Iterator[SqlRow]:
        with (
            self._pool.connection() as connection,
            closing(connection.execute(sql, values)) as cursor,
        ):
            yield from cursor


def _edges_sql(pattern: EdgePattern) -> tuple[str, list[str]]:
    wanted = {name: getattr(pattern, name) for name in field_names(EdgePattern)}
    told = {name: str(value) for name, value in wanted.items() if value is not None}
    where = " AND ".join(f"e.{name} = ?" for name in told) or "true"
    columns = edge_columns("e")
    return f"SELECT {columns} FROM edges e WHERE {where} ORDER BY {columns}", list(told.values())
