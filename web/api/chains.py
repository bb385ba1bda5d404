"""What lies more than one step away: the network around a body, chains of citations."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import abort

from graph.links import question_from
from graph.model import Kind, Regulation
from graph.network import around, cooperation
from graph.questions import CooperationIn, CooperationRow, Page
from search.answers import row_as_json
from web.api.answers import answered
from web.api.nodes import agency_id
from web.api.parameters import Values
from web.site import site

PAIRS_READ = 20_000


def agency_network(key: str, values: Values) -> dict[str, Any]:
    """Return the pairs of bodies that lie within so many steps of a body, heaviest first."""
    middle = agency_id(key)
    depth, page = values["depth"], _page(values)
    names = ("jurisdiction", "below", "year", "subject", "words", "min_weight")
    given = {name: str(values[name]) for name in names if values[name] is not None}
    question = question_from({"find": "cooperation", **given})
    assert isinstance(question, CooperationIn)
    if depth == 1:
        answer = site().store.answer(replace(question, agency=middle, page=page))
        return {"total": answer.total, "results": [row_as_json(row) for row in answer.rows]}
    answer = site().store.answer(replace(question, page=Page(0, PAIRS_READ)))
    rows = [row for row in answer.rows if isinstance(row, CooperationRow)]
    return _paged([row_as_json(row) for row in _near(rows, middle, depth)], page)


def regulation_citations(key: str, values: Values) -> dict[str, Any]:
    """Return what cites a regulation, or what it cites, and so on for so many steps."""
    found = site().nodes.node(f"{Kind.REGULATION}/{key}")
    if not isinstance(found, Regulation):
        abort(404)
    # What a work cites is told by its full text, where there is one.
    held = found.document if values["direction"] == "out" else None
    return answered(values, find="citations", node=held or found.id)


def _near(rows: list[CooperationRow], middle: str, depth: int) -> list[CooperationRow]:
    network = cooperation(rows)
    if middle not in network:
        return []
    near = around(network, middle, depth)
    return [row for row in rows if near.has_edge(row.a.id, row.b.id)]


def _paged(rows: list[dict[str, Any]], page: Page) -> dict[str, Any]:
    end = page.offset + (page.limit or 0)
    return {"total": len(rows), "results": rows[page.offset : end]}


def _page(values: Values) -> Page:
    return Page((values["page"] - 1) * values["size"], values["size"])
