"""The search page: a question is answered from the graph, words are looked up in the index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, render_template, request

from search.engine import Results
from web.asked import FACETS, FIELD_OF, FILTERS, Questioned, found_for, searched
from web.labels import filter_value
from web.marks import highlighted
from web.pages.answers import answer_page
from web.paging import Pager, here_with, requested_page, rows_of
from web.takeaway import takeaway

search_pages = Blueprint("search", __name__)

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
    wanted = searched()
    if isinstance(wanted, Questioned):
        return answer_page(wanted)
    number, query = requested_page(), wanted.query
    found = found_for(query, rows_of(number))
    results = found.results
    return render_template(
        "search.html",
        words=query.words,
        instead=found.instead,
        is_literal=query.synonyms is None,
        results=results,
        candidates=[(name, ids[:CANDIDATES_SHOWN]) for name, ids in wanted.candidates],
        hits=[(hit, highlighted(hit.title), highlighted(hit.snippet)) for hit in results.hits],
        facets=list(_facets(results)),
        chips=list(_chips()),
        sort=query.sort,
        pager=Pager(number, results.total),
        taken=takeaway(wanted, results.total),
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
                filter_value(name, value),
                count,
                here_with(**{name: None if value == chosen else value}),
                value == chosen,
            )
            for value, count in shown
        )
        yield Facet(name, values, 0 if chosen else len(counts) - len(values))


def _chips() -> Iterator[tuple[str, str, str]]:
    """Yield the name, the value in words and the address without it, of each filter chosen."""
    for name in FILTERS:
        value = request.args.get(name)
        if value:
            yield name, filter_value(name, value), here_with(**{name: None})
