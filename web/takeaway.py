"""What can be taken along from a result: files, a feed, and the search itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext

from graph.links import parameters_of
from graph.questions import Page, Question
from search.answers import on_page
from search.describe import describe
from web.asked import FILTERS, Questioned, Wanted
from web.json_address import json_address
from web.labels import filter_value
from web.languages import language
from web.site import site

FORMS = ("docx", "xlsx", "csv", "jsonl")
MOST_ROWS = 100_000
"""A file of more rows would keep the site busy for minutes; such a result can be narrowed."""


@dataclass(frozen=True, slots=True)
class Takeaway:
    """A result by its title and number of rows, with the addresses of what can be taken along.

    ``files`` are pairs of a form and an address; there are none for a result without rows.
    ``json`` is its list in the interface, "" where there is none.
    """

    title: str
    total: int
    page: str
    feed: str
    files: tuple[tuple[str, str], ...]
    json: str
    most: int

    @property
    def is_too_long(self) -> bool:
        """Whether there are more rows than a file may have."""
        return self.total > self.most


def takeaway(wanted: Wanted, total: int) -> Takeaway:
    """Return what can be taken along from a result of ``total`` rows."""
    files = tuple((form_label(form), file_address(wanted, form)) for form in FORMS) if total else ()
    return Takeaway(
        title=title_of(wanted),
        total=total,
        page=page_address(wanted),
        feed=feed_address(wanted),
        files=files,
        json=json_address(wanted),
        most=MOST_ROWS,
    )


def taken_from(question: Question, total: int) -> Takeaway:
    """Return what can be taken along from a table of a page: all rows of the question it shows."""
    whole = on_page(question, Page())
    return takeaway(Questioned(whole, "", parameters_of(whole)), total)


def form_label(form: str) -> str:
    """Return what a form of files is called."""
    return "Word" if form == "docx" else form.upper()


def page_address(wanted: Wanted) -> str:
    """Return the address of the page that shows a result."""
    return _address("answers.answer" if "find" in wanted.parameters else "search.search", wanted)


def feed_address(wanted: Wanted) -> str:
    """Return the address of the feed of a result."""
    return _address("feeds.feed", wanted)


def file_address(wanted: Wanted, form: str) -> str:
    """Return the address of a result as a file."""
    return _address("exports.export", wanted, format=form)


def _address(endpoint: str, wanted: Wanted, **more: Any) -> str:
    return url_for(endpoint, **more, **dict[str, Any](wanted.parameters))


def title_of(wanted: Wanted) -> str:
    """Return what a result is called: the words typed, or what is asked for in words."""
    if not isinstance(wanted, Questioned):
        values = (filter_value(n, v) for n, v in wanted.parameters.items() if n in FILTERS)
        return " · ".join(filter(None, (wanted.query.words, *values))) or str(gettext("全部"))
    if wanted.words:
        return wanted.words
    (_, result), *others = describe(wanted.question, site().store, language())
    return " · ".join((result, *(f"{label} {value}" for label, value in others)))
