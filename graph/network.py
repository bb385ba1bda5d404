"""The cooperation of agencies as a network: who stands in the middle, who belongs together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from graph import measures
from graph.measures import Pair
from graph.model import Agency, AgencyGroup

if TYPE_CHECKING:
    import networkx as nx

MOST_TIES = 20_000
"""Of so many ties, the heaviest, are the measures that take long; a few seconds for as many."""

Body = Agency | AgencyGroup


@dataclass(frozen=True, slots=True)
class Member:
    """One agency of a network and where it stands.

    ``degree`` counts its partners and ``weight`` the actions shared with them, an action once
    for each partner; ``is_cut`` says that without it some of the others are no longer joined.

    Of the ties that are analysed: ``betweenness`` is the part, 0 to 1, of shortest ways that
    lead through it; ``pagerank`` its rank, all together 1; ``core`` the largest k of a k-core
    that it is in; ``community`` counts from 1, the largest first.
    """

    agency: Body
    degree: int
    weight: int
    betweenness: float
    pagerank: float
    core: int
    community: int
    is_cut: bool


MEASURES = ("weight", "degree", "betweenness", "pagerank", "core")
"""The measures by which members are put in order, the usual one first."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Two agencies and how many actions they share.

    ``parts`` is how many agencies, on the smaller side, are no longer joined to the others
    without this tie; 0 where others join them too.
    """

    a: str
    b: str
    weight: int
    parts: int = 0


@dataclass(frozen=True, slots=True)
class Community:
    """Agencies that share more actions among themselves than with others.

    ``weight`` is how many actions its pairs share; ``functions`` are the ids of its functions,
    those first that tell it best from the others; ``location`` is the place of more than half of
    its members.
    """

    number: int
    size: int
    weight: int
    functions: tuple[str, ...]
    location: str | None


@dataclass(frozen=True, slots=True)
class Whole:
    """A network as a whole: how many members and ties there are, whether analysed or not.

    ``density`` is the part, 0 to 1, of all pairs of members that are tied; ``parts`` counts what
    no way joins, ``largest`` the members of the largest of these; ``analysed`` is the number of
    ties, the heaviest, of which the members and communities are; ``sampled`` the number of
    members that betweenness is estimated from, None where it is exact.
    """

    members: int = 0
    ties: int = 0
    density: float = 0.0
    parts: int = 0
    largest: int = 0
    analysed: int = 0
    sampled: int | None = None


@dataclass(frozen=True, slots=True)
class Network:
    """Members and ties, heaviest first, as far as analysed, and what they make together.

    ``bridges`` are all ties without which agencies part, those that part most first.
    """

    members: tuple[Member, ...] = ()
    ties: tuple[Tie, ...] = ()
    bridges: tuple[Tie, ...] = ()
    communities: tuple[Community, ...] = ()
    whole: Whole = Whole()


def tied(weights: Mapping[Pair, int], bodies: Mapping[str, Body]) -> nx.Graph:
    """Return the network of pairs with their weights, the same in whatever order they come.

    Nodes are ids with ``agency``; edges have ``weight``.
    """
    import networkx as nx

    network = nx.Graph()
    for a, b in sorted(weights):
        network.add_node(a, agency=bodies[a])
        network.add_node(b, agency=bodies[b])
        network.add_edge(a, b, weight=weights[a, b])
    return network


def heaviest(weights: Mapping[Pair, int]) -> dict[Pair, int]:
    """Return the MOST_TIES heaviest pairs; of equal ones those with the smaller ids."""
    chosen = sorted(weights, key=lambda pair: (-weights[pair], pair))[:MOST_TIES]
    return {pair: weights[pair] for pair in chosen}


def analysed(network: nx.Graph, seed: int = 0) -> Network:
    """Return the members of a cooperation network with their measures, its ties and the whole.

    The same network gives the same result for the same ``seed``.
    """
    strongest = _strongest(network)
    between = measures.betweenness(strongest, seed)
    ranks, cores = measures.pagerank(strongest), measures.cores(strongest)
    groups, cut = measures.communities(strongest, seed), measures.cut_nodes(network)
    community = {one: number for number, group in enumerate(groups, 1) for one in group}
    members = [
        Member(
            agency=network.nodes[agency_id]["agency"],
            degree=network.degree(agency_id),
            weight=network.degree(agency_id, weight="weight"),
            betweenness=between[agency_id],
            pagerank=ranks[agency_id],
            core=cores[agency_id],
            community=community[agency_id],
            is_cut=agency_id in cut,
        )
        for agency_id in strongest
    ]
    parts = measures.bridges(network)
    bridges = [Tie(a, b, network[a][b]["weight"], count) for (a, b), count in parts.items()]
    return Network(
        members=tuple(sorted(members, key=lambda member: (-member.weight, member.agency.id))),
        ties=tuple(sorted(_ties(strongest, parts), key=lambda tie: (-tie.weight, tie.a, tie.b))),
        bridges=tuple(sorted(bridges, key=lambda tie: (-tie.parts, -tie.weight, tie.a, tie.b))),
        communities=tuple(_communities(network, groups)),
        whole=_whole(network, strongest),
    )


def ordered(members: Iterable[Member], measure: str) -> list[Member]:
    """Return members by one of MEASURES, the highest first; of equal ones the heavier first."""
    value = attrgetter(measure)
    return sorted(members, key=lambda one: (-value(one), -one.weight, one.agency.id))


def _strongest(network: nx.Graph) -> nx.Graph:
    if network.size() <= MOST_TIES:
        return network
    weights = {(min(a, b), max(a, b)): weight for a, b, weight in network.edges(data="weight")}
    return tied(heaviest(weights), dict(network.nodes(data="agency")))


def _ties(network: nx.Graph, parts: Mapping[Pair, int]) -> Iterator[Tie]:
    for one, other, weight in network.edges(data="weight"):
        a, b = min(one, other), max(one, other)
        yield Tie(a, b, weight, parts.get((a, b), 0))


def _communities(network: nx.Graph, groups: list[set[str]]) -> Iterator[Community]:
    acting: list[Counter[str]] = []
    places: list[Counter[str]] = []
    for group in groups:
        acting.append(Counter())
        places.append(Counter())
        for agency_id in group:
            body = network.nodes[agency_id]["agency"]
            if body.function:
                acting[-1][body.function] += network.degree(agency_id, weight="weight")
            if body.location:
                places[-1][body.location] += 1
    names = measures.characteristic(acting)
    for number, (group, functions, place) in enumerate(zip(groups, names, places, strict=True), 1):
        most = [one for one, count in place.items() if 2 * count > len(group)]
        weight = network.subgraph(group).size(weight="weight")
        yield Community(number, len(group), int(weight), functions, most[0] if most else None)


def _whole(network: nx.Graph, strongest: nx.Graph) -> Whole:
    import networkx as nx

    sizes = [len(part) for part in nx.connected_components(network)]
    return Whole(
        members=len(network),
        ties=network.size(),
        density=nx.density(network),
        parts=len(sizes),
        largest=max(sizes, default=0),
        analysed=strongest.size(),
        sampled=measures.sampled(strongest),
    )
