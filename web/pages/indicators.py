"""Metric by place by year: what is measured, and the targets of one metric beside each other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from flask import Blueprint, abort, render_template, request, url_for
from flask_babel import gettext

from graph.likeness import likeness
from graph.links import QuestionError, parameters_of, question_from
from graph.questions import Answer, IndicatorRow, Indicators, MetricRow, Metrics, Page, Scope
from web.addresses import place_of, targets_of
from web.asked import Questioned
from web.charts import Charts, as_json, charts_of
from web.labels import comparator
from web.pages.choices import years_among
from web.pages.documents import places_among
from web.paging import Pager, requested_page, rows_of
from web.site import document_counts, site
from web.takeaway import takeaway

indicator_pages = Blueprint("indicators", __name__, url_prefix="/indicators")

MOST_CHARTED = 500
"""Of how many targets charts are made; of more, of those of the newest plans."""

_SCOPE = ("jurisdiction", "below", "year")
_LOOKED_AT, _ALIKE_FROM, _MOST_ALIKE = 300, 0.5, 8


@indicator_pages.get("")
def indicators() -> str:
    """List what is measured or, where a metric is chosen, its targets with their charts."""
    asked = _asked()
    return _targets(asked) if asked.metric and asked.is_exact else _metrics(asked)


def metric_address(row: MetricRow, scope: Scope) -> str:
    """Return the address of the page of a metric in one unit."""
    given: dict[str, Any] = parameters_of(targets_of(row.metric, row.unit, scope))
    del given["find"]
    return url_for("indicators.indicators", **given)


def _asked() -> Indicators:
    """Return what the address asks; what makes no sense ends in 422 with a sentence."""
    names = (*_SCOPE, "metric", "exact", "unit")
    given = {name: value for name in names if (value := request.args.get(name))}
    try:
        question = question_from({"find": "indicators", **given})
    except QuestionError as error:
        abort(422, str(error))
    return replace(cast(Indicators, question), page=Page())


def _metrics(asked: Indicators) -> str:
    question = Metrics(scope=asked.scope, words=asked.metric)
    answer = site().store.answer(replace(question, page=rows_of(requested_page())))
    wanted = Questioned(question, "", parameters_of(question))
    return _page(asked, answer, wanted)


def _targets(asked: Indicators) -> str:
    answer = site().store.answer(replace(asked, page=rows_of(requested_page())))
    every = site().store.answer(replace(asked, page=Page(0, MOST_CHARTED)))
    rows = [row for row in every.rows if isinstance(row, IndicatorRow)]
    units = sorted({row.indicator.unit for row in rows})
    charts = _charts(rows) if len(units) == 1 else None
    return _page(
        asked,
        answer,
        Questioned(asked, "", parameters_of(asked)),
        charts=charts,
        drawing=as_json(charts, units[0]) if charts else None,
        units=units,
        uncharted=every.total - len(rows),
        alike=_alike(asked),
        why=why_not_drawn,
    )


def _charts(rows: list[IndicatorRow]) -> Charts:
    return charts_of(rows, site().nodes.name, comparator, lambda row: place_of(row.edge.evidence))


def _page(asked: Indicators, answer: Answer, wanted: Questioned, **more: Any) -> str:
    return render_template(
        "indicators.html",
        asked=asked,
        given=parameters_of(asked),
        rows=answer.rows,
        pager=Pager(requested_page(), answer.total),
        places=places_among(document_counts("location")),
        years=years_among(document_counts("year")),
        taken=takeaway(wanted, answer.total),
        **more,
    )


def _alike(asked: Indicators) -> list[MetricRow]:
    """Return other metrics whose names are like the chosen one, or the same in another unit."""
    words = Metrics(scope=asked.scope, page=Page(0, _LOOKED_AT))
    rows = (row for row in site().store.answer(words).rows if isinstance(row, MetricRow))
    named = ((likeness(row.metric, asked.metric), row) for row in rows)
    found = [
        (share, row)
        for share, row in named
        if share >= _ALIKE_FROM and (row.metric, row.unit) != (asked.metric, asked.unit or "")
    ]
    found.sort(key=lambda one: (-one[0], -one[1].weight, one[1].metric))
    return [row for _, row in found[:_MOST_ALIKE]]


def why_not_drawn(reason: str) -> str:
    """Return in words why targets are not drawn."""
    reasons = {
        "sense": gettext("增减量不与水平值画在一起"),
        "placeless": gettext("公文的地区不明"),
        "yearless": gettext("年份不明"),
        "several": gettext("同一地区同一年有几个不同的数值"),
        "single": gettext("这个地区只有一年"),
        "many": gettext("图上已经太多"),
    }
    return str(reasons[reason])
