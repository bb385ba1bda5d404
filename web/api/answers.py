"""Questions that parameters ask, answered as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.links import question_from
from graph.questions import Page
from search.answers import row_as_json
from web.api.parameters import MAX_SIZE
from web.site import site


def page_of(values: Mapping[str, Any]) -> Page:
    """Return the page of rows that parameters ask for."""
    return Page((values["page"] - 1) * values["size"], values["size"])


def answered(parameters: Mapping[str, Any], **fixed: str) -> dict[str, Any]:
    """Return the page of rows that answers the question that parameters ask.

    Raises QuestionError where they make none.
    """
    given = {name: str(value) for name, value in parameters.items() if value is not None}
    answer = site().store.answer(question_from(given | fixed, max_size=MAX_SIZE))
    return {"total": answer.total, "results": [row_as_json(row) for row in answer.rows]}
