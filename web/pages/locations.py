"""A place: what lies above and below it, its documents by year, its bodies and its tasks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from flask import Blueprint, render_template

from graph.model import Kind, Location, Role
from graph.questions import Answer, Documents, Indicators, Page, Ranking, RankingRow, Scope
from search.engine import Filters
from web.addresses import answer_address, counted_address
from web.pages.choices import chosen_scope, years_among
from web.pages.task_table import task_table
from web.site import document_counts, node_or_404, site

locations = Blueprint("locations", __name__, url_prefix="/locations")

DOCUMENTS_SHOWN = 12
TARGETS_SHOWN = 5
LEADING_SHOWN = 15
LEAD_ROLES: Final = (Role.LEAD, Role.SOLE)


@dataclass(frozen=True, slots=True)
class Leading:
    """Who leads most: functions or bodies, the address of what a row counts, and that of all."""

    by: str
    answer: Answer
    owned: Callable[[RankingRow], str]
    address: str


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
    scope, children = chosen_scope(place.id), places_below()
    tasks = task_table(scope, Filters(location=place.id))
    targets = Indicators(scope=scope)
    return render_template(
        "location.html",
        place=place,
        above=list(places_above(place))[::-1],
        children=children,
        below=children.get(place.id, []),
        counts=dict(document_counts("location")),
        documents=site().store.answer(Documents(scope=scope, page=Page(0, DOCUMENTS_SHOWN))),
        years=years_among(document_counts("year", Filters(location=place.id))),
        leading=[_leading(by, place.id, scope) for by in ("function", "agency")],
        targets=site().store.answer(replace(targets, page=Page(0, TARGETS_SHOWN))),
        asked_targets=targets,
        all_targets=answer_address(targets),
        tasks=tasks,
        taken=tasks.taken,
    )


def _leading(by: Literal["function", "agency"], place: str, scope: Scope) -> Leading:
    """Return who leads most tasks of a place; that of all years is found once."""
    question = Ranking(by=by, roles=LEAD_ROLES, scope=scope)

    def find() -> Answer:
        return site().store.answer(replace(question, page=Page(0, LEADING_SHOWN)))

    answer = find() if scope.years else site().kept.get(("leading", by, place), find)
    return Leading(by, answer, counted_address(question), answer_address(question))


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
