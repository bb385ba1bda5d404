"""Parts of a network that can be looked at: the strongest ties, what is around one agency, a way.

Each is taken from the ties that were analysed; totals are of these.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from graph.network import Member, Network, Tie


@dataclass(frozen=True, slots=True)
class Part:
    """Ties that are shown of ``total`` there are, and the members that they join."""

    members: tuple[Member, ...]
    ties: tuple[Tie, ...]
    total: int


def strongest(network: Network, most: int) -> Part:
    """Return the ``most`` strongest ties of a network."""
    return _part(network, network.ties[:most], len(network.ties))


def around(network: Network, agency: str, most: int) -> Part:
    """Return the ties of an agency, then those among its partners, each strongest first.

    There are no more than ``most``, and none that joins a partner without a tie that is shown.
    """
    own = [tie for tie in network.ties if agency in (tie.a, tie.b)]
    shown = {end for tie in own[:most] for end in (tie.a, tie.b)}
    near = {end for tie in own for end in (tie.a, tie.b)}
    among = [tie for tie in network.ties if agency not in (tie.a, tie.b) and near >= {tie.a, tie.b}]
    between = [tie for tie in among if shown >= {tie.a, tie.b}]
    return _part(network, [*own, *between][:most], len(own) + len(among))


def ties_of(network: Network, agency: str, first: int, most: int) -> Part:
    """Return the ties of one agency, strongest first, ``most`` from the one at ``first`` on."""
    own = [tie for tie in network.ties if agency in (tie.a, tie.b)]
    return _part(network, own[first : first + most], len(own))


def way(network: Network, one: str, other: str) -> tuple[str, ...]:
    """Return the agencies on a shortest way between two; none where no way leads there.

    Of ways with as few ties it is the one whose weakest tie is strongest, then the one whose
    agencies have the smaller ids.
    """
    partners: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for tie in network.ties:
        partners[tie.a][tie.b] = partners[tie.b][tie.a] = tie.weight
    if one not in partners or other not in partners:
        return ()
    # each agency of a step with its weakest tie so far, negative so that the least is the best
    step: dict[str, tuple[float, tuple[str, ...]]] = {one: (float("-inf"), (one,))}
    seen = {one}
    while step and other not in step:
        onward: dict[str, tuple[float, tuple[str, ...]]] = {}
        for agency, (weakest, path) in step.items():
            for partner in partners[agency].keys() - seen:
                found = (max(weakest, -partners[agency][partner]), (*path, partner))
                onward[partner] = min(onward.get(partner, found), found)
        seen |= onward.keys()
        step = onward
    return step[other][1] if other in step else ()


def ties_along(network: Network, path: tuple[str, ...]) -> Part:
    """Return the ties between each two agencies of a way, in its order."""
    steps = [{*step} for step in pairwise(path)]
    ties = {frozenset((tie.a, tie.b)): tie for tie in network.ties if {tie.a, tie.b} in steps}
    along = [ties[frozenset(step)] for step in steps]
    return _part(network, along, len(along))


def named(network: Network, words: str, most: int) -> tuple[Member, ...]:
    """Return members whose names hold all of some words, heaviest first."""
    wanted = words.split()
    found = (one for one in network.members if all(word in one.agency.name for word in wanted))
    return tuple(found)[:most] if wanted else ()


def _part(network: Network, ties: Iterable[Tie], total: int) -> Part:
    shown = tuple(ties)
    ends = {end for tie in shown for end in (tie.a, tie.b)}
    return Part(tuple(one for one in network.members if one.agency.id in ends), shown, total)
