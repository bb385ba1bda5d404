"""The bodies that do elsewhere what a body does, those of near places first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain

from graph.model import Agency, AgencyGroup, Kind, Location
from graph.questions import Scope, SideBySide
from web.addresses import answer_address
from web.site import actions_of, site

Body = Agency | AgencyGroup


@dataclass(frozen=True, slots=True)
class Peer:
    """A body with the same function in another place, and in how many tasks it takes part.

    ``address`` shows what both act on, side by side.
    """

    agency: Agency
    count: int
    address: str


def bodies_of(function: str) -> Sequence[Body]:
    """Return the bodies with a function, in order of their ids."""
    return site().kept.get("bodies by function", _by_function).get(function, [])


def peers_of(body: Body, most: int) -> tuple[list[Peer], int]:
    """Return the nearest peers of a body, at most so many, and how many there are."""
    if body.function is None or body.location is None:
        return [], 0
    others = [
        one
        for one in bodies_of(body.function)
        if isinstance(one, Agency) and one.location and one.location != body.location
    ]
    parents = site().kept.get("places above", _parents)
    way = list(_way_up(body.location, parents))

    def distance(agency: Agency) -> tuple[int, int, str]:
        """Return how far one has to go up from the body's place, and then down, to the other's."""
        for down, place in enumerate(_way_up(str(agency.location), parents)):
            if place in way:
                return way.index(place), down, agency.id
        return len(way), 0, agency.id

    near = nsmallest(most, others, distance)
    peers = [Peer(one, actions_of(one.id), _side_by_side(body, one)) for one in near]
    return peers, len(others)


def _side_by_side(body: Body, peer: Agency) -> str:
    scope = Scope(locations=(str(peer.location),), with_subdivisions=False)
    return answer_address(SideBySide(agency=body.id, scope=scope))


def _way_up(place: str, parents: Mapping[str, str | None]) -> Iterator[str]:
    """Yield a place and those above it; a chain that runs in a ring ends."""
    seen: set[str] = set()
    above: str | None = place
    while above and above not in seen:
        seen.add(above)
        yield above
        above = parents.get(above)


def _parents() -> Mapping[str, str | None]:
    places = site().store.nodes(Kind.LOCATION)
    return {place.id: place.parent for place in places if isinstance(place, Location)}


def _by_function() -> Mapping[str, list[Body]]:
    found: dict[str, list[Body]] = {}
    for body in chain(*map(site().store.nodes, (Kind.AGENCY, Kind.AGENCY_GROUP))):
        if isinstance(body, Agency | AgencyGroup) and body.function:
            found.setdefault(body.function, []).append(body)
    return found
