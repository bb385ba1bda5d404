"""What statements of Cypher give, as rows of answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, cast

from graph.codec import Bodies
from graph.fragments import edge_key
from graph.model import Document
from graph.neo4j_schema import RESPONSIBLE, edge_in, edge_map
from graph.questions import (
    ActionRow,
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

Told = Mapping[str, Any]
TAKINGS = f"""CALL {{ WITH n OPTIONAL MATCH (taker:Body)-[taking:{RESPONSIBLE}]->(n)
        RETURN collect(CASE WHEN taking IS NOT NULL
            THEN {{body: taker.body, edge: {edge_map("taking")}}} END) AS takings }}"""
"""The clause that gathers who takes part in an action ``n``."""

ACTION = "n.body AS action, d.body AS document, d.regulation AS work, takings"


def document_in(body: str, work: str, bodies: Bodies | None = None) -> Document:
    """Return the document of a body; ``work`` is the id that the work it is has now."""
    document = cast(Document, (bodies or Bodies())[body])
    return document if document.regulation == work else replace(document, regulation=work)


def action_rows(rows: Iterable[Told]) -> list[Row]:
    """Read actions with their documents and everyone who takes part."""
    bodies = Bodies()
    return [
        ActionRow(
            bodies[row["action"]],
            document_in(row["document"], row["work"], bodies),
            _takings(row, bodies),
        )
        for row in rows
    ]


def indicator_rows(rows: Iterable[Told]) -> list[Row]:
    """Read targets with their actions."""
    bodies = Bodies()
    return [
        IndicatorRow(
            bodies[row["indicator"]],
            bodies[row["action"]],
            document_in(row["document"], row["work"], bodies),
            edge_in(row["edge"]),
            _takings(row, bodies),
        )
        for row in rows
    ]


def metric_rows(rows: Iterable[Told]) -> list[Row]:
    """Read metrics with their counts."""
    names = ("metric", "unit", "weight", "places", "years")
    return [MetricRow(*(row[name] for name in names)) for row in rows]


def citation_rows(rows: Iterable[Told]) -> list[Row]:
    """Read citations with both ends."""
    bodies = Bodies()
    return [
        CitationRow(
            bodies[row["source"]],
            bodies[row["regulation"]],
            document_in(row["document"], row["work"], bodies),
            edge_in(row["edge"]),
            row["distance"],
        )
        for row in rows
    ]


def partner_rows(rows: Iterable[Told]) -> list[Row]:
    """Read partners with the actions that prove them."""
    bodies = Bodies()
    return [PartnerRow(bodies[r["body"]], len(r["actions"]), _ids(r["actions"])) for r in rows]


def cooperation_rows(rows: Iterable[Told]) -> list[Row]:
    """Read pairs of bodies with the actions that prove them."""
    bodies = Bodies()
    return [
        CooperationRow(bodies[r["one"]], bodies[r["other"]], len(r["actions"]), _ids(r["actions"]))
        for r in rows
    ]


def path_rows(rows: Iterable[Told]) -> list[Row]:
    """Read ways from one body to another with the actions that prove each step."""
    bodies = Bodies()
    return [
        PathRow(
            tuple(bodies[body] for body in row["bodies"]),
            tuple(_ids(actions) for actions in row["actions"]),
        )
        for row in rows
    ]


def cited_together_rows(rows: Iterable[Told]) -> list[Row]:
    """Read works with the documents that cite them."""
    bodies = Bodies()
    return [CitedTogetherRow(bodies[row["body"]], _ids(row["documents"])) for row in rows]


def function_rows(rows: Iterable[Told]) -> list[Row]:
    """Read functions with their numbers."""
    bodies = Bodies()
    return [FunctionRow(bodies[row["body"]], tuple(row["weights"])) for row in rows]


def subject_rows(rows: Iterable[Told]) -> list[Row]:
    """Read subjects with the numbers of a body and of others."""
    bodies = Bodies()
    return [
        SubjectRow(bodies[row["body"]], row["own"], row["elsewhere"], row["bodies"]) for row in rows
    ]


def ranking_rows(rows: Iterable[Told]) -> list[Row]:
    """Read nodes with how much is theirs."""
    bodies = Bodies()
    return [RankingRow(bodies[row["body"]], row["weight"]) for row in rows]


def document_rows(rows: Iterable[Told]) -> list[Row]:
    """Read documents."""
    return [document_in(row["body"], row["work"]) for row in rows]


def _takings(row: Told, bodies: Bodies) -> tuple[Taking, ...]:
    takings = (Taking(bodies[one["body"]], edge_in(one["edge"])) for one in row["takings"])
    return tuple(sorted(takings, key=lambda taking: edge_key(taking.edge)))


def _ids(actions: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(actions))
