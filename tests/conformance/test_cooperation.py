"""Who takes part in an action with whom, and how often."""

from __future__ import annotations

from graph.model import Role
from graph.questions import (
    CooperationIn,
    PartnersOf,
    Party,
)
from graph.store import GraphStore
from tests.builders import (
    MARKET,
    FragmentBuilder,
    a_fragment,
    a_group,
)
from tests.conformance.stores import COUNTY_BUREAU, HEALTH_BUREAU, MARKET_BUREAU


def test_partners_are_the_others_most_shared_actions_first(store: GraphStore):
    group = a_group()
    builder = FragmentBuilder("a")
    builder.action((MARKET_BUREAU, Role.LEAD), (group, Role.JOINT), (HEALTH_BUREAU, Role.SUPPORT))
    builder.action((MARKET_BUREAU, Role.SUPPORT), (HEALTH_BUREAU, Role.LEAD))
    store.replace(builder.build())
    rows = store.answer(PartnersOf(party=Party(agency=MARKET_BUREAU.id))).rows
    assert [(row.agency, row.actions) for row in rows] == [
        (HEALTH_BUREAU, ("action/a-1", "action/a-2")),
        (group, ("action/a-1",)),
    ]


def test_bodies_of_a_function_are_no_partners_of_that_function(store: GraphStore):
    store.replace(a_fragment((MARKET_BUREAU, Role.LEAD), (COUNTY_BUREAU, Role.JOINT)))
    assert store.answer(PartnersOf(party=Party(function=MARKET.id))).total == 0
    assert store.answer(PartnersOf(party=Party(agency=MARKET_BUREAU.id))).total == 1


def test_roles_of_a_party_narrow_the_actions_that_make_partners(store: GraphStore):
    store.replace(a_fragment((MARKET_BUREAU, Role.LEAD), (HEALTH_BUREAU, Role.SUPPORT)))
    supporting = Party(agency=MARKET_BUREAU.id, roles=(Role.SUPPORT,))
    assert store.answer(PartnersOf(party=supporting)).rows == ()


def test_an_agency_named_twice_in_an_action_shares_it_once(store: GraphStore):
    store.replace(
        a_fragment(
            (MARKET_BUREAU, Role.LEAD), (HEALTH_BUREAU, Role.JOINT), (HEALTH_BUREAU, Role.SUPPORT)
        )
    )
    (row,) = store.answer(PartnersOf(party=Party(agency=MARKET_BUREAU.id))).rows
    assert row.weight == 1
    (pair,) = store.answer(CooperationIn()).rows
    assert pair.weight == 1


def test_cooperation_gives_each_pair_once_heaviest_first(store: GraphStore):
    builder = FragmentBuilder("a")
    builder.action((MARKET_BUREAU, Role.LEAD), (HEALTH_BUREAU, Role.SUPPORT))
    builder.action((HEALTH_BUREAU, Role.LEAD), (MARKET_BUREAU, Role.JOINT))
    builder.action((COUNTY_BUREAU, Role.LEAD), (HEALTH_BUREAU, Role.JOINT))
    store.replace(builder.build())
    rows = store.answer(CooperationIn()).rows
    assert [(row.a.id, row.b.id, row.weight) for row in rows] == [
        (HEALTH_BUREAU.id, MARKET_BUREAU.id, 2),
        (COUNTY_BUREAU.id, HEALTH_BUREAU.id, 1),
    ]
    assert rows[0].actions == ("action/a-1", "action/a-2")
    heavy = store.answer(CooperationIn(min_weight=2))
    assert heavy.rows == rows[:1]
    narrowed = store.answer(CooperationIn(agency=COUNTY_BUREAU.id))
    assert narrowed.rows == rows[1:]


def test_a_pair_counts_where_both_have_one_of_the_roles(store: GraphStore):
    builder = FragmentBuilder("a")
    builder.action(
        (MARKET_BUREAU, Role.LEAD), (HEALTH_BUREAU, Role.JOINT), (COUNTY_BUREAU, Role.JOINT)
    )
    builder.action((MARKET_BUREAU, Role.LEAD), (HEALTH_BUREAU, Role.SUPPORT))
    store.replace(builder.build())

    def pairs(*roles: Role) -> list[tuple[str, str, tuple[str, ...]]]:
        rows = store.answer(CooperationIn(roles=roles)).rows
        return [(row.a.id, row.b.id, row.actions) for row in rows]

    assert pairs(Role.JOINT) == [(COUNTY_BUREAU.id, HEALTH_BUREAU.id, ("action/a-1",))]
    assert pairs(Role.LEAD, Role.SUPPORT) == [(HEALTH_BUREAU.id, MARKET_BUREAU.id, ("action/a-2",))]
    assert pairs(Role.SUPPORT) == []
