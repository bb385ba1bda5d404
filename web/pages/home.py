"""The first page: where to ask, what is there to be asked about, what came last."""

from __future__ import annotations

from flask import Blueprint, render_template

from graph.model import Document
from graph.questions import ActionsOf, Documents, Page, Scope
from web.pages.about import census
from web.pages.examples import examples
from web.site import document_counts, site

home_pages = Blueprint("home", __name__)

LATEST, LOOKED_AT = 8, 300
"""So many documents are shown, of so many of the newest years: the store has them by years only."""


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
    """Return the newest documents by their dates, each with the number of its tasks."""
    rows = site().store.answer(Documents(page=Page(0, LOOKED_AT))).rows
    documents = [row for row in rows if isinstance(row, Document)]
    documents.sort(key=lambda document: document.issued_on or str(document.year), reverse=True)
    return [(document, _tasks_in(document)) for document in documents[:LATEST]]


def _tasks_in(document: Document) -> int:
    question = ActionsOf(scope=Scope(document=document.id), page=Page(0, 0))
    return site().store.answer(question).total
