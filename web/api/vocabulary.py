"""Functions, subjects and places as JSON: their lists, and each with what it has most of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from flask import abort

from graph.codec import record_of
from graph.model import Function, Kind, Location, Node, Role, Subject
from search.engine import Filters
from web.api.answers import all_at_once, total_of
from web.api.reading import Values
from web.pages.functions import bodies_with
from web.pages.locations import places_above, places_below
from web.pages.subjects import all_subjects, subjects_above, subjects_below
from web.site import document_counts, facet_counts, site

MOST_GIVEN = 100

_Kind = TypeVar("_Kind", bound=Node)


def functions(values: Values) -> dict[str, Any]:
    """Return the functions that bodies have, those with most tasks first."""
    return all_at_once(
        "functions", lambda: _counted(Kind.FUNCTION, facet_counts("function")), values
    ).told(lambda row: {"function": record_of(row[0]), "actions": row[1]})


def function(key: str, values: Values) -> dict[str, Any]:
    """Return a function, in how many tasks it has each role, and the bodies that have it."""
    found = _found(Function, Kind.FUNCTION, key)
    bodies = bodies_with(found.id, facet_counts("agency", Filters(function=found.id)))
    return {
        "function": record_of(found),
        "actions": total_of(find="actions", function=found.id),
        "roles": {role: total_of(find="actions", function=found.id, role=role) for role in Role},
        "bodies": [
            {"agency": record_of(body), "actions": count} for body, count in bodies[:MOST_GIVEN]
        ],
    }


def subjects(values: Values) -> dict[str, Any]:
    """Return what tasks act on, that with most tasks first."""
    return all_at_once(
        "subjects", lambda: _counted(Kind.SUBJECT, facet_counts("subject")), values
    ).told(lambda row: {"subject": record_of(row[0]), "actions": row[1]})


def subject(key: str, values: Values) -> dict[str, Any]:
    """Return a subject, those above and below it, its number of tasks, and who leads most."""
    found = _found(Subject, Kind.SUBJECT, key)
    leaders = facet_counts("leader", Filters(subject=found.id))
    return {
        "subject": record_of(found),
        "broader": [record_of(one) for one in subjects_above(found)],
        "narrower": [record_of(one) for one in subjects_below(found, all_subjects())],
        "actions": total_of(find="actions", subject=found.id),
        "leaders": _bodies(leaders),
    }


def locations(values: Values) -> dict[str, Any]:
    """Return the places, by their ids, each with its number of documents."""

    def found() -> list[tuple[Node, int]]:
        counts = dict(document_counts("location"))
        return [(one, counts.get(one.id, 0)) for one in site().store.nodes(Kind.LOCATION)]

    part = all_at_once("locations", found, values)
    return part.told(lambda row: {"location": record_of(row[0]), "documents": row[1]})


def location(key: str, values: Values) -> dict[str, Any]:
    """Return a place, those above and below it, and what its documents have most of."""
    found = _found(Location, Kind.LOCATION, key)
    here = Filters(location=found.id)
    return {
        "location": record_of(found),
        "above": [record_of(one) for one in places_above(found)],
        "below": [record_of(one) for one in places_below().get(found.id, [])],
        "documents": total_of(find="documents", jurisdiction=found.id),
        "actions": total_of(find="actions", jurisdiction=found.id),
        "years": [{"value": v, "count": n} for v, n in sorted(document_counts("year", here))],
        "bodies": _bodies(facet_counts("agency", here)),
    }


def _counted(kind: Kind, facets: Iterable[tuple[str, int]]) -> list[tuple[Node, int]]:
    counts: Mapping[str, int] = dict(facets)
    found = [(node, counts.get(node.id, 0)) for node in site().store.nodes(kind)]
    return sorted(found, key=lambda one: (-one[1], one[0].id))


def _bodies(counts: Iterable[tuple[str, int]]) -> list[dict[str, Any]]:
    found = ((site().nodes.node(body), count) for body, count in [*counts][:MOST_GIVEN])
    return [{"agency": record_of(body), "actions": count} for body, count in found if body]


def _found(kind: type[_Kind], prefix: Kind, key: str) -> _Kind:
    found = site().nodes.node(f"{prefix}/{key}")
    return found if isinstance(found, kind) else abort(404)
