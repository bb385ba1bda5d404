"""The routes as they are served: parameters are read, faults become problems, lists go on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote, urlencode

from flask import Blueprint, Response, jsonify, request

from graph.links import QuestionError
from web.api.cursors import CursorError, CursorExpiredError
from web.api.openapi import description
from web.api.reading import AddressError, ParameterError, given_in, read_all
from web.api.route import Route
from web.api.routes import ELSEWHERE, GROUPS, ROUTES
from web.languages import vary_by_language
from web.problems import problem
from web.site import site
from web.versions import is_there, unchanged, version_of

api = Blueprint("api", __name__, url_prefix="/api/v1")

REFUSALS: tuple[tuple[type[Exception], int, str], ...] = (
    (AddressError, 400, "Bad Request"),
    (CursorError, 400, "Bad Request"),
    (CursorExpiredError, 410, "Gone"),
    (ParameterError, 422, "Unprocessable Content"),
    (QuestionError, 422, "Unprocessable Content"),
)
"""What is answered where a question cannot be."""


def answer(route: Route, keys: tuple[str, ...], given: Mapping[str, str]) -> dict[str, Any]:
    """Return the answer of a route to parameters; raises one of ``REFUSALS``."""
    return route.answer(*keys, read_all(route.parameters, given))


def _view(route: Route) -> Callable[..., Response]:
    def view(**keys: str) -> Response:
        version = "" if route.name in ELSEWHERE else _version()
        if version and is_there(version):
            return unchanged(version)
        try:
            given = given_in(request.query_string)
            found = answer(route, tuple(keys.values()), given)
        except tuple(kind for kind, _, _ in REFUSALS) as error:
            status, title = next((s, t) for kind, s, t in REFUSALS if isinstance(error, kind))
            return problem(status, title, str(error))
        response = jsonify(_with_next(found, given) if route.is_list else found)
        if version and version == _version():  # nothing changed while it was answered
            response.set_etag(version)
        return response

    return view


def _version() -> str:
    return version_of(site().store.last_change, site().engine.last_change)


def _with_next(found: dict[str, Any], given: Mapping[str, str]) -> dict[str, Any]:
    """Return an answer with the address of its next part, None at the end."""
    cursor = found["cursor"]
    kept = {name: value for name, value in given.items() if name not in ("page", "cursor")}
    here = quote(f"{request.script_root}{request.path}")
    address = f"{here}?{urlencode({**kept, 'cursor': cursor})}" if cursor else None
    return {**found, "next": address}


for _route in ROUTES:
    api.add_url_rule(_route.path.replace("{key}", "<key>"), _route.name, _view(_route))


@api.get("/openapi.json")
def openapi() -> Response:
    """Return the description of the interface, in the language of the reader."""
    response = jsonify(description(GROUPS, request.script_root))
    vary_by_language(response)
    return response
