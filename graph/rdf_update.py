"""What changed documents change in a dataset of RDF.

The graph of a document is put in place of the old one. The nodes that it names, or named before,
are told anew in the default graph, and a relation between two of them stays there while any
document states it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, Triple

from graph.model import Change, Kind, Relation, kind_of
from graph.ontology import local_name
from graph.rdf import ABOUT, ELI, PREFIXES, id_of, name, node_iri, node_triples, ours
from graph.rdf_dataset import NodeOf, document_quads, nodes_of
from graph.rdf_edges import TREATMENTS_IN_ELI
from graph.store import GraphStore

_OWNED = (Kind.ACTION, Kind.DOCUMENT)
_RELATIONS = {ours(local_name(relation)) for relation in Relation}
_RELATIONS_ELSEWHERE = {name(ELI + "cites"), *map(name, TREATMENTS_IN_ELI.values())}
_STATES = "?edge :source ?source ; :relation ?relation ; :target ?target"
_ALL = f"""SELECT DISTINCT ?source ?relation ?target ?mode
    {{ {_STATES} OPTIONAL {{ ?edge :mode ?mode }} }}"""


def put_documents(dataset: Store, store: GraphStore, changes: Sequence[Change]) -> None:
    """Bring documents, and what they have to do with, to what the store holds of them now.

    Doing it twice changes nothing, so what was broken off is simply done again.
    """
    node_of = nodes_of(store)
    named: set[Any] = set()
    direct: set[Triple] = set()
    for change in changes:
        graph = node_iri(change.document)
        named |= _named(dataset, graph)
        direct |= _direct(dataset, graph)
        dataset.remove_graph(graph)
        try:
            quads = [] if change.is_removal else graph_of(store, change.document, node_of)
        except KeyError:  # removed since; the change that says so comes next time
            quads = []
        dataset.extend(quads)
        named |= _named(dataset, graph)
        now = _direct(dataset, graph)
        dataset.extend(Quad(*triple) for triple in now)
        direct -= now
    for node in named:
        _tell(dataset, store, node)
    for triple in direct:
        if not _is_stated(dataset, triple):
            dataset.remove(Quad(*triple))


def graph_of(store: GraphStore, document_id: str, node_of: NodeOf) -> list[Quad]:
    """Return the graph of a document, which changes only where the store says that it does.

    Raises KeyError where there is no such document.
    """
    return document_quads(store, document_id, node_of, with_sayings=False)


def _named(dataset: Store, graph: NamedNode) -> set[Any]:
    """Return the nodes that a document names and that are not its own."""
    quads = dataset.quads_for_pattern(graph, ours("names"), None, graph)
    return {quad.object for quad in quads if _kind(quad.object) not in _OWNED}


def _direct(dataset: Store, graph: NamedNode) -> set[Triple]:
    """Return the relations between nodes of several documents that a document states."""
    rows: Any = dataset.query(_ALL, prefixes=PREFIXES, default_graph=graph)
    found: set[Triple] = set()
    for source, relation, target, mode in rows:
        if _kind(source) not in _OWNED and _kind(target) not in _OWNED:
            found |= set(_told(source, relation, target, mode))
    return found


def _told(source: Any, relation: Any, target: Any, mode: Any) -> Iterator[Triple]:
    yield Triple(source, relation, target)
    if relation == ours("cites"):
        yield Triple(source, name(ELI + "cites"), target)
        for treatment, predicate in TREATMENTS_IN_ELI.items():
            if mode == ours(local_name(treatment)):
                yield Triple(source, name(predicate), target)


def _is_stated(dataset: Store, triple: Triple) -> bool:
    """Whether some document still states a relation."""
    treatments = [t for t, eli in TREATMENTS_IN_ELI.items() if name(eli) == triple.predicate]
    is_cited = triple.predicate in _RELATIONS_ELSEWHERE
    relation = ours("cites") if is_cited else triple.predicate
    mode = f"; :mode {ours(local_name(treatments[0]))}" if treatments else ""
    ends = f":source {triple.subject} ; :target {triple.object}"
    query = f"ASK {{ ?edge {ends} ; :relation {relation} {mode} }}"
    return bool(dataset.query(query, prefixes=PREFIXES, use_default_graph_as_union=True))


def _tell(dataset: Store, store: GraphStore, node: NamedNode) -> None:
    """Bring what the default graph tells of a node in step with the store."""
    held = store.node(id_of(node))
    told = {node: set[Quad]()}
    if held is not None:
        told.setdefault(node_iri(held.id), set()).update(Quad(*t) for t in node_triples(held))
    for one, now in told.items():
        before = set(_fields(dataset, one))
        for quad in before - now:
            dataset.remove(quad)
        dataset.extend(now - before)


def _fields(dataset: Store, node: NamedNode) -> Iterator[Quad]:
    lists = dataset.quads_for_pattern(None, ABOUT, node, DefaultGraph())
    for subject in (node, *(quad.subject for quad in lists)):
        for quad in dataset.quads_for_pattern(subject, None, None, DefaultGraph()):
            if quad.predicate not in _RELATIONS | _RELATIONS_ELSEWHERE:
                yield quad


def _kind(node: Any) -> Kind:
    return kind_of(id_of(node))
