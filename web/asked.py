"""What a request asks, read in one place for pages, the interface, files and feeds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import abort, request
from flask_babel import gettext

from graph.links import QuestionError, parameters_of, question_from
from graph.questions import Census, Page, Question
from search.answers import answerable, on_page
from search.corrected import Found, search_corrected
from search.engine import Filters, Query, Sort
from search.settling import Candidates
from search.understand import Interpretation, understand
from web.site import site

LONGEST_QUERY = 300
FACETS = ("kind", "role", "function", "agency", "subject", "jurisdiction", "year", "document_type")
FILTERS = (*FACETS, "regulation", "document")
FIELD_OF = {"jurisdiction": "location"}
"""The name in the index of what has another name in addresses."""
SORTS: dict[str, Sort] = {"newest": "newest", "place": "place"}
"""The ways to sort that an address may ask for; any other is by relevance."""

_NOT_ASKED = ("page", "format", "view")
_OF_WORDS = ("q", *FILTERS, "sort", "literal", "words")


@dataclass(frozen=True, slots=True)
class Questioned:
    """A question, the words it was asked in, if any, and those that have no part in it.

    ``parameters`` are those of the address that asks the same.
    """

    question: Question
    words: str
    parameters: Mapping[str, str]
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WordSearch:
    """Words and filters for the index, and the names in the words that may mean several nodes.

    ``parameters`` are those of the address that asks the same.
    """

    query: Query
    parameters: Mapping[str, str]
    candidates: tuple[Candidates, ...] = ()


Wanted = Questioned | WordSearch


def asked() -> Wanted:
    """Return what the request asks: as the answer page reads it where ``find`` names a question.

    A census has no rows to take along and ends in 422.
    """
    wanted = questioned() if request.args.get("find") else searched()
    if isinstance(wanted, Questioned) and isinstance(wanted.question, Census):
        abort(422, gettext("总览只有总数，没有可以逐条带走的结果。"))
    return wanted


def questioned() -> Questioned:
    """Return the question that the parameters ask; what is none ends in 422 with a sentence."""
    others = (*_NOT_ASKED, "q")
    given = {name: value for name, value in request.args.items() if name not in others}
    try:
        question = on_page(question_from(given), Page())
    except QuestionError as error:
        abort(422, str(error))
    words = request.args.get("q", "").strip()[:LONGEST_QUERY]
    parameters = parameters_of(question)
    return Questioned(question, words, parameters | {"q": words} if words else parameters)


def searched() -> Wanted:
    """Return the question that words alone ask, else the words with their filters.

    A year that is none ends in 404.
    """
    words = request.args.get("q", "").strip()[:LONGEST_QUERY]
    is_plain = bool(words) and not request.args.keys() - {"q", *_NOT_ASKED}
    understood = understand(words, site().names) if is_plain else Interpretation(None)
    understood = answerable(understood, site().store)
    if understood.question is not None:
        question = on_page(understood.question, Page())
        return Questioned(question, words, {"q": words}, understood.ignored)
    query = query_of(
        understood.words or words,
        chosen_filters(),
        sort=SORTS.get(request.args.get("sort", ""), "relevance"),
        is_literal=request.args.get("literal") == "1",
    )
    return WordSearch(query, _parameters(is_plain), understood.candidates)


def query_of(words: str, filters: Filters, *, sort: Sort, is_literal: bool) -> Query:
    """Return the query for words; it finds other names of a body too unless it is literal."""
    return Query(
        words=words,
        synonyms=None if is_literal else site().names.synonyms,
        filters=filters,
        sort=sort,
    )


def found_for(query: Query, page: Page) -> Found:
    """Return a page of what the words find or, where that is nothing, what likely ones find."""
    names = site().names
    return search_corrected(site().engine, replace(query, page=page), lambda: names.speller)


def chosen_filters() -> Filters:
    """Return the filters in the address; a year that is none ends in 404."""
    chosen = {FIELD_OF.get(name, name): request.args.get(name) or None for name in FILTERS}
    del chosen["year"]
    year = request.args.get("year", "")
    if year and not (year.isascii() and year.isdigit() and len(year) == 4):
        abort(404)
    return Filters(**chosen, years=(int(year), int(year)) if year else None)


def _parameters(is_plain: bool) -> dict[str, str]:
    told = {name: value for name in _OF_WORDS if (value := request.args.get(name))}
    if "q" in told:
        told["q"] = told["q"].strip()[:LONGEST_QUERY]
    return told if is_plain or told.keys() != {"q"} else told | {"words": "1"}
