"""The ontology says what the model says."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields
from enum import StrEnum
from pathlib import Path

import pytest
from rdflib import OWL, RDF, URIRef

from graph.fragments import ENDS
from graph.model import (
    CLASS_OF_KIND,
    RESPONSIBILITY,
    Basis,
    Deadline,
    Edge,
    Evidence,
    Heading,
    Kind,
    Level,
    Relation,
    Role,
    Treatment,
)
from graph.ontology import (
    NAMESPACE,
    ancestors,
    comment,
    iri,
    label,
    local_name,
    ontology,
    property_name,
    term,
    terms,
)

TOP = Path(__file__).parents[2]
WORDS: list[StrEnum] = [
    word for words in (Kind, Relation, Role, Treatment, Basis, Level) for word in words
]
CLASSES = [*CLASS_OF_KIND.values(), Edge, Evidence, Heading, Deadline]
FIELDS = [(model, field.name) for model in CLASSES for field in fields(model)]


@pytest.mark.parametrize("word", WORDS, ids=lambda word: f"{type(word).__name__}-{word}")
def test_every_word_of_the_model_has_a_term(word: StrEnum):
    assert label(word, "zh") != label(word, "en")


@pytest.mark.parametrize(("model", "field"), FIELDS, ids=str)
def test_every_field_has_a_property_that_its_class_may_have(model: type, field: str):
    domain = term(property_name(field)).domain
    above = {model.__name__, *(iri.removeprefix(NAMESPACE) for iri in ancestors(model.__name__))}
    assert not domain or domain & above


@pytest.mark.parametrize("name", terms())
def test_every_term_has_labels_and_comments_in_both_languages(name: str):
    assert terms()[name].labels.keys() == {"zh", "en"}
    assert comment(name, "zh").endswith("。")
    assert comment(name, "en").endswith(".")


def test_the_words_without_a_place_in_the_model_are_few():
    known = {local_name(word) for word in WORDS} | {property_name(field) for _, field in FIELDS}
    known |= {model.__name__ for model in CLASSES}
    rest = {name for name in terms() if name not in known and "regulation-kind" not in name}
    assert rest == {
        *("Target", "Role", "Treatment", "Basis", "Level", "RegulationKind"),
        *("takesPartIn", "cooperatesWith", "subjects", "functions"),
        *("Saying", "names", "about", "field", "calledAs", "saidSource", "saidTarget"),
    }


@pytest.mark.parametrize("relation", ENDS)
def test_the_ends_of_a_relation_are_those_that_the_stores_allow(relation: Relation):
    sources, targets = ({local_name(kind) for kind in kinds} for kinds in ENDS[relation])
    assert sources == {name for name in sources if _is_one(name, term(relation).domain)}
    assert targets == {name for name in targets if _is_one(name, term(relation).range)}


def test_responsibilities_are_ways_of_taking_part():
    assert all(iri("takesPartIn") in ancestors(relation) for relation in RESPONSIBILITY)


def test_a_group_of_agencies_is_an_agency_and_an_organization():
    assert ancestors(Kind.AGENCY_GROUP) == (
        iri(Kind.AGENCY),
        "http://www.w3.org/ns/org#Organization",
        "http://www.w3.org/ns/prov#Agent",
    )


def test_each_property_is_of_one_kind_only():
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.Class)
    for name in terms():
        types = set(ontology().objects(URIRef(NAMESPACE + name), RDF.type))
        assert len(types & set(kinds)) <= 1


def test_an_unknown_word_is_a_key_error():
    with pytest.raises(KeyError):
        label("nothing", "zh")


def test_the_model_is_imported_without_rdflib():
    program = "import sys, graph.ontology, graph.store; sys.exit('rdflib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=TOP, check=False).returncode == 0


def _is_one(name: str, allowed: frozenset[str]) -> bool:
    return bool(allowed & {name, *(above.removeprefix(NAMESPACE) for above in ancestors(name))})
