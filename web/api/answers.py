"""Values of the graph as the JSON that the interface answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from graph.links import question_from
from graph.questions import Answer
from web.api.parameters import MAX_SIZE
from web.site import site


def as_json(value: Any) -> Any:
    """Return a value as JSON: a dataclass by its fields, a tuple as a list.

    >>> from graph.questions import Page
    >>> as_json((Page(0, 5),))
    [{'offset': 0, 'limit': 5}]
    """
    if is_dataclass(value):
        return {field.name: as_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [as_json(part) for part in value]
    return value


def answered(parameters: Mapping[str, Any], **fixed: str) -> dict[str, Any]:
    """Return the page of rows that answers the question that parameters ask.

    Raises QuestionError where they make none.
    """
    given = {name: str(value) for name, value in parameters.items() if value is not None}
    return listing(site().store.answer(question_from(given | fixed, max_size=MAX_SIZE)))


def listing(answer: Answer) -> dict[str, Any]:
    """Return an answer as JSON."""
    return {"total": answer.total, "results": as_json(answer.rows)}
