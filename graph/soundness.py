"""Whether the graph is sound: its shapes (SHACL), its quotations, and nodes that nothing joins.

Shapes are looked at document by document, since a document with the nodes that it names is a
graph of its own that stays small; with those changed last first, for as long as there is time.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.codec import field_names
from graph.fragments import kind_of_or_none
from graph.model import Document, Edge, Node
from graph.ontology import DATA
from graph.store import EdgePattern, GraphStore

if TYPE_CHECKING:
    import rdflib

SHAPES = Path(__file__).parent / "shapes.ttl"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is not as a shape has it: where, in which document, and in words by language."""

    document: str
    node: str
    words: dict[str, str]


@dataclass(frozen=True, slots=True)
class Soundness:
    """Faults of shapes in so many of all documents; quotations that differ; isolated nodes."""

    faults: tuple[Fault, ...] = ()
    looked_at: int = 0
    documents: int = 0
    dangling: tuple[Edge, ...] = ()
    isolated: tuple[Node, ...] = ()


def soundness_of(store: GraphStore, seconds: float) -> Soundness:
    """Return what is not sound; shapes are looked at for so long, at least in one document."""
    until = time.monotonic() + seconds
    changes = sorted(store.changes(0), key=lambda change: -change.number)
    documents = [change.document for change in changes if not change.is_removal]
    faults: dict[tuple[str, str], Fault] = {}
    looked_at = 0
    for document_id in documents:
        if looked_at and time.monotonic() > until:
            break
        try:
            found = faults_in(store, document_id)
        except KeyError:  # removed meanwhile
            continue
        looked_at += 1
        for fault in found:  # of a node that several documents name, once
            faults.setdefault((fault.node, fault.words["en"]), fault)
    dangling, isolated = dangling_and_isolated(store)
    return Soundness(
        *(tuple(faults.values()), looked_at, len(documents)),
        *(tuple(dangling), tuple(isolated)),
    )


def told(soundness: Soundness) -> list[tuple[str, list[str]]]:
    """Return in words what is not sound: for each sort its title and a line for each."""
    looked_at = f"{soundness.looked_at} of {soundness.documents} documents looked at"
    return [
        (
            f"not as the shapes have it ({looked_at})",
            [f"{one.words['en']}: {one.node} in {one.document}" for one in soundness.faults],
        ),
        (
            "quotations that are not in the text",
            [
                f"“{edge.evidence.quote}” at {edge.evidence.start}–{edge.evidence.end}"
                f" in {edge.evidence.document}: {edge.source} {edge.relation} {edge.target}"
                for edge in soundness.dangling
            ],
        ),
        (
            "nodes that nothing joins",
            [f"{node.label} ({node.id})" for node in soundness.isolated],
        ),
    ]


def faults_in(store: GraphStore, document_id: str) -> list[Fault]:
    """Return what in the graph of a document is not as shapes have it.

    Raises KeyError where there is no such document.
    """
    return [Fault(document_id, *told) for told in faults_of(graph_of(store, document_id))]


def graph_of(store: GraphStore, document_id: str) -> rdflib.Graph:
    """Return what a document says with what is known of the nodes that it names."""
    import rdflib
    from pyoxigraph import RdfFormat, serialize

    from graph.rdf import id_of, node_triples, ours
    from graph.rdf_dataset import document_quads, nodes_of

    quads = document_quads(store, document_id, nodes_of(store))
    triples = {quad.triple: None for quad in quads}
    for quad in quads:
        if quad.predicate == ours("names"):
            node = store.node(id_of(quad.object))  # type: ignore[arg-type]
            triples |= dict.fromkeys(node_triples(node) if node else ())
    text = serialize(triples, format=RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=text, format="nt")


def faults_of(graph: rdflib.Graph) -> list[tuple[str, dict[str, str]]]:
    """Return what in a graph is not as shapes have it: the id of the node, and words."""
    from pyshacl import validate
    from rdflib import RDF, SH

    _, results, _ = validate(graph, shacl_graph=_shapes(), inplace=True, meta_shacl=False)
    told = [
        (_id_of(results.value(one, SH.focusNode)), _words(results, one))
        for one in results.subjects(RDF.type, SH.ValidationResult)
    ]
    return sorted(told, key=lambda pair: (pair[0], sorted(pair[1].items())))


def dangling_and_isolated(store: GraphStore) -> tuple[list[Edge], list[Node]]:
    """Return edges whose quotation is not at its place, and nodes that nothing joins.

    A node is joined by a relation, or by another node that speaks of it. Edges are gone through
    once; they come document by document.
    """
    differing: list[Edge] = []
    joined: set[str] = set()
    for document_id, edges in groupby(store.edges(EdgePattern()), key=_document_of):
        text = _text(store, document_id)
        for edge in edges:
            evidence = edge.evidence
            joined |= {edge.source, edge.target}
            if text is not None and text[evidence.start : evidence.end] != evidence.quote:
                differing.append(edge)
    ids = set()
    for node in store.nodes():
        ids.add(node.id)
        joined |= set(_spoken_of(node))
    alone = (store.node(node_id) for node_id in sorted(ids - joined))
    return differing, [one for one in alone if one and not isinstance(one, Document)]


def _document_of(edge: Edge) -> str:
    return edge.evidence.document


def _text(store: GraphStore, document_id: str) -> str | None:
    try:
        return store.text(document_id)
    except KeyError:  # removed meanwhile
        return None


def _spoken_of(node: Node) -> Iterator[str]:
    """Yield the ids of other nodes that the fields of a node hold."""
    for field in field_names(type(node)):
        value = getattr(node, field)
        for part in value if isinstance(value, tuple) else (value,):
            if field != "id" and isinstance(part, str) and kind_of_or_none(part):
                yield part


def _words(results: rdflib.Graph, one: Any) -> dict[str, str]:
    from rdflib import SH

    told = {str(m.language or "en"): str(m) for m in results.objects(one, SH.resultMessage)}  # type: ignore[attr-defined]
    return {language: told.get(language) or next(iter(told.values())) for language in ("zh", "en")}


def _id_of(node: Any) -> str:
    from urllib.parse import unquote

    return unquote(str(node).removeprefix(DATA))


@cache
def _shapes() -> rdflib.Graph:
    import rdflib

    return rdflib.Graph().parse(SHAPES, format="turtle")
