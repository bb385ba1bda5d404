"""The graph as RDF and what SPARQL finds in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.memory import MemoryStore
from graph.model import Relation, Role
from graph.rdf import id_of, node_iri
from graph.rdf_dataset import quads
from graph.sparql import SparqlError, sparql
from tests.builders import LINJIANG, QINGCHUAN, FragmentBuilder, a_regulation, an_agency

BUREAU = an_agency("青川市市场监督管理局")


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    store = MemoryStore()
    builder = FragmentBuilder().name(QINGCHUAN, LINJIANG)
    action = builder.action((BUREAU, Role.LEAD), (an_agency("青川市教育局"), Role.SUPPORT))
    builder.join(action, Relation.CITES, a_regulation("食品安全条例"), "based_on")
    store.replace(builder.build())
    return store


def test_who_leads_is_one_triple(store: MemoryStore):
    found = sparql(store, "SELECT ?agency { ?agency :leads ?action . ?action a :Action }")
    assert found.columns == ("agency",)
    assert found.rows == ((str(node_iri(BUREAU.id)),),)


def test_each_relation_is_stated_with_its_words_and_its_place(store: MemoryStore):
    found = sparql(
        store,
        """SELECT ?quote ?start ?mode {
            ?edge :relation :cites ; :mode ?mode ; :evidence [ :quote ?quote ; :start ?start ] ;
                  prov:wasDerivedFrom ?document . ?document a :Document }""",
    )
    ((quote, start, mode),) = found.rows
    assert quote is not None
    assert "食品安全条例" in quote
    assert start is not None
    assert mode == "<https://w3id.org/zhize/ontology#treatment-based_on>"


def test_the_hierarchy_of_the_ontology_can_be_asked(store: MemoryStore):
    query = "ASK { ?way rdfs:subPropertyOf :takesPartIn . ?agency ?way ?action }"
    assert sparql(store, query).rows == (("true",),)


def test_a_location_is_linked_to_the_one_above(store: MemoryStore):
    found = sparql(store, "SELECT ?above { ?place rdfs:label '临江县'@zh ; :parent ?above }")
    assert found.rows == ((str(node_iri(QINGCHUAN.id)),),)


def test_a_construct_gives_triples(store: MemoryStore):
    found = sparql(store, "CONSTRUCT { ?a :takesPartIn ?b } WHERE { ?a :leads|:supports ?b }")
    assert found.columns == ("subject", "predicate", "object")
    assert len(found.rows) == 2


def test_rows_beyond_the_limit_are_cut_and_said_to_be(store: MemoryStore):
    query = "SELECT ?s { ?s a :Agency }"
    assert sparql(store, query, max_rows=1).is_cut is True
    assert sparql(store, query, max_rows=2).is_cut is False


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://localhost/sparql> { ?s ?p ?o } }",
        "SELECT * { service<http://localhost/sparql>{ ?s ?p ?o } }",
        r"SELECT * { \u0053ERVICE <http://localhost/sparql> { ?s ?p ?o } }",
        r"SELECT * { \U00000053ERVICE <http://localhost/sparql> { ?s ?p ?o } }",
    ],
)
def test_no_other_server_is_asked(store: MemoryStore, query: str):
    with pytest.raises(SparqlError, match="may not contain SERVICE"):
        sparql(store, query)


@pytest.mark.parametrize(
    "query", ["SELECT", "DELETE WHERE { ?s ?p ?o }", "INSERT DATA { :a :b :c }", ""]
)
def test_only_queries_are_answered(store: MemoryStore, query: str):
    with pytest.raises(SparqlError, match="cannot be answered"):
        sparql(store, query)


def test_a_variable_may_be_called_service(store: MemoryStore):
    assert sparql(store, "SELECT ?service { ?service a :Location }").rows


def test_a_query_that_takes_too_long_is_given_up(store: MemoryStore):
    query = "SELECT (count(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c + ?f + ?i = 7) }"
    with pytest.raises(SparqlError, match="took longer than"):
        sparql(store, query, seconds=0.01)


def test_the_rdf_of_a_store_is_the_same_each_time(store: MemoryStore):
    assert list(map(str, quads(store))) == list(map(str, quads(store)))


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=8))
def test_any_id_comes_back_from_its_iri(key: str):
    assert id_of(node_iri(f"regulation/{key}")) == f"regulation/{key}"
