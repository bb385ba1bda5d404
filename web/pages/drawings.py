"""Networks as the drawing script reads them: bodies, and lines that lead to the actions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import combinations, pairwise
from typing import Any

from graph.model import Agency, AgencyGroup, Role
from graph.network import Member, Tie
from graph.questions import (
    ActionsOf,
    CooperationIn,
    EgoNetwork,
    PartnerRow,
    PartnersOf,
    Party,
    PathRow,
    Paths,
    Question,
    Scope,
)
from web.addresses import address_of, answer_address
from web.site import site

Body = Agency | AgencyGroup
Drawing = dict[str, list[dict[str, Any]]]

LARGEST = 1000
"""What the largest dot of a network measures; the others measure their part of it."""
LAST_COLOUR = 5
"""From this number on dots have the colour of all others."""


def together_address(one: Party, other: Party, scope: Scope) -> str:
    """Return the address of the actions in which two parties both take part."""
    return answer_address(ActionsOf(parties=(one, other), scope=scope))


def pair_address(one: str, other: str, scope: Scope, roles: tuple[Role, ...] = ()) -> str:
    """Return the address of the actions in which two bodies, named by their ids, take part.

    Both have one of ``roles`` in them; where there are none, any.
    """
    first, second = (Party(agency=body, roles=roles) for body in (one, other))
    return together_address(first, second, scope)


def actions_together(question: Question) -> Callable[[Any], str]:
    """Return what gives the address of the actions that prove a row of partners or of pairs."""
    scope = getattr(question, "scope", Scope())
    if isinstance(question, CooperationIn | EgoNetwork):
        roles = question.roles if isinstance(question, CooperationIn) else ()
        return lambda row: pair_address(row.a.id, row.b.id, scope, roles)
    if isinstance(question, PartnersOf):
        return lambda row: together_address(question.party, Party(agency=row.agency.id), scope)
    if isinstance(question, Paths):
        return lambda row: steps_together(row, scope)[0]
    return lambda row: ""


def steps_together(row: PathRow, scope: Scope) -> list[str]:
    """Return the addresses of the actions that join each two bodies of a way."""
    return [pair_address(one.id, other.id, scope) for one, other in pairwise(row.agencies)]


def drawing_around(body: Body, partners: list[PartnerRow], scope: Scope) -> Drawing:
    """Return the network of a body and its partners, as the drawing script reads it.

    Two partners are joined by the actions that both share with the body.
    """
    nodes = [_node(body, sum(row.weight for row in partners), None) | {"middle": True}]
    nodes += [_node(row.agency, row.weight, body.location) for row in partners]
    edges = [_edge(body.id, row.agency.id, row.weight, scope) for row in partners]
    for one, other in combinations(partners, 2):
        shared = len(set(one.actions) & set(other.actions))
        if shared > 1:
            edges.append(_edge(one.agency.id, other.agency.id, shared, scope))
    return {"nodes": nodes, "edges": edges}


def drawing_of(
    members: Iterable[Member], ties: Iterable[Tie], scope: Scope, size: str, colour: str
) -> Drawing:
    """Return the members that ties join as the drawing script reads them, and these ties.

    Dots are the larger the higher the measure ``size``. Their ``community`` says which colour
    they have: that of their community, or where ``colour`` is ``core`` or ``is_cut`` the first
    for those in the innermost core or that others need, the last for all others.
    """
    drawn = list(ties)
    joined = {end for tie in drawn for end in (tie.a, tie.b)}
    shown = [member for member in members if member.agency.id in joined]
    place = scope.locations[0] if len(scope.locations) == 1 else None
    coloured = _colours(shown, colour)
    highest = max((getattr(member, size) for member in shown), default=0) or 1
    nodes = [
        _node(member.agency, getattr(member, size) / highest * LARGEST, place)
        | {"community": number}
        for member, number in zip(shown, coloured, strict=True)
    ]
    return {"nodes": nodes, "edges": [_edge(tie.a, tie.b, tie.weight, scope) for tie in drawn]}


def _colours(members: list[Member], colour: str) -> list[int]:
    if colour == "community":
        return [member.community for member in members]
    if colour == "is_cut":
        return [1 if member.is_cut else LAST_COLOUR for member in members]
    innermost = max((member.core for member in members), default=0)
    return [1 if member.core == innermost else LAST_COLOUR for member in members]


def _node(body: Body, weight: float, place: str | None) -> dict[str, Any]:
    """Return a body; where it is one of ``place``, its name goes without that of the place."""
    name = body.name
    if place and body.location == place:
        name = name.removeprefix(site().nodes.name(place)) or name
    return {
        "id": body.id,
        "name": name,
        "address": address_of(body.id),
        "weight": weight,
    }


def _edge(one: str, other: str, weight: int, scope: Scope) -> dict[str, Any]:
    address = pair_address(one, other, scope)
    return {"source": one, "target": other, "weight": weight, "address": address}
