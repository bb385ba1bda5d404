"""Which work each name means, kept in step in a Neo4j database as documents come and go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from neo4j import ManagedTransaction

from graph.model import Basis
from graph.neo4j_schema import TYPES, node_of
from graph.works import WorkName, concerned, name_of, works_of

_NAME = "w.name AS name, w.title AS title, w.number AS number"
_MOVED = {"source": "(w)-[e:{}]->(b)", "target": "(a)-[e:{}]->(w)"}


@dataclass(frozen=True, slots=True)
class Settlement:
    """What a changed document changed: the works to merge anew, and the other documents.

    ``moved`` are the names that other documents said and that mean another work now.
    """

    works: set[str]
    documents: list[str]
    moved: dict[str, str]

    def move(self, tx: ManagedTransaction) -> None:
        """Let all edges and documents speak of the works by the ids that these have now."""
        rows = [{"name": name, "work": work} for name, work in sorted(self.moved.items())]
        for name in TYPES.values() if rows else ():
            for end, pattern in _MOVED.items():
                tx.run(
                    f"""UNWIND $rows AS row
                    MATCH (a)-[old:{name} {{said_{end}: row.name}}]->(b)
                    MATCH (w:Node {{id: row.work}})
                    WITH old, a, b, w, properties(old) AS told
                    DELETE old CREATE {pattern.format(name)} SET e = told""",
                    rows=rows,
                )
        if rows:
            tx.run(
                """UNWIND $rows AS row MATCH (d:Document {said_regulation: row.name})
                SET d.regulation = row.work""",
                rows=rows,
            )


class _Held:
    """The names that a database holds, as a transaction sees them."""

    def __init__(self, tx: ManagedTransaction) -> None:
        self._tx = tx

    def of_numbers(self, numbers: set[str]) -> list[WorkName]:
        return self._names("w.number IN $values AND w.number <> ''", numbers)

    def alone(self, titles: set[str]) -> list[WorkName]:
        return self._names("w.title IN $values AND w.title <> '' AND w.number = ''", titles)

    def other_numbers(self, title: str, numbers: set[str]) -> list[str]:
        found = self._tx.run(
            """MATCH (w:WorkName {title: $title})
            WHERE $title <> '' AND w.number <> '' AND NOT w.number IN $numbers
            RETURN DISTINCT w.number AS number LIMIT 2""",
            title=title,
            numbers=sorted(numbers),
        )
        return [row["number"] for row in found]

    def _names(self, condition: str, values: set[str]) -> list[WorkName]:
        if not values:
            return []
        query = f"MATCH (w:WorkName) WHERE {condition} RETURN {_NAME}"
        return [WorkName(*row) for row in self._tx.run(query, values=sorted(values))]


def settle(tx: ManagedTransaction, document_id: str, named: Iterable[str]) -> Settlement:
    """Settle anew which works names mean, after what ``document_id`` says of some changed."""
    among = sorted(name for name in named if name.startswith("regulation/"))
    new, gone = _renew(tx, among)
    names, elsewhere = concerned(_Held(tx), [*new, *gone])
    before = meant(tx, {*among, *(name.id for name in names)})
    # Without its work first: an index gives a node of old yet, where another document comes in
    # the same transaction.
    if gone:
        tx.run(
            "UNWIND $names AS name MATCH (w:WorkName {name: name}) REMOVE w.work DELETE w",
            names=[name.id for name in gone],
        )
    after = works_of((name for name in names if name not in gone), elsewhere)
    moved = {name: work for name, work in after.items() if before.get(name) != work}
    rows = [{"name": name, "work": work} for name, work in moved.items()]
    if rows:
        tx.run(
            "UNWIND $rows AS row MATCH (w:WorkName {name: row.name}) SET w.work = row.work",
            rows=rows,
        )
    known = {name: work for name, work in moved.items() if name in before}
    documents = _others_that_say(tx, known, document_id) if known else []
    now = meant(tx, among)
    tx.run(
        """MATCH (d:Document {id: $id}) MATCH (w:WorkName {name: d.said_regulation})
        SET d.regulation = w.work""",
        id=document_id,
    )
    left = {work for name, work in before.items() if name in known or name in among}
    return Settlement(left | {*known.values(), *now.values()}, documents, known)


def meant(tx: ManagedTransaction, names: Iterable[str]) -> dict[str, str]:
    """Return, of some names, the ids of the works that they mean."""
    found = tx.run(
        """UNWIND $names AS name MATCH (w:WorkName {name: name}) WHERE w.work <> ''
        RETURN w.name AS name, w.work AS work""",
        names=sorted(name for name in names if name.startswith("regulation/")),
    )
    return {row["name"]: row["work"] for row in found}


def _others_that_say(tx: ManagedTransaction, names: Iterable[str], document_id: str) -> list[str]:
    """Return who says some names, and the plans inferred to carry out what they mean."""
    found = tx.run(
        """UNWIND $names AS name CALL {
            WITH name MATCH (:Saying {node: name})<-[:SAYS]-(d:Document) RETURN d.id AS id
            UNION WITH name MATCH ()-[e:CITES {said_target: name}]->() WHERE e.basis = $basis
            RETURN e.document AS id }
        WITH id WHERE id <> $id RETURN DISTINCT id ORDER BY id""",
        names=sorted(names),
        id=document_id,
        basis=Basis.INFERRED.value,
    )
    return [row["id"] for row in found]


def _renew(tx: ManagedTransaction, among: list[str]) -> tuple[list[WorkName], list[WorkName]]:
    """Add the names that are new; return these, and those that nobody says any more."""
    bodies = tx.run(
        """UNWIND $names AS name MATCH (s:Saying {node: name})
        WHERE NOT EXISTS { MATCH (:WorkName {name: name}) }
        RETURN name, min(s.body) AS body""",
        names=among,
    )
    new = [name for row in list(bodies) if (name := name_of(node_of(row["body"])))]
    if new:
        tx.run(
            """UNWIND $rows AS row
            CREATE (:WorkName {name: row.id, title: row.title, number: row.number, work: ''})""",
            rows=[{"id": name.id, "title": name.title, "number": name.number} for name in new],
        )
    gone = tx.run(
        f"""UNWIND $names AS name MATCH (w:WorkName {{name: name}})
        WHERE NOT EXISTS {{ MATCH (:Saying {{node: name}}) }} RETURN {_NAME}""",
        names=among,
    )
    return new, [WorkName(*row) for row in gone]
