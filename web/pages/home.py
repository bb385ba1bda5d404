"""The first page: where to ask, what is there to be asked about, what came last."""

from __future__ import annotations

from flask import Blueprint, render_template

from graph.model import Document
from graph.questions import ActionsOf, Documents, Page, Scope
from web.pages.about import census
from web.pages.examples import examples
from web.site import document_counts, site

home_pages = Blueprint("home", __name__)

LATEST = 8


@home_pages.get("/")
def home() -> str:
    """Show the first page."""
    return render_template(
        "home.html",
        documents=site().kept.get("latest", _latest),
        census=census(),
        years=sorted(document_counts("year"), reverse=True),
        examples=examples(),
    )


def _latest() -> list[tuple[Document, int]]:
    """Return the newest documents, each with the number of its tasks."""
    rows = site().store.answer(Documents(page=Page(0, LATEST))).rows
    return [(row, _tasks_in(row)) for row in rows if isinstance(row, Document)]


def _tasks_in(document: Document) -> int:
    question = ActionsOf(scope=Scope(document=document.id), page=Page(0, 0))
    return site().store.answer(question).total
