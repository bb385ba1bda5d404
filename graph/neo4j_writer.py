"""What one document changes in a Neo4j database, inside one transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from neo4j import ManagedTransaction

from graph.chains import MOST_YEARS_BETWEEN, inferred, plans_above
from graph.fragments import merged
from graph.model import Basis, Document, Edge, Node
from graph.neo4j_schema import (
    LINKS,
    TYPES,
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
    _insert(tx, writing)
    record(tx, document.id, is_removal=False)
    standings = {
        held.standing if held else None,
        (document.topic, document.location, document.year),
    }
    _bring_in_step(tx, document.id, held.named if held else set(), standings, writing)
    return True


def take_away(tx: ManagedTransaction, document_id: str) -> bool:
    """Remove a document and what only it said; False where there is no such document."""
    held = _held(tx, document_id)
    if held is None:
        return False
    _forget(tx, document_id)
    record(tx, document_id, is_removal=True)
    _bring_in_step(tx, document_id, held.named, {held.standing}, None)
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


def _insert(tx: ManagedTransaction, writing: Writing) -> None:
    document = writing.fragment.document
    told = properties_of(document) | {
        "digest": writing.digest.hex(),
        "text": writing.fragment.text,
        "said_regulation": document.regulation,
    }
    tx.run(f"CREATE (d:{labels_of(document.id)}) SET d = $told", told=told)
    rows = [
        {"key": f"{node_id} {digest(body).hex()}", "node": node_id, "body": body}
        for node_id, body in writing.bodies.items()
    ]
    tx.run(
        """MATCH (d:Document {id: $id}) UNWIND $rows AS row
        MERGE (s:Saying {key: row.key}) ON CREATE SET s.node = row.node, s.body = row.body
        CREATE (d)-[:SAYS]->(s)""",
        id=document.id,
        rows=rows,
    )


def _bring_in_step(
    tx: ManagedTransaction,
    document_id: str,
    named_before: set[str],
    standings: set[Standing | None],
    writing: Writing | None,
) -> None:
    """Bring nodes, works and plans in step with what is said, where a document changed it."""
    if named_before:
        tx.run(
            """UNWIND $nodes AS node MATCH (s:Saying {node: node})
            WHERE NOT EXISTS { (:Document)-[:SAYS]->(s) } DELETE s""",
            nodes=sorted(named_before),
        )
    named = named_before | (writing.bodies.keys() if writing else set())
    settlement = settle(tx, document_id, named)
    _merge(tx, named | settlement.works)
    settlement.move(tx)
    if writing is not None:
        _link(tx, "Document", [document_id], [document_id])
        insert_edges(tx, writing.fragment.edges)
    _drop_unsaid(tx, named | settlement.works)
    others = _infer(tx, document_id, filter(None, standings)) | set(settlement.documents)
    for other in sorted(others - {document_id}):
        record(tx, other, is_removal=False)


def insert_edges(tx: ManagedTransaction, edges: Iterable[Edge]) -> None:
    """Add edges between the nodes that their ends mean now."""
    edges = list(edges)
    works = meant(tx, {end for edge in edges for end in (edge.source, edge.target)})
    by_type: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for edge in edges:
        ends = {end: works.get(end, end) for end in (edge.source, edge.target)}
        row = {"a": ends[edge.source], "b": ends[edge.target], "told": edge_properties(edge)}
        by_type[TYPES[edge.relation]].append(row)
    for name, rows in by_type.items():
        tx.run(
            f"""UNWIND $rows AS row MATCH (a:Node {{id: row.a}}), (b:Node {{id: row.b}})
            CREATE (a)-[e:{name}]->(b) SET e = row.told""",
            rows=rows,
        )


def _merge(tx: ManagedTransaction, node_ids: set[str]) -> None:
    """Bring nodes in step with what is said of them."""
    said = tx.run(
        """UNWIND $nodes AS node
        CALL { WITH node MATCH (w:WorkName {work: node}) RETURN w.name AS name
            UNION WITH node WITH node WHERE NOT EXISTS { MATCH (:WorkName {name: node}) }
            RETURN node AS name }
        MATCH (s:Saying {node: name})<-[:SAYS]-(d:Document)
        WITH node, name, s, min(d.id) AS first ORDER BY node, first, name
        WITH node, collect(s.body) AS bodies OPTIONAL MATCH (n:Node {id: node})
        RETURN node, bodies, n.body AS body""",
        nodes=sorted(node_ids),
    )
    by_labels: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in said:
        nodes = [replace(node_of(body), id=row["node"]) for body in row["bodies"]]
        told = properties_of(merged(nodes))
        if told["body"] == row["body"]:
            continue
        by_labels[labels_of(row["node"])].append({"id": row["node"], "told": told})
    for labels, rows in by_labels.items():
        label = labels.split(":")[1]
        new = tx.run(
            f"""UNWIND $rows AS row MERGE (n:Node {{id: row.id}})
            ON CREATE SET n.is_new = true
            WITH n, row, coalesce(n.is_new, false) AS is_new
            SET n = row.told SET n:{labels.replace("Node:", "")}
            WITH n, is_new WHERE is_new RETURN n.id AS id""",
            rows=rows,
        )
        _link(tx, label, [row["id"] for row in rows], [row["id"] for row in new])


def _link(tx: ManagedTransaction, label: str, ids: list[str], new: list[str]) -> None:
    """Let relationships stand for the fields of some nodes that name others, and the other way."""
    is_body = label in ("Agency", "AgencyGroup")
    for holder, field, name, named in LINKS:
        if holder in (label, "Body" if is_body else ""):
            tx.run(
                f"""UNWIND $ids AS id MATCH (n:Node {{id: id}})
                OPTIONAL MATCH (n)-[old:{name}]->() DELETE old
                WITH DISTINCT n MATCH (m:{named} {{id: n.{field}}}) CREATE (n)-[:{name}]->(m)""",
                ids=ids,
            )
        if named == label and new:
            tx.run(
                f"""UNWIND $ids AS id MATCH (m:Node {{id: id}}), (n:{holder} {{{field}: id}})
                MERGE (n)-[:{name}]->(m)""",
                ids=new,
            )


def _drop_unsaid(tx: ManagedTransaction, node_ids: set[str]) -> None:
    """Remove the nodes of which nothing is said any more."""
    tx.run(
        """UNWIND $nodes AS node MATCH (n:Node {id: node}) WHERE NOT n:Document
        AND NOT EXISTS { MATCH (:WorkName {work: node}) }
        AND (EXISTS { MATCH (:WorkName {name: node}) }
            OR NOT EXISTS { MATCH (:Saying {node: node}) })
        DETACH DELETE n""",
        nodes=sorted(node_ids),
    )


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
    others = _plans(
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
