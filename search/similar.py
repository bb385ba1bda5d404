"""Tasks that are like one: the same work planned by other documents, in other places and years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.model import Action
from graph.questions import Page
from graph.store import GraphStore
from search.engine import Filters, Query, SearchEngine
from search.tokens import index_words

LIKE_FROM = 0.25
"""From what share of common words on two tasks are said to be alike (Jaccard, 1901)."""

_LOOKED_AT = 60
_MOST_WORDS = 40


@dataclass(frozen=True, slots=True)
class Similar:
    """An action that is like another one, and what share of their words both have, 0 to 1."""

    action: Action
    likeness: float


def similar_to(
    action: Action, store: GraphStore, engine: SearchEngine, most: int = 6
) -> tuple[Similar, ...]:
    """Return the actions of other documents that are most like one, best first.

    Names of who takes part do not count, as each place has its own. Raises SearchError where the
    index cannot be read.
    """
    own = words_of(action)
    asked = Query(
        like=tuple(sorted(own, key=lambda word: (-len(word), word))[:_MOST_WORDS]),
        filters=Filters(kind="action"),
        page=Page(0, _LOOKED_AT),
        facets=(),
    )
    if not own:
        return ()
    found = (store.node(hit.id) for hit in engine.search(asked).hits)
    others = (
        Similar(other, _likeness(own, words_of(other)))
        for other in found
        if isinstance(other, Action) and other.document != action.document
    )
    alike = sorted(
        (one for one in others if one.likeness >= LIKE_FROM),
        key=lambda one: (-one.likeness, one.action.id),
    )
    return tuple(alike[:most])


def words_of(action: Action) -> frozenset[str]:
    """Return the words of two signs or more that say what is to be done."""
    return frozenset(_words(f"{action.title}\n{action.text.replace(action.statement, '')}"))


def _words(text: str) -> Iterator[str]:
    return (word for word in index_words(text) if len(word) > 1)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0
