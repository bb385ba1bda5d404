"""A body or a group of bodies: its tasks by role, its partners, and what it works with."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, render_template, url_for

from graph.model import Kind, Relation
from graph.questions import (
    ActionsOf,
    Indicators,
    Page,
    PartnerRow,
    PartnersOf,
    Party,
    Ranking,
    RankingRow,
    Scope,
)
from graph.store import EdgePattern
from search.engine import Filters
from web.addresses import answer_address
from web.pages.choices import chosen_scope
from web.pages.drawings import drawing_around, pair_address
from web.pages.elsewhere import peers_of
from web.pages.task_table import task_table
from web.site import node_or_404, site

agencies = Blueprint("agencies", __name__)

PARTNERS_SHOWN = 30
REGULATIONS_SHOWN = 10
INDICATORS_SHOWN = 5
PEERS_SHOWN = 12


@agencies.get("/agencies/<key>")
def agency(key: str) -> str:
    """Show one body."""
    return _page(node_or_404(Kind.AGENCY, key))


@agencies.get("/agency-groups/<key>")
def group(key: str) -> str:
    """Show several bodies that are named as one."""
    return _page(node_or_404(Kind.AGENCY_GROUP, key))


def _page(body: Any) -> str:
    scope, party = chosen_scope(), Party(agency=body.id)
    tasks = task_table(scope, Filters(agency=body.id), party)
    together = PartnersOf(party=party, scope=scope)
    partners = site().store.answer(replace(together, page=Page(0, PARTNERS_SHOWN)))
    shown = [row for row in partners.rows if isinstance(row, PartnerRow)]
    peers, peers_total = peers_of(body, PEERS_SHOWN)
    return render_template(
        "agency.html",
        body=body,
        tasks=tasks,
        taken=tasks.taken,
        partners=shown,
        partners_total=partners.total,
        together=together,
        drawing=drawing_around(body, shown, scope),
        actions_together=lambda row: pair_address(body.id, row.agency.id, scope),
        joined=joined_to(body.id),
        with_former=answer_address(
            ActionsOf(parties=(Party(agency=body.id, with_predecessors=True),))
        ),
        peers=peers,
        peers_total=peers_total,
        **_works_with(party, scope),
    )


def _works_with(party: Party, scope: Scope) -> dict[str, Any]:
    """Return the first works that the tasks of a party cite, and their first targets."""
    cited = Ranking(by="regulation", party=party, scope=scope)
    targets = Indicators(party=party, scope=scope)
    store = site().store
    return {
        "cited": store.answer(replace(cited, page=Page(0, REGULATIONS_SHOWN))),
        "asked_cited": cited,
        "asked_targets": targets,
        "all_cited": answer_address(cited),
        "citing": lambda row: _citing(party, row, scope),
        "targets": store.answer(replace(targets, page=Page(0, INDICATORS_SHOWN))),
        "all_targets": answer_address(targets),
    }


def _citing(party: Party, row: RankingRow, scope: Scope) -> str:
    """Return the address of the tasks of a body that cite a work."""
    year = scope.years[0] if scope.years else None
    filters = {"agency": party.agency, "regulation": row.node.id, "kind": Kind.ACTION, "year": year}
    return url_for("search.search", **filters)  # type: ignore[arg-type]


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
