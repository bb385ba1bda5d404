"""JSON Schemas of what the interface answers; those of nodes are read off their dataclasses."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from graph import model, network
from graph.citation_network import CitedWork
from graph.network_change import MEMBER_CHANGES, TIE_CHANGES
from graph.relatives import Relative
from search.completion import Completion
from search.reasons import Reason
from search.task_differences import Difference

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


CLASSES: tuple[type[Any], ...] = (
    *model.CLASS_OF_KIND.values(),
    model.Heading,
    model.Deadline,
    model.Evidence,
    model.Edge,
    Relative,
    Reason,
    Completion,
    network.Member,
    network.Community,
    network.Whole,
)
TEXT: Schema = {"type": "string"}
SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
COUNT: Schema = {"type": "integer", "minimum": 0}
PAGE: Schema = {"type": "integer", "minimum": 1}
PAGE_OR_NULL: Schema = {"type": ["integer", "null"], "minimum": 1}
BOX: Schema = {
    "type": "array",
    "items": {"type": "number"},
    "minItems": 4,
    "maxItems": 4,
    "description": "left, top, right, bottom in points from the upper left corner of the page",
}
WORD_OR_NULL: Schema = {"type": ["string", "null"]}
NODE: Schema = {"anyOf": [reference(kind.__name__) for kind in model.CLASS_OF_KIND.values()]}
BODY: Schema = {"anyOf": [reference("Agency"), reference("AgencyGroup")]}
ACTION: dict[str, Schema] = {
    "action": reference("Action"),
    "document": reference("DocumentInBrief"),
    "takings": listed(reference("Taking")),
}
ROWS: dict[str, dict[str, Schema]] = {
    "action": ACTION,
    "indicator": {
        "indicator": reference("Indicator"),
        **ACTION,
        "evidence": reference("Evidence"),
    },
    "citation": {
        "source": {"anyOf": [reference("DocumentInBrief"), reference("Node")]},
        "regulation": reference("Regulation"),
        "document": reference("DocumentInBrief"),
        "treatment": WORD_OR_NULL,
        "distance": COUNT,
        "evidence": reference("Evidence"),
    },
    "partner": {"agency": BODY, "weight": COUNT, "actions": listed(TEXT)},
    "cooperation": {"a": BODY, "b": BODY, "weight": COUNT, "actions": listed(TEXT)},
    "path": {"agencies": listed(BODY), "weight": COUNT, "actions": listed(listed(TEXT))},
    "cited-together": {
        "regulation": reference("Regulation"),
        "weight": COUNT,
        "documents": listed(TEXT),
    },
    "function": {"function": reference("Function"), "weights": listed(COUNT)},
    "subject": {
        "subject": reference("Subject"),
        **dict.fromkeys(("own", "elsewhere", "bodies"), COUNT),
    },
    "ranking": {"node": reference("Node"), "weight": COUNT},
    "document": {"document": reference("DocumentInBrief")},
    "hit": {
        **dict.fromkeys(("id", "kind", "document"), TEXT),
        "score": {"type": "number"},
        **dict.fromkeys(("title", "snippet"), reference("Snippet")),
        "reasons": listed(reference("Reason")),
    },
}
"""The properties of a row of each type, beside its type."""


def row_name(kind: str) -> str:
    """Return the name of the schema of a row.

    >>> row_name("cited-together")
    'CitedTogetherRow'
    """
    return f"{''.join(part.capitalize() for part in kind.split('-'))}Row"


def answers() -> dict[str, Schema]:
    """Return the schemas of rows and of whole answers by name."""
    return {
        **{row_name(kind): _row(kind) for kind in ROWS},
        **{f"{row_name(kind)}s": _rows(reference(row_name(kind))) for kind in ROWS},
        "Node": NODE,
        "DocumentInBrief": _document_in_brief(),
        "Taking": an_object(
            {"agency": BODY, "role": schema_of(model.Role), "surface": TEXT}
            | {"evidence": reference("Evidence")}
        ),
        "Snippet": an_object({"text": TEXT, "marks": listed(listed({"type": "integer"}))}),
        "Found": _found(),
        "Asked": _asked(),
        "Completions": an_object({"completions": listed(reference("Completion"))}),
        "DocumentWithText": an_object(
            {"document": reference("Document"), "text": TEXT}
            | {"relatives": listed(reference("Relative"))}
        ),
        "Places": an_object({"page": PAGE_OR_NULL, "places": listed(reference("PlaceOnPage"))}),
        "PlaceOnPage": an_object({"start": COUNT, "page": PAGE, "box": BOX}),
        "ActionInFull": an_object(
            {**_row("action")["properties"], "edges": listed(reference("Edge"))}
            | {"nodes": listed(reference("Node"))}
        ),
        "SimilarActions": an_object(
            {"similar": listed(an_object({"action": reference("Action"), "likeness": SHARE}))}
        ),
        "AgencyInFull": an_object({"agency": BODY, "actions": COUNT}),
        "RegulationInFull": an_object({"regulation": reference("Regulation"), "cited": COUNT}),
        **_networks(),
        **_comparisons(),
        "Problem": an_object(
            {"type": TEXT, "title": TEXT, "status": {"type": "integer"}, "detail": TEXT}
        ),
    }


def _row(kind: str) -> Schema:
    return an_object({"type": {"const": kind}, **ROWS[kind]})


def _rows(row: Schema) -> Schema:
    return an_object({"total": COUNT, "results": listed(row)})


def _document_in_brief() -> Schema:
    whole = schema_of_class(model.Document)["properties"]
    left_out = ("outline", "extractor")
    return an_object({name: schema for name, schema in whole.items() if name not in left_out})


def _found() -> Schema:
    counts = listed(an_object({"value": TEXT, "count": COUNT}))
    return an_object(
        {
            "instead": WORD_OR_NULL,
            "total": COUNT,
            "hits": listed(reference(row_name("hit"))),
            "facets": {"type": "object", "additionalProperties": counts},
            "ignored": listed(TEXT),
            "other_names": listed(an_object({"asked": TEXT, "names": listed(TEXT)})),
        }
    )


def _asked() -> Schema:
    interpretation = {
        "question": {"type": ["object", "null"], "additionalProperties": TEXT},
        "text": listed(an_object({"label": TEXT, "value": TEXT})),
        "candidates": listed(an_object({"name": TEXT, "ids": listed(TEXT)})),
        "ignored": listed(TEXT),
    }
    rows: Schema = {"anyOf": [reference(row_name(kind)) for kind in ROWS]}
    asked = {"interpretation": an_object(interpretation), "instead": WORD_OR_NULL}
    return an_object({**asked, **_rows(rows)["properties"]})


def _networks() -> dict[str, Schema]:
    pair: Schema = {"type": "array", "items": COUNT, "minItems": 2, "maxItems": 2}
    member = listed(reference("Member"))
    whole = {"documents": COUNT, "whole": reference("Whole")}
    pairs = _rows(reference(row_name("cooperation")))["properties"]
    communities = {"communities": listed(reference("Community"))}
    sorts = (*TIE_CHANGES, *MEMBER_CHANGES)
    counts = dict.fromkeys(("documents", "citations", "depth"), COUNT)
    steps = dict.fromkeys(("chain", "circles"), listed(listed(TEXT)))
    return {
        "Network": an_object({**pairs, "members": member, **whole, **communities}),
        "NetworkMembers": an_object({"total": COUNT, "results": member, **whole}),
        "NetworkChange": an_object(
            dict.fromkeys(("documents", "members", "ties"), pair)
            | {"counts": an_object(dict.fromkeys(sorts, COUNT))}
            | _rows(_change(sorts))["properties"]
        ),
        "NetworkCitations": an_object(counts | steps | _rows(_cited_work())["properties"]),
    }


def _comparisons() -> dict[str, Schema]:
    targets = an_object({"indicator": reference("Indicator"), "evidence": reference("Evidence")})
    task = an_object({"type": {"const": "action"}, **ACTION, "targets": listed(targets)})
    row = {
        "type": {"const": "aligned"},
        "tasks": listed({"anyOf": [reference("PlannedTask"), {"type": "null"}]}),
        "likeness": listed({"type": ["number", "null"], "minimum": 0, "maximum": 1}),
        "differences": listed(schema_of(Difference)),
    }
    scope = an_object({"label": TEXT} | dict.fromkeys(("documents", "tasks", "compared"), COUNT))
    rows = _rows(reference("AlignedRow"))["properties"]
    return {
        "PlannedTask": task,
        "AlignedRow": an_object(row),
        "AlignedRows": an_object({"scopes": listed(scope), **rows}),
    }


def _change(sorts: tuple[str, ...]) -> Schema:
    agencies = listed(an_object({"id": TEXT, "name": TEXT}))
    ranks = dict.fromkeys(("rank_before", "rank_after"), PAGE_OR_NULL)
    return an_object(
        {"type": {"enum": list(sorts)}, "agencies": agencies, "before": COUNT, "after": COUNT}
        | ranks
    )


def _cited_work() -> Schema:
    return an_object({**schema_of_class(CitedWork)["properties"], "title": TEXT})
