"""What the drawing of a network asks for while it is explored: neighbours, ways, sentences."""

from __future__ import annotations

import json
from typing import Any

from flask import Blueprint, Response, abort, render_template, request
from flask_babel import gettext

from graph.model import Agency, AgencyGroup, Kind, Role
from graph.network import Network
from graph.network_view import Part, named, ties_along, ties_of, way
from graph.questions import ActionRow, ActionsOf, Page, Party
from web.languages import chosen_language, vary_by_language
from web.measure_labels import are_of_places, community_name
from web.pages.drawings import Body, drawing_of, pair_address
from web.pages.network_choices import ChosenNetwork, chosen_network
from web.paging import requested_page
from web.site import site
from web.traditional import traditional_data

network_view_pages = Blueprint("network_view", __name__, url_prefix="/network")

MORE_PARTNERS = 25
"""So many partners, the strongest, are added where a body is opened."""
MOST_PARTNERS = 5_000
BODIES_OFFERED = 10
SENTENCES_SHOWN = 10
LONGEST_NAME = 100
_OF_BODIES = (f"{Kind.AGENCY}/", f"{Kind.AGENCY_GROUP}/")


@network_view_pages.get("/around")
def around() -> Response:
    """Give the strongest ties of a body, from the one at ``from`` on, and how many there are."""
    chosen, body = chosen_network(), chosen_body("agency")
    first = request.args.get("from", "0")
    if not (
        first.isascii() and first.isdigit() and len(first) <= 9 and int(first) <= MOST_PARTNERS
    ):
        abort(404)
    network = chosen.counted().network
    part = ties_of(network, body.id, int(first), MORE_PARTNERS)
    return _data(view_of(chosen, network, part))


@network_view_pages.get("/way")
def between() -> Response:
    """Give a shortest way between two bodies; there is none where it has no ties."""
    chosen = chosen_network()
    one, other = chosen_body("agency"), chosen_body("agency2")
    network = chosen.counted().network
    part = ties_along(network, way(network, one.id, other.id))
    return _data(view_of(chosen, network, part))


@network_view_pages.get("/find")
def find() -> Response:
    """Give the bodies of the network whose names hold some words, heaviest first."""
    chosen, words = chosen_network(), request.args.get("name", "")
    if len(words) > LONGEST_NAME:
        abort(404)
    network = chosen.counted().network
    found = Part(named(network, words, BODIES_OFFERED), (), 0)
    return _data(view_of(chosen, network, found))


@network_view_pages.get("/sentences")
def sentences() -> str:
    """Show the tasks that prove a tie, with who does what, as a part of a page."""
    chosen, number = chosen_network(), requested_page()
    one, other = chosen_body("agency"), chosen_body("agency2")
    parties = tuple(Party(agency=body.id, roles=chosen.roles) for body in (one, other))
    rows = Page((number - 1) * SENTENCES_SHOWN, SENTENCES_SHOWN)
    answer = site().store.answer(ActionsOf(parties=parties, scope=chosen.scope, page=rows))
    return render_template(
        "network_sentences.html",
        one=one,
        other=other,
        rows=answer.rows,
        total=answer.total,
        first=rows.offset + 1,
        size=SENTENCES_SHOWN,
        page=number,
        roles_in=_roles_in,
        address=pair_address(one.id, other.id, chosen.scope, chosen.roles),
    )


def _roles_in(row: ActionRow, body: Body) -> list[Role]:
    had = {taking.role for taking in row.takings if taking.agency.id == body.id}
    return [role for role in Role if role in had]


def chosen_body(name: str) -> Body:
    """Return the body that a parameter names by its id; where there is none, it ends in 404."""
    value = request.args.get(name, "")
    body = site().nodes.node(value) if value.startswith(_OF_BODIES) else None
    if not isinstance(body, Agency | AgencyGroup):
        abort(404, gettext("没有这个单位。"))
    return body


def view_of(chosen: ChosenNetwork, network: Network, part: Part) -> dict[str, Any]:
    """Return a part of a network as the drawing script reads it, with its communities."""
    joined, is_of_places = {one.community for one in part.members}, are_of_places(network)
    communities = [
        {"number": one.number, "name": community_name(one, is_of_places)}
        for one in network.communities
        if one.number in joined
    ]
    drawing = drawing_of(part.members, part.ties, chosen.scope, chosen.roles)
    return {**drawing, "communities": communities, "total": part.total}


def _data(told: object) -> Response:
    text = json.dumps(told, ensure_ascii=False)
    if chosen_language() == "zh-Hant":
        text = traditional_data(text)
    response = Response(text, content_type="application/json")
    vary_by_language(response)
    return response
