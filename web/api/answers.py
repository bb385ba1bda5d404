"""Questions that parameters ask, answered as JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from graph.links import question_from
from graph.questions import Page, Question, Row
from search.answers import on_page, row_as_json
from web.api.lists import Listing, Part
from web.api.orders import order_of
from web.api.parameters import MAX_SIZE
from web.api.reading import Values
from web.site import site

_OF_PART = ("page", "size", "cursor")


def answered(parameters: Mapping[str, Any], **fixed: str) -> dict[str, Any]:
    """Return the part of the rows that answer the question that parameters ask.

    Raises QuestionError where they make none, and what ``Listing.part`` raises.
    """
    given = {
        name: str(value)
        for name, value in parameters.items()
        if value is not None and name not in _OF_PART
    }
    question = question_from(given | fixed, max_size=MAX_SIZE)
    return answer_of(question, parameters).told(row_as_json)


def answer_of(question: Question, values: Values) -> Part[Row]:
    """Return the part of the rows of an answer that the page and size, or the cursor, tell."""

    def rows(page: Page) -> tuple[int, Sequence[Row]]:
        answer = site().store.answer(on_page(question, page))
        return answer.total, answer.rows

    return part_of(Listing(question, rows, change, order_of(question)), values)


def total_of(**fixed: str) -> int:
    """Return how many rows answer a question."""
    return site().store.answer(question_from({**fixed, "size": "0"})).total


def all_at_once(asked: object, found: Callable[[], Sequence[Any]], values: Values) -> Part[Any]:
    """Return the part wanted of rows that are computed together and hold for one state."""

    def rows(page: Page) -> tuple[int, Sequence[Any]]:
        every = found()
        return len(every), every[page.offset :][: page.limit]

    return part_of(Listing(asked, rows, change), values)


def part_of(listed: Listing[Any], values: Values) -> Part[Any]:
    """Return the part of a list that parameters want."""
    return listed.part(values["page"], values["size"], values["cursor"])


def change() -> tuple[int, ...]:
    """Return the number of the store's last change, the state that its answers depend on."""
    return (site().store.last_change,)
