"""Edges as rows of the SQLite store."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from graph.model import Edge
from graph.sqlite_rows import EDGE_FIELDS

_COLUMNS = (*EDGE_FIELDS, "said_source", "said_target")


def insert_edges(connection: sqlite3.Connection, edges: Iterable[Edge]) -> None:
    """Add edges whose works have the ids that their document gave them."""
    places = ", ".join("?" * len(_COLUMNS))
    connection.executemany(
        f"INSERT INTO edges ({', '.join(_COLUMNS)}) VALUES ({places})", map(_edge_values, edges)
    )


def _edge_values(edge: Edge) -> tuple[object, ...]:
    evidence = edge.evidence
    place = (evidence.document, evidence.start, evidence.end)
    ends = (edge.source, edge.relation, edge.target)
    found = (evidence.quote, evidence.rule, evidence.confidence, evidence.basis)
    said = (_work_or_none(edge.source), _work_or_none(edge.target))
    return (*place, *ends, edge.mode, edge.surface, *found, *said)


def _work_or_none(node_id: str) -> str | None:
    return node_id if node_id.startswith("regulation/") else None
