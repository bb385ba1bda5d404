"""What one document changes in the SQLite store, inside a transaction that the store opens."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from graph.codec import canonical, node_from, record_of
from graph.fragments import merged
from graph.sqlite_chains import Standing, infer, keep_places, standing_of
from graph.sqlite_duties import broader_of, keep_duties, regroup, take_duties
from graph.sqlite_edges import insert_edges
from graph.sqlite_works import settle
from graph.writing import Writing, digest


def put(connection: sqlite3.Connection, writing: Writing) -> bool:
    """Put a document in place of what the store holds of it; False where nothing differs."""
    document_id = writing.fragment.document.id
    query = "SELECT digest FROM documents WHERE id = ?"
    if connection.execute(query, (document_id,)).fetchone() == (writing.digest,):
        return False
    before = standing_of(connection, document_id)
    named_before = _forget(connection, document_id)
    _insert(connection, writing)
    _record(connection, document_id, is_removal=False)
    standings = {before, standing_of(connection, document_id)}
    _bring_in_step(connection, document_id, named_before | writing.bodies.keys(), standings)
    return True


def take_away(connection: sqlite3.Connection, document_id: str) -> bool:
    """Remove a document and what only it said; False where there is no such document."""
    query = "SELECT 1 FROM documents WHERE id = ?"
    if connection.execute(query, (document_id,)).fetchone() is None:
        return False
    standings = {standing_of(connection, document_id)}
    named_before = _forget(connection, document_id)
    _record(connection, document_id, is_removal=True)
    _bring_in_step(connection, document_id, named_before, standings)
    return True


def _bring_in_step(
    connection: sqlite3.Connection,
    document_id: str,
    named: set[str],
    standings: set[Standing | None],
) -> None:
    """Bring nodes, works and plans in step with what is said, where a document changed it."""
    connection.execute(
        """DELETE FROM sayings WHERE node IN (SELECT value FROM json_each(?))
        AND NOT EXISTS (SELECT 1 FROM said WHERE saying = sayings.id)""",
        (canonical(sorted(named)),),
    )
    settlement = settle(connection, document_id, named)
    broader = broader_of(connection, named)
    _merge(connection, named | settlement.works)
    regroup(connection, {one for one, _ in broader ^ broader_of(connection, named)})
    keep_duties(connection, document_id, named)
    others = infer(connection, document_id, filter(None, standings))
    others |= set(settlement.documents)
    for other in sorted(others - {document_id}):
        _record(connection, other, is_removal=False)


def _forget(connection: sqlite3.Connection, document_id: str) -> set[str]:
    query = "SELECT node FROM said JOIN sayings ON id = saying WHERE document = ?"
    named = {node_id for (node_id,) in connection.execute(query, (document_id,))}
    take_duties(connection, document_id)
    connection.execute("DELETE FROM documents WHERE id = ?", (document_id,))
    return named


def _insert(connection: sqlite3.Connection, writing: Writing) -> None:
    document_id = writing.fragment.document.id
    connection.execute(
        """INSERT INTO documents (id, digest, body, said_regulation, text)
        VALUES (?, ?, ?, ?, ?)""",
        (
            *(document_id, writing.digest, writing.body),
            *(writing.fragment.document.regulation, writing.fragment.text),
        ),
    )
    sayings = [(node_id, digest(body), body) for node_id, body in writing.bodies.items()]
    connection.executemany(
        "INSERT INTO sayings (node, digest, body) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", sayings
    )
    connection.executemany(
        "INSERT INTO said SELECT id, ? FROM sayings WHERE node = ? AND digest = ?",
        [(document_id, node_id, digest) for node_id, digest, _ in sayings],
    )
    insert_edges(connection, writing.fragment.edges)
    keep_places(connection, writing.fragment.document)


def _merge(connection: sqlite3.Connection, node_ids: Iterable[str]) -> None:
    """Bring nodes in step with what is said of them; drop those of which nothing is said."""
    among = canonical(sorted(node_ids))
    sayings = connection.execute(
        """SELECT node, body FROM (
            SELECT node, id, node AS name, body FROM sayings
            WHERE node IN (SELECT value FROM json_each(:among))
            AND NOT EXISTS (SELECT 1 FROM works WHERE name = node)
            UNION ALL SELECT work, id, name, body FROM works JOIN sayings ON node = name
            WHERE work IN (SELECT value FROM json_each(:among))) spoken
        ORDER BY node, (SELECT min(document) FROM said WHERE saying = spoken.id), name""",
        {"among": among},
    ).fetchall()
    connection.execute(
        """DELETE FROM nodes WHERE id IN (SELECT value FROM json_each(?))
        AND id NOT IN (SELECT value FROM json_each(?))""",
        (among, canonical(sorted({node_id for node_id, _ in sayings}))),
    )
    connection.executemany(
        """INSERT INTO nodes (id, body) VALUES (?, ?)
        ON CONFLICT (id) DO UPDATE SET body = excluded.body WHERE body <> excluded.body""",
        [
            (node_id, _merged_body(node_id, [body for _, body in same]))
            for node_id, same in groupby(sayings, key=lambda row: row[0])
        ],
    )


def _merged_body(node_id: str, bodies: list[str]) -> str:
    if len(bodies) == 1 and not node_id.startswith("regulation/"):
        return bodies[0]
    nodes = [replace(node_from(json.loads(body)), id=node_id) for body in bodies]
    return canonical(record_of(merged(nodes)))


def _record(connection: sqlite3.Connection, document_id: str, *, is_removal: bool) -> None:
    connection.execute(
        """INSERT OR REPLACE INTO changes
        SELECT coalesce(max(number), 0) + 1, ?, ? FROM changes""",
        (document_id, is_removal),
    )
