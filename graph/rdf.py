"""The graph as RDF: nodes, their fields and relations, and each stated relation with its evidence.

The ontology decides how a field is written: as a link, as a concept or as a value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import blake2b
from typing import IO
from urllib.parse import quote, unquote

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from graph.codec import canonical, edge_record, field_names
from graph.model import (
    RESPONSIBILITY,
    Deadline,
    Edge,
    Heading,
    Kind,
    Node,
    Relation,
    Subject,
    kind_of,
)
from graph.ontology import DATA, NAMESPACE, iri, local_name, property_name, term
from graph.store import EdgePattern, GraphStore

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
PROV = "http://www.w3.org/ns/prov#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"
PREFIXES = {"": NAMESPACE, "rdf": RDF, "rdfs": RDFS, "prov": PROV, "skos": SKOS, "xsd": XSD}
_TYPE = NamedNode(RDF + "type")
_LABEL = NamedNode(RDFS + "label")
_DERIVED = NamedNode(PROV + "wasDerivedFrom")
_YEAR = NamedNode(XSD + "gYear")
_KINDS = frozenset(local_name(kind) for kind in Kind)
_CONCEPTS = {"Level": "level", "RegulationKind": "regulation-kind", "Basis": "basis"}
_Term = NamedNode | Literal


def write_turtle(store: GraphStore, output: IO[bytes]) -> None:
    """Write the whole graph as Turtle, triple by triple."""
    serialize(triples(store), output, RdfFormat.TURTLE, prefixes=PREFIXES)


def triples(store: GraphStore) -> Iterator[Triple]:
    """Yield every triple of the graph, node by node, then relation by relation."""
    for node in store.nodes():
        yield from node_triples(node)
    for edge in store.edges(EdgePattern()):
        yield from edge_triples(edge)


def node_triples(node: Node) -> Iterator[Triple]:
    """Yield what is known of a node: its class, its label and its fields."""
    subject = node_iri(node.id)
    yield Triple(subject, _TYPE, _term(local_name(kind_of(node.id))))
    if node.label:
        yield Triple(subject, _LABEL, Literal(node.label, language="zh"))
    if isinstance(node, Subject):
        yield from _concept(subject, node)
    yield from _fields(subject, node)


def edge_triples(edge: Edge) -> Iterator[Triple]:
    """Yield a relation, and the statement of it with its mode, words and evidence."""
    source, target = node_iri(edge.source), node_iri(edge.target)
    relation = _term(local_name(edge.relation))
    yield Triple(source, relation, target)
    key = blake2b(canonical(edge_record(edge)).encode(), digest_size=12).hexdigest()
    statement, evidence = node_iri(f"edge/{key}"), node_iri(f"evidence/{key}")
    yield Triple(statement, _TYPE, _term("Edge"))
    yield Triple(statement, _term("source"), source)
    yield Triple(statement, _term("relation"), relation)
    yield Triple(statement, _term("target"), target)
    if edge.mode:
        yield Triple(statement, _term("mode"), _mode(edge.relation, edge.mode))
    if edge.surface:
        yield Triple(statement, _term("surface"), Literal(edge.surface))
    yield Triple(statement, _term("evidence"), evidence)
    yield Triple(statement, _DERIVED, node_iri(edge.evidence.document))
    yield Triple(evidence, _TYPE, _term("Evidence"))
    yield from _fields(evidence, edge.evidence)


def node_iri(node_id: str) -> NamedNode:
    """Return the IRI of a node, Chinese letters as they are.

    >>> node_iri("regulation/食品安全 条例").value
    'https://w3id.org/zhize/id/regulation/食品安全%20条例'
    """
    plain = (c if c.isalnum() or c in "-._/" else quote(c, safe="") for c in node_id)
    return NamedNode(DATA + "".join(plain))


def id_of(node: NamedNode) -> str:
    """Return the id that an IRI was made of.

    >>> id_of(node_iri("document/国发〔2023〕12号"))
    'document/国发〔2023〕12号'
    """
    return unquote(node.value.removeprefix(DATA))


def _concept(node: NamedNode, subject: Subject) -> Iterator[Triple]:
    """Yield a subject as a concept of SKOS, for programs that know only that vocabulary."""
    yield Triple(node, _TYPE, NamedNode(SKOS + "Concept"))
    yield Triple(node, NamedNode(SKOS + "inScheme"), _term("subjects"))
    yield Triple(node, NamedNode(SKOS + "prefLabel"), Literal(subject.name, language="zh"))
    if subject.name_en:
        yield Triple(node, NamedNode(SKOS + "prefLabel"), Literal(subject.name_en, language="en"))
    if subject.broader:
        yield Triple(node, NamedNode(SKOS + "broader"), node_iri(subject.broader))


def _fields(subject: NamedNode, thing: object) -> Iterator[Triple]:
    for name in field_names(type(thing)):
        value = getattr(thing, name)
        for number, part in enumerate(value if isinstance(value, tuple) else (value,)):
            if isinstance(part, Heading | Deadline):
                yield from _part(subject, property_name(name), number, part)
            elif part is not None and part != "":
                yield Triple(subject, _term(property_name(name)), _value(name, part))


def _part(subject: NamedNode, name: str, number: int, part: Heading | Deadline) -> Iterator[Triple]:
    node = NamedNode(f"{subject.value}#{name}-{number + 1}")
    yield Triple(subject, _term(name), node)
    yield Triple(node, _TYPE, _term(type(part).__name__))
    yield from _fields(node, part)


def _value(field: str, value: str | float) -> _Term:
    if isinstance(value, str):
        for kind in _ranges(field):
            if kind in _CONCEPTS:
                return _term(f"{_CONCEPTS[kind]}-{value}")
            if kind in _KINDS:
                return node_iri(value)
    if field == "year":
        return Literal(f"{value:04}", datatype=_YEAR)
    return Literal(value)


def _mode(relation: Relation, mode: str) -> _Term:
    if relation in RESPONSIBILITY:
        return _term(f"role-{mode}")
    return _term(f"treatment-{mode}") if relation == Relation.CITES else Literal(mode)


def _ranges(field: str) -> Iterable[str]:
    return term(property_name(field)).range


@cache
def _term(name: str) -> NamedNode:
    return NamedNode(iri(name))
