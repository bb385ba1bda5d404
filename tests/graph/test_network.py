"""The cooperation network and its measures."""

from __future__ import annotations

from itertools import combinations

from graph.memory import MemoryStore
from graph.model import Role
from graph.network import EXACT_WORK, Network, analysed, cooperation
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


def network() -> Network:
    return analysed(cooperation(rows()))


def test_a_tie_carries_the_actions_that_prove_it():
    heaviest = network().ties[0]
    assert {heaviest.a, heaviest.b} == {LEFT[0].id, LEFT[1].id}
    assert heaviest.weight == len(heaviest.actions) == 2


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


def test_a_network_too_large_to_measure_exactly_is_estimated_the_same_each_time():
    ring = [an_agency(f"第{number}局") for number in range(1050)]
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    ties = [CooperationRow(*sorted(pair, key=lambda body: body.id), 1, ("x",)) for pair in pairs]
    assert len(ring) * len(ties) > EXACT_WORK
    found = analysed(cooperation(ties))
    assert {member.degree for member in found.members} == {2}
    assert found == analysed(cooperation(ties))


def test_no_rows_make_an_empty_network():
    assert analysed(cooperation([])) == Network((), ())
