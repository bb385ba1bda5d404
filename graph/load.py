"""Brings an export back into a store: JSON lines, or a dataset of RDF."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from graph.codec import edge_from, node_from
from graph.export import HEAD
from graph.model import Basis, Document, Edge, Fragment, Node
from graph.store import GraphStore, StoreError

_HEAD = 4096


def load_file(store: GraphStore, path: Path) -> int:
    """Put every document of an exported file into a store and return how many changed it.

    What the file is, is told by how it begins. Raises StoreError where it is no export of ours or
    cannot be read as one, OSError as opening it does.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
        if not head.strip():
            raise StoreError(f"{path.name} begins with nothing: this is no export of ours.")
        form = _form_of(head, path.suffix)
        file.seek(0)
        if form == "jsonl":
            return load(store, file)
    from graph.rdf_load import load_rdf

    return load_rdf(store, path, form)


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


def _form_of(head: bytes, suffix: str) -> str:
    """Return the form of an export that begins so; where that does not tell, what its name says.

    >>> _form_of(b'<https://w3id.org/zhize/id/document/1> <', ""), _form_of(b"@prefix", "")
    ('nq', 'trig')
    """
    begin = head.lstrip()
    if begin.startswith(b"{"):
        return "jsonld" if b'"@context"' in begin or b'"@graph"' in begin else "jsonl"
    if suffix == ".trig" or begin[:7].lower() in (b"@prefix", b"prefix "):
        return "trig"
    return "nq" if begin.startswith((b"<", b"_:", b"#")) else "jsonl"


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
