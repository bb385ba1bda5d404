"""The interface described in OpenAPI 3.1, written from the table of its routes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from graph.model import CLASS_OF_KIND
from web.api.parameters import Parameter
from web.api.schemas import CLASSES, Schema, an_object, listed, reference, schema_of_class

if TYPE_CHECKING:
    from web.api.routes import Route

KEY = {
    "name": "key",
    "in": "path",
    "required": True,
    "description": "The part of the id behind the slash.",
    "schema": {"type": "string"},
}


def description(routes: Iterable[Route]) -> dict[str, Any]:
    """Return the description of the routes."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Zhize 职责图谱",
            "version": "1",
            "description": "Who leads, shares and supports which task, by which rule, to which"
            " figure, where: read from government documents, each fact with its sentence.",
        },
        "servers": [{"url": "/api/v1"}],
        "paths": {route.path: {"get": _operation(route)} for route in routes},
        "components": {"schemas": schemas()},
    }


def schemas() -> dict[str, Schema]:
    """Return all schemas by name."""
    return {kind.__name__: schema_of_class(kind) for kind in CLASSES} | _answers()


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
        "required": False,
        "description": parameter.description,
        "schema": schema,
    }


def _refusal(why: str) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": reference("Problem")}}
    return {"description": why, "content": content}


def _answers() -> dict[str, Schema]:
    text, count = {"type": "string"}, {"type": "integer", "minimum": 0}
    mark = {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2}
    snippet = an_object({"text": text, "marks": listed(mark)})
    node = {"anyOf": [reference(kind.__name__) for kind in CLASS_OF_KIND.values()]}
    rows = {
        "Documents": "Document",
        "ActionRows": "ActionRow",
        "CitationRows": "CitationRow",
        "IndicatorRows": "IndicatorRow",
        "CooperationRows": "CooperationRow",
    }
    row_kinds = [*rows.values(), "PartnerRow"]
    action_row = schema_of_class(next(kind for kind in CLASSES if kind.__name__ == "ActionRow"))
    body = {"anyOf": [reference("Agency"), reference("AgencyGroup")]}
    return {
        **{
            name: an_object({"total": count, "results": listed(reference(row))})
            for name, row in rows.items()
        },
        "Node": node,
        "Snippet": snippet,
        "Hit": an_object(
            {
                **dict.fromkeys(("id", "kind", "document"), text),
                "score": {"type": "number"},
                **dict.fromkeys(("title", "snippet"), reference("Snippet")),
            }
        ),
        "Hits": an_object(
            {
                "total": count,
                "hits": listed(reference("Hit")),
                "facets": {
                    "type": "object",
                    "additionalProperties": listed(an_object({"value": text, "count": count})),
                },
                "ignored": listed(text),
            }
        ),
        "Asked": an_object(
            {
                "interpretation": _interpretation(),
                "total": count,
                "results": listed({"anyOf": [reference(name) for name in row_kinds]}),
            }
        ),
        "DocumentWithText": an_object({"document": reference("Document"), "text": text}),
        "ActionInFull": an_object(
            {
                **action_row["properties"],
                "edges": listed(reference("Edge")),
                "nodes": listed(reference("Node")),
            }
        ),
        "AgencyInFull": an_object({"agency": body, "actions": count}),
        "RegulationInFull": an_object({"regulation": reference("Regulation"), "cited": count}),
        "Problem": an_object(
            {"type": text, "title": text, "status": {"type": "integer"}, "detail": text}
        ),
    }


def _interpretation() -> Schema:
    text = {"type": "string"}
    pairs = listed(an_object({"label": text, "value": text}))
    return an_object(
        {
            "parameters": {"type": ["object", "null"], "additionalProperties": text},
            "described": {"type": ["object", "null"], "additionalProperties": pairs},
            "ignored": listed(text),
            "candidates": listed(an_object({"name": text, "ids": listed(text)})),
        }
    )
