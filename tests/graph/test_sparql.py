"""What SPARQL finds in the graph, and what it may not cost."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph

from graph.memory import MemoryStore
from graph.model import Relation, Role
from graph.rdf import id_of, node_iri
from graph.sparql import Limits, Reason, Request, Sparql, SparqlError
from graph.sparql_here import sparql_here
from graph.sparql_words import asks_others
from tests.builders import (
    LINJIANG,
    QINGCHUAN,
    FragmentBuilder,
    a_fragment,
    a_regulation,
    an_agency,
)

BUREAU = an_agency("青川市市场监督管理局")
MANY = "{ VALUES ?a { 1 2 3 4 5 6 7 8 9 } VALUES ?b { 1 2 3 4 5 6 7 8 9 } }"
ENDLESS = "SELECT (count(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    store = MemoryStore()
    builder = FragmentBuilder().name(QINGCHUAN, LINJIANG)
    action = builder.action((BUREAU, Role.LEAD), (an_agency("青川市教育局"), Role.SUPPORT))
    builder.join(action, Relation.CITES, a_regulation("食品安全条例"), "based_on")
    store.replace(builder.build())
    return store


@pytest.fixture(scope="module")
def sparql(store: MemoryStore, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sparql]:
    limits = Limits(seconds=120, megabytes=256, characters=1000)
    with sparql_here(store, tmp_path_factory.mktemp("rdf"), limits) as sparql:
        yield sparql


def rows(sparql: Sparql, query: str) -> list[list[str]]:
    content = sparql.answer(Request(query=query)).content.decode()
    return [line.split("\t") for line in content.splitlines()[1:]]


def refused(sparql: Sparql, query: str, **wanted: object) -> SparqlError:
    with pytest.raises(SparqlError) as caught:
        sparql.answer(Request(query=query, **wanted))  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)
    return caught.value


def test_who_leads_is_one_triple(sparql: Sparql):
    found = rows(sparql, "SELECT ?agency { ?agency :leads ?action . ?action a :Action }")
    assert found == [[str(node_iri(BUREAU.id))]]


def test_each_relation_is_stated_with_its_words_and_its_place(sparql: Sparql):
    ((quote, start, mode),) = rows(
        sparql,
        """SELECT ?quote ?start ?mode {
            ?edge :relation :cites ; :mode ?mode ; :evidence [ :quote ?quote ; :start ?start ] ;
                  prov:wasDerivedFrom ?document . ?document a :Document }""",
    )
    assert "食品安全条例" in quote
    assert int(start) > 0
    assert mode == "<https://w3id.org/zhize/ontology#treatment-based_on>"


def test_the_hierarchy_of_the_ontology_can_be_asked(sparql: Sparql):
    found = sparql.answer(
        Request(
            query="ASK { ?way rdfs:subPropertyOf :takesPartIn . ?agency ?way ?action }",
            table="json",
        )
    )
    assert json.loads(found.content)["boolean"] is True


def test_a_location_is_linked_to_the_one_above(sparql: Sparql):
    found = rows(sparql, "SELECT ?above { ?place rdfs:label '临江县'@zh ; :parent ?above }")
    assert found == [[str(node_iri(QINGCHUAN.id))]]


def test_the_graph_of_a_document_can_be_asked(sparql: Sparql):
    document = node_iri("document/qc-2021")
    assert rows(sparql, f"SELECT ?a {{ GRAPH {document} {{ ?a a :Action }} }}")
    assert rows(sparql, f"SELECT ?a FROM {document} {{ ?a a :Agency }}") == []
    found = sparql.answer(
        Request(query="SELECT ?a { ?a a :Action }", default_graphs=(document.value,))
    )
    assert found.content.count(b"\n") == 2


@pytest.mark.parametrize("form", ["ttl", "nt", "jsonld", "rdfxml"])
def test_a_construct_gives_triples(sparql: Sparql, form: str):
    query = "CONSTRUCT { ?a :takesPartIn ?b } WHERE { ?a :leads|:supports ?b }"
    found = sparql.answer(Request(query=query, triples=form))
    formats = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "rdfxml": "xml"}
    assert len(Graph().parse(data=found.content, format=formats[form])) == 2


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_a_table_comes_in_each_form(sparql: Sparql, form: str):
    found = sparql.answer(Request(query=f"SELECT ?a ?b {MANY}", table=form))
    assert found.form == form
    assert found.content.count({"json": b'"a":', "xml": b"<result>"}.get(form, b"\n")) in (81, 82)


def test_rows_beyond_the_limit_are_cut_and_said_to_be(sparql: Sparql):
    query = f"SELECT ?a {MANY}"
    found = sparql.answer(Request(query=query, rows=80))
    assert (found.is_cut, found.content.count(b"\n")) == (True, 81)
    found = sparql.answer(Request(query=query, rows=81))
    assert (found.is_cut, found.content.count(b"\n")) == (False, 82)
    assert refused(sparql, query, rows=80, whole=True).reason is Reason.TOO_MUCH


def test_triples_beyond_the_limit_are_cut(sparql: Sparql):
    query = f"CONSTRUCT {{ ?x :order ?y }} {{ {MANY} BIND (?a * 10 + ?b AS ?y) ?x a :Action }}"
    assert sparql.answer(Request(query=query, rows=80)).content.count(b"\n") == 80
    assert sparql.answer(Request(query=query, rows=81)).is_cut is False


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, list[str]]]:
    """A server of another place, and what it was asked."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(500)

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", asked
        server.shutdown()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
        "SELECT * { service<URL>{ ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <URL> { ?s ?p ?o } }",
        "SELECT * { ?s ?p 'it' SERVICE <URL> { ?s ?p ?o } }",
        r"SELECT * { ?s :it\'s ?o SERVICE <URL> { ?s ?p ?o } } #'",
        "SELECT * { FILTER(1<2) SERVICE <URL> { ?s ?p ?o } FILTER(2>1) }",
        "PREFIX s: <URL> SELECT * { SERVICE s: { ?s ?p ?o } }",
        "SELECT * { VALUES ?u { <URL> } SERVICE ?u { ?s ?p ?o } }",
        r"SELECT * { \u0053ERVICE <URL> { ?s ?p ?o } }",
        r"SELECT * { \U00000053ERVICE <URL> { ?s ?p ?o } }",
    ],
)
def test_no_other_server_is_asked(sparql: Sparql, server: tuple[str, list[str]], query: str):
    url, asked = server
    assert "may not contain SERVICE" in str(refused(sparql, query.replace("URL", url)))
    assert asked == []


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM <URL> { ?s ?p ?o }",
        "SELECT * FROM NAMED <URL> { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * { GRAPH <URL> { ?s ?p ?o } }",
    ],
)
def test_a_graph_of_another_place_is_empty_and_not_fetched(
    sparql: Sparql, server: tuple[str, list[str]], query: str
):
    url, asked = server
    assert rows(sparql, query.replace("URL", url)) == []
    assert asked == []


