"""Questions that the present data answer, made of what occurs in them most."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from graph.model import Kind, Level, Location, kind_of
from graph.questions import Page
from search.answers import on_page
from search.engine import Filters
from search.understand import understand
from web.labels import function_name
from web.languages import language
from web.site import document_counts, facet_counts, site

MOST = 5


def examples() -> list[str]:
    """Return questions that are understood and have an answer, at most five.

    They are sought again when the store has changed.
    """
    return site().kept.get(("examples", language()), _answered)


def _answered() -> list[str]:
    return list(islice((text for text in _candidates() if _is_answered(text)), MOST))


def _is_answered(text: str) -> bool:
    understood = understand(text, site().names)
    if understood.question is None or understood.ignored:
        return False
    return site().store.answer(on_page(understood.question, Page(0, 0))).total > 0


def _candidates() -> Iterator[str]:
    functions = [_spoken(value) for value, _ in facet_counts("function")[:3]]
    bodies = [body for body, _ in facet_counts("agency") if kind_of(body) is Kind.AGENCY]
    if language() == "en":
        yield from (f"tasks led by {name}" for name in functions[:1])
        yield from (f"tasks supported by {name}" for name in functions[1:2])
        yield from (f"who cooperates with {name}" for name in functions[2:3])
        for place in _places():
            yield f"which agency leads most tasks in {place.name}"
            yield f"{place.name} indicators"
    else:
        yield from (f"{name}部门牵头的所有任务" for name in functions[:1])
        yield from (f"{site().nodes.name(body)}和哪些单位合作" for body in bodies[:1])
        for place in _places():
            yield from _of_place(place)


def _spoken(function: str) -> str:
    """Return the name of a function as it stands within a sentence."""
    name = function_name(function)
    return name[:1].lower() + name[1:]


def _of_place(place: Location) -> Iterator[str]:
    inside = Filters(location=place.id)
    for function, _ in facet_counts("function", inside)[1:2]:
        yield f"{place.name}{function_name(function)}部门负责的任务"
    yield f"{place.name}哪个单位牵头任务最多"
    for year, _ in document_counts("year", inside)[:1]:
        yield f"{place.name}{year}年的量化指标"


def _places() -> Iterator[Location]:
    """Yield the places below the state, those with most documents first."""
    for value, _ in document_counts("location"):
        place = site().nodes.node(value)
        if isinstance(place, Location) and place.level is not Level.COUNTRY:
            yield place
