"""What the data hold, counted."""

from __future__ import annotations

from flask import Blueprint, render_template

from graph.model import Kind
from graph.questions import Census, CensusRow
from ingest.extract.confidence import DOUBTFUL_BELOW
from ingest.ledger import Outcome
from web.reasons import reason_words
from web.site import document_counts, site

KINDS = (
    Kind.DOCUMENT,
    Kind.ACTION,
    Kind.AGENCY,
    Kind.AGENCY_GROUP,
    Kind.INDICATOR,
    Kind.SUBJECT,
    Kind.REGULATION,
    Kind.LOCATION,
    Kind.FUNCTION,
)
"""The order in which kinds are counted up to a person."""

REFUSED_SHOWN = 5

about_pages = Blueprint("about", __name__, url_prefix="/about")


def census() -> CensusRow:
    """Return how much the graph holds."""
    row = site().kept.get("census", lambda: site().store.answer(Census()).rows[0])
    assert isinstance(row, CensusRow)
    return CensusRow(tuple(sorted(row.nodes, key=_as_told)), row.edges)


def _as_told(count: tuple[str, int]) -> int:
    return KINDS.index(Kind(count[0]))


@about_pages.get("")
def about() -> str:
    """Show what is counted, how it came about and how far the index has come."""
    ledger = site().ledger
    return render_template(
        "about.html",
        census=census(),
        years=sorted(document_counts("year")),
        change=site().store.last_change,
        indexed=site().engine.last_change,
        engine=site().engine.name,
        files=ledger.counts() if ledger else {},
        refused=ledger.part(Outcome.REFUSED, 0, REFUSED_SHOWN) if ledger else (),
        reason_words=reason_words,
        doubtful_below=DOUBTFUL_BELOW,
    )
