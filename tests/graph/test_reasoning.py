"""A reasoner finds no contradiction in the ontology, nor in the data with it."""

from __future__ import annotations

import pytest
import rdflib
from owlrl import OWLRL_Semantics
from rdflib import OWL, RDF, URIRef

from graph.model import Kind
from graph.ontology import NAMESPACE, groups_of_terms, ontology
from graph.rdf import ORG, PROV, SKOS
from graph.soundness import graph_of
from graph.store import GraphStore
from tests.graph.test_shapes import OURS, one, whole


def contradictions(*graphs: rdflib.Graph) -> list[str]:
    """Return what the rules of OWL 2 RL find to be false in graphs taken together."""
    closure = rdflib.Graph()
    for graph in graphs:
        closure += graph
    semantics = OWLRL_Semantics(closure, axioms=False, daxioms=False, rdfs=False)
    semantics.closure()
    return list(semantics.error_messages)


def known_to(reasoner: rdflib.Graph) -> rdflib.Graph:
    closure = rdflib.Graph()
    closure += reasoner
    OWLRL_Semantics(closure, axioms=False, daxioms=False, rdfs=False).closure()
    return closure


def terms_alone() -> rdflib.Graph:
    graph = rdflib.Graph()
    graph += ontology()
    return graph


def test_the_ontology_does_not_contradict_itself():
    assert contradictions(terms_alone()) == []


def test_data_do_not_contradict_the_ontology():
    assert contradictions(terms_alone(), whole()) == []


def test_a_sample_document_does_not_contradict_the_ontology(samples: GraphStore):
    shortest = min(samples.nodes(Kind.DOCUMENT), key=lambda one: len(samples.text(one.id)))
    assert contradictions(terms_alone(), graph_of(samples, shortest.id)) == []


@pytest.mark.parametrize(
    ("kind", "predicate", "value"),
    [
        ("Agency", RDF.type, "Action"),  # declared to be disjoint
        ("Regulation", RDF.type, "Document"),
        ("Indicator", RDF.type, "Subject"),
        ("Location", OURS.leads, "Action"),  # what leads is an agency
        ("Agency", OURS.leads, "Location"),  # what is led is an action
        ("Action", OURS.hasTarget, "Evidence"),
        ("Evidence", OURS.source, "Action"),
    ],
)
def test_a_triple_that_contradicts_the_ontology_is_found(kind: str, predicate: URIRef, value: str):
    graph = whole()
    target = OURS[value] if predicate == RDF.type else one(graph, value)
    graph.add((one(graph, kind), predicate, target))
    assert contradictions(terms_alone(), graph)


def test_a_reasoner_concludes_what_other_vocabularies_ask_for():
    graph = whole()
    led = one(graph, "Action")
    known = known_to(terms_alone() + graph)
    leading = list(graph.subjects(OURS.leads, led))
    assert leading
    for agency in leading:
        assert (agency, OURS.takesPartIn, led) in known
        assert (agency, RDF.type, URIRef(ORG + "Organization")) in known
        assert (agency, RDF.type, URIRef(PROV + "Agent")) in known
    for concept in graph.subjects(RDF.type, OURS.Subject):
        assert (concept, RDF.type, URIRef(SKOS + "Concept")) in known


def test_all_classes_but_groups_are_said_to_be_disjoint():
    disjoint: set[str] = set()
    for members in ontology().objects(None, OWL.members):
        disjoint |= {str(one).removeprefix(NAMESPACE) for one in ontology().items(members)}
    classes = {name for kind, names in groups_of_terms() if kind == "class" for name in names}
    assert classes - disjoint == {"AgencyGroup"}
