"""The ontology: IRIs, labels and hierarchy of the words of the model, as ``ontology.ttl`` has them.

rdflib is imported with the first question about a term; later ones are look-ups.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from graph.model import Basis, Kind, Level, Relation, Role, Treatment

if TYPE_CHECKING:
    import rdflib

Language = Literal["zh", "en"]

NAMESPACE = "https://w3id.org/zhize/ontology#"
DATA = "https://w3id.org/zhize/id/"
PATH = Path(__file__).parent.parent / "ontology.ttl"

_INDIVIDUALS: dict[type[StrEnum], str] = {
    Role: "role",
    Treatment: "treatment",
    Basis: "basis",
    Level: "level",
}


@dataclass(frozen=True, slots=True)
class Term:
    """A class, property or individual of ours with its words and what stands above it.

    ``labels`` and ``comments`` are by language; ``parents`` are the IRIs directly above,
    ours and those of other vocabularies; ``domain`` and ``range`` hold local names of ours.
    """

    name: str
    labels: dict[str, str]
    comments: dict[str, str]
    parents: tuple[str, ...]
    domain: frozenset[str]
    range: frozenset[str]


def local_name(word: StrEnum) -> str:
    """Return the name of a word of the model inside the namespace of the ontology.

    >>> local_name(Kind.AGENCY_GROUP), local_name(Relation.ISSUED_BY), local_name(Role.LEAD)
    ('AgencyGroup', 'issuedBy', 'role-lead')
    """
    if isinstance(word, Kind):
        return "".join(part.capitalize() for part in word.split("-"))
    if isinstance(word, Relation):
        return property_name(word)
    return f"{_INDIVIDUALS[type(word)]}-{word}"


def property_name(field: str) -> str:
    """Return the name of the property for a field of the model.

    >>> property_name("document_number")
    'documentNumber'
    """
    first, *others = field.replace("-", "_").split("_")
    return first + "".join(part.capitalize() for part in others)


def iri(word: StrEnum | str) -> str:
    """Return the IRI of a word of the model, or of a local name."""
    return NAMESPACE + (local_name(word) if isinstance(word, StrEnum) else word)


def label(word: StrEnum | str, language: Language) -> str:
    """Return what a word of the model, or a local name, is called.

    Raises KeyError where the ontology has no such term.

    >>> label(Relation.SUPPORTS, "zh"), label("regulation-kind-law", "en")
    ('配合', 'law')
    """
    return term(word).labels[language]


def comment(word: StrEnum | str, language: Language) -> str:
    """Return the sentence that explains a word; raises KeyError as ``label`` does."""
    return term(word).comments[language]


def term(word: StrEnum | str) -> Term:
    """Return the term for a word of the model or a local name; raises KeyError for none."""
    return terms()[local_name(word) if isinstance(word, StrEnum) else word]


def ancestors(word: StrEnum | str) -> tuple[str, ...]:
    """Return the IRIs of all classes or properties above a word, nearest first.

    >>> ancestors(Relation.LEADS)
    ('https://w3id.org/zhize/ontology#takesPartIn',)
    """
    above: list[str] = []
    waiting = list(term(word).parents)
    while waiting:
        parent = waiting.pop(0)
        if parent not in above:
            above.append(parent)
            ours = terms().get(parent.removeprefix(NAMESPACE))
            waiting += ours.parents if ours else ()
    return tuple(above)


@cache
def ontology() -> rdflib.Graph:
    """Return the ontology as a graph, read once; not to be changed."""
    import rdflib

    return rdflib.Graph().parse(PATH, format="turtle")


@cache
def terms() -> dict[str, Term]:
    """Return all terms of ours by local name."""
    from rdflib import RDF, URIRef

    graph = ontology()
    subjects = {node for node in graph.subjects(RDF.type) if isinstance(node, URIRef)}
    names = sorted(node.removeprefix(NAMESPACE) for node in subjects if NAMESPACE in node)
    return {name: _term_of(graph, name) for name in names}


def groups_of_terms() -> list[tuple[str, list[str]]]:
    """Return the names of the terms of ours that are classes, relations, values, individuals."""
    from rdflib import OWL, RDF, URIRef

    kinds = {"class": OWL.Class, "relation": OWL.ObjectProperty, "value": OWL.DatatypeProperty}
    groups: dict[str, list[str]] = {kind: [] for kind in (*kinds, "individual")}
    for name in terms():
        types = set(ontology().objects(URIRef(NAMESPACE + name), RDF.type))
        kind = next((kind for kind, one in kinds.items() if one in types), "individual")
        groups[kind].append(name)
    return list(groups.items())


def _term_of(graph: rdflib.Graph, name: str) -> Term:
    from rdflib import RDFS, Literal, URIRef

    node = URIRef(NAMESPACE + name)

    def words(predicate: URIRef) -> dict[str, str]:
        texts = [text for text in graph.objects(node, predicate) if isinstance(text, Literal)]
        return {text.language or "": str(text) for text in texts}

    above = [*graph.objects(node, RDFS.subClassOf), *graph.objects(node, RDFS.subPropertyOf)]
    return Term(
        name,
        words(RDFS.label),
        words(RDFS.comment),
        tuple(sorted(map(str, above))),
        _classes(graph, node, RDFS.domain),
        _classes(graph, node, RDFS.range),
    )


def _classes(graph: rdflib.Graph, node: rdflib.URIRef, predicate: rdflib.URIRef) -> frozenset[str]:
    from rdflib import OWL, BNode

    found: set[str] = set()
    for value in graph.objects(node, predicate):
        members = [value]
        if isinstance(value, BNode):
            members = [m for union in graph.objects(value, OWL.unionOf) for m in graph.items(union)]
        found |= {str(member).removeprefix(NAMESPACE) for member in members}
    return frozenset(found)
