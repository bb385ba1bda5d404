"""Rows of the SQLite store as values of the model, and the columns and order of its edges."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import groupby
from typing import Any, cast

from graph.codec import Bodies, node_from
from graph.model import Basis, Edge, Evidence, Relation
from graph.questions import (
    ActionRow,
    Answer,
    CensusRow,
    CitationRow,
    CitedTogetherRow,
    CooperationRow,
    FunctionRow,
    IndicatorRow,
    MetricRow,
    PartnerRow,
    PathRow,
    RankingRow,
    Row,
    SubjectRow,
    Taking,
)

SqlRow = tuple[Any, ...]

EDGE_FIELDS = (
    *("document", "begins", "ends", "source", "relation", "target"),
    *("mode", "surface", "quote", "rule", "confidence", "basis"),
)
_EDGE_WIDTH = len(EDGE_FIELDS)


def edge_columns(alias: str) -> str:
    """Return the columns of an edge, which are also the order of edges."""
    return ", ".join(f"{alias}.{name}" for name in EDGE_FIELDS)


def said_columns(alias: str) -> str:
    """Return the columns of an edge whose works have the ids that its document gave them."""
    said = {end: f"coalesce({alias}.said_{end}, {alias}.{end})" for end in ("source", "target")}
    return ", ".join(said.get(name, f"{alias}.{name}") for name in EDGE_FIELDS)


def edge_of(row: SqlRow) -> Edge:
    """Return the edge that the first columns of a row hold."""
    document, start, end, source, relation, target = row[:6]
    mode, surface, quote, rule, confidence, basis = row[6:_EDGE_WIDTH]
    evidence = Evidence(document, start, end, quote, rule, confidence, Basis(basis))
    return Edge(source, Relation(relation), target, evidence, mode, surface)


def action_rows(rows: Iterable[SqlRow]) -> list[ActionRow]:
    """Read rows of: action, document, agency bodies, edge; one for each taking."""
    nodes = Bodies()
    return [
        ActionRow(nodes[action], nodes[document], _takings(nodes, same))
        for (action, document), same in groupby(rows, key=lambda row: row[:2])
    ]


def indicator_rows(rows: Iterable[SqlRow]) -> list[IndicatorRow]:
    """Read rows of: action, document, agency bodies, edge of the taking, indicator, its edge."""
    nodes = Bodies()
    at = 3 + _EDGE_WIDTH
    answer = []
    for key, same in groupby(rows, key=lambda row: row[:2] + row[at:]):
        action, document, indicator, edge = nodes[key[0]], nodes[key[1]], nodes[key[2]], key[3:]
        answer.append(
            IndicatorRow(indicator, action, document, edge_of(edge), _takings(nodes, same))
        )
    return answer


def citation_rows(rows: Iterable[SqlRow]) -> list[CitationRow]:
    """Read rows of: source, regulation, document bodies, distance, edge."""
    nodes = Bodies()
    return [
        CitationRow(nodes[row[0]], nodes[row[1]], nodes[row[2]], edge_of(row[4:]), row[3])
        for row in rows
    ]


def partner_rows(rows: Iterable[SqlRow]) -> list[PartnerRow]:
    """Read rows of: agency body, weight, list of actions."""
    nodes = Bodies()
    return [PartnerRow(nodes[body], weight, _ids(actions)) for body, weight, actions in rows]


def cooperation_rows(rows: Iterable[SqlRow]) -> list[CooperationRow]:
    """Read rows of: two agency bodies, weight, list of actions."""
    nodes = Bodies()
    return [
        CooperationRow(nodes[a], nodes[b], weight, _ids(actions)) for a, b, weight, actions in rows
    ]


def path_rows(rows: Iterable[SqlRow]) -> list[PathRow]:
    """Read rows of: bodies at the start, on the way and at the end, lists of actions between."""
    nodes = Bodies()
    return [
        PathRow(
            tuple(nodes[body] for body in row[:4] if body is not None),
            tuple(_ids(actions) for actions in row[4:] if actions is not None),
        )
        for row in rows
    ]


def cited_together_rows(rows: Iterable[SqlRow]) -> list[CitedTogetherRow]:
    """Read rows of: regulation body, list of documents."""
    nodes = Bodies()
    return [CitedTogetherRow(nodes[body], _ids(documents)) for body, documents in rows]


def function_rows(rows: Iterable[SqlRow]) -> list[FunctionRow]:
    """Read rows of: function body, its number in each scope."""
    nodes = Bodies()
    return [FunctionRow(nodes[row[0]], tuple(row[1:])) for row in rows]


def subject_rows(rows: Iterable[SqlRow]) -> list[SubjectRow]:
    """Read rows of: subject body, own actions, those of others, number of others."""
    nodes = Bodies()
    return [SubjectRow(nodes[row[0]], *row[1:]) for row in rows]


def ranking_rows(rows: Iterable[SqlRow]) -> list[RankingRow]:
    """Read rows of: body, weight."""
    nodes = Bodies()
    return [RankingRow(nodes[body], weight) for body, weight in rows]


def metric_rows(rows: Iterable[SqlRow]) -> list[MetricRow]:
    """Read rows of: metric, unit, counts of targets, places and years."""
    return [MetricRow(*row) for row in rows]


def document_rows(rows: Iterable[SqlRow]) -> list[Row]:
    """Read rows of: document body."""
    return [cast(Row, node_from(json.loads(body))) for (body,) in rows]


def census(rows: Iterable[SqlRow]) -> Answer:
    """Read rows of: node or edge, its kind or relation, count."""
    counts: dict[str, list[tuple[str, int]]] = {"node": [], "edge": []}
    for what, name, count in rows:
        counts[what].append((name, count))
    return Answer(1, (CensusRow(tuple(sorted(counts["node"])), tuple(sorted(counts["edge"]))),))


def _takings(nodes: Bodies, rows: Iterable[SqlRow]) -> tuple[Taking, ...]:
    return tuple(Taking(nodes[row[2]], edge_of(row[3:])) for row in rows if row[2] is not None)


def _ids(array: str) -> tuple[str, ...]:
    return tuple(sorted(json.loads(array)))
