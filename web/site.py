"""What the pages work with: the store, the index, and the nodes that pages name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Final

from flask import abort, current_app, g, has_app_context

from graph.doctor import Doctor
from graph.model import Kind, Node
from graph.networks import Networks
from graph.nodes import Nodes
from graph.questions import Page
from graph.relatives import Relatives
from graph.remembering import Remembered
from graph.sparql import Sparql
from graph.standing import Standings
from graph.store import GraphStore
from ingest.ledger import Ledger
from ingest.originals import Originals
from search.completion import CompletionBook
from search.engine import Filters, Query, SearchEngine
from search.names import NameBook, Names
from web.accounts.accounts import Accounts
from web.kept import Kept
from web.readiness import Pace
from web.uploads.uploads import Uploads

Counts = tuple[tuple[str, int], ...]
"""Values of a facet with their counts, most first."""
COUNTS: Final = 50
"""How many of them are remembered until the index changes; one may have thousands of values."""


@dataclass(frozen=True, slots=True)
class Site:
    """What the application was made from."""

    store: GraphStore
    engine: SearchEngine
    nodes: Nodes
    book: NameBook
    doctor: Doctor
    networks: Networks
    kept: Kept
    standings: Standings
    ledger: Ledger | None = None
    originals: Originals | None = None
    relatives: Relatives | None = None
    completions: CompletionBook | None = None
    sparql: Sparql | None = None
    accounts: Accounts | None = None
    uploads: Uploads | None = None
    is_private: bool = False
    pace: Pace = field(default_factory=Pace)
    counted: Remembered[Query, Counts] = field(default_factory=lambda: Remembered(COUNTS))

    @property
    def names(self) -> Names:
        """The names that a question can hold, as of the store's last change."""
        return self.book.names


def site() -> Site:
    """Return what the running application was made from; within ``one_moment`` as it was then."""
    found: Site = g.get("site") or current_app.extensions["zhize"]
    return found


@contextmanager
def one_moment() -> Iterator[None]:
    """Make this request see the graph as it is now until the block ends, where the store can."""
    now = site()
    with now.store.moment() as store:
        g.site = replace(now, store=store, nodes=Nodes(store))
        try:
            yield
        finally:
            if has_app_context():  # an answer may be closed after its request
                g.pop("site", None)


def facet_counts(name: str, filters: Filters | None = None) -> Counts:
    """Return the values of a facet among the actions that pass the filters, most first."""
    return _counts(name, Kind.ACTION, filters or Filters())


def document_counts(name: str, filters: Filters | None = None) -> Counts:
    """Return the values of a facet among the documents that pass the filters, most first."""
    return _counts(name, Kind.DOCUMENT, filters or Filters())


def count_facets(filters: Filters, *names: str) -> None:
    """Count facets together that are asked for one by one next: that costs less."""
    here, change = site(), site().engine.last_change
    asked = {name: _asked(name, Kind.ACTION, filters) for name in names}
    if any(here.counted.get(query, change) is None for query in asked.values()):
        query = replace(next(iter(asked.values())), facets=names)
        for name, counts in here.engine.search(query).facets.items():
            here.counted.keep(asked[name], change, tuple(counts))


def _counts(name: str, kind: Kind, filters: Filters) -> Counts:
    here, change = site(), site().engine.last_change
    query = _asked(name, kind, filters)
    counts = here.counted.get(query, change)
    if counts is None:
        counts = tuple(here.engine.search(query).facets.get(name, ()))
        here.counted.keep(query, change, counts)
    return counts


def _asked(name: str, kind: Kind, filters: Filters) -> Query:
    return Query(filters=replace(filters, kind=kind), page=Page(0, 0), facets=(name,))


def node_or_404(kind: Kind, key: str) -> Node:
    """Return the node of a kind and key; ends the request with 404 where there is none."""
    node = site().nodes.node(f"{kind}/{key}")
    if node is None:
        abort(404)
    return node
