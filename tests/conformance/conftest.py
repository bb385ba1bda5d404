"""The backends that the conformance suites run on, one line each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.store import GraphStore, open_store
from search.engine import SearchEngine, open_engine
from tests.conformance.engines import ENGINES, emptied

STORES: dict[str, Callable[[Path], str]] = {
    "memory": lambda folder: "memory:",
    "sqlite": lambda folder: f"sqlite:{folder / 'graph.sqlite'}",
}


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[GraphStore]:
    with open_store(STORES[request.param](tmp_path)) as store:
        yield store


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchEngine]:
    engine = emptied(open_engine(ENGINES[request.param](tmp_path)))
    yield engine
    engine.close()
