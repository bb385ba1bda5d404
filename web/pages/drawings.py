"""Networks as the drawing script reads them: bodies, and lines that lead to the actions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import combinations, pairwise
from typing import Any

from graph.model import Agency, AgencyGroup, Location, Role
from graph.network import MEASURES, Member, Tie
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
Drawing = dict[str, Any]


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
    bodies = [_body(body, None) | {"weight": sum(row.weight for row in partners)}]
    bodies += [_body(row.agency, body.location) | {"weight": row.weight} for row in partners]
    ties = [_tie(body.id, row.agency.id, row.weight, scope) for row in partners]
    for one, other in combinations(partners, 2):
        shared = len(set(one.actions) & set(other.actions))
        if shared > 1:
            ties.append(_tie(one.agency.id, other.agency.id, shared, scope))
    return {"middle": body.id, "bodies": bodies, "ties": ties}


def drawing_of(
    members: Iterable[Member], ties: Iterable[Tie], scope: Scope, roles: tuple[Role, ...] = ()
) -> Drawing:
    """Return members with their measures as the drawing script reads them, and ties."""
    place = scope.locations[0] if len(scope.locations) == 1 else None
    return {
        "bodies": [_body(member.agency, place) | _measured(member) for member in members],
        "ties": [_tie(tie.a, tie.b, tie.weight, scope, roles) for tie in ties],
    }


def _measured(member: Member) -> dict[str, Any]:
    told: dict[str, Any] = {measure: getattr(member, measure) for measure in MEASURES}
    return told | {"community": member.community, "is_cut": member.is_cut}


def _body(body: Body, place: str | None) -> dict[str, Any]:
    """Return a body; where it is one of ``place``, its name goes without that of the place."""
    name, location = body.name, site().nodes.node(body.location or "")
    if place and body.location == place:
        name = name.removeprefix(site().nodes.name(place)) or name
    return {
        "id": body.id,
        "name": name,
        "title": body.name,
        "address": address_of(body.id),
        "level": location.level if isinstance(location, Location) else "",
    }


def _tie(
    one: str, other: str, weight: int, scope: Scope, roles: tuple[Role, ...] = ()
) -> dict[str, Any]:
    address = pair_address(one, other, scope, roles)
    return {"source": one, "target": other, "weight": weight, "address": address}
