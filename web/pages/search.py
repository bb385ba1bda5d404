"""The search page: a question is answered from the graph, words are looked up in the index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, render_template, request

from graph.model import Location
from graph.questions import Page
from search.answers import on_page
from search.engine import Results
from search.understand import understand
from web.addresses import address_of, answer_address
from web.asked import FACETS, FIELD_OF, FILTERS, Questioned, found_for, searched
from web.labels import filter_value
from web.marks import highlighted
from web.pages.answers import answer_page
from web.pages.choices import chosen_view
from web.pages.examples import examples
from web.paging import Pager, here_with, requested_page, rows_of
from web.quoting import quotation_of
from web.site import site
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
    typed = wanted.parameters.get("q", "")
    found = found_for(query, rows_of(number))
    results = found.results
    return render_template(
        "search.html",
        words=typed,
        searched=query.words,
        instead=found.instead,
        is_literal=query.synonyms is None,
        results=results,
        candidates=[
            (name, [_meaning(typed, name, one) for one in ids[:CANDIDATES_SHOWN]])
            for name, ids in wanted.candidates
        ],
        hits=[(hit, highlighted(hit.title), highlighted(hit.snippet)) for hit in results.hits],
        quotation_of=quotation_of,
        facets=list(_facets(results)),
        chips=list(_chips()),
        sort=query.sort,
        view=chosen_view("cards", "table"),
        examples=[] if results.hits else examples(),
        pager=Pager(number, results.total),
        taken=takeaway(wanted, results.total),
        is_behind=site().engine.last_change < site().store.last_change,
    )


def _meaning(words: str, name: str, node_id: str) -> tuple[str, str]:
    """Return what a node is called, and where the question is answered in which a name means it.

    Where that is still no question it is the address of the node itself.
    """
    question = understand(words, site().names, {name: node_id}).question
    node = site().nodes.node(node_id)
    above = site().nodes.name(node.parent) if isinstance(node, Location) and node.parent else ""
    label = site().nodes.name(node_id) + (f"（{above}）" if above else "")
    address = answer_address(on_page(question, Page())) if question else address_of(node_id)
    return label, address


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
