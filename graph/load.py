"""Brings an export in JSON lines back into a store."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from graph.codec import edge_from, node_from
from graph.export import HEAD
from graph.model import Basis, Document, Edge, Fragment, Node
from graph.store import GraphStore, StoreError


def load(store: GraphStore, lines: Iterable[str | bytes]) -> int:
    """Put every document of an export into a store and return how many changed it.

    Raises StoreError, naming the line, where a line is not one of ours; the documents before
    it are in the store by then.
    """
    return sum(store.replace(fragment) for fragment in fragments(lines))


def fragments(lines: Iterable[str | bytes]) -> Iterator[Fragment]:
    """Yield the documents of an export with all that they say; raises StoreError as ``load``."""
    nodes: dict[str, Node] = {}
    begun: Fragment | None = None
    edges: list[Edge] = []
    for number, line in enumerate(lines, 1):
        if number == 1:
            _check_head(line)
            continue
        item = _item(number, line, nodes)
        if isinstance(item, Fragment):
            if begun:
                yield replace(begun, edges=tuple(edges))
            begun, edges = item, []
        elif isinstance(item, Edge):
            edges += [item] if item.evidence.basis is not Basis.INFERRED else []
        else:
            nodes[item.id] = item
    if begun:
        yield replace(begun, edges=tuple(edges))


def _check_head(line: str | bytes) -> None:
    try:
        head = json.loads(line)
    except ValueError:
        head = None
    if head != HEAD:
        raise StoreError(f"The first line is not {json.dumps(HEAD)}: this is no export of ours.")


def _item(number: int, line: str | bytes, nodes: Mapping[str, Node]) -> Node | Edge | Fragment:
    try:
        record = json.loads(line)
        if "node" in record:
            return node_from(record["node"])
        if "edge" in record:
            return edge_from({**record["edge"], **record.get("as", {})})
        return _begun(record, nodes)
    except (KeyError, TypeError, ValueError) as error:
        raise StoreError(f"Line {number} of the export cannot be read: {error!r}.") from error


def _begun(record: Mapping[str, Any], nodes: Mapping[str, Node]) -> Fragment:
    document = node_from({**record["document"], **record.get("as", {})})
    if not isinstance(document, Document):
        raise TypeError(f"{document.id} is no document")
    said = {node.id: node for node in map(node_from, record["says"])}
    named = tuple(said.get(node_id) or nodes[node_id] for node_id in record["names"])
    return Fragment(document, record["text"], named, ())
