"""A place: what lies above and below it, its documents by year, its bodies and its tasks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from flask import Blueprint, render_template

from graph.model import Kind, Location
from graph.questions import ActionsOf, Documents, Page
from search.engine import Filters
from web.pages.choices import chosen_scope, years_among
from web.paging import Pager, requested_page, rows_of
from web.site import document_counts, facet_counts, node_or_404, site

locations = Blueprint("locations", __name__, url_prefix="/locations")

BODIES_SHOWN = 60
DOCUMENTS_SHOWN = 12


@locations.get("")
def locations_list() -> str:
    """Show all places as a tree, with how many documents each has."""
    children = places_below()
    known = {place.id for places in children.values() for place in places}
    roots = [
        place for parent, places in children.items() if parent not in known for place in places
    ]
    return render_template(
        "locations.html",
        roots=sorted(roots, key=lambda place: place.id),
        children=children,
        counts=dict(document_counts("location")),
    )


@locations.get("/<key>")
def location(key: str) -> str:
    """Show one place."""
    place = node_or_404(Kind.LOCATION, key)
    assert isinstance(place, Location)
    number, scope = requested_page(), chosen_scope(place.id)
    answer = site().store.answer(ActionsOf(scope=scope, page=rows_of(number)))
    filters = Filters(location=place.id, years=scope.years)
    return render_template(
        "location.html",
        place=place,
        above=list(places_above(place))[::-1],
        below=places_below().get(place.id, []),
        documents=site().store.answer(Documents(scope=scope, page=Page(0, DOCUMENTS_SHOWN))),
        years=years_among(document_counts("year", Filters(location=place.id))),
        bodies=facet_counts("agency", filters)[:BODIES_SHOWN],
        functions=facet_counts("function", filters)[:BODIES_SHOWN],
        rows=answer.rows,
        pager=Pager(number, answer.total),
        scope=scope,
    )


def places_above(place: Location) -> Iterator[Location]:
    """Yield the places above, nearest first; a chain that runs in a ring ends."""
    seen = {place.id}
    parent = place.parent
    while parent and parent not in seen:
        seen.add(parent)
        above = site().nodes.node(parent)
        if not isinstance(above, Location):
            return
        yield above
        parent = above.parent


def places_below() -> dict[str | None, list[Location]]:
    """Return the places right below each place, by its id; None has those below nothing."""
    children: dict[str | None, list[Location]] = defaultdict(list)
    for node in site().store.nodes(Kind.LOCATION):
        if isinstance(node, Location):
            children[node.parent].append(node)
    return children
