"""Who acts together in a memory store: pairs, what lies around a body, ways between two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations, pairwise

from graph.memory_view import View
from graph.model import Agency, AgencyGroup, Role
from graph.questions import (
    LONGEST_PATH,
    CooperationIn,
    CooperationRow,
    EgoNetwork,
    PartnerRow,
    PartnersOf,
    PathRow,
    Paths,
    Scope,
)

_Pairs = Mapping[tuple[str, str], list[str]]


def partners(view: View, question: PartnersOf) -> list[PartnerRow]:
    """Return who shares actions with a party, most first."""
    shared: dict[str, set[str]] = defaultdict(set)
    own, taking_part = view.bodies_of(question.party), view.taking_part(question.party)
    for action in view.actions_in(question.scope):
        if action.id in taking_part:
            for taking in view.takings_in(action.id):
                if taking.agency.id not in own:
                    shared[taking.agency.id].add(action.id)
    rows = [
        PartnerRow(_body(view, agency_id), len(actions), tuple(sorted(actions)))
        for agency_id, actions in shared.items()
    ]
    return sorted(rows, key=lambda row: (-row.weight, row.agency.id))


def cooperation(view: View, question: CooperationIn) -> list[CooperationRow]:
    """Return the pairs of a scope, heaviest first."""
    pairs = _pairs(view, question.scope, question.min_weight, question.roles)
    return _rows(view, {p: pairs[p] for p in pairs if question.agency in (None, *p)})


def ego_network(view: View, question: EgoNetwork) -> list[CooperationRow]:
    """Return the pairs around a body, heaviest first."""
    pairs = _pairs(view, question.scope, question.min_weight)
    near = {question.agency}
    for _ in range(question.depth):
        near |= {body for pair in pairs if near & {*pair} for body in pair}
    return _rows(view, {pair: pairs[pair] for pair in pairs if near >= {*pair}})


def paths(view: View, question: Paths) -> list[PathRow]:
    """Return the shortest ways from one body to another, the strongest first."""
    pairs = _pairs(view, question.scope, question.min_weight)
    partners_of: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        partners_of[one].add(other)
        partners_of[other].add(one)
    found = next(_shortest(partners_of, question.agency, question.other), [])
    rows = [
        PathRow(
            tuple(_body(view, step) for step in way),
            tuple(tuple(sorted(pairs[min(two), max(two)])) for two in pairwise(way)),
        )
        for way in found
    ]
    return sorted(rows, key=lambda row: (-row.weight, [body.id for body in row.agencies]))


def _shortest(
    partners_of: Mapping[str, set[str]], start: str, end: str
) -> Iterator[list[tuple[str, ...]]]:
    """Yield the ways of one pair that lead there, of two pairs, and so on; none that is empty."""
    ways: list[tuple[str, ...]] = [(start,)] if start != end else []
    for _ in range(LONGEST_PATH):
        ways = [
            (*way, step) for way in ways for step in partners_of.get(way[-1], ()) if step not in way
        ]
        if arrived := [way for way in ways if way[-1] == end]:
            yield arrived


def _pairs(view: View, scope: Scope, min_weight: int, roles: tuple[Role, ...] = ()) -> _Pairs:
    """Return the pairs that share enough actions of a scope, the smaller id first.

    Bodies count where they have one of some roles; where there are none, in any.
    """
    shared: dict[tuple[str, str], list[str]] = defaultdict(list)
    for action in view.actions_in(scope):
        takings = view.takings_in(action.id)
        taking_part = {one.agency.id for one in takings if not roles or one.role in roles}
        for pair in combinations(sorted(taking_part), 2):
            shared[pair].append(action.id)
    return {pair: actions for pair, actions in shared.items() if len(actions) >= min_weight}


def _rows(view: View, pairs: _Pairs) -> list[CooperationRow]:
    rows = [
        CooperationRow(_body(view, a), _body(view, b), len(actions), tuple(sorted(actions)))
        for (a, b), actions in pairs.items()
    ]
    return sorted(rows, key=lambda row: (-row.weight, row.a.id, row.b.id))


def _body(view: View, agency_id: str) -> Agency | AgencyGroup:
    body = view.nodes[agency_id]
    assert isinstance(body, Agency | AgencyGroup)
    return body
