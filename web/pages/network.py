"""The cooperation network of a place and year: a drawing beside the equal table."""

from __future__ import annotations

from flask import Blueprint, render_template

from graph.network import analysed, cooperation
from graph.questions import CooperationIn, CooperationRow, Page, Party
from web.pages.choices import chosen_location, chosen_number, chosen_scope, years_among
from web.pages.documents import places_among
from web.pages.drawings import drawing_of, together_address
from web.site import document_counts, site

network_pages = Blueprint("network", __name__, url_prefix="/network")

LINES_SHOWN = 60
MEMBERS_SHOWN = 15
HIGHEST_WEIGHT = 100_000


@network_pages.get("")
def network() -> str:
    """Show the strongest pairs of the chosen place and year."""
    scope = chosen_scope()
    weight = chosen_number("min_weight", HIGHEST_WEIGHT) or 1
    answer = site().store.answer(
        CooperationIn(scope=scope, min_weight=weight, page=Page(0, LINES_SHOWN))
    )
    rows = [row for row in answer.rows if isinstance(row, CooperationRow)]
    analysis = analysed(cooperation(rows))
    return render_template(
        "network.html",
        rows=rows,
        total=answer.total,
        weight=weight,
        location=chosen_location(),
        years=years_among(document_counts("year")),
        places=places_among(document_counts("location")),
        drawing=drawing_of(analysis, scope),
        members=analysis.members[:MEMBERS_SHOWN],
        actions_together=lambda row: together_address(
            Party(agency=row.a.id), Party(agency=row.b.id), scope
        ),
    )
