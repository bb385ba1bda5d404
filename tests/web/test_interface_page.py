"""The page of the interface: every route is told and can be tried, also without JavaScript."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any
from urllib.parse import unquote

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.store import GraphStore
from search.engine import open_engine
from search.sync import catch_up
from web.api.examples import EXAMPLES
from web.api.routes import ROUTES
from web.app import create_app


@pytest.fixture(scope="module")
def of_samples(samples: GraphStore) -> Flask:
    engine = open_engine("tantivy:")
    catch_up(samples, engine)
    return create_app(samples, engine)


each_route = pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)


def test_there_is_an_example_for_each_route_and_for_nothing_else() -> None:
    assert {route.name for route in ROUTES} == set(EXAMPLES)
    assert len(EXAMPLES) == len(ROUTES)


@each_route
def test_each_example_finds_something_in_the_samples(of_samples: Flask, route: Any) -> None:
    answer = of_samples.test_client().get(f"/api/v1{EXAMPLES[route.name]}")
    assert answer.status_code == 200
    if "total" in answer.json and route.name != "files":  # this site has no ledger
        assert answer.json["total"] > 0


@each_route
def test_each_route_is_described_with_its_example(app: Flask, route: Any) -> None:
    description = app.test_client().get("/api/v1/openapi.json").json
    told = description["paths"][route.path]["get"]
    assert re.search("[\u4e00-\u9fff]", told["summary"])
    for parameter in told["parameters"]:
        assert parameter["description"]
        assert parameter["schema"]["type"] in ("string", "integer")
    examples = {one["name"] for one in told["parameters"] if "example" in one}
    given = set(re.findall(r"[?&]([a-z_0-9]+)=", EXAMPLES[route.name]))
    assert examples == given | ({"key"} if route.has_key else set())
    assert {"200", "304", "400", "422"} <= set(told["responses"])


def test_the_description_speaks_the_language_of_the_reader(app: Flask) -> None:
    ask = [
        app.test_client()
        .get("/api/v1/openapi.json", headers={"Accept-Language": tongue})
        .json["paths"]["/ask"]["get"]["summary"]
        for tongue in ("zh", "en")
    ]
    assert ask[0] != ask[1]
    assert ask[1].isascii()


def test_all_routes_are_listed_and_lead_to_their_pages(client: FlaskClient) -> None:
    page = client.get("/api/").text
    for route in ROUTES:
        assert f'href="/api/{route.name}"' in page
        assert f"<code>{route.path}</code>" in page


@each_route
def test_a_form_sent_as_it_is_filled_in_is_answered(client: FlaskClient, route: Any) -> None:
    page = client.get(f"/api/{route.name}").text
    form = page[page.index('<form class="choices"') : page.index("</form>", page.index("choices"))]
    filled = {
        name: unescape(value)
        for name, value in re.findall(r'<input name="(\w+)"[^>]*? value="([^"]*)"', form)
    }
    filled |= {
        name: value
        for name, options in re.findall(r'(?s)<select name="(\w+)">(.*?)</select>', form)
        for value in re.findall(r"<option selected>([^<]*)", options)
    }
    assert set(filled) | set(re.findall(r'<select name="(\w+)"', form)) == {
        *(one.name for one in route.parameters),
        *(["key"] if route.has_key else []),
    }
    tried = client.get(f"/api/{route.name}", query_string={**filled, "try": "1"}).text
    assert '<span class="count">200</span>' in tried, filled
    shown = json.loads(unescape(re.findall(r"(?s)<pre[^>]*>(.*?)</pre>", tried)[1]))
    address = unescape(re.findall(r"curl &#39;(.*?)&#39;|curl '(.*?)'", tried)[0][1])
    answered = client.get(address).json
    answered.pop("next", None)
    assert shown == answered
    assert "/api/v1" in unquote(address)


def test_what_cannot_be_is_said_on_the_page(client: FlaskClient) -> None:
    page = client.get("/api/actions?try=1&year=soon").text
    assert '<span class="count">422</span>' in page
    assert "year is &#39;soon&#39;, but must look like" in page
    assert '<span class="count">404</span>' in client.get("/api/document?try=1&key=none").text


def test_a_page_of_no_route_is_a_page_that_is_not_there(client: FlaskClient) -> None:
    answer = client.get("/api/nothing")
    assert (answer.status_code, answer.mimetype) == (404, "text/html")
