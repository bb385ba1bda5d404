"""The search engines that the conformance suite runs on, one line each, and their passages."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from search.engine import Passage, Query, SearchEngine

ENGINES: dict[str, Callable[[Path], str]] = {
    "tantivy in memory": lambda folder: "tantivy:",
    "tantivy": lambda folder: f"tantivy:{folder / 'index'}",
    "whoosh in memory": lambda folder: "whoosh:",
    "whoosh": lambda folder: f"whoosh:{folder / 'index'}",
    "opensearch": lambda folder: _on_server(),
}


def emptied(engine: SearchEngine) -> SearchEngine:
    """Return an engine without what an earlier test left on its server."""
    if engine.search(Query()).total or engine.last_change:
        engine.clear()
    return engine


def _on_server() -> str:
    server = os.environ.get("TEST_OPENSEARCH")
    if not server:
        pytest.skip("no OpenSearch server: python -m tests.servers starts one")
    return f"opensearch+{server}/tests-{os.getpid()}"


def a_passage(key: str = "qc-2021-1", **values: Any) -> Passage:
    """Return an action of document ``qc-2021``, or what ``values`` make of it."""
    defaults: dict[str, Any] = {
        "id": f"action/{key}",
        "kind": "action",
        "document": "document/qc-2021",
        "title": "",
    }
    return Passage(**defaults | values)


def holding(engine: SearchEngine, *passages: Passage) -> SearchEngine:
    """Put passages into an engine, in one change, and return it."""
    engine.update((), passages, engine.last_change + 1)
    return engine


def found(engine: SearchEngine, words: str, **values: Any) -> list[str]:
    """Return the keys of what words find, best first."""
    hits = engine.search(Query(words=words, **values)).hits
    return [hit.id.partition("/")[2] for hit in hits]
