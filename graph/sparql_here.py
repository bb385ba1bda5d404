"""SPARQL over a store of this process, whose RDF is brought up before a query is answered."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from threading import Lock

from graph.rdf_projection import BusyError, RdfProjection
from graph.sparql import Limits, Sparql
from graph.sparql_processes import QueryProcesses
from graph.store import GraphStore

_PATIENCE = 60.0
"""How long to wait where another process brings the RDF up; seconds."""


def sparql_here(store: GraphStore, folder: Path, limits: Limits | None = None) -> Sparql:
    """Return what answers queries over a store; it is closed by the caller."""
    projection, lock = RdfProjection(folder), Lock()

    def bring_up() -> None:
        with lock, suppress(BusyError):
            projection.catch_up(store)

    bounds = limits or Limits()
    processes = QueryProcesses(bounds)
    return Sparql(store, projection, processes, bring_up, limits=bounds, patience=_PATIENCE)
