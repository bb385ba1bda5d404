"""Search, questions and lists over the whole graph, as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from graph.questions import Answer, Page
from search.answers import (
    MOST_HITS,
    Asked,
    answerable,
    asked_as_json,
    found_as_json,
)
from search.corrected import Found
from search.engine import Filters, Hit, Query
from search.understand import understand
from web.api.answers import answer_of, answered, part_of
from web.api.lists import Listing
from web.api.reading import Values
from web.asked import found_for, query_of
from web.site import site

_FILTERS = (
    "kind",
    "agency",
    "role",
    "function",
    "subject",
    "regulation",
    "document_type",
    "document",
)


def search(values: Values) -> dict[str, Any]:
    """Return the passages that words find."""
    filters = Filters(
        **{name: values[name] for name in _FILTERS},
        location=values["jurisdiction"],
        years=_years(values["year"]),
    )
    query = query_of(
        values["q"] or "",
        filters,
        sort=values["sort"],
        is_literal=bool(values["literal"]),
    )
    found, cursor = _hits(query, values)
    return {**found_as_json(found), "cursor": cursor}


def ask(values: Values) -> dict[str, Any]:
    """Return what a sentence asks, and the rows or, where it asks nothing, the hits."""
    here, text = site(), values["q"] or ""
    understood = answerable(understand(text, here.names), here.store)
    if understood.question is None:
        query = query_of(understood.words or text, Filters(), sort="relevance", is_literal=False)
        found, cursor = _hits(query, {**values, "size": min(values["size"], MOST_HITS)})
        asked = Asked(understood, found.results, found.instead)
    else:
        part = answer_of(understood.question, values)
        cursor = part.cursor
        asked = Asked(understood, Answer(part.total, tuple(part.rows)))
    return {**asked_as_json(asked, here.store, values["language"]), "cursor": cursor}


def _hits(query: Query, values: Values) -> tuple[Found, str | None]:
    """Return the hits wanted, and the cursor that goes on; it holds until the index changes."""
    last: list[Found] = []

    def rows(page: Page) -> tuple[int, Sequence[Hit]]:
        last.append(found_for(query, page))
        return last[-1].results.total, last[-1].results.hits

    part = part_of(
        Listing(
            ("hits", query.words, query.filters, query.sort, query.synonyms is None), rows, _state
        ),
        values,
    )
    return last[-1], part.cursor


def _state() -> tuple[int, ...]:
    return (site().store.last_change, site().engine.last_change)


def complete(values: Values) -> dict[str, Any]:
    """Return what a person may be about to type, likeliest first."""
    book = site().completions
    found = book.completer.complete(values["q"] or "", values["most"]) if book else ()
    return {"completions": [asdict(one) for one in found]}


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


def metrics(values: Values) -> dict[str, Any]:
    """Return what targets measure, each unit apart, with how many targets, places and years."""
    return answered(values, find="metrics")


def _years(value: str | None) -> tuple[int, int] | None:
    if not value:
        return None
    first, _, last = value.partition("..")
    return int(first), int(last or first)
