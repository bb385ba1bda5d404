"""What changed in the cooperation of a place or subject from some years to others."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, render_template, request

from graph.model import Relation
from graph.network_change import MEMBER_CHANGES, TIE_CHANGES
from graph.store import EdgePattern
from web.measure_labels import change_label, change_sentence, moved_by
from web.pages.choices import Choice
from web.pages.drawings import pair_address
from web.pages.network_choices import chosen_among, chosen_network, scope_in_words, years_of
from web.paging import Pager, requested_page, rows_of
from web.site import site

network_change_pages = Blueprint("network_change", __name__, url_prefix="/network/change")

SORTS = (*TIE_CHANGES, *MEMBER_CHANGES)


@network_change_pages.get("")
def network_change() -> str:
    """Show what differs between two spans of years, by default the last two years."""
    chosen, number = chosen_network(), requested_page()
    sort = chosen_among("show", SORTS)
    before, after = _spans(chosen.years)
    if not before or not after:
        return render_template("network_change.html", chosen=chosen, change=None)
    earlier, later = (replace(chosen.scope, years=years_of(one)) for one in (before, after))
    change = site().networks.change(earlier, later, chosen.min_weight)
    rows = change.ties_of(sort) if sort in TIE_CHANGES else change.members_of(sort)
    page = rows_of(number)
    return render_template(
        "network_change.html",
        chosen=chosen,
        described=scope_in_words(replace(chosen.scope, years=None)),
        change=change,
        before=before,
        after=after,
        sort=sort,
        is_of_ties=sort in TIE_CHANGES,
        choices=[Choice(one, change_label(one), change.counts[one]) for one in SORTS],
        sentence=change_sentence(sort),
        rows=rows[page.offset :][: page.limit],
        pager=Pager(number, len(rows)),
        moved_by=moved_by,
        successors=_successors,
        together=lambda tie, scope: pair_address(tie.a, tie.b, scope),
        earlier=earlier,
        later=later,
    )


def _spans(years: list[Choice]) -> tuple[str, str]:
    """Return the years before and after in the address, by default the last two with documents."""
    last = [year.value for year in years[:2]]
    after = request.args.get("after") or (last[0] if len(last) == 2 else "")
    before = request.args.get("before") or (last[1] if len(last) == 2 else "")
    return before, after


def _successors(agency: str) -> list[str]:
    edges = site().store.edges(EdgePattern(relation=Relation.SUCCEEDS, target=agency))
    return sorted({edge.source for edge in edges})
