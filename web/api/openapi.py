"""The interface described in OpenAPI 3.1, written from the table of its routes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from web.api.parameters import Parameter
from web.api.schemas import CLASSES, Schema, answers, reference, schema_of_class

if TYPE_CHECKING:
    from web.api.routes import Route

KEY = {
    "name": "key",
    "in": "path",
    "required": True,
    "description": "The part of the id behind the slash.",
    "schema": {"type": "string"},
}


def description(routes: Iterable[Route], address: str) -> dict[str, Any]:
    """Return the description of the routes below an address."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Zhize 职责图谱",
            "version": "1",
            "description": "Who leads, shares and supports which task, by which rule, to which"
            " figure, where: read from government documents, each fact with its sentence.",
        },
        "servers": [{"url": address}],
        "paths": {route.path: {"get": _operation(route)} for route in routes},
        "components": {"schemas": schemas()},
    }


def schemas() -> dict[str, Schema]:
    """Return all schemas by name."""
    return {kind.__name__: schema_of_class(kind) for kind in CLASSES} | answers()


def _operation(route: Route) -> dict[str, Any]:
    summary = (route.answer.__doc__ or "").partition("\n")[0].removeprefix("Return ")
    parameters = [_parameter(parameter) for parameter in route.parameters]
    refusals = {"422": "A parameter has a value that cannot be."}
    if route.has_key:
        parameters.insert(0, KEY)
        refusals["404"] = "There is no such node."
    return {
        "operationId": route.name,
        "summary": summary[0].upper() + summary[1:],
        "parameters": parameters,
        "responses": {
            "200": {
                "description": "What was found.",
                "content": {"application/json": {"schema": reference(route.schema)}},
            },
            **{status: _refusal(why) for status, why in sorted(refusals.items())},
        },
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    schema = {name: value for name, value in parameter.schema.items() if name != "example"}
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.is_required,
        "description": parameter.description,
        "schema": schema,
    }


def _refusal(why: str) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": reference("Problem")}}
    return {"description": why, "content": content}
