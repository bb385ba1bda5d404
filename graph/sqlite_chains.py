"""Which plan carries out which, kept in step in the SQLite store as documents come and go."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from graph.chains import inferred, plans_above
from graph.codec import canonical, node_from
from graph.model import Basis, Document
from graph.sqlite_edges import insert_edges


def topic_of(connection: sqlite3.Connection, document_id: str) -> str:
    """Return the topic of a document, "" for one that is not there."""
    query = "SELECT topic FROM documents WHERE id = ?"
    row = connection.execute(query, (document_id,)).fetchone()
    return str(row[0]) if row else ""


def infer(connection: sqlite3.Connection, topics: Iterable[str]) -> set[str]:
    """Infer anew which plans on some topics carry out which; return the ids that it changed."""
    rows = connection.execute(
        """SELECT json_set(body, '$.regulation', said_regulation) FROM documents
        WHERE topic <> '' AND topic IN (SELECT value FROM json_each(?))""",
        (canonical(sorted(topics)),),
    ).fetchall()
    documents = {
        d.id: d for (body,) in rows if isinstance(d := node_from(json.loads(body)), Document)
    }
    plans = plans_above(documents.values())
    among = canonical(sorted(documents))
    before = dict(
        connection.execute(
            """SELECT document, said_target FROM edges
            WHERE document IN (SELECT value FROM json_each(?)) AND basis = ?""",
            (among, Basis.INFERRED.value),
        ).fetchall()
    )
    after = {lower: upper.regulation for lower, upper in plans.items()}
    changed = {lower for lower in documents if before.get(lower) != after.get(lower)}
    _put(connection, changed, documents, plans)
    return changed


def _put(
    connection: sqlite3.Connection,
    changed: set[str],
    documents: dict[str, Document],
    plans: dict[str, Document],
) -> None:
    """Put what is inferred of some documents in place of what was."""
    among = canonical(sorted(changed))
    connection.execute(
        """DELETE FROM edges WHERE document IN (SELECT value FROM json_each(?))
        AND basis = ?""",
        (among, Basis.INFERRED.value),
    )
    for lower in sorted(changed & plans.keys()):
        document = documents[lower]
        query = "SELECT text FROM documents WHERE id = ?"
        (text,) = connection.execute(query, (lower,)).fetchone()
        quote = text[document.title_start : document.title_end]
        insert_edges(connection, [inferred(document, plans[lower], quote)])
    for end in ("source", "target"):
        connection.execute(
            f"""UPDATE edges SET {end} = coalesce(
                (SELECT work FROM works WHERE name = said_{end}), said_{end})
            WHERE document IN (SELECT value FROM json_each(?)) AND basis = ?""",
            (among, Basis.INFERRED.value),
        )
