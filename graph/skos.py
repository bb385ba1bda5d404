"""The subjects of the lexicon as a SKOS vocabulary, with the IRIs that the graph uses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from graph.lexicon.subjects import Subjects, subject_nodes
from graph.ontology import iri
from graph.rdf import PREFIXES, RDF, SKOS, node_iri, node_triples

_SCHEME = NamedNode(iri("subjects"))


def write_vocabulary(subjects: Subjects, output: IO[bytes]) -> None:
    """Write the whole vocabulary as Turtle."""
    serialize(vocabulary_triples(subjects), output, RdfFormat.TURTLE, prefixes=PREFIXES)


def vocabulary_triples(subjects: Subjects) -> Iterator[Triple]:
    """Yield the scheme, then each concept with its labels, other names and place in the tree."""
    yield Triple(_SCHEME, NamedNode(RDF + "type"), _skos("ConceptScheme"))
    for concept in subjects:
        subject = subject_nodes(subjects, concept.slug)[0]
        yield from node_triples(subject)
        node = node_iri(subject.id)
        for name in concept.also:
            yield Triple(node, _skos("altLabel"), Literal(name, language="zh"))
        if concept.broader is None:
            yield Triple(_SCHEME, _skos("hasTopConcept"), node)


def _skos(name: str) -> NamedNode:
    return NamedNode(SKOS + name)
