"""What lies more than one step away: the network around a body, chains of citations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from flask import abort

from graph.links import question_from
from graph.model import Kind, Regulation, Treatment
from graph.network import around, cooperation
from graph.questions import CitationRow, Citations, CooperationIn, CooperationRow, Page
from search.answers import row_as_json
from web.api.nodes import agency_id
from web.api.parameters import Values
from web.site import site

PAIRS_READ = 20_000
WORKS_ASKED = 200
"""How many works a chain of citations is followed through."""


def agency_network(key: str, values: Values) -> dict[str, Any]:
    """Return the pairs of bodies that lie within so many steps of a body, heaviest first."""
    middle = agency_id(key)
    depth, page = values["depth"], _page(values)
    names = ("jurisdiction", "below", "year", "subject", "min_weight")
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
    treatments = tuple(Treatment(word) for word in (values["treatment"] or "").split(",") if word)
    question = Citations(node=found.id, direction=values["direction"], treatments=treatments)
    page = _page(values)
    if values["depth"] == 1:
        answer = site().store.answer(replace(question, node=_asked(question), page=page))
        rows = [_step(1, row) for row in answer.rows if isinstance(row, CitationRow)]
        return {"total": answer.total, "results": rows}
    steps = [_step(distance, row) for distance, row in _chain(question, values["depth"])]
    return _paged(steps, page)


def _near(rows: list[CooperationRow], middle: str, depth: int) -> list[CooperationRow]:
    network = cooperation(rows)
    if middle not in network:
        return []
    near = around(network, middle, depth)
    return [row for row in rows if near.has_edge(row.a.id, row.b.id)]


def _chain(question: Citations, depth: int) -> Iterator[tuple[int, CitationRow]]:
    """Yield citations with their distance, breadth first; no work is asked twice."""
    seen, level = {question.node}, [question.node]
    for distance in range(1, depth + 1):
        following: list[str] = []
        for work in level:
            one = replace(question, node=work, page=Page(0, None))
            for row in site().store.answer(replace(one, node=_asked(one))).rows:
                assert isinstance(row, CitationRow)
                yield distance, row
                end = row.document.regulation if question.direction == "in" else row.regulation.id
                if end not in seen and len(seen) < WORKS_ASKED:
                    seen.add(end)
                    following.append(end)
        level = following


def _asked(question: Citations) -> str:
    """Return the node whose citations are asked: for what a work cites, its full text."""
    node = site().nodes.node(question.node)
    has_text = isinstance(node, Regulation) and node.document and question.direction == "out"
    return node.document if has_text else question.node  # type: ignore[union-attr, return-value]


def _step(distance: int, row: CitationRow) -> dict[str, Any]:
    return {**row_as_json(row), "distance": distance}


def _paged(rows: list[dict[str, Any]], page: Page) -> dict[str, Any]:
    end = page.offset + (page.limit or 0)
    return {"total": len(rows), "results": rows[page.offset : end]}


def _page(values: Values) -> Page:
    return Page((values["page"] - 1) * values["size"], values["size"])
