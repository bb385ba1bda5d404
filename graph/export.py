"""The graph as files: JSON lines, CSV, GraphML, and RDF as Turtle, N-Quads, TriG or JSON-LD.

JSON lines, N-Quads, TriG and JSON-LD can be loaded again.

The store must not change meanwhile. Two stores that hold the same give the same bytes.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import IO
from xml.sax.saxutils import escape, quoteattr

from graph.cells import NOT_XML, harmless
from graph.codec import canonical, edge_record, record_of
from graph.model import Basis, Edge, Kind, Relation, kind_of
from graph.store import EdgePattern, GraphStore

HEAD = {"format": "zhize-graph", "version": 1}

_CSV_COLUMNS = (
    *("source", "source_label", "relation", "mode", "target", "target_label"),
    *("document", "start", "end", "quote"),
)
_NODE_KEYS = {"label": "string", "kind": "string"}
_EDGE_KEYS = {
    "relation": "string",
    "mode": "string",
    "document": "string",
    "start": "int",
    "end": "int",
    "quote": "string",
}


def export(store: GraphStore, form: str, path: Path) -> None:
    """Write the graph in a form of FORMS; the file is there whole or as it was before.

    Raises OSError where it cannot be written.
    """
    with whole_file(path) as output:
        FORMS[form](store, output)


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """Give a file to write that is there whole when the block ends, else as it was before."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with temporary.open("xb") as output:
            yield output
            output.flush()
            os.fsync(output.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def write_jsonl(store: GraphStore, output: IO[bytes]) -> None:
    """Write a head, the nodes by id, then each document followed by its edges, a line each.

    A document line ``names`` the ids of its nodes, and ``says`` those of which it says other
    than what all documents together come to. Where it calls a work otherwise than all together,
    ``as`` holds the ids that it uses: a document line for its own work, an edge line for its ends.
    What the store infers comes last among the edges of a document; loading infers it anew.
    """
    for record in _records(store):
        output.write(canonical(record).encode() + b"\n")


def write_csv(store: GraphStore, output: IO[bytes]) -> None:
    """Write the edges as a table for spreadsheets, in UTF-8 with a mark that Excel needs."""
    labels = {node.id: node.label for node in store.nodes()}
    text = io.TextIOWrapper(output, encoding="utf-8-sig", newline="")
    rows = csv.writer(text)
    rows.writerow(_CSV_COLUMNS)
    for edge in store.edges(EdgePattern()):
        rows.writerow([harmless(cell) for cell in _cells(edge, labels)])
    text.flush()
    text.detach()


def write_graphml(store: GraphStore, output: IO[bytes]) -> None:
    """Write nodes and edges as a directed GraphML graph with parallel edges."""
    for line in _graphml(store):
        output.write(NOT_XML.sub("\ufffd", line).encode() + b"\n")


def _rdf(module: str, function: str) -> Callable[[GraphStore, IO[bytes]], None]:
    """Return what writes RDF; its libraries are loaded with the first use."""

    def write(store: GraphStore, output: IO[bytes]) -> None:
        getattr(import_module(module), function)(store, output)

    return write


FORMS: dict[str, Callable[[GraphStore, IO[bytes]], None]] = {
    "jsonl": write_jsonl,
    "csv": write_csv,
    "graphml": write_graphml,
    "ttl": _rdf("graph.rdf_dataset", "write_turtle"),
    "nq": _rdf("graph.rdf_dataset", "write_quads"),
    "trig": _rdf("graph.rdf_dataset", "write_trig"),
    "jsonld": _rdf("graph.jsonld", "write_jsonld"),
}


def _records(store: GraphStore) -> Iterator[dict[str, object]]:
    yield dict(HEAD)
    nodes = {node.id: node for node in store.nodes() if kind_of(node.id) is not Kind.DOCUMENT}
    for node in nodes.values():
        yield {"node": record_of(node)}
    works = _works(store)
    for document in store.nodes(Kind.DOCUMENT):
        fragment = store.fragment(document.id)
        yield {
            "document": record_of(document),
            "text": fragment.text,
            "names": [node.id for node in fragment.nodes],
            "says": [record_of(node) for node in fragment.nodes if node != nodes.get(node.id)],
        } | _as(document, fragment.document, ("regulation",))
        for edge in fragment.edges:
            source, target = works(edge.source), works(edge.target)
            settled = edge
            if (source, target) != (edge.source, edge.target):
                settled = replace(edge, source=source, target=target)
            yield {"edge": edge_record(settled)} | _as(settled, edge, ("source", "target"))
        for edge in store.edges(EdgePattern(document=document.id, relation=Relation.CITES)):
            if edge.evidence.basis is Basis.INFERRED:
                yield {"edge": edge_record(edge)}


def _works(store: GraphStore) -> Callable[[str], str]:
    """Return what gives the id of the work that an id of a regulation means."""

    @cache
    def work(node_id: str) -> str:
        node = store.node(node_id) if node_id.startswith(f"{Kind.REGULATION}/") else None
        return node.id if node else node_id

    return work


def _as(settled: object, said: object, names: tuple[str, ...]) -> dict[str, object]:
    """Return what a document says otherwise than all documents together."""
    told = {name: getattr(said, name) for name in names}
    other = {name: value for name, value in told.items() if value != getattr(settled, name)}
    return {"as": other} if other else {}


def _cells(edge: Edge, labels: dict[str, str]) -> tuple[str | int, ...]:
    source = (edge.source, labels[edge.source])
    target = (edge.target, labels[edge.target])
    evidence = edge.evidence
    place = (evidence.document, evidence.start, evidence.end, evidence.quote)
    return (*source, edge.relation, edge.mode or "", *target, *place)


def _graphml(store: GraphStore) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for what, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for name, kind in keys.items():
            yield f'<key id="{what}-{name}" for="{what}" attr.name="{name}" attr.type="{kind}"/>'
    yield '<graph edgedefault="directed">'
    for node in store.nodes():
        values = {"label": node.label, "kind": str(kind_of(node.id))}
        yield f"<node id={quoteattr(node.id)}>{_data('node', values)}</node>"
    for number, edge in enumerate(store.edges(EdgePattern()), 1):
        ends = f"source={quoteattr(edge.source)} target={quoteattr(edge.target)}"
        yield f'<edge id="e{number}" {ends}>{_data("edge", _edge_values(edge))}</edge>'
    yield "</graph>"
    yield "</graphml>"


def _edge_values(edge: Edge) -> dict[str, str | int]:
    evidence = edge.evidence
    return {
        "relation": edge.relation,
        "mode": edge.mode or "",
        "document": evidence.document,
        "start": evidence.start,
        "end": evidence.end,
        "quote": evidence.quote,
    }


def _data(what: str, values: Mapping[str, str | int]) -> str:
    return "".join(
        f'<data key="{what}-{name}">{escape(str(value))}</data>'
        for name, value in values.items()
        if value != ""
    )
