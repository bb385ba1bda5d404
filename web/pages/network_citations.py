"""Which works cite which within a scope: the most cited, roots, chains, and what stands alone."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, render_template

from graph.citation_network import CitationNetwork, CitedWork
from web.measure_labels import works_label, works_sentence
from web.pages.choices import Choice
from web.pages.network_choices import chosen_among, chosen_network, scope_in_words
from web.paging import Pager, requested_page, rows_of
from web.site import site

network_citation_pages = Blueprint("network_citations", __name__, url_prefix="/network/citations")

LISTS = ("cited", "roots", "citing", "orphans", "circles")
WORKS_OF_A_CIRCLE = 20


@network_citation_pages.get("")
def network_citations() -> str:
    """Show the works that a scope cites, and how they hang together."""
    chosen, number = chosen_network(), requested_page()
    shown = chosen_among("show", LISTS)
    documents, network = site().networks.citations(chosen.scope)
    lists = {name: _listed(network, name) for name in LISTS}
    page = rows_of(number)
    return render_template(
        "network_citations.html",
        chosen=chosen,
        described=scope_in_words(chosen.scope),
        documents=documents,
        network=network,
        shown=shown,
        choices=[Choice(name, works_label(name), len(rows)) for name, rows in lists.items()],
        sentence=works_sentence(shown),
        rows=lists[shown][page.offset :][: page.limit],
        most=WORKS_OF_A_CIRCLE,
        pager=Pager(number, len(lists[shown])),
    )


def _listed(
    network: CitationNetwork, name: str
) -> Sequence[CitedWork] | Sequence[str] | Sequence[tuple[str, ...]]:
    match name:
        case "cited":
            return network.cited
        case "roots":
            return network.roots
        case "citing":
            return network.citing
        case "orphans":
            return network.orphans
    return network.circles
