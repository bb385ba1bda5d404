"""JSON Schemas of rows, and of lists of them."""

from __future__ import annotations

from graph import model
from web.api.schema import Schema, an_object, listed, reference

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
ROLES = an_object(dict.fromkeys(model.Role, COUNT))
VALUES = listed(an_object({"value": TEXT, "count": COUNT}))
NAMED = listed(an_object({"id": TEXT, "name": TEXT}))
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
    "metric": {
        **dict.fromkeys(("metric", "unit"), TEXT),
        **dict.fromkeys(("weight", "places", "years"), COUNT),
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


def rows_of(row: Schema) -> Schema:
    """Return the schema of a list that is given in parts."""
    parts = {"cursor": WORD_OR_NULL, "next": WORD_OR_NULL}
    return an_object({"total": COUNT, "results": listed(row), **parts})


def row_of(kind: str) -> Schema:
    """Return the schema of a row of one type."""
    return an_object({"type": {"const": kind}, **ROWS[kind]})
