"""The searches that a person keeps: their browser holds them, the site never learns of them."""

from __future__ import annotations

from flask import Blueprint, render_template

searches_pages = Blueprint("searches", __name__, url_prefix="/searches")


@searches_pages.get("")
def searches() -> str:
    """Show the page that the browser fills with the searches it keeps."""
    return render_template("searches.html")
