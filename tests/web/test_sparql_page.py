"""SPARQL over HTTP, for programs and for people."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
import rdflib
from flask import Flask
from flask.testing import FlaskClient

from graph.memory import MemoryStore
from graph.sparql import Limits
from graph.sparql_here import sparql_here
from graph.store import GraphStore
from search.engine import open_engine
from search.sync import catch_up
from tests.web.conftest import site_of
from tests.web.test_security import HOSTILE, Tags, a_hostile_fragment
from web.app import create_app
from web.pages.sparql import LONGEST_BODY
from web.pages.sparql_examples import examples

LEADS = "SELECT ?agency ?action { ?agency :leads ?action } LIMIT 3"
TRIPLES = "CONSTRUCT { ?agency :leads ?action } { ?agency :leads ?action } LIMIT 3"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
JSON = "application/sparql-results+json"
XML = "application/sparql-results+xml"


def accepting(kind: str) -> dict[str, str]:
    return {"Accept": kind} if kind else {}


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("application/json", JSON),
        (XML, XML),
        (f"{JSON};q=0.3, {XML};q=0.9", XML),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/html;q=0.2, text/csv", "text/csv; charset=utf-8"),
        (f"text/turtle, {JSON};q=0.5", JSON),
    ],
)
def test_a_table_comes_as_it_is_accepted(client: FlaskClient, accept: str, kind: str):
    answer = client.get("/sparql", query_string={"query": LEADS}, headers=accepting(accept))
    assert (answer.status_code, answer.content_type) == (200, kind)
    assert "Accept" in answer.headers["Vary"]
    if kind.startswith("text/tab"):  # which rdflib reads without Chinese letters only
        assert answer.data.count(b"\n") == 4
    else:
        form = {JSON: "json", XML: "xml"}.get(kind, "csv")
        assert len(rdflib.query.Result.parse(io.BytesIO(answer.data), format=form)) == 3


@pytest.mark.parametrize(
    ("accept", "kind", "form"),
    [
        ("", "text/turtle; charset=utf-8", "turtle"),
        ("application/n-triples", "application/n-triples", "nt"),
        ("application/ld+json", "application/ld+json", "json-ld"),
        ("application/rdf+xml", "application/rdf+xml", "xml"),
    ],
)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_triples_come_as_they_are_accepted(client: FlaskClient, accept: str, kind: str, form: str):
    answer = client.get("/sparql", query_string={"query": TRIPLES}, headers=accepting(accept))
    assert answer.content_type == kind
    assert len(rdflib.Graph().parse(data=answer.data, format=form)) == 3


def test_a_query_can_be_posted_both_ways(client: FlaskClient):
    by_get = client.get("/sparql", query_string={"query": LEADS}).json
    assert client.post("/sparql", data={"query": LEADS}).json == by_get
    kind = "application/sparql-query"
    assert client.post("/sparql", data=LEADS, content_type=kind).json == by_get


def test_the_graphs_of_the_protocol_are_the_graphs_asked(client: FlaskClient):
    graph = "https://w3id.org/zhize/id/document/qc-2022"
    query = "SELECT DISTINCT ?document { ?action a :Action ; :document ?document }"
    address = "/sparql?" + urlencode({"query": query, "default-graph-uri": graph})
    (row,) = client.get(address).json["results"]["bindings"]
    assert row["document"]["value"] == graph
    nowhere = urlencode({"query": query, "default-graph-uri": "http://localhost/none"})
    assert client.get(f"/sparql?{nowhere}").json["results"]["bindings"] == []


@pytest.mark.parametrize(
    ("given", "status", "words"),
    [
        ({"query": "SELECT"}, 400, "cannot be answered"),
        ({}, 400, "no query"),
        ({"update": "CLEAR ALL"}, 400, "no query"),
        ({"query": "CLEAR ALL"}, 400, "cannot be answered"),
        ({"query": "ASK { SERVICE <http://localhost/> {} }"}, 400, "SERVICE"),
        ({"query": LEADS, "default-graph-uri": "no iri"}, 400, "cannot be answered"),
        ({"query": LEADS, "format": "pdf"}, 406, "forms"),
        ({"query": "ASK {} #" + "x" * 20_000}, 413, "longer than"),
        ({"query": "SELECT ?b { ?a ?b ?c . ?d ?e ?f }"}, 422, "LIMIT"),
    ],
)
def test_what_is_not_answered_is_a_problem_with_a_sentence(
    client: FlaskClient, given: dict[str, str], status: int, words: str
):
    answer = client.post("/sparql", data=given)
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    assert words in answer.json["detail"]
    assert "\n" not in answer.json["detail"]


def test_a_query_that_takes_too_long_is_a_timeout(samples: GraphStore, tmp_path: Path):
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with sparql_here(MemoryStore(), tmp_path, Limits(seconds=1)) as sparql:
        client = create_app(samples, open_engine("tantivy:"), sparql=sparql).test_client()
        answer = client.get("/sparql", query_string={"query": endless})
        page = client.get("/sparql", query_string={"query": endless}, headers=accepting(BROWSER))
    assert (answer.status_code, answer.json["status"]) == (504, 504)
    assert (page.status_code, "查询用时超过 1 秒" in page.text) == (504, True)


def test_people_are_told_on_the_page(client: FlaskClient):
    answer = client.get("/sparql?query=SELECT", headers=accepting(BROWSER))
    assert answer.status_code == 400
    assert "查询有误" in answer.text
    assert "<textarea" in answer.text


def test_a_body_that_is_too_large_is_not_read(client: FlaskClient):
    answer = client.post("/sparql", data={"query": "x" * (LONGEST_BODY + 1)})
    assert answer.status_code == 413


def test_nothing_else_of_the_site_takes_a_body(client: FlaskClient):
    assert client.post("/sparql", data=LEADS, content_type="text/plain").status_code == 400
    assert client.put("/sparql", data=LEADS).status_code == 405


def test_the_page_links_what_it_finds_to_the_pages_of_the_site(client: FlaskClient):
    query = "SELECT ?agency ?way ?i { ?agency ?way ?x . ?x a :Action . ?x :hasTarget ?i } LIMIT 5"
    page = client.get("/sparql", query_string={"query": query}, headers=accepting(BROWSER)).text
    assert 'href="/agencies/' in page
    assert 'href="/terms#leads"' in page
    assert "#targets" in page


def test_the_page_says_what_it_leaves_out_and_gives_all_as_files(client: FlaskClient):
    query = "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 501"
    page = client.get("/sparql", query_string={"query": query}, headers=accepting(BROWSER)).text
    assert "只显示前 500 行" in page
    found = client.get("/sparql", query_string={"query": query, "format": "csv"})
    assert found.data.count(b"\r\n") >= 502


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    app = site_of([a_hostile_fragment()], tmp_path_factory.mktemp("rdf"))
    yield app.test_client()
    app.extensions["zhize"].sparql.close()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s ?t { ?s :text ?t }",
        "DESCRIBE ?s { ?s a :Action }",
        "SELECT ?t { BIND (<http://a/x'onclick='alert(1)> AS ?t) }",
        "SELECT ?t { BIND (<javascript:alert(1)> AS ?t) }",
        HOSTILE,
    ],
)
def test_nothing_hostile_becomes_a_tag(hostile: FlaskClient, query: str):
    page = hostile.get("/sparql", query_string={"query": query}, headers=accepting(BROWSER))
    tags = Tags()
    tags.feed(page.text)
    assert "img" not in tags.names
    assert not {name for name in tags.attributes if name.startswith("on")}
    assert tags.scripts_in_place == 0
    assert 'href="javascript' not in page.text


@pytest.fixture(scope="module")
def sampled(samples: GraphStore, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    engine = open_engine("tantivy:")
    catch_up(samples, engine)
    with sparql_here(samples, tmp_path_factory.mktemp("rdf"), Limits()) as sparql:
        yield create_app(samples, engine, sparql=sparql)


@pytest.mark.parametrize("number", range(10))
def test_each_example_finds_something_in_the_samples(sampled: Flask, number: int):
    with sampled.test_request_context():
        asked = examples()
        assert len(asked) == 10
        query = asked[number][1]
    answer = sampled.test_client().get("/sparql", query_string={"query": query})
    assert answer.status_code == 200
    if answer.mimetype == JSON:
        assert json.loads(answer.data)["results"]["bindings"]
    else:
        assert len(rdflib.Graph().parse(data=answer.data, format="turtle")) > 0


def test_a_site_without_rdf_says_so(empty: FlaskClient):
    answer = empty.get("/sparql", query_string={"query": LEADS})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
