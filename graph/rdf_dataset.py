"""The graph as a dataset of RDF: what each document says, and what all together come to.

What one document says is in the graph named by the document: itself with its text, its actions,
its statements with their evidence. What all documents together come to is in the default graph:
bodies, works, places, functions, targets and how they are related. No triple is in two graphs, so
counting over their union counts nothing twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from typing import IO

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from graph.codec import field_names
from graph.model import (
    RESPONSIBILITY,
    Action,
    Basis,
    Document,
    Edge,
    Fragment,
    Kind,
    Node,
    Relation,
    kind_of,
)
from graph.rdf import PREFIXES, A, Term, listed, node_iri, node_triples, ours, value_of
from graph.rdf_edges import direct_triples, edge_triples, is_owned, reading_triples
from graph.store import EdgePattern, GraphStore

NodeOf = Callable[[str], Node | None]
_KEPT = 20_000


def write_quads(store: GraphStore, output: IO[bytes]) -> None:
    """Write the dataset as N-Quads, quad by quad."""
    serialize(quads(store), output, RdfFormat.N_QUADS)


def write_trig(store: GraphStore, output: IO[bytes]) -> None:
    """Write the dataset as TriG, quad by quad."""
    serialize(quads(store), output, RdfFormat.TRIG, prefixes=PREFIXES)


def write_turtle(store: GraphStore, output: IO[bytes]) -> None:
    """Write all triples of the dataset as Turtle, triple by triple, without who says them."""
    serialize((quad.triple for quad in quads(store)), output, RdfFormat.TURTLE, prefixes=PREFIXES)


def quads(store: GraphStore) -> Iterator[Quad]:
    """Yield the whole dataset: the default graph, then that of each document."""
    for triple in common_triples(store):
        yield Quad(triple.subject, triple.predicate, triple.object)
    node_of = nodes_of(store)
    for document in store.nodes(Kind.DOCUMENT):
        yield from document_quads(store, document.id, node_of)


def nodes_of(store: GraphStore) -> NodeOf:
    """Return what gives the node that an id means, and keeps some of them."""
    return lru_cache(maxsize=_KEPT)(store.node)


def common_triples(store: GraphStore) -> Iterator[Triple]:
    """Yield what all documents together come to, each triple once."""
    for kind in Kind:
        if kind not in (Kind.DOCUMENT, Kind.ACTION):
            for node in store.nodes(kind):
                yield from node_triples(node)
    for relation in Relation:
        if relation not in (*RESPONSIBILITY, Relation.HAS_TARGET):
            edges = store.edges(EdgePattern(relation=relation))
            yield from _once(t for e in edges if not is_owned(e) for t in direct_triples(e))


def document_quads(
    store: GraphStore, document_id: str, node_of: NodeOf, *, with_sayings: bool = True
) -> list[Quad]:
    """Return the graph of one document; raises KeyError where there is no such document.

    Sayings tell a document from all others, so they alone may change when another one does.
    """
    said = store.fragment(document_id)
    settled = store.document(document_id)
    if settled is None:
        raise KeyError(document_id)
    graph = node_iri(document_id)
    inferred = store.edges(EdgePattern(document=document_id, relation=Relation.CITES))
    concluded = [edge for edge in inferred if edge.evidence.basis is Basis.INFERRED]
    triples = document_triples(said, settled, concluded, node_of)
    found = _once(chain(triples, _sayings(said, settled, node_of) if with_sayings else ()))
    return [Quad(triple.subject, triple.predicate, triple.object, graph) for triple in found]


def document_triples(
    said: Fragment, settled: Document, concluded: list[Edge], node_of: NodeOf
) -> Iterator[Triple]:
    """Yield what a document says, with works called as all documents together call them.

    ``concluded`` are the relations that the store infers from its title.
    """
    document = node_iri(settled.id)
    yield from node_triples(settled)
    yield Triple(document, ours("text"), Literal(said.text))
    yield from reading_triples(settled)
    for node in said.nodes:
        yield Triple(document, ours("names"), node_iri(_meant(node, node_of).id))
        if isinstance(node, Action):
            yield from node_triples(node)
    pairs = [(_settled(edge, node_of), edge) for edge in said.edges]
    for edge, as_said in (*pairs, *((edge, edge) for edge in concluded)):
        if is_owned(edge):
            yield from direct_triples(edge)
        yield from edge_triples(edge, as_said, said.text)


def _sayings(said: Fragment, settled: Document, node_of: NodeOf) -> Iterator[Triple]:
    """Yield what a document says otherwise than all together: of its nodes, of its own work."""
    others: list[tuple[str, Node | None, str, list[Term]]] = []
    if said.document.regulation != settled.regulation:
        work = node_iri(said.document.regulation)
        others.append((settled.id, None, "regulation", [work]))
    meant = {node.id: _meant(node, node_of) for node in said.nodes}
    called = {node.id for node_id, node in meant.items() if node.id != node_id}
    for node in said.nodes:
        settled_node = meant[node.id]
        as_said = node if settled_node.id in called else None
        differences = list(_differences(node, settled_node))
        if as_said and not differences:
            differences = [("", [])]
        others += [(settled_node.id, as_said, field, values) for field, values in differences]
    for number, (about, as_said, field, values) in enumerate(others, 1):
        saying = NamedNode(f"{node_iri(settled.id).value}#saying-{number}")
        yield Triple(saying, A, ours("Saying"))
        if as_said:
            yield Triple(saying, ours("calledAs"), node_iri(as_said.id))
        told = listed(saying, node_iri(about), field, values)
        yield from told if field else told[:1]


def _differences(said: Node, settled: Node) -> Iterator[tuple[str, list[Term]]]:
    """Yield the fields in which a document says other than all together, with its values."""
    for field in field_names(type(said)):
        value = getattr(said, field)
        if field != "id" and value != getattr(settled, field):
            values = value if isinstance(value, tuple) else (value,)
            told = [value_of(type(said), field, one) for one in values if one is not None]
            yield field, told


def _meant(node: Node, node_of: NodeOf) -> Node:
    if isinstance(node, Action):
        return node
    return node_of(node.id) or node


def _settled(edge: Edge, node_of: NodeOf) -> Edge:
    source, target = (_work(end, node_of) for end in (edge.source, edge.target))
    if (source, target) == (edge.source, edge.target):
        return edge
    return replace(edge, source=source, target=target)


def _work(node_id: str, node_of: NodeOf) -> str:
    node = node_of(node_id) if kind_of(node_id) is Kind.REGULATION else None
    return node.id if node else node_id


def _once(triples: Iterable[Triple]) -> Iterator[Triple]:
    return iter(dict.fromkeys(triples))
