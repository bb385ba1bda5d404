"""A law, rule or plan: who cites it and how, what it rests on itself, whether we hold its text."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, render_template, request
from werkzeug.exceptions import abort

from graph.model import Kind, Regulation, Treatment
from graph.questions import ActionsOf, Citations, Page, Scope
from search.engine import Filters
from web.addresses import answer_address
from web.labels import treatment_label
from web.pages.choices import Choice
from web.pages.lineage import parts_of_page
from web.paging import Pager, requested_page, rows_of
from web.site import count_facets, facet_counts, node_or_404, site

regulations = Blueprint("regulations", __name__, url_prefix="/regulations")

CITED_SHOWN = 100
TASKS_SHOWN = 5
PLACES_SHOWN = 12


@regulations.get("/<key>")
def regulation(key: str) -> str:
    """Show one regulation."""
    found = node_or_404(Kind.REGULATION, key)
    assert isinstance(found, Regulation)
    number, treatments = requested_page(), _chosen_treatments()
    asked_in = Citations(node=found.id, direction="in", treatments=treatments)
    asked_out = Citations(node=found.document or found.id, direction="out")
    filters = Filters(regulation=found.id)
    count_facets(filters, "year", "location")
    citing = site().store.answer(replace(asked_in, page=rows_of(number)))
    cited = site().store.answer(replace(asked_out, page=Page(0, CITED_SHOWN)))
    return render_template(
        "regulation.html",
        regulation=found,
        rows=citing.rows,
        pager=Pager(number, citing.total),
        treatments=_treatments(found.id, None if treatments else citing.total),
        cited=cited,
        asked_in=asked_in,
        asked_out=asked_out,
        **parts_of_page(found),
        years=sorted(facet_counts("year", filters)),
        places=facet_counts("location", filters)[:PLACES_SHOWN],
        **_held(found),
    )


def _held(regulation: Regulation) -> dict[str, Any]:
    """Return the first tasks of a regulation and what it is based on, where its text is held."""
    if regulation.document is None:
        return {"tasks": None, "based_on": None}
    tasks = ActionsOf(scope=Scope(document=regulation.document))
    based = Citations(
        node=regulation.document, direction="out", treatments=(Treatment.BASED_ON,), page=Page()
    )
    return {
        "tasks": site().store.answer(replace(tasks, page=Page(0, TASKS_SHOWN))),
        "all_tasks": answer_address(tasks),
        "based_on": site().store.answer(replace(based, page=Page(0, CITED_SHOWN))),
    }


def _chosen_treatments() -> tuple[Treatment, ...]:
    value = request.args.get("how", "")
    if value and value not in tuple(Treatment):
        abort(404)
    return (Treatment(value),) if value else ()


def _treatments(regulation: str, total: int | None) -> list[Choice]:
    """Return how often the regulation is cited in each way, all together first."""
    choices = [Choice("", "", _count(regulation, ()) if total is None else total)]
    choices += [Choice(t, treatment_label(t), _count(regulation, (t,))) for t in Treatment]
    return [choice for choice in choices if choice.count or not choice.value]


def _count(regulation: str, treatments: tuple[Treatment, ...]) -> int:
    question = Citations(node=regulation, direction="in", treatments=treatments, page=Page(0, 0))
    return site().store.answer(question).total
