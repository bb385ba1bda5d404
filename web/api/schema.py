"""JSON Schemas of single things; those of dataclasses are read off their fields."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

Schema = dict[str, Any]

_SIMPLE: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    types.NoneType: {"type": "null"},
}


def reference(name: str) -> Schema:
    """Return a reference to a schema by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


def listed(items: Schema) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": items}


def an_object(properties: Mapping[str, Schema]) -> Schema:
    """Return the schema of an object that has exactly these properties."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def schema_of(kind: Any) -> Schema:
    """Return the schema of what a type becomes in JSON; a dataclass is referred to by name.

    >>> schema_of(tuple[str, ...])
    {'type': 'array', 'items': {'type': 'string'}}
    """
    if kind in _SIMPLE:
        return dict(_SIMPLE[kind])
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {"type": "string", "enum": [str(member) for member in kind]}
    if is_dataclass(kind):
        return reference(kind.__name__)  # type: ignore[union-attr]
    parts = get_args(kind)
    if get_origin(kind) is Literal:
        return {"enum": list(parts)}
    if get_origin(kind) in (Union, types.UnionType):
        return {"anyOf": [schema_of(part) for part in parts]}
    if get_origin(kind) is tuple:
        if parts[-1] is Ellipsis:
            return listed(schema_of(parts[0]))
        return {
            "type": "array",
            "prefixItems": [schema_of(part) for part in parts],
            "minItems": len(parts),
            "maxItems": len(parts),
        }
    raise TypeError(f"No schema is known for {kind!r}.")


def schema_of_class(kind: type[Any]) -> Schema:
    """Return the schema of a dataclass, field by field."""
    hints = get_type_hints(kind)
    return {
        **an_object({field.name: schema_of(hints[field.name]) for field in fields(kind)}),
        "description": (kind.__doc__ or "").partition("\n")[0],
    }
