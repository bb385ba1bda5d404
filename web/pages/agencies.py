"""A body or a group of bodies: its tasks by role, its partners, and the network around it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template

from graph.model import Kind, Relation
from graph.questions import ActionsOf, Page, PartnerRow, PartnersOf, Party
from graph.store import EdgePattern
from search.engine import Filters
from web.pages.choices import chosen_role, chosen_scope, years_among
from web.pages.drawings import drawing_around, pair_address
from web.pages.parties import roles_of
from web.paging import Pager, requested_page, rows_of
from web.site import facet_counts, node_or_404, site

agencies = Blueprint("agencies", __name__)

PARTNERS_SHOWN = 30


@agencies.get("/agencies/<key>")
def agency(key: str) -> str:
    """Show one body."""
    return _page(node_or_404(Kind.AGENCY, key))


@agencies.get("/agency-groups/<key>")
def group(key: str) -> str:
    """Show several bodies that are named as one."""
    return _page(node_or_404(Kind.AGENCY_GROUP, key))


def _page(body: Any) -> str:
    role, scope, number = chosen_role(), chosen_scope(), requested_page()
    party = Party(agency=body.id, roles=(role,) if role else ())
    answer = site().store.answer(ActionsOf(parties=(party,), scope=scope, page=rows_of(number)))
    partners = site().store.answer(
        PartnersOf(party=Party(agency=body.id), scope=scope, page=Page(0, PARTNERS_SHOWN))
    )
    shown = [row for row in partners.rows if isinstance(row, PartnerRow)]
    return render_template(
        "agency.html",
        body=body,
        rows=answer.rows,
        pager=Pager(number, answer.total),
        roles=roles_of(Party(agency=body.id), scope),
        years=years_among(facet_counts("year", Filters(agency=body.id))),
        partners=shown,
        partners_total=partners.total,
        drawing=drawing_around(body, shown, scope),
        actions_together=lambda row: pair_address(body.id, row.agency.id, scope),
        joined=joined_to(body.id),
    )


def joined_to(body: str) -> dict[str, list[str]]:
    """Return the ids of members and groups, of what the body succeeds and is succeeded by."""
    store = site().store
    part, after = Relation.PART_OF, Relation.SUCCEEDS
    found = {
        "members": (e.source for e in store.edges(EdgePattern(relation=part, target=body))),
        "groups": (e.target for e in store.edges(EdgePattern(source=body, relation=part))),
        "former": (e.target for e in store.edges(EdgePattern(source=body, relation=after))),
        "successors": (e.source for e in store.edges(EdgePattern(relation=after, target=body))),
    }
    return {name: sorted(set(ids)) for name, ids in found.items()}
