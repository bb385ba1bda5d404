"""How nodes and their fields are written in RDF: IRIs, classes, values, and values in order.

The ontology decides how a field is written: as a link, as a concept or as a value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, get_args, get_type_hints
from urllib.parse import quote, unquote

from pyoxigraph import Literal, NamedNode, Triple

from graph.codec import field_names
from graph.model import (
    Agency,
    Deadline,
    Document,
    Function,
    Heading,
    Kind,
    Node,
    Regulation,
    Subject,
    kind_of,
)
from graph.ontology import DATA, NAMESPACE, iri, local_name, property_name, term

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
PROV = "http://www.w3.org/ns/prov#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"
OA = "http://www.w3.org/ns/oa#"
ORG = "http://www.w3.org/ns/org#"
ELI = "http://data.europa.eu/eli/ontology#"
PREFIXES = {
    "": NAMESPACE,
    "rdf": RDF,
    "rdfs": RDFS,
    "prov": PROV,
    "skos": SKOS,
    "xsd": XSD,
    "oa": OA,
    "org": ORG,
    "eli": ELI,
}
Term = NamedNode | Literal

_KINDS = frozenset(local_name(kind) for kind in Kind)
_CONCEPTS = {"Level": "level", "RegulationKind": "regulation-kind", "Basis": "basis"}
_HINTS: dict[type[object], dict[str, Any]] = {}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_CLASSES_ELSEWHERE: dict[type[Node], tuple[str, ...]] = {
    Document: (ELI + "LegalExpression",),
    Regulation: (ELI + "LegalResource",),
    Subject: (SKOS + "Concept",),
    Function: (SKOS + "Concept",),
}


def _escaped(plain: str) -> str:
    return "".join(c if c.isalnum() or c in "-._/" else quote(c, safe="") for c in plain)


@cache
def name(full: str) -> NamedNode:
    """Return a full IRI as a node of RDF."""
    return NamedNode(full)


@cache
def ours(local: str) -> NamedNode:
    """Return a term of the ontology; what an IRI cannot hold is escaped."""
    return NamedNode(iri(_escaped(local)))


A = name(RDF + "type")
ABOUT, FIELD = ours("about"), ours("field")


def node_iri(node_id: str) -> NamedNode:
    """Return the IRI of a node, Chinese letters as they are.

    >>> node_iri("regulation/食品安全 条例").value
    'https://w3id.org/zhize/id/regulation/食品安全%20条例'
    """
    return NamedNode(DATA + _escaped(node_id))


def id_of(node: NamedNode) -> str:
    """Return the id that an IRI was made of.

    >>> id_of(node_iri("document/国发〔2023〕12号"))
    'document/国发〔2023〕12号'
    """
    return unquote(node.value.removeprefix(DATA))


def node_triples(node: Node) -> Iterator[Triple]:
    """Yield what is known of a node: its classes, its label, its fields; ours, then elsewhere."""
    subject = node_iri(node.id)
    yield Triple(subject, A, ours(local_name(kind_of(node.id))))
    if node.label:
        yield Triple(subject, name(RDFS + "label"), Literal(node.label, language="zh"))
    yield from field_triples(subject, node)
    for full in _CLASSES_ELSEWHERE.get(type(node), ()):
        yield Triple(subject, A, name(full))
    for predicate, value in _elsewhere(node):
        yield Triple(subject, name(predicate), value)


def field_triples(subject: NamedNode, thing: object) -> Iterator[Triple]:
    """Yield the fields of a thing; those without a value are left out."""
    kind = type(thing)
    for field in field_names(kind):
        value = getattr(thing, field)
        if isinstance(value, tuple):
            yield from _many(subject, field, value)
        elif value is not None and (value != "" or is_optional(kind, field)):
            yield Triple(subject, ours(property_name(field)), value_of(kind, field, value))


def listed(
    subject: NamedNode, about: NamedNode, field: str, values: Sequence[Term]
) -> list[Triple]:
    """Return the values that something has in a field, in their order, as an rdf:Seq."""
    told = [Triple(subject, ABOUT, about), Triple(subject, FIELD, ours(property_name(field)))]
    members = enumerate(values, 1)
    return told + [Triple(subject, name(f"{RDF}_{number}"), value) for number, value in members]


def value_of(kind: type[object], field: str, value: str | float) -> Term:
    """Return a value of a field of a class: a link, a concept or a literal."""
    if field == "year":
        return Literal(f"{value:04}", datatype=name(XSD + "gYear"))
    if isinstance(value, str):
        for range_ in term(property_name(field)).range:
            if range_ in _CONCEPTS:
                return ours(f"{_CONCEPTS[range_]}-{value}")
            if range_ in _KINDS:
                return node_iri(value)
        return Literal(str(value))
    return Literal(float(value) if hints(kind)[field] is float else value)


def is_optional(kind: type[object], field: str) -> bool:
    """Whether None is a value of a field of a class."""
    return type(None) in get_args(hints(kind)[field])


def hints(kind: type[object]) -> dict[str, Any]:
    """Return the types of the fields of a class."""
    if kind not in _HINTS:
        _HINTS[kind] = get_type_hints(kind)
    return _HINTS[kind]


def _many(subject: NamedNode, field: str, values: tuple[Any, ...]) -> Iterator[Triple]:
    predicate = ours(property_name(field))
    terms: list[Term] = []
    for number, part in enumerate(values, 1):
        if isinstance(part, Heading | Deadline):
            node = NamedNode(f"{subject.value}#{predicate.value.partition('#')[2]}-{number}")
            yield Triple(subject, predicate, node)
            yield Triple(node, A, ours(type(part).__name__))
            yield from field_triples(node, part)
        else:
            terms.append(value_of(type(part), field, part))
    yield from (Triple(subject, predicate, value) for value in dict.fromkeys(terms))
    if len(terms) > 1:
        in_order = NamedNode(f"{subject.value}#{predicate.value.partition('#')[2]}")
        yield Triple(in_order, A, name(RDF + "Seq"))
        yield from listed(in_order, subject, field, terms)


def _elsewhere(node: Node) -> Iterator[tuple[str, Term]]:
    """Yield what programs that know only other vocabularies look for."""
    match node:
        case Document():
            yield ELI + "title", Literal(node.title, language="zh")
            if node.document_number:
                yield ELI + "id_local", Literal(node.document_number)
            if _DAY.fullmatch(node.issued_on or ""):
                day = Literal(node.issued_on or "", datatype=name(XSD + "date"))
                yield ELI + "date_document", day
        case Regulation():
            yield ELI + "title", Literal(node.title, language="zh")
            yield ELI + "type_document", value_of(Regulation, "kind", node.kind)
            if node.document_number:
                yield ELI + "id_local", Literal(node.document_number)
        case Subject() | Function():
            scheme = "subjects" if isinstance(node, Subject) else "functions"
            yield SKOS + "inScheme", ours(scheme)
            yield SKOS + "prefLabel", Literal(node.name, language="zh")
            if node.name_en:
                yield SKOS + "prefLabel", Literal(node.name_en, language="en")
            if isinstance(node, Subject) and node.broader:
                yield SKOS + "broader", node_iri(node.broader)
        case _ if kind_of(node.id) in (Kind.AGENCY, Kind.AGENCY_GROUP):
            yield RDF + "type", name(ORG + "Organization")
            if isinstance(node, Agency) and node.is_resolved:
                yield RDF + "type", name(ORG + "FormalOrganization")
            yield SKOS + "prefLabel", Literal(node.label, language="zh")
