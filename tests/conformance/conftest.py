"""The backends that the conformance suites run on, one line each."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from neo4j import GraphDatabase

from graph.memory import MemoryStore
from graph.remembering import RememberingStore
from graph.store import GraphStore, open_store
from search.engine import SearchEngine, open_engine
from tests.conformance.engines import ENGINES, emptied

STORES: dict[str, Callable[[Path], str]] = {
    "memory": lambda folder: "memory:",
    "sqlite": lambda folder: f"sqlite:{folder / 'graph.sqlite'}",
    "neo4j": lambda folder: _on_server(),
}


ONE_DATABASE = ("neo4j",)
"""The backends of which a test cannot have two: the community edition holds one database."""


def _on_server() -> str:
    """Return the url of a Neo4j server without what an earlier test left there."""
    server = os.environ.get("TEST_NEO4J")
    if not server:
        pytest.skip("no Neo4j server: python -m tests.servers starts one")
    with GraphDatabase.driver(server) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")
    return server


@pytest.fixture(params=(*STORES, "remembering"))
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[GraphStore]:
    if request.param == "remembering":
        with RememberingStore(MemoryStore(), costly=0, answers=20) as store:
            yield store
        return
    with open_store(STORES[request.param](tmp_path)) as store:
        yield store


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchEngine]:
    engine = emptied(open_engine(ENGINES[request.param](tmp_path)))
    yield engine
    engine.close()
