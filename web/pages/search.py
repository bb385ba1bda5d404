"""The search page: a question is answered from the graph, words are looked up in the index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from flask import Blueprint, abort, render_template, request

from graph.model import Kind, Role
from search.answers import is_vain
from search.corrected import search_corrected
from search.engine import Filters, Query, Results
from search.understand import Interpretation, understand
from web.labels import function_name, kind_label, role_label, subject_name
from web.marks import highlighted
from web.pages.answers import answer_page
from web.paging import Pager, here_with, requested_page, rows_of
from web.site import site

search_pages = Blueprint("search", __name__)

LONGEST_QUERY = 300
FACETS = ("kind", "role", "function", "agency", "subject", "jurisdiction", "year", "document_type")
FIELD_OF = {"jurisdiction": "location"}
"""The name in the index of what has another name in addresses."""
VALUES_SHOWN = 12
CANDIDATES_SHOWN = 12


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value that hits can be narrowed to, or widened from where it is chosen."""

    label: str
    count: int
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """What hits can be narrowed by; ``more`` values have no room on the page."""

    name: str
    values: tuple[FacetValue, ...]
    more: int


@search_pages.get("/search")
def search() -> str:
    """Show what was found for words, or the answer to a question."""
    words = request.args.get("q", "").strip()[:LONGEST_QUERY]
    is_plain = bool(words) and not request.args.keys() - {"q", "page"}
    understood = understand(words, site().names) if is_plain else Interpretation(None)
    if understood.question is not None and not is_vain(understood.question, site().store):
        return answer_page(understood.question, words, understood.ignored)
    number = requested_page()
    filters = chosen_filters()
    is_newest = request.args.get("sort") == "newest"
    sort: Literal["newest", "relevance"] = "newest" if is_newest else "relevance"
    names = site().names
    is_literal = request.args.get("literal") == "1"
    query = Query(
        words=words,
        synonyms=None if is_literal else names.synonyms,
        filters=filters,
        sort=sort,
        page=rows_of(number),
    )
    found = search_corrected(site().engine, query, lambda: names.speller)
    results = found.results
    return render_template(
        "search.html",
        words=words,
        instead=found.instead,
        is_literal=is_literal,
        results=results,
        candidates=[(name, ids[:CANDIDATES_SHOWN]) for name, ids in understood.candidates],
        hits=[(hit, highlighted(hit.title), highlighted(hit.snippet)) for hit in results.hits],
        facets=list(_facets(results)),
        chips=list(_chips()),
        sort=sort,
        pager=Pager(number, results.total),
    )


def chosen_filters() -> Filters:
    """Return the filters in the address; a year that is none ends in 404."""
    chosen = {FIELD_OF.get(name, name): request.args.get(name) or None for name in FACETS}
    del chosen["year"]
    year = request.args.get("year", "")
    if year and not (year.isascii() and year.isdigit() and len(year) == 4):
        abort(404)
    return Filters(
        **chosen,
        years=(int(year), int(year)) if year else None,
        regulation=request.args.get("regulation") or None,
        document=request.args.get("document") or None,
    )


def _facets(results: Results) -> Iterator[Facet]:
    for name in FACETS:
        counts = results.facets.get(FIELD_OF.get(name, name), ())
        chosen = request.args.get(name)
        if len(counts) < 2 and not chosen:
            continue
        shown = [count for count in counts if count[0] == chosen] or counts[:VALUES_SHOWN]
        values = tuple(
            FacetValue(
                _value_label(name, value),
                count,
                here_with(**{name: None if value == chosen else value}),
                value == chosen,
            )
            for value, count in shown
        )
        yield Facet(name, values, 0 if chosen else len(counts) - len(values))


def _chips() -> Iterator[tuple[str, str, str]]:
    """Yield the name, the value in words and the address without it, of each filter chosen."""
    for name in (*FACETS, "regulation", "document"):
        value = request.args.get(name)
        if value:
            yield name, _value_label(name, value), here_with(**{name: None})


def _value_label(name: str, value: str) -> str:
    if name == "kind":
        return kind_label(value) if value in tuple(Kind) else value
    if name == "role":
        return role_label(value) if value in tuple(Role) else value
    if name == "function":
        return function_name(value)
    if name == "subject":
        return subject_name(value)
    return site().nodes.name(value) if "/" in value else value
