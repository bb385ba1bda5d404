"""The interface for programs, to be read and tried: its routes, what they take and answer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, urlencode

from flask import Blueprint, abort, render_template, request

from graph.fragments import kind_of_or_none
from graph.model import Kind
from graph.questions import ActionRow, ActionsOf, Documents, Page
from web.api import uploading
from web.api.openapi import example_of, refusals
from web.api.reading import Parameter, ParameterError
from web.api.route import Route
from web.api.routes import GROUPS, ROUTES
from web.api.views import REFUSALS, answer, api
from web.site import facet_counts, site
from web.sources import absolute

interface = Blueprint("interface", __name__, url_prefix="/api")

LONGEST: Final = 20_000
"""How many characters of an answer are shown."""
_TRIED: Final = "try"
_KEY: Final = "key"
_KIND_OF: Final = {
    "documents": Kind.DOCUMENT,
    "actions": Kind.ACTION,
    "agencies": Kind.AGENCY,
    "regulations": Kind.REGULATION,
    "functions": Kind.FUNCTION,
    "subjects": Kind.SUBJECT,
    "locations": Kind.LOCATION,
}
"""What the key in a path is one of, by the first word of the path."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a request: its status, what was answered, and whether that is all of it."""

    status: int
    body: str
    is_whole: bool = True


@interface.get("/")
def overview() -> str:
    """List the routes of the interface by what they are about."""
    others = uploading.paths().items()
    return render_template("interface.html", groups=GROUPS, prefix=_prefix(), others=others)


@interface.get("/<name>")
def one_route(name: str) -> str:
    """Show a route with a form to try it; what was filled in is answered below."""
    route = next((one for one in ROUTES if one.name == name), None) or abort(404)
    is_tried = _TRIED in request.args
    filled = {one: value for one, value in request.args.items() if value and one != _TRIED}
    given = filled if is_tried else _example_here(route)
    parameters = {one: value for one, value in given.items() if one != _KEY}
    key = given.get(_KEY, "")
    return render_template(
        "interface_route.html",
        route=route,
        prefix=_prefix(),
        given=given,
        parameters=_with_key(route),
        range_of=_range_of,
        refusals=refusals(route),
        address=absolute(_address(route, key, parameters)),
        tried=_tried(route, key, parameters) if is_tried else None,
    )


def _prefix() -> str:
    return f"{request.script_root}{api.url_prefix}"


def _with_key(route: Route) -> tuple[Parameter, ...]:
    own = (Parameter(_KEY, "", {"type": "string", "maxLength": 300}, True),)
    return (*own, *route.parameters) if route.has_key else route.parameters


def _address(route: Route, key: str, parameters: dict[str, str]) -> str:
    path = quote(_prefix() + route.path.replace("{key}", key or "…"))
    return f"{path}?{urlencode(parameters)}" if parameters else path


def _tried(route: Route, key: str, parameters: dict[str, str]) -> Tried:
    from werkzeug.exceptions import HTTPException

    try:
        if route.has_key and not key:
            raise ParameterError("This needs key, the part of an id behind the slash.")
        found = answer(route, (key,) if route.has_key else (), parameters)
    except HTTPException as error:
        return Tried(error.code or 500, error.description or "")
    except tuple(kind for kind, _, _ in REFUSALS) as error:
        return Tried(next(s for kind, s, _ in REFUSALS if isinstance(error, kind)), str(error))
    body = json.dumps(found, ensure_ascii=False, indent=2)
    return Tried(200, body[:LONGEST], len(body) <= LONGEST)


def _range_of(parameter: Parameter) -> str:
    """Return in a few words which values a parameter takes."""
    schema = parameter.schema
    if "enum" in schema:
        return " ".join(schema["enum"])
    if schema["type"] == "integer":
        return f"{schema['minimum']}–{schema['maximum']}"
    return str(schema.get("example", ""))


def _example_here(route: Route) -> dict[str, str]:
    """Return what to try a route with, of what the present data hold."""
    key, parameters = example_of(route)
    kind = _KIND_OF.get(route.path.split("/")[1]) if route.has_key else None
    here = {name: found for name, value in parameters.items() if (found := _known(value))}
    if kind is None:
        return here
    is_here = site().nodes.node(f"{kind}/{key}") is not None
    return {_KEY: key if is_here else _first(kind).partition("/")[2], **here}


def _known(value: str) -> str:
    """Return a value or, where it is the id of what is not here, that of another of its kind."""
    kind = kind_of_or_none(value)
    if kind is None or site().nodes.node(value) is not None:
        return value
    return _first(kind)


def _first(kind: Kind) -> str:
    """Return the id of some node of a kind, empty where there is none."""
    store = site().store
    if kind in (Kind.DOCUMENT, Kind.REGULATION):
        documents: Any = store.answer(Documents(page=Page(0, 1))).rows
        found = documents[0] if documents else None
        return "" if found is None else found.id if kind is Kind.DOCUMENT else found.regulation
    if kind is Kind.ACTION:
        rows = store.answer(ActionsOf(page=Page(0, 1))).rows
        return rows[0].action.id if rows and isinstance(rows[0], ActionRow) else ""
    return next((value for value, _ in facet_counts(kind)), "")
