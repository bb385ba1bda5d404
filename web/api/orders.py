"""Where a row stands in the order of its list, for the lists whose rows never change places.

The order of tasks, targets, documents and direct citations is that of their documents and of
the places in them: a row stays between the same neighbours whatever else comes or goes. Where
rows are ordered by counts (partners, rankings, networks) a new document may move any of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graph.fragments import edge_key
from graph.memory_view import newest_first
from graph.model import Edge
from graph.questions import (
    ActionRow,
    ActionsOf,
    CitationRow,
    Citations,
    Documents,
    IndicatorRow,
    Indicators,
    Question,
)

Place = tuple[Any, ...]


def order_of(question: Question) -> Callable[[Any], Place] | None:
    """Return what gives the place of each row; None where rows may change places.

    Places are compared as tuples; those of two rows of one list differ.
    """
    match question:
        case ActionsOf(sort=sort):
            return _by_document(sort, _place_of_action)
        case Indicators(sort="highest" | "lowest" as sort):
            sign = -1 if sort == "highest" else 1
            return lambda row: (sign * row.indicator.value, *place_of_edge(row.edge))
        case Indicators(sort=sort):
            return _by_document(sort, _place_of_target)
        case Documents():
            return newest_first
        case Citations(depth=1):
            return _place_of_citation
        case _:
            return None


def place_of_edge(edge: Edge) -> Place:
    """Return what edges are ordered by, without the words, which their span tells already."""
    document, *places, is_of_a_mode, mode, surface, _, rule, confidence, basis = edge_key(edge)
    return (document, *places, is_of_a_mode, mode, surface, rule, confidence, basis)


def _by_document(sort: str, place: Callable[[Any], Place]) -> Callable[[Any], Place]:
    def of_row(row: ActionRow | IndicatorRow) -> Place:
        is_undated, year, document = newest_first(row.document)
        return (is_undated, year if sort == "newest" else -year, document, *place(row))

    return of_row


def _place_of_action(row: ActionRow) -> Place:
    return (row.action.order, row.action.id)


def _place_of_target(row: IndicatorRow) -> Place:
    return place_of_edge(row.edge)


def _place_of_citation(row: CitationRow) -> Place:
    return (row.distance, *place_of_edge(row.edge))
