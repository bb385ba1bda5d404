"""The cooperation network and its measures."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import networkx as nx
import pytest

from graph import measures
from graph import network as network_module
from graph.memory import MemoryStore
from graph.model import Role
from graph.network import MEASURES, Network, analysed, heaviest, ordered, tied
from graph.questions import CooperationIn, CooperationRow, Page
from tests.builders import FragmentBuilder, an_agency

LEFT = [an_agency(name) for name in ("甲局", "乙局", "丙局", "丁局")]
RIGHT = [an_agency(name) for name in ("子委", "丑委", "寅委")]
BRIDGE = an_agency("办公室")


def rows() -> list[CooperationRow]:
    builder = FragmentBuilder()
    for a, b in [*combinations(LEFT, 2), *combinations(RIGHT, 2)]:
        builder.action((a, Role.LEAD), (b, Role.SUPPORT))
    for agency in (LEFT[0], RIGHT[0]):
        builder.action((BRIDGE, Role.LEAD), (agency, Role.SUPPORT))
    builder.action((LEFT[0], Role.LEAD), (LEFT[1], Role.SUPPORT))
    store = MemoryStore()
    store.replace(builder.build())
    return list(store.answer(CooperationIn(page=Page(0, None))).rows)  # type: ignore[arg-type]


def cooperation(rows: list[CooperationRow]) -> nx.Graph:
    bodies = {body.id: body for row in rows for body in (row.a, row.b)}
    return tied({(row.a.id, row.b.id): row.weight for row in rows}, bodies)


def network() -> Network:
    return analysed(cooperation(rows()))


def test_the_heaviest_tie_comes_first():
    heaviest = network().ties[0]
    assert {heaviest.a, heaviest.b} == {LEFT[0].id, LEFT[1].id}
    assert heaviest.weight == 2


def test_members_count_partners_and_shared_actions():
    (first,) = [member for member in network().members if member.agency == LEFT[0]]
    assert (first.degree, first.weight) == (4, 5)
    assert network().members[0] == first


def test_who_joins_two_groups_stands_between_them():
    between = {member.agency: member.betweenness for member in network().members}
    assert between[BRIDGE] > between[LEFT[1]]
    assert between[LEFT[2]] == 0


def test_groups_that_work_together_are_communities_largest_first():
    community = {member.agency: member.community for member in network().members}
    assert {community[agency] for agency in LEFT} == {1}
    assert {community[agency] for agency in RIGHT} == {2}


def test_the_order_of_the_rows_does_not_matter():
    assert analysed(cooperation(rows()[::-1])) == network()


def test_who_joins_two_groups_cuts_them_and_its_ties_are_bridges():
    cut = {member.agency for member in network().members if member.is_cut}
    assert cut == {BRIDGE, LEFT[0], RIGHT[0]}
    bridges = {frozenset((tie.a, tie.b)): tie.parts for tie in network().ties if tie.parts}
    assert bridges == {
        frozenset((BRIDGE.id, LEFT[0].id)): 4,
        frozenset((BRIDGE.id, RIGHT[0].id)): 3,
    }


def test_the_core_of_four_that_all_act_together_is_three():
    core = {member.agency: member.core for member in network().members}
    assert [core[LEFT[1]], core[RIGHT[1]], core[BRIDGE]] == [3, 2, 2]


def test_the_whole_has_its_size_and_density():
    whole = network().whole
    assert (whole.members, whole.ties, whole.analysed) == (8, 11, 11)
    assert (whole.parts, whole.largest, whole.sampled) == (1, 8, None)
    assert whole.density == pytest.approx(11 / 28)


def test_a_community_is_named_by_the_functions_that_tell_it_from_the_others():
    functions = ["health", "market", "health", "police", "health", "schools"]
    bodies = [an_agency(f"第{number}局", function) for number, function in enumerate(functions)]
    weights = {}
    for group in (bodies[:3], bodies[3:]):
        for a, b in combinations(sorted(group, key=lambda one: one.id), 2):
            weights[a.id, b.id] = 5
    found = analysed(tied(weights, {body.id: body for body in bodies}))
    assert [community.functions for community in found.communities] == [
        ("health", "market"),
        ("police", "schools", "health"),
    ]
    assert [(one.size, one.weight) for one in found.communities] == [(3, 15), (3, 15)]


def test_a_community_has_the_place_of_more_than_half_of_its_members():
    bodies = [replace(an_agency(name), location=place) for name, place in ("甲x", "乙x", "丙y")]
    pairs = {(a.id, b.id): 1 for a, b in combinations(sorted(bodies, key=lambda b: b.id), 2)}
    known = {body.id: body for body in bodies}
    assert analysed(tied(pairs, known)).communities[0].location == "x"
    nowhere = {body.id: replace(body, location=None) for body in bodies}
    assert analysed(tied(pairs, nowhere)).communities[0].location is None


def test_members_are_put_in_order_by_any_measure():
    members = network().members
    assert ordered(members, "weight") == list(members)
    assert ordered(members, "betweenness")[0].agency in (LEFT[0], BRIDGE)
    for measure in MEASURES:
        values = [getattr(member, measure) for member in ordered(members, measure)]
        assert values == sorted(values, reverse=True)


def test_what_others_need_and_counts_are_of_all_ties_where_only_the_heaviest_are_analysed(
    monkeypatch: pytest.MonkeyPatch,
):
    bodies = {body.id: body for body in map(an_agency, "甲乙丙丁")}
    a, b, c, d = sorted(bodies)
    weights = {(a, b): 5, (b, c): 4, (a, c): 1, (c, d): 1}
    monkeypatch.setattr(network_module, "MOST_TIES", 2)
    assert heaviest(weights) == {(a, b): 5, (b, c): 4}
    found = analysed(tied(weights, bodies))
    assert (found.whole.ties, found.whole.members, found.whole.analysed) == (4, 4, 2)
    assert [(member.agency.id, member.degree, member.weight) for member in found.members] == [
        (b, 2, 9),
        (a, 2, 6),
        (c, 3, 6),
    ]
    assert [member.agency.id for member in found.members if member.is_cut] == [c]
    assert [(tie.a, tie.b, tie.parts) for tie in found.bridges] == [(c, d, 1)]
    assert [tie.parts for tie in found.ties] == [0, 0]


def test_a_network_too_large_to_measure_exactly_is_estimated_the_same_each_time(
    monkeypatch: pytest.MonkeyPatch,
):
    ring = [an_agency(f"第{number}局") for number in range(30)]
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    ties = [CooperationRow(*sorted(pair, key=lambda body: body.id), 1, ("x",)) for pair in pairs]
    exact = analysed(cooperation(ties))
    assert exact.whole.sampled is None
    monkeypatch.setattr(measures, "EXACT_WORK", 300)
    found = analysed(cooperation(ties))
    assert found.whole.sampled == 10
    assert found == analysed(cooperation(ties))
    mean = sum(member.betweenness for member in found.members) / 30
    assert mean == pytest.approx(exact.members[0].betweenness, rel=0.1)


def test_no_rows_make_an_empty_network():
    assert analysed(cooperation([])) == Network()
