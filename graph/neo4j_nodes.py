"""Nodes of a Neo4j database, kept in step with what documents say of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from neo4j import ManagedTransaction

from graph.fragments import merged
from graph.neo4j_schema import (
    LABELS,
    LINKS,
    created_by_label,
    created_by_type,
    labels_of,
    node_of,
    properties_of,
)

_LINK_TYPES = sorted({name for _, _, name, _ in LINKS})
_CREATE_NODES = created_by_label(LABELS.values())
_CREATE_LINKS = created_by_type(_LINK_TYPES)


def merge(tx: ManagedTransaction, node_ids: set[str]) -> None:
    """Bring nodes in step with what is said of them.

    Each saying knows the first document that says it: to look for it among all that do would cost
    as much as a node has documents, each time that it is named again.
    """
    said = tx.run(
        """UNWIND $nodes AS node
        CALL { WITH node MATCH (w:WorkName {work: node}) RETURN w.name AS name
            UNION WITH node WITH node WHERE NOT EXISTS { MATCH (:WorkName {name: node}) }
            RETURN node AS name }
        MATCH (s:Saying {node: name})
        WITH node, name, s ORDER BY node, s.first, name
        WITH node, collect(s.body) AS bodies OPTIONAL MATCH (n:Node {id: node})
        RETURN node, bodies, n.body AS body""",
        nodes=sorted(node_ids),
    )
    new: dict[str, dict[str, Any]] = {}
    changed: dict[str, dict[str, Any]] = {}
    for row in said:
        nodes = [replace(node_of(body), id=row["node"]) for body in row["bodies"]]
        told = properties_of(merged(nodes))
        if told["body"] != row["body"]:
            (new if row["body"] is None else changed)[row["node"]] = told
    if new:
        rows = [{"label": labels_of(one), "told": told} for one, told in new.items()]
        tx.run(_CREATE_NODES, rows=rows)
    if changed:
        tx.run(
            f"""UNWIND $rows AS row MATCH (n:Node {{id: row.id}}) SET n = row.told
            WITH n MATCH (n)-[old:{"|".join(_LINK_TYPES)}]->() DELETE old""",
            rows=[{"id": node_id, "told": told} for node_id, told in changed.items()],
        )
    _link_from(tx, new | changed)
    link_to(tx, new)


def link_to(tx: ManagedTransaction, node_ids: Iterable[str]) -> None:
    """Let relationships stand for the fields of other nodes that name nodes that are new."""
    by_label: defaultdict[str, list[str]] = defaultdict(list)
    for node_id in node_ids:
        by_label[labels_of(node_id).split(":")[1]].append(node_id)
    for holder, field, name, named in LINKS:
        if named in by_label:
            tx.run(
                f"""UNWIND $ids AS id MATCH (m:Node {{id: id}}), (n:{holder} {{{field}: id}})
                MERGE (n)-[:{name}]->(m)""",
                ids=by_label[named],
            )


def drop_unsaid(tx: ManagedTransaction, node_ids: set[str]) -> None:
    """Remove the nodes of which nothing is said any more."""
    tx.run(
        """UNWIND $nodes AS node MATCH (n:Node {id: node}) WHERE NOT n:Document
        AND NOT EXISTS { MATCH (:WorkName {work: node}) }
        AND (EXISTS { MATCH (:WorkName {name: node}) }
            OR NOT EXISTS { MATCH (:Saying {node: node}) })
        DETACH DELETE n""",
        nodes=sorted(node_ids),
    )


def _link_from(tx: ManagedTransaction, told: dict[str, dict[str, Any]]) -> None:
    """Let relationships stand for the fields of nodes that name others."""
    rows = [
        {"a": node_id, "b": one[field], "type": name, "told": {}}
        for node_id, one in told.items()
        for holder, field, name, _ in LINKS
        if holder in labels_of(node_id).split(":") and field in one
    ]
    if rows:
        tx.run(_CREATE_LINKS, rows=rows)
