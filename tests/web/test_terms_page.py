"""The page of terms says what the ontology says."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from graph.ontology import PATH, terms


def test_each_term_has_an_anchor_with_its_words(client: FlaskClient):
    page = unescape(client.get("/terms").text)
    parts = re.split(r'<div id="([^"]+)">', page)
    shown = dict(zip(parts[1::2], parts[2::2], strict=True))
    assert shown.keys() == terms().keys()
    for name, term in terms().items():
        for words in (*term.labels.values(), *term.comments.values()):
            assert words in shown[name]


def test_a_term_leads_to_what_is_above_it_and_to_its_ends(client: FlaskClient):
    page = client.get("/terms").text
    (leads,) = re.findall(r'(?s)<div id="leads">.*?</dd>', page)
    for anchor in ("takesPartIn", "Agency", "Action"):
        assert f'href="#{anchor}"' in leads
    (agency,) = re.findall(r'(?s)<div id="Agency">.*?</dd>', page)
    assert "org:Organization" in agency


@pytest.mark.parametrize("accept", ["text/turtle", "text/turtle, text/html;q=0.5"])
def test_programs_get_the_ontology_itself(client: FlaskClient, accept: str):
    with client.get("/terms", headers={"Accept": accept}) as answer:
        assert answer.mimetype == "text/turtle"
        assert answer.data == PATH.read_bytes()
        assert "Accept" in answer.headers["Vary"]
    with client.get("/terms/ontology.ttl") as answer:
        assert answer.data == PATH.read_bytes()


@pytest.mark.parametrize("accept", ["", "*/*", "text/html", "text/html, text/turtle;q=0.9"])
def test_people_get_the_page(client: FlaskClient, accept: str):
    answer = client.get("/terms", headers={"Accept": accept} if accept else {})
    assert answer.mimetype == "text/html"


def test_the_page_on_the_data_leads_there(client: FlaskClient):
    page = client.get("/about").text
    assert 'href="/terms"' in page
    assert 'href="/sparql"' in page
