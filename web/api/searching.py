"""Search, questions and lists over the whole graph, as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from search.answers import ask as search_ask
from search.answers import asked_as_json, found_as_json
from search.engine import Filters
from web.api.answers import answered, page_of
from web.api.parameters import Values
from web.asked import found_for, query_of
from web.site import site


def search(values: Values) -> dict[str, Any]:
    """Return the passages that words find."""
    names = (
        "kind",
        "agency",
        "role",
        "function",
        "subject",
        "regulation",
        "document_type",
        "document",
    )
    filters = Filters(
        **{name: values[name] for name in names},
        location=values["jurisdiction"],
        years=_years(values["year"]),
    )
    query = query_of(
        values["q"] or "",
        filters,
        sort=values["sort"],
        is_literal=bool(values["literal"]),
    )
    return found_as_json(found_for(query, page_of(values)))


def ask(values: Values) -> dict[str, Any]:
    """Return what a sentence asks, and the rows or, where it asks nothing, the hits."""
    here = site()
    asked = search_ask(values["q"] or "", here.store, here.engine, here.names, page_of(values))
    return asked_as_json(asked, here.store, values["language"])


def complete(values: Values) -> dict[str, Any]:
    """Return what a person may be about to type, likeliest first."""
    book = site().completions
    found = book.completer.complete(values["q"] or "", values["most"]) if book else ()
    return {"completions": [asdict(one) for one in found]}


def documents(values: Values) -> dict[str, Any]:
    """Return the documents of a place and years."""
    return answered(values, find="documents")


def actions(values: Values) -> dict[str, Any]:
    """Return the tasks of a place, years and parties, also those that are unclear in some way."""
    return answered(values, find="actions")


def compare(values: Values) -> dict[str, Any]:
    """Return each function with its number of tasks in two places or years, or more."""
    return answered(values, find="comparison")


def ranking(values: Values) -> dict[str, Any]:
    """Return who or what has most tasks, or is cited most."""
    return answered(values, find="ranking")


def indicators(values: Values) -> dict[str, Any]:
    """Return quantified targets."""
    return answered(values, find="indicators")


def _years(value: str | None) -> tuple[int, int] | None:
    if not value:
        return None
    first, _, last = value.partition("..")
    return int(first), int(last or first)
