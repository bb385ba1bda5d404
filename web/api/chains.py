"""What lies more than one step away: the network around a body, ways, chains of citations."""

from __future__ import annotations

from typing import Any

from flask import abort

from graph.model import Kind, Regulation
from web.api.answers import answered
from web.api.nodes import agency_id
from web.api.reading import Values
from web.site import site


def agency_network(key: str, values: Values) -> dict[str, Any]:
    """Return the pairs of bodies that lie within so many steps of a body, heaviest first."""
    return answered(values, find="around", agency=agency_id(key))


def agency_paths(key: str, values: Values) -> dict[str, Any]:
    """Return the shortest ways from a body to another, each step with its actions."""
    return answered(values, find="paths", agency=agency_id(key))


def agency_beside(key: str, values: Values) -> dict[str, Any]:
    """Return what a body acts on, and how many tasks others with its function have on the same."""
    return answered(values, find="side-by-side", agency=agency_id(key))


def regulation_citations(key: str, values: Values) -> dict[str, Any]:
    """Return what cites a regulation, or what it cites, and so on for so many steps."""
    found = _regulation(key)
    # What a work cites is told by its full text, where there is one.
    held = found.document if values["direction"] == "out" else None
    return answered(values, find="citations", node=held or found.id)


def regulation_companions(key: str, values: Values) -> dict[str, Any]:
    """Return the works that documents cite beside a regulation, those of most documents first."""
    return answered(values, find="cited-together", node=_regulation(key).id)


def _regulation(key: str) -> Regulation:
    found = site().nodes.node(f"{Kind.REGULATION}/{key}")
    if not isinstance(found, Regulation):
        abort(404)
    return found
