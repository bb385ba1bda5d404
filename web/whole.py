"""All rows of a result, fetched part by part, so that no answer is too long to be given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.questions import (
    CitedTogether,
    CooperationIn,
    EgoNetwork,
    FunctionsCompared,
    Metrics,
    Page,
    PartnersOf,
    Paths,
    Ranking,
    SideBySide,
)
from search.answers import on_page
from web.asked import Questioned, Wanted, found_for
from web.site import site
from web.sources import Found

PART = 500
COUNTED_PART = 10_000
"""Pairs of bodies are counted anew for each part, so their parts are larger."""
_COUNTED = (
    *(PartnersOf, CooperationIn, EgoNetwork, Paths, Ranking),
    *(CitedTogether, FunctionsCompared, SideBySide, Metrics),
)


class ChangedMeanwhileError(Exception):
    """The graph changed while rows were fetched: some might be missing or come twice."""


@dataclass(frozen=True, slots=True)
class Whole:
    """How many rows a result has, and all of them, in parts.

    The parts raise ChangedMeanwhileError where what gives them changes before the last of them:
    the index, or a store that cannot keep to one moment.
    """

    total: int
    parts: Iterator[Sequence[Found]]


def whole(wanted: Wanted) -> Whole:
    """Return all that is wanted; the first part is fetched at once, the others as they are read."""
    change = _state(wanted)
    total, rows = some(wanted, Page(0, _size(wanted)))
    return Whole(total, _parts(wanted, total, rows, change))


def some(wanted: Wanted, page: Page) -> tuple[int, Sequence[Found]]:
    """Return how many rows there are, and those of one page."""
    if isinstance(wanted, Questioned):
        answer = site().store.answer(on_page(wanted.question, page))
        return answer.total, answer.rows
    results = found_for(wanted.query, page).results
    return results.total, results.hits


def changes() -> tuple[int, int]:
    """Return the numbers of the last changes of the store and of the index."""
    return site().store.last_change, site().engine.last_change


def _parts(
    wanted: Wanted, total: int, rows: Sequence[Found], change: int
) -> Iterator[Sequence[Found]]:
    size = _size(wanted)
    yield rows
    for start in range(size, total, size):
        _, rows = some(wanted, Page(start, size))
        if _state(wanted) != change:
            raise ChangedMeanwhileError("The graph changed while its rows were given; ask again.")
        site().nodes.refresh()
        yield rows


def _state(wanted: Wanted) -> int:
    """Return the number of the last change of what gives the rows: the store or the index."""
    of_store, of_index = changes()
    return of_store if isinstance(wanted, Questioned) else of_index


def _size(wanted: Wanted) -> int:
    is_counted = isinstance(wanted, Questioned) and isinstance(wanted.question, _COUNTED)
    return COUNTED_PART if is_counted else PART
