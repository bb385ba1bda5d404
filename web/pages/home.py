"""The first page: where to ask, what is there to be asked about, what came last."""

from __future__ import annotations

from flask import Blueprint, render_template

from graph.questions import Documents, Page
from web.pages.about import census
from web.pages.examples import examples
from web.site import site

home_pages = Blueprint("home", __name__)

LATEST = 8


@home_pages.get("/")
def home() -> str:
    """Show the first page."""
    latest = site().store.answer(Documents(page=Page(0, LATEST)))
    return render_template("home.html", documents=latest.rows, census=census(), examples=examples())
