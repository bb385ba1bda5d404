"""The cooperation of agencies as a network: who stands in the middle, who belongs together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.model import Agency, AgencyGroup
from graph.questions import CooperationRow

if TYPE_CHECKING:
    import networkx as nx

EXACT_WORK = 1_000_000
"""Betweenness is exact up to so many agencies times ties, which take about a second.

Above, it is estimated from as many agencies as that work allows (Brandes and Pich, 2007).
"""


@dataclass(frozen=True, slots=True)
class Member:
    """One agency of a network and where it stands.

    ``degree`` counts its partners and ``weight`` the actions shared with them; ``betweenness``
    is the part, 0 to 1, of shortest ways that lead through it; ``community`` counts from 1,
    the largest first.
    """

    agency: Agency | AgencyGroup
    degree: int
    weight: int
    betweenness: float
    community: int


@dataclass(frozen=True, slots=True)
class Tie:
    """Two agencies, how many actions they share, and the ids of these actions."""

    a: str
    b: str
    weight: int
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """The members, heaviest first, and the ties between them, heaviest first."""

    members: tuple[Member, ...]
    ties: tuple[Tie, ...]


def cooperation(rows: Iterable[CooperationRow]) -> nx.Graph:
    """Return the network that pairs of agencies make.

    Nodes are ids with ``agency``; edges have ``weight`` and the ``actions`` that prove them.
    """
    import networkx as nx

    network = nx.Graph()
    for row in sorted(rows, key=lambda row: (row.a.id, row.b.id)):
        network.add_node(row.a.id, agency=row.a)
        network.add_node(row.b.id, agency=row.b)
        network.add_edge(row.a.id, row.b.id, weight=row.weight, actions=row.actions)
    return network


def around(network: nx.Graph, agency: str, steps: int) -> nx.Graph:
    """Return the part of a network that lies within so many steps of an agency.

    Raises networkx.NodeNotFound where the network does not hold the agency.
    """
    import networkx as nx

    return nx.ego_graph(network, agency, radius=steps)


def analysed(network: nx.Graph, seed: int = 0) -> Network:
    """Return the members of a cooperation network with their measures, and its ties.

    A way is the shorter the more actions two agencies share. Communities are those of Louvain
    (Blondel and others, 2008), the same each time for the same ``seed``.
    """
    between = _betweenness(network, seed)
    communities = _communities(network, seed)
    members = [
        Member(
            agency=network.nodes[agency_id]["agency"],
            degree=network.degree(agency_id),
            weight=network.degree(agency_id, weight="weight"),
            betweenness=between[agency_id],
            community=communities[agency_id],
        )
        for agency_id in network
    ]
    ties = [
        Tie(min(a, b), max(a, b), values["weight"], values["actions"])
        for a, b, values in network.edges(data=True)
    ]
    return Network(
        tuple(sorted(members, key=lambda member: (-member.weight, member.agency.id))),
        tuple(sorted(ties, key=lambda tie: (-tie.weight, tie.a, tie.b))),
    )


def _betweenness(network: nx.Graph, seed: int) -> dict[str, float]:
    import networkx as nx

    lengths = nx.Graph()
    lengths.add_nodes_from(network)
    lengths.add_weighted_edges_from(
        ((a, b, 1 / weight) for a, b, weight in network.edges(data="weight")), weight="length"
    )
    is_exact = len(network) * network.size() <= EXACT_WORK
    sample = None if is_exact else max(1, EXACT_WORK // network.size())
    found: dict[str, float] = nx.betweenness_centrality(
        lengths, k=sample, weight="length", seed=seed
    )
    return found


def _communities(network: nx.Graph, seed: int) -> dict[str, int]:
    import networkx as nx

    found = nx.community.louvain_communities(network, weight="weight", seed=seed)
    largest_first = sorted(found, key=lambda members: (-len(members), min(members)))
    return {
        agency_id: number
        for number, members in enumerate(largest_first, 1)
        for agency_id in members
    }
