"""Networks as the drawing script reads them: bodies, and lines that lead to the actions."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, pairwise
from typing import Any

from graph.model import Agency, AgencyGroup
from graph.network import Network
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


def together_address(one: Party, other: Party, scope: Scope) -> str:
    """Return the address of the actions in which two parties both take part."""
    return answer_address(ActionsOf(parties=(one, other), scope=scope))


def actions_together(question: Question) -> Callable[[Any], str]:
    """Return what gives the address of the actions that prove a row of partners or of pairs."""
    scope = getattr(question, "scope", Scope())
    if isinstance(question, CooperationIn | EgoNetwork):
        return lambda row: together_address(Party(agency=row.a.id), Party(agency=row.b.id), scope)
    if isinstance(question, PartnersOf):
        return lambda row: together_address(question.party, Party(agency=row.agency.id), scope)
    if isinstance(question, Paths):
        return lambda row: steps_together(row, scope)[0]
    return lambda row: ""


def steps_together(row: PathRow, scope: Scope) -> list[str]:
    """Return the addresses of the actions that join each two bodies of a way."""
    return [
        together_address(Party(agency=one.id), Party(agency=other.id), scope)
        for one, other in pairwise(row.agencies)
    ]


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


def drawing_of(network: Network, scope: Scope) -> Drawing:
    """Return a network as the drawing script reads it, each body with its community."""
    place = scope.locations[0] if len(scope.locations) == 1 else None
    nodes = [
        _node(member.agency, member.weight, place) | {"community": member.community}
        for member in network.members
    ]
    return {
        "nodes": nodes,
        "edges": [_edge(tie.a, tie.b, tie.weight, scope) for tie in network.ties],
    }


def _node(body: Body, weight: int, place: str | None) -> dict[str, Any]:
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
    address = together_address(Party(agency=one), Party(agency=other), scope)
    return {"source": one, "target": other, "weight": weight, "address": address}
