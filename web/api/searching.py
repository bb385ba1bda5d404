"""Search, questions and lists over the whole graph, as JSON."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from graph.links import parameters_of
from graph.questions import Page
from search.describe import describe
from search.engine import Filters, Query
from search.understand import understand
from web.api.answers import answered, as_json, listing
from web.api.parameters import Values
from web.site import site


def search(values: Values) -> dict[str, Any]:
    """Return the passages that words find."""
    names = ("kind", "agency", "role", "function", "regulation", "document_type", "document")
    filters = Filters(
        **{name: values[name] for name in names},
        location=values["jurisdiction"],
        years=_years(values["year"]),
    )
    results = site().engine.search(
        Query(
            words=values["q"] or "", filters=filters, sort=values["sort"], page=_page(values)
        )
    )
    facets = {
        name: [{"value": value, "count": count} for value, count in counts]
        for name, counts in results.facets.items()
    }
    return {
        "total": results.total,
        "hits": as_json(results.hits),
        "facets": facets,
        "ignored": as_json(results.ignored),
    }


def ask(values: Values) -> dict[str, Any]:
    """Return what a sentence asks, in words and as parameters, and the rows that answer it."""
    understood = understand(values["q"] or "", site().names)
    question = understood.question
    interpretation: dict[str, Any] = {
        "parameters": None,
        "described": None,
        "ignored": as_json(understood.ignored),
        "candidates": [
            {"name": name, "ids": list(ids)} for name, ids in understood.candidates
        ],
    }
    if question is None:
        return {"interpretation": interpretation, "total": 0, "results": []}
    interpretation["parameters"] = parameters_of(replace(question, page=Page()))  # type: ignore[call-arg]
    interpretation["described"] = {
        language: [{"label": label, "value": value} for label, value in pairs]
        for language in ("zh", "en")
        if (pairs := describe(question, site().store, language))
    }
    asked = replace(question, page=_page(values))  # type: ignore[call-arg]
    return {"interpretation": interpretation, **listing(site().store.answer(asked))}


def documents(values: Values) -> dict[str, Any]:
    """Return the documents of a place and years."""
    return answered(values, find="documents")


def network(values: Values) -> dict[str, Any]:
    """Return the pairs of bodies that share actions, heaviest first."""
    return answered(values, find="cooperation")


def indicators(values: Values) -> dict[str, Any]:
    """Return quantified targets."""
    return answered(values, find="indicators")


def _page(values: Values) -> Page:
    return Page((values["page"] - 1) * values["size"], values["size"])


def _years(value: str | None) -> tuple[int, int] | None:
    if not value:
        return None
    first, _, last = value.partition("..")
    return int(first), int(last or first)
