"""The interface described in OpenAPI 3.1, written from the table of its routes."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from flask_babel import gettext

from web.api import uploading
from web.api.examples import EXAMPLES
from web.api.reading import Parameter
from web.api.route import Route
from web.api.schema import Schema, reference, schema_of_class
from web.api.schemas import CLASSES, answers

Groups = tuple[tuple[str, object, tuple[Route, ...]], ...]


def description(groups: Groups, root: str = "") -> dict[str, Any]:
    """Return the description of the routes of all groups, in the language of the reader.

    ``root`` is the path below which the site is served.
    """
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Zhize 职责图谱",
            "version": "1",
            "description": gettext(
                "从政府公文里读出的职责：哪项任务由谁牵头、谁共同负责、谁配合，依据什么，达到什么指标，在哪里。每一条都带原句。"
            ),
        },
        "servers": [{"url": f"{root}/api/v1"}],
        "tags": [{"name": key, "description": str(name)} for key, name, _ in groups],
        "paths": _paths(groups),
        "components": {"schemas": schemas(), "securitySchemes": uploading.SECURITY},
    }


def _paths(groups: Groups) -> dict[str, dict[str, Any]]:
    """Return the operations of each address by their methods."""
    found = {
        route.path: {"get": _operation(route, key)} for key, _, routes in groups for route in routes
    }
    for path, operations in uploading.paths().items():
        found[path] = found.get(path, {}) | operations
    return found


def schemas() -> dict[str, Schema]:
    """Return all schemas by name."""
    return (
        {kind.__name__: schema_of_class(kind) for kind in CLASSES} | answers() | uploading.schemas()
    )


def example_of(route: Route) -> tuple[str, dict[str, str]]:
    """Return the key, empty where the route has none, and the parameters of its example."""
    path, _, query = EXAMPLES[route.name].partition("?")
    before, _, after = route.path.partition("{key}")
    key = path.removeprefix(before).removesuffix(after) if route.has_key else ""
    return key, dict(parse_qsl(query))


def _operation(route: Route, group: str) -> dict[str, Any]:
    key, given = example_of(route)
    parameters = [_parameter(parameter, given) for parameter in route.parameters]
    if route.has_key:
        parameters.insert(0, _key(key))
    return {
        "operationId": route.name,
        "tags": [group],
        "summary": str(route.summary),
        "parameters": parameters,
        "responses": {
            "200": {
                "description": gettext("找到的内容。"),
                "headers": {"ETag": _header(gettext("内容的版本，用于 If-None-Match。"))},
                "content": {"application/json": {"schema": reference(route.schema)}},
            },
            "304": {"description": gettext("与 If-None-Match 所说的版本相同。")},
            **{status: _refusal(why) for status, why in refusals(route).items()},
        },
    }


def refusals(route: Route) -> dict[str, str]:
    """Return the statuses with which a route may refuse, and why, in order."""
    found = {"400": gettext("地址不是 UTF-8，或 cursor 不是这个列表给出的。")}
    if route.has_key:
        found["404"] = gettext("没有这一项。")
    if route.is_list:
        found["410"] = gettext("给出 cursor 之后列表变了，请重新开始。")
    return found | {"422": gettext("参数的值不成立。")}


def _key(example: str) -> dict[str, Any]:
    return {
        "name": "key",
        "in": "path",
        "required": True,
        "description": gettext("标识里斜线之后的部分。"),
        "schema": {"type": "string", "minLength": 1},
        "example": example,
    }


def _parameter(parameter: Parameter, given: dict[str, str]) -> dict[str, Any]:
    schema = {name: value for name, value in parameter.schema.items() if name != "example"}
    told = {
        "name": parameter.name,
        "in": "query",
        "required": parameter.is_required,
        "description": str(parameter.description),
        "schema": schema,
    }
    if parameter.name in given:
        told["example"] = parameter.read(given[parameter.name])
    return told


def _header(why: str) -> dict[str, Any]:
    return {"description": why, "schema": {"type": "string"}}


def _refusal(why: str) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": reference("Problem")}}
    return {"description": why, "content": content}
