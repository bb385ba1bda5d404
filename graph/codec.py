"""Nodes and edges as plain records of JSON, and back; every file and table writes them so."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from graph.model import (
    CLASS_OF_KIND,
    Action,
    Agency,
    AgencyGroup,
    Basis,
    Deadline,
    Document,
    Edge,
    Evidence,
    Heading,
    Indicator,
    Level,
    Location,
    Node,
    Relation,
    kind_of,
)

Record = dict[str, Any]


def canonical(value: object) -> str:
    """Return the one JSON text of a value: keys sorted, Chinese as it is, no spare space.

    >>> canonical({"name": "青川市", "id": "location/青川市"})
    '{"id":"location/青川市","name":"青川市"}'
    """
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def record_of(node: Node) -> Record:
    """Return a node as a record; its kind is the first part of its id."""
    record = {name: _plain(getattr(node, name)) for name in field_names(type(node))}
    return record | {"value": float(node.value)} if isinstance(node, Indicator) else record


def node_from(record: Mapping[str, Any]) -> Node:
    """Return the node that a record holds.

    Raises ValueError where the id names no kind, KeyError or TypeError where fields are amiss.
    """
    node_class = CLASS_OF_KIND[kind_of(record["id"])]
    restore = _RESTORE.get(node_class)
    return node_class(**(restore(record) if restore else record))


def edge_record(edge: Edge) -> Record:
    """Return an edge as a record with its evidence inside."""
    record = {name: getattr(edge, name) for name in field_names(Edge)}
    evidence = {name: getattr(edge.evidence, name) for name in field_names(Evidence)}
    return record | {"evidence": evidence | {"confidence": float(edge.evidence.confidence)}}


def edge_from(record: Mapping[str, Any]) -> Edge:
    """Return the edge that a record holds; raises as ``node_from`` does."""
    evidence = record["evidence"]
    return Edge(
        **{
            **record,
            "relation": Relation(record["relation"]),
            "evidence": Evidence(**{**evidence, "basis": Basis(evidence["basis"])}),
        }
    )


def field_names(node_class: type[Any]) -> tuple[str, ...]:
    """Return the names of the fields of a dataclass with slots, in their order."""
    names: tuple[str, ...] = node_class.__slots__
    return names


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [part if isinstance(part, str) else asdict(part) for part in value]
    return value


_LISTS = ("issuers", "addressees", "copied_to", "above")


class Bodies:
    """Nodes as they come out of the rows of a store, each different body of JSON read once."""

    def __init__(self) -> None:
        self._nodes: dict[str, Node] = {}

    def __getitem__(self, body: str) -> Any:
        """Return the node that a body holds; which kind it is, the statement has settled."""
        node = self._nodes.get(body)
        if node is None:
            node = self._nodes[body] = node_from(json.loads(body))
        return node


def _restore_document(record: Mapping[str, Any]) -> Record:
    lists = {name: tuple(record[name]) for name in _LISTS}
    outline = tuple(Heading(**heading) for heading in record["outline"])
    return {**record, **lists, "outline": outline}


def _restore_action(record: Mapping[str, Any]) -> Record:
    return {**record, "deadlines": tuple(Deadline(**part) for part in record["deadlines"])}


def _restore_body(record: Mapping[str, Any]) -> Record:
    return {**record, "candidates": tuple(record.get("candidates", ()))}


_RESTORE: dict[type[Node], Callable[[Mapping[str, Any]], Record]] = {
    Document: _restore_document,
    Action: _restore_action,
    Agency: _restore_body,
    AgencyGroup: _restore_body,
    Indicator: lambda record: {**record, "value": float(record["value"])},
    Location: lambda record: {**record, "level": Level(record["level"])},
}
