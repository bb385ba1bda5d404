"""The files that were handed in: what became of each, and why."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, abort, render_template, request

from ingest.ledger import Outcome
from web.dates import moment_label
from web.paging import SIZE, Pager, requested_page
from web.reasons import reason_words
from web.site import site

files_pages = Blueprint("files", __name__, url_prefix="/files")


@files_pages.get("")
def files_list() -> str:
    """List the files, latest first, of one outcome where one is chosen."""
    ledger = site().ledger
    number, outcome = requested_page(), _chosen()
    counts = ledger.counts() if ledger else {}
    total = counts.get(outcome, 0) if outcome else sum(counts.values())
    return render_template(
        "files.html",
        counts=counts,
        outcome=outcome,
        entries=ledger.part(outcome, (number - 1) * SIZE, SIZE) if ledger else (),
        pager=Pager(number, total),
        reason_words=reason_words,
        readable=readable,
        here=here,
    )


def _chosen() -> Outcome | None:
    """Return the outcome that the request asks for; one that is none ends in 404."""
    chosen = request.args.get("outcome", "")
    if chosen and chosen not in list(Outcome):
        abort(404)
    return Outcome(chosen) if chosen else None


def readable(size: int) -> str:
    """Return a number of bytes as people read it.

    >>> readable(512), readable(20_480), readable(3_500_000)
    ('512 B', '20 KB', '3.5 MB')
    """
    if size < 1_000:
        return f"{size} B"
    return f"{size / 1_000:.0f} KB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"


def here(at: str) -> str:
    """Return a moment of UTC in ISO form as the clock of this machine shows it, to the minute."""
    return moment_label(datetime.fromisoformat(at).astimezone())
