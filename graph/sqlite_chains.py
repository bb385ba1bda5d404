"""Which plan carries out which, kept in step in the SQLite store as documents come and go."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from graph.chains import MOST_YEARS_BETWEEN, inferred, plans_above
from graph.codec import canonical, node_from
from graph.model import Basis, Document
from graph.sqlite_edges import insert_edges


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a plan stands among others: its topic, its place and its year."""

    topic: str
    place: str | None
    year: int | None


def standing_of(connection: sqlite3.Connection, document_id: str) -> Standing | None:
    """Return where a document stands, None for one that is not there."""
    query = "SELECT topic, location, year FROM documents WHERE id = ?"
    row = connection.execute(query, (document_id,)).fetchone()
    return Standing(*row) if row else None


def keep_places(connection: sqlite3.Connection, document: Document) -> None:
    """Keep by place which plan stands below, so that those below another can be found."""
    if document.topic and document.year is not None:
        connection.executemany(
            "INSERT OR IGNORE INTO plans (topic, place, year, document) VALUES (?, ?, ?, ?)",
            [(document.topic, place, document.year, document.id) for place in document.above],
        )


def infer(
    connection: sqlite3.Connection, document_id: str, standings: Iterable[Standing]
) -> set[str]:
    """Infer anew which plan a document carries out, and which others carry out it.

    ``standings`` are those that it had and has. Returns the ids of the documents that changed.
    """
    lower = {document_id}
    for standing in standings:
        lower.update(_below(connection, standing))
    plans = _read(connection, "d.id IN (SELECT value FROM json_each(?))", sorted(lower))
    placed = {(d.topic, place) for d in plans for place in d.above if d.topic}
    uppers = plans_above([*plans, *_uppers(connection, placed, lower)])
    carried = {plan.id: uppers[plan.id] for plan in plans if plan.id in uppers}
    before = dict(
        connection.execute(
            """SELECT document, said_target FROM edges
            WHERE document IN (SELECT value FROM json_each(?)) AND basis = ?""",
            (canonical(sorted(lower)), Basis.INFERRED.value),
        ).fetchall()
    )
    after = {document: upper.regulation for document, upper in carried.items()}
    changed = {plan.id for plan in plans if before.get(plan.id) != after.get(plan.id)}
    _put(connection, changed, {plan.id: plan for plan in plans}, carried)
    return changed


def _below(connection: sqlite3.Connection, standing: Standing) -> Iterator[str]:
    """Yield the plans that may carry out one that stands so."""
    if standing.topic and standing.place and standing.year is not None:
        rows = connection.execute(
            """SELECT document FROM plans
            WHERE topic = ? AND place = ? AND year BETWEEN ? AND ?""",
            (
                *(standing.topic, standing.place),
                *(standing.year, standing.year + MOST_YEARS_BETWEEN),
            ),
        )
        yield from (document for (document,) in rows)


def _uppers(
    connection: sqlite3.Connection, placed: Iterable[tuple[str, str]], known: Container[str]
) -> Iterator[Document]:
    """Yield the other plans of some topics and places."""
    found = _read(
        connection,
        """(d.topic, d.location) IN (
            SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?))""",
        sorted(placed),
    )
    yield from (document for document in found if document.id not in known)


def _read(connection: sqlite3.Connection, condition: str, values: object) -> list[Document]:
    rows = connection.execute(
        f"""SELECT json_set(d.body, '$.regulation', d.said_regulation) FROM documents d
        WHERE {condition}""",
        (canonical(values),),
    )
    nodes = (node_from(json.loads(body)) for (body,) in rows)
    return [node for node in nodes if isinstance(node, Document)]


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
