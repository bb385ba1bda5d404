"""Words searched, and where nothing has them, what was probably meant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from search.engine import Query, Results, SearchEngine
from search.spelling import Speller


@dataclass(frozen=True, slots=True)
class Found:
    """What was found; ``instead`` are the words it was found for where the typed ones find none."""

    results: Results
    instead: str | None = None


def search_corrected(engine: SearchEngine, query: Query, speller: Callable[[], Speller]) -> Found:
    """Return what a query finds; where that is nothing, what likely other words find.

    Other words stand for the typed ones only where they find something. A literal query, which
    has no synonyms, is taken as it was typed. ``speller`` is asked for only then: the first
    one of a process takes a second.
    """
    results = engine.search(query)
    if results.total or not query.words or query.synonyms is None:
        return Found(results)
    for words in speller().suggestions(query.words):
        others = engine.search(replace(query, words=words))
        if others.total:
            return Found(others, words)
    return Found(results)
