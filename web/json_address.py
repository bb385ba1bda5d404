"""Where the interface gives a result as JSON, page by page: the same list for programs."""

from __future__ import annotations

from flask import url_for

from web.asked import Questioned, Wanted

_PATHS = {
    "actions": "/actions",
    "comparison": "/compare",
    "documents": "/documents",
    "indicators": "/indicators",
    "metrics": "/metrics",
    "ranking": "/ranking",
}
"""The lists of the interface by the question that ``find`` names."""


def json_address(wanted: Wanted) -> str:
    """Return the address of a result in the interface, "" where no list of it is the same."""
    from web.api.routes import ROUTES

    parameters = dict(wanted.parameters)
    path = "/search"
    if "find" in parameters:
        path = _PATHS.get(parameters.pop("find"), "")
        parameters.pop("q", None)
    elif isinstance(wanted, Questioned):
        path = "/ask"
    else:
        parameters.pop("words", None)  # there, words are never a question
    route = next((route for route in ROUTES if route.path == path), None)
    if route is None or parameters.keys() - {one.name for one in route.parameters}:
        return ""
    return url_for(f"api.{route.name}", **parameters)  # type: ignore[arg-type]
