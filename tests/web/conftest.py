"""The site over the invented town, and over a town whose words are hostile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.memory import MemoryStore
from graph.model import Fragment
from graph.sparql import Limits
from graph.sparql_here import sparql_here
from search.engine import open_engine
from search.sync import catch_up
from tests.web.town import FORMS, town
from web.app import create_app


def site_of(fragments: Iterable[Fragment], rdf: Path | None = None) -> Flask:
    """Return a site; it answers SPARQL where there is a folder for its RDF."""
    store, engine = MemoryStore(), open_engine("tantivy:")
    for fragment in fragments:
        store.replace(fragment)
    catch_up(store, engine)
    sparql = sparql_here(store, rdf, Limits(seconds=120)) if rdf else None
    app = create_app(store, engine, forms=FORMS, sparql=sparql)
    app.testing = True
    return app


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    app = site_of(town(), tmp_path_factory.mktemp("rdf"))
    yield app
    app.extensions["zhize"].sparql.close()


@pytest.fixture
def client(app: Flask) -> Iterator[FlaskClient]:
    with app.test_client() as client:
        yield client


@pytest.fixture
def english(client: FlaskClient) -> FlaskClient:
    client.get("/language/en")
    return client


@pytest.fixture(scope="session")
def empty() -> FlaskClient:
    return site_of(()).test_client()
