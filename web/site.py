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


def actions_of(agency: str) -> int:
    """Return in how many actions an agency takes part, as the index counts them."""
    filters = Filters(kind=Kind.ACTION, agency=agency)
    return site().engine.search(Query(filters=filters, page=Page(0, 0), facets=())).total


def count_facets(filters: Filters, *names: str) -> None:
    """Count facets together that are asked for one by one next: that costs less."""
    _counted(names, Kind.ACTION, filters)


def _counts(name: str, kind: Kind, filters: Filters) -> Counts:
    return _counted((name,), kind, filters)[name]


def _counted(names: tuple[str, ...], kind: Kind, filters: Filters) -> dict[str, Counts]:
    here, change = site(), site().engine.last_change
    query = Query(filters=replace(filters, kind=kind), page=Page(0, 0), facets=names)
    each = {name: replace(query, facets=(name,)) for name in names}
    known = {name: here.counted.get(one, change) for name, one in each.items()}
    counted = {name: counts for name, counts in known.items() if counts is not None}
    if len(counted) < len(names):
        found = here.engine.search(query).facets
        counted = {name: tuple(found.get(name, ())) for name in names}
        for name, counts in counted.items():
            here.counted.keep(each[name], change, counts)
    return counted


def node_or_404(kind: Kind, key: str) -> Node:
    """Return the node of a kind and key; ends the request with 404 where there is none."""
    node = site().nodes.node(f"{kind}/{key}")
    if node is None:
        abort(404)
    return node
