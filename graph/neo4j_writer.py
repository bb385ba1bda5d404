"""What one document changes in a Neo4j database, inside one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from neo4j import ManagedTransaction

from graph.chains import MOST_YEARS_BETWEEN, inferred, plans_above
from graph.model import Basis, Document, Edge, Node
from graph.neo4j_nodes import drop_unsaid, link_to, merge
from graph.neo4j_schema import (
    TYPES,
    created_by_type,
    edge_properties,
    labels_of,
    node_of,
    properties_of,
)
from graph.neo4j_works import meant, settle
from graph.writing import Writing, digest

Standing = tuple[str, str | None, int | None]


@dataclass(frozen=True, slots=True)
class _Held:
    """What the database holds of a document: what it says, where it stands, whom it names."""

    digest: str
    standing: Standing
    named: set[str]


_PLAN = "d.body AS body, d.said_regulation AS said"


def put(tx: ManagedTransaction, writing: Writing) -> bool:
    """Put a document in place of what the database holds of it; False where nothing differs."""
    document = writing.fragment.document
    held = _held(tx, document.id)
    if held and held.digest == writing.digest.hex():
        return False
    if held:
        _forget(tx, document.id)
    touched = _insert(tx, writing)
    record(tx, document.id, is_removal=False)
    standings = {
        held.standing if held else None,
        (document.topic, document.location, document.year),
    }
    named_before = held.named if held else set()
    if named_before:
        touched |= _take_sayings(tx, document.id, named_before)
    named = named_before | writing.bodies.keys()
    _bring_in_step(tx, document.id, touched, named, standings, writing.fragment.edges)
    return True


def take_away(tx: ManagedTransaction, document_id: str) -> bool:
    """Remove a document and what only it said; False where there is no such document."""
    held = _held(tx, document_id)
    if held is None:
        return False
    _forget(tx, document_id)
    record(tx, document_id, is_removal=True)
    touched = _take_sayings(tx, document_id, held.named)
    _bring_in_step(tx, document_id, touched, held.named, {held.standing})
    return True


def record(tx: ManagedTransaction, document_id: str, *, is_removal: bool) -> None:
    """Count a change of a document."""
    tx.run(
        """MATCH (s:Store {id: 1}) SET s.last_change = s.last_change + 1
        MERGE (c:Change {document: $id})
        SET c.number = s.last_change, c.is_removal = $is_removal""",
        id=document_id,
        is_removal=is_removal,
    )


def _held(tx: ManagedTransaction, document_id: str) -> _Held | None:
    """Let one write at a time, since names mean what all say; return what is held of a document."""
    [found] = tx.run(
        """MATCH (store:Store {id: 1}) SET store.last_change = store.last_change
        WITH store OPTIONAL MATCH (d:Document {id: $id})
        RETURN d.digest AS digest, d.topic AS topic, d.location AS location, d.year AS year,
            COLLECT { MATCH (d)-[:SAYS]->(s:Saying) RETURN s.node } AS named""",
        id=document_id,
    )
    if found["digest"] is None:
        return None
    standing = (found["topic"] or "", found["location"], found["year"])
    return _Held(found["digest"], standing, set(found["named"]))


def _forget(tx: ManagedTransaction, document_id: str) -> None:
    for name in TYPES.values():
        tx.run(f"MATCH ()-[e:{name} {{document: $id}}]->() DELETE e", id=document_id)
    tx.run("MATCH (d:Document {id: $id}) DETACH DELETE d", id=document_id)


def _insert(tx: ManagedTransaction, writing: Writing) -> set[str]:
    """Add a document and what it says; return the nodes of which nobody, or no earlier, said it."""
    document = writing.fragment.document
    told = properties_of(document) | {
        "digest": writing.digest.hex(),
        "text": writing.fragment.text,
        "said_regulation": document.regulation,
    }
    rows = [
        {"key": f"{node_id} {digest(body).hex()}", "node": node_id, "body": body}
        for node_id, body in writing.bodies.items()
    ]
    touched = tx.run(
        f"""CREATE (d:{labels_of(document.id)}) SET d = $told WITH d UNWIND $rows AS row
        MERGE (s:Saying {{key: row.key}}) ON CREATE SET s.node = row.node, s.body = row.body
        CREATE (d)-[:SAYS]->(s)
        WITH d, s WHERE s.first IS NULL OR d.id < s.first
        SET s.first = d.id RETURN s.node AS node""",
        told=told,
        rows=rows,
    )
    return {row["node"] for row in touched}


def _bring_in_step(
    tx: ManagedTransaction,
    document_id: str,
    touched: set[str],
    named: set[str],
    standings: set[Standing | None],
    edges: Iterable[Edge] | None = None,
) -> None:
    """Bring nodes, works and plans in step with what is said, where a document changed it.

    ``touched`` are the nodes, among those named now or before, of which other things are said, or
    in another order.
    """
    settlement = settle(tx, document_id, named)
    merge(tx, touched | settlement.works)
    settlement.move(tx)
    if edges is not None:
        link_to(tx, [document_id])
        insert_edges(tx, edges)
    names_of_works = {node_id for node_id in named if node_id.startswith("regulation/")}
    # First the plans: with a node go the edges inferred to it, and that they were there.
    others = _infer(tx, document_id, filter(None, standings)) | set(settlement.documents)
    drop_unsaid(tx, touched | names_of_works | settlement.works)
    for other in sorted(others - {document_id}):
        record(tx, other, is_removal=False)


def insert_edges(tx: ManagedTransaction, edges: Iterable[Edge]) -> None:
    """Add edges between the nodes that their ends mean now."""
    edges = list(edges)
    works = meant(tx, {end for edge in edges for end in (edge.source, edge.target)})
    rows = [
        {
            "a": works.get(edge.source, edge.source),
            "b": works.get(edge.target, edge.target),
            "type": TYPES[edge.relation],
            "told": edge_properties(edge),
        }
        for edge in edges
    ]
    if rows:
        tx.run(created_by_type(TYPES.values()), rows=rows)


def _take_sayings(tx: ManagedTransaction, document_id: str, nodes: set[str]) -> set[str]:
    """Remove what only a document said, and find who now is first to say what others say too.

    Returns the nodes of which that is true.
    """
    gone = tx.run(
        """UNWIND $nodes AS node MATCH (s:Saying {node: node})
        WHERE NOT EXISTS { (:Document)-[:SAYS]->(s) } DELETE s RETURN DISTINCT node""",
        nodes=sorted(nodes),
    )
    touched = {row["node"] for row in gone}
    passed_on = tx.run(
        """UNWIND $nodes AS node MATCH (s:Saying {node: node}) WHERE s.first = $id
        AND NOT EXISTS { MATCH (:Document {id: $id})-[:SAYS]->(s) }
        MATCH (d:Document)-[:SAYS]->(s) WITH s, min(d.id) AS first
        SET s.first = first RETURN s.node AS node""",
        nodes=sorted(nodes),
        id=document_id,
    )
    return touched | {row["node"] for row in passed_on}


def _infer(tx: ManagedTransaction, document_id: str, standings: Iterable[Standing]) -> set[str]:
    """Infer anew which plan a document carries out, and which others carry out it."""
    lower = {document_id}
    for topic, place, year in standings:
        if topic and place and year is not None:
            found = tx.run(
                """MATCH (d:Document {topic: $topic})
                WHERE $place IN d.above AND $year <= d.year <= $last RETURN d.id AS id""",
                topic=topic,
                place=place,
                year=year,
                last=year + MOST_YEARS_BETWEEN,
            )
            lower.update(row["id"] for row in found)
    plans = _plans(tx, "d.id IN $ids", ids=sorted(lower))
    placed = [[d.topic, place] for d in plans for place in d.above if d.topic]
    others = placed and _plans(
        tx,
        "any(one IN $placed WHERE d.topic = one[0] AND d.location = one[1]) AND NOT d.id IN $ids",
        placed=placed,
        topics=sorted({topic for topic, _ in placed}),
        ids=sorted(lower),
    )
    uppers = plans_above([*plans, *others])
    carried = {plan.id: uppers[plan.id] for plan in plans if plan.id in uppers}
    before = tx.run(
        """MATCH ()-[e:CITES]->() WHERE e.document IN $ids AND e.basis = $basis
        RETURN e.document AS document, e.said_target AS target""",
        ids=sorted(lower),
        basis=Basis.INFERRED.value,
    )
    known = {row["document"]: row["target"] for row in before}
    after = {document: upper.regulation for document, upper in carried.items()}
    changed = {plan.id for plan in plans if known.get(plan.id) != after.get(plan.id)}
    if changed & known.keys():
        tx.run(
            "MATCH ()-[e:CITES]->() WHERE e.document IN $ids AND e.basis = $basis DELETE e",
            ids=sorted(changed),
            basis=Basis.INFERRED.value,
        )
    stated = {plan.id: plan for plan in plans}
    for lower_id in sorted(changed & carried.keys()):
        plan = stated[lower_id]
        quote = tx.run("MATCH (d:Document {id: $id}) RETURN d.text AS text", id=lower_id).single(
            strict=True
        )["text"][plan.title_start : plan.title_end]
        insert_edges(tx, [inferred(plan, carried[lower_id], quote)])
    return changed


def _plans(tx: ManagedTransaction, condition: str, **values: Any) -> list[Document]:
    """Return documents, which speak of works as they themselves do."""
    narrowed = "d.topic IN $topics AND " if "topics" in values else ""
    found = tx.run(f"MATCH (d:Document) WHERE {narrowed}{condition} RETURN {_PLAN}", **values)
    nodes: list[tuple[Node, str]] = [(node_of(row["body"]), row["said"]) for row in found]
    return [replace(node, regulation=said) for node, said in nodes if isinstance(node, Document)]
