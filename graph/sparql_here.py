"""SPARQL over a store of this process, whose RDF is brought up before a query is answered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from graph.rdf_projection import BusyError, RdfProjection
from graph.sparql import Limits, Sparql
from graph.sparql_processes import QueryProcesses
from graph.store import GraphStore

_PATIENCE = 60.0
"""How long to wait where another process brings the RDF up; seconds."""


@contextmanager
def sparql_here(store: GraphStore, folder: Path, limits: Limits | None = None) -> Iterator[Sparql]:
    """Give what answers queries over a store; its processes end with the block."""
    projection = RdfProjection(folder)

    def bring_up() -> None:
        with suppress(BusyError):
            projection.catch_up(store)

    bounds = limits or Limits()
    processes = QueryProcesses(bounds)
    sparql = Sparql(store, projection, processes, bring_up, limits=bounds, patience=_PATIENCE)
    try:
        yield sparql
    finally:
        sparql.close()
