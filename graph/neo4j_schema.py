"""What a Neo4j database keeps of the graph: labels, relationship types, constraints, indexes.

Every node of the graph is a ``:Node`` with a label of its kind, its fields as properties, and a
``body`` of JSON from which it comes back exactly; every edge is a relationship with its evidence.
``:Saying`` is one way in which documents speak of a node, with the first of them, ``:WorkName`` a
name of a work, ``:Change`` the last change of a document, ``:Store`` the store itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graph.codec import canonical, node_from, record_of
from graph.fragments import small
from graph.model import (
    RESPONSIBILITY,
    Action,
    Basis,
    Edge,
    Evidence,
    Kind,
    Node,
    Relation,
    kind_of,
)

VERSION = 2
LABELS = {
    Kind.DOCUMENT: "Document",
    Kind.ACTION: "Action",
    Kind.AGENCY: "Agency:Body",
    Kind.AGENCY_GROUP: "AgencyGroup:Body",
    Kind.INDICATOR: "Indicator",
    Kind.SUBJECT: "Subject",
    Kind.REGULATION: "Regulation",
    Kind.LOCATION: "Location",
    Kind.FUNCTION: "Function",
}
"""The labels of a kind of node beside ``Node``."""

TYPES = {relation: relation.upper().replace("-", "_") for relation in Relation}
RELATIONS = {name: relation for relation, name in TYPES.items()}
RESPONSIBLE = "|".join(TYPES[relation] for relation in RESPONSIBILITY)
"""The types of who takes part, as a pattern has them."""


LINKS: tuple[tuple[str, str, str, str], ...] = (
    ("Location", "parent", "BELOW", "Location"),
    ("Subject", "broader", "BELOW", "Subject"),
    ("Body", "function", "HAS_FUNCTION", "Function"),
    ("Body", "location", "SEATED_IN", "Location"),
    ("Action", "document", "OF", "Document"),
)
"""Fields that name another node, with the label of those that have them, the type of the
relationship that stands for them, and the label of what they name."""


def schema() -> Iterator[str]:
    """Yield the statements that make constraints and indexes where there are none."""
    for label, name in (
        *(("Node", "id"), ("Saying", "key"), ("WorkName", "name"), ("Change", "document")),
        ("Store", "id"),
    ):
        yield (
            f"CREATE CONSTRAINT {label.lower()}_{name} IF NOT EXISTS"
            f" FOR (n:{label}) REQUIRE n.{name} IS UNIQUE"
        )
    for label, name in (
        *((label, "id") for label in ("Document", "Action", "Body", "Regulation", "Location")),
        *((label, name) for label, name, _, _ in LINKS),
        *(("Document", name) for name in ("year", "location", "topic", "regulation")),
        *(("Document", "said_regulation"), ("Saying", "node"), ("Change", "number")),
        *(("WorkName", "title"), ("WorkName", "number"), ("WorkName", "work")),
    ):
        yield f"CREATE INDEX {label.lower()}_{name} IF NOT EXISTS FOR (n:{label}) ON (n.{name})"
    for name in TYPES.values():
        yield (
            f"CREATE INDEX {name.lower()}_document IF NOT EXISTS"
            f" FOR ()-[e:{name}]-() ON (e.document)"
        )
    for end in ("source", "target"):
        for name in TYPES.values():
            yield (
                f"CREATE INDEX {name.lower()}_said_{end} IF NOT EXISTS"
                f" FOR ()-[e:{name}]-() ON (e.said_{end})"
            )


def labels_of(node_id: str) -> str:
    """Return the labels of the node with an id, as a pattern has them."""
    return f"Node:{LABELS[kind_of(node_id)]}"


def created_by_label(labels: Iterable[str]) -> str:
    """Return the statement that creates nodes of rows with any of some labels, in one go."""
    return "UNWIND $rows AS row " + " ".join(
        f"FOREACH (_ IN CASE row.label WHEN 'Node:{one}' THEN [0] ELSE [] END |"
        f" CREATE (n:Node:{one}) SET n = row.told)"
        for one in labels
    )


def created_by_type(names: Iterable[str]) -> str:
    """Return the statement that creates relationships of rows with any of some types, in one go."""
    return "UNWIND $rows AS row MATCH (a:Node {id: row.a}), (b:Node {id: row.b}) " + " ".join(
        f"FOREACH (_ IN CASE row.type WHEN '{name}' THEN [0] ELSE [] END |"
        f" CREATE (a)-[e:{name}]->(b) SET e = row.told)"
        for name in names
    )


def properties_of(node: Node) -> dict[str, Any]:
    """Return what is kept of a node: its plain fields, and all of it as JSON."""
    record = record_of(node)
    plain = {
        name: value
        for name, value in record.items()
        if value not in (None, "", [])
        and (not isinstance(value, list) or all(isinstance(one, str) for one in value))
    }
    told = plain | {"caption": node.label, "body": canonical(record)}
    if isinstance(node, Action):
        said = f"{node.section} {node.title} {node.text}"
        dates = (deadline.date for deadline in node.deadlines if deadline.date)
        told |= {
            "said": small(said),
            "due": [f"{date}{'-12-31'[len(date) - 4 :]}" for date in dates],
        }
    return told


def edge_properties(edge: Edge) -> dict[str, Any]:
    """Return what is kept of an edge as a relationship."""
    evidence = edge.evidence
    said = {"said_source": edge.source, "said_target": edge.target}
    told = {
        "document": evidence.document,
        "begins": evidence.start,
        "ends": evidence.end,
        "mode": edge.mode,
        "surface": edge.surface,
        "quote": evidence.quote,
        "rule": evidence.rule,
        "confidence": float(evidence.confidence),
        "basis": evidence.basis.value,
    }
    named = {end: node_id for end, node_id in said.items() if node_id.startswith("regulation/")}
    return told | named


def edge_of(kept: Mapping[str, Any], kind: str, source: str, target: str) -> Edge:
    """Return the edge that a relationship holds, given its type and the ids of its ends."""
    evidence = Evidence(
        *(kept["document"], kept["begins"], kept["ends"], kept["quote"], kept["rule"]),
        *(kept["confidence"], Basis(kept["basis"])),
    )
    return Edge(source, RELATIONS[kind], target, evidence, kept.get("mode"), kept["surface"])


def node_of(body: str) -> Node:
    """Return the node that a body holds."""
    return node_from(json.loads(body))


def edge_map(name: str) -> str:
    """Return what gives a relationship as a map that ``edge_in`` reads."""
    ends = f"source: startNode({name}).id, target: endNode({name}).id"
    return f"{{kept: properties({name}), type: type({name}), {ends}}}"


def edge_in(told: Mapping[str, Any]) -> Edge:
    """Return the edge of a map that a statement gave."""
    return edge_of(told["kept"], told["type"], told["source"], told["target"])


def edge_order(name: str) -> str:
    """Return what relationships are ordered by: document, place in the text, then their fields."""
    first = f"{name}.document, {name}.begins, {name}.ends, startNode({name}).id"
    relation = f"toLower(replace(type({name}), '_', '-')), endNode({name}).id"
    mode = f"{name}.mode IS NOT NULL, coalesce({name}.mode, '')"
    rest = f"{name}.surface, {name}.quote, {name}.rule, {name}.confidence, {name}.basis"
    return f"{first}, {relation}, {mode}, {rest}"