@pytest.mark.parametrize(
    "query",
    [
        *("SELECT", "DELETE WHERE { ?s ?p ?o }", "INSERT DATA { :a :b :c }", "", "\x00"),
        *("LOAD <http://localhost/>", "CLEAR ALL", "SELECT * { ?s unknown:p ?o }"),
    ],
)
def test_only_queries_are_answered(sparql: Sparql, query: str):
    assert refused(sparql, query).reason is Reason.WRONG


@given(st.text(max_size=40))
def test_any_words_are_read_to_their_end(query: str):
    assert isinstance(asks_others(query), bool)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service a :Location }",
        "SELECT * { ?s a :Location FILTER (?s != <http://a/SERVICE>) } # SERVICE",
        '''SELECT * { ?s a :Location FILTER (?s != """SERVICE "x" """) }''',
        "PREFIX SERVICE: <http://a/> SELECT * { ?s a :Location FILTER (?s != SERVICE:x) }",
    ],
)
def test_a_word_that_only_looks_like_the_keyword_is_allowed(sparql: Sparql, query: str):
    assert rows(sparql, query)


def test_a_query_that_takes_too_long_is_ended_and_others_are_answered(
    store: MemoryStore, tmp_path: Path
):
    with sparql_here(store, tmp_path, Limits(seconds=1)) as sparql:
        assert refused(sparql, ENDLESS).reason is Reason.TOO_SLOW
    with sparql_here(store, tmp_path, Limits(seconds=120)) as sparql:
        assert rows(sparql, "SELECT ?a { ?a a :Action }")


def test_a_query_that_takes_too_much_memory_is_ended(sparql: Sparql):
    grown = " ".join(f"BIND (CONCAT(?a{n},?a{n},?a{n},?a{n}) AS ?a{n + 1})" for n in range(14))
    query = f"SELECT (STRLEN(?a14) AS ?n) {{ BIND ('0123456789' AS ?a0) {grown} }}"
    error = refused(sparql, query)
    assert (error.reason, "256 MB of memory" in str(error)) == (Reason.TOO_MUCH, True)
    assert rows(sparql, "SELECT ?a { ?a a :Action }")


def test_a_query_that_is_too_long_is_not_read(sparql: Sparql):
    assert refused(sparql, "SELECT * {} #" + "x" * 1000).reason is Reason.TOO_LONG


def test_a_form_that_does_not_fit_is_said(sparql: Sparql):
    assert refused(sparql, "ASK {}", table=None).reason is Reason.NO_SUCH_FORM
    assert sparql.answer(Request(query="ASK {}", triples=None)).content == b"true"


def test_a_new_document_is_seen_at_once(tmp_path_factory: pytest.TempPathFactory):
    store = MemoryStore()
    with sparql_here(store, tmp_path_factory.mktemp("rdf")) as sparql:
        query = "SELECT ?d { ?d a :Document }"
        assert rows(sparql, query) == []
        for key in "ab":
            store.replace(a_fragment(key=key))
        assert len(rows(sparql, query)) == 2
        store.remove("document/a")
        assert rows(sparql, query) == [[str(node_iri("document/b"))]]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=8))
def test_any_id_comes_back_from_its_iri(key: str):
    assert id_of(node_iri(f"regulation/{key}")) == f"regulation/{key}"
