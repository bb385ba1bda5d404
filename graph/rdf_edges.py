"""Relations in RDF: as one triple, and as a statement with its words and its place.

The place is a specific resource of the Web Annotation Data Model (W3C, 2017): the document with
two selectors of the same characters, by quotation and by position.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b

from pyoxigraph import Literal, NamedNode, Triple

from graph.codec import canonical, edge_record
from graph.model import RESPONSIBILITY, Document, Edge, Evidence, Kind, Relation, Treatment, kind_of
from graph.ontology import local_name
from graph.rdf import ELI, OA, PROV, RDFS, A, Term, field_triples, name, node_iri, ours

AROUND = 32
"""How many characters before and behind a quotation tell it from the same words elsewhere."""

_OWNED = (Kind.ACTION, Kind.DOCUMENT)
TREATMENTS_IN_ELI = {
    Treatment.BASED_ON: ELI + "based_on",
    Treatment.IMPLEMENTS: ELI + "implements",
    Treatment.AMENDS: ELI + "amends",
}
"""What a citation with a treatment is in the European Legislation Identifier."""


def is_owned(edge: Edge) -> bool:
    """Whether only one document can speak of a relation: one end is an action or the document."""
    return kind_of(edge.source) in _OWNED or kind_of(edge.target) in _OWNED


def direct_triples(edge: Edge) -> Iterator[Triple]:
    """Yield the relation without who says so, in our words and in those of ELI."""
    source, target = node_iri(edge.source), node_iri(edge.target)
    yield Triple(source, ours(local_name(edge.relation)), target)
    if edge.relation is Relation.CITES:
        yield Triple(source, name(ELI + "cites"), target)
        for treatment, predicate in TREATMENTS_IN_ELI.items():
            if edge.mode == treatment:
                yield Triple(source, name(predicate), target)


def edge_triples(edge: Edge, said: Edge, text: str) -> Iterator[Triple]:
    """Yield the statement of a relation with its mode, its words and its evidence.

    ``said`` is the edge as the document says it, where works may be called otherwise; ``text`` is
    that of the document.
    """
    key = blake2b(canonical(edge_record(said)).encode(), digest_size=12).hexdigest()
    statement, evidence = node_iri(f"edge/{key}"), node_iri(f"evidence/{key}")
    document = node_iri(edge.evidence.document)
    yield Triple(statement, A, ours("Edge"))
    yield Triple(statement, ours("source"), node_iri(edge.source))
    yield Triple(statement, ours("relation"), ours(local_name(edge.relation)))
    yield Triple(statement, ours("target"), node_iri(edge.target))
    if said.source != edge.source:
        yield Triple(statement, ours("saidSource"), node_iri(said.source))
    if said.target != edge.target:
        yield Triple(statement, ours("saidTarget"), node_iri(said.target))
    if edge.mode is not None:
        yield Triple(statement, ours("mode"), _mode(edge.relation, edge.mode))
    if edge.surface:
        yield Triple(statement, ours("surface"), Literal(edge.surface))
    yield Triple(statement, ours("evidence"), evidence)
    yield Triple(statement, name(PROV + "wasDerivedFrom"), document)
    yield Triple(statement, name(PROV + "wasGeneratedBy"), _reading(document))
    yield Triple(evidence, A, ours("Evidence"))
    yield from field_triples(evidence, edge.evidence)
    yield from _specific(evidence, document, edge.evidence, text)


def reading_triples(document: Document) -> Iterator[Triple]:
    """Yield that a document was read, and by which version of the program."""
    used = node_iri(document.id)
    activity, agent = _reading(used), NamedNode(f"{used.value}#reader")
    yield Triple(activity, A, name(PROV + "Activity"))
    yield Triple(activity, name(PROV + "used"), used)
    yield Triple(activity, name(PROV + "wasAssociatedWith"), agent)
    yield Triple(agent, A, name(PROV + "SoftwareAgent"))
    yield Triple(agent, name(RDFS + "label"), Literal(f"Zhize {document.extractor}".strip()))


def _specific(
    evidence: NamedNode, document: NamedNode, place: Evidence, text: str
) -> Iterator[Triple]:
    where = f"{place.start},{place.end}"
    quotation = NamedNode(f"{document.value}#quote={where}")
    position = NamedNode(f"{document.value}#char={where}")
    yield Triple(evidence, A, name(OA + "SpecificResource"))
    yield Triple(evidence, name(OA + "hasSource"), document)
    yield Triple(evidence, name(OA + "hasSelector"), quotation)
    yield Triple(evidence, name(OA + "hasSelector"), position)
    yield Triple(quotation, A, name(OA + "TextQuoteSelector"))
    yield Triple(quotation, name(OA + "exact"), Literal(place.quote))
    before, behind = text[max(0, place.start - AROUND) : place.start], text[place.end :][:AROUND]
    yield Triple(quotation, name(OA + "prefix"), Literal(before))
    yield Triple(quotation, name(OA + "suffix"), Literal(behind))
    yield Triple(position, A, name(OA + "TextPositionSelector"))
    yield Triple(position, name(OA + "start"), Literal(place.start))
    yield Triple(position, name(OA + "end"), Literal(place.end))


def _reading(document: NamedNode) -> NamedNode:
    return NamedNode(f"{document.value}#reading")


def _mode(relation: Relation, mode: str) -> Term:
    if relation in RESPONSIBILITY:
        return ours(f"role-{mode}")
    return ours(f"treatment-{mode}") if relation is Relation.CITES else Literal(mode)
