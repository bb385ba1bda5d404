"""Bodies that others came after count where they are asked for."""

from __future__ import annotations

import pytest

from graph.model import Relation, Role
from graph.questions import (
    ActionsOf,
    PartnersOf,
    Party,
)
from graph.store import GraphStore
from tests.builders import (
    HEALTH,
    MARKET,
    FragmentBuilder,
    a_fragment,
    an_agency,
)
from tests.conformance.stores import COUNTY_BUREAU, HEALTH_BUREAU, MARKET_BUREAU, action_ids

FOOD_AND_DRUG = an_agency("青川市食品药品监督管理局", MARKET.id)


TRADE = an_agency("青川市工商行政管理局", MARKET.id)


POVERTY = an_agency("青川市扶贫开发办公室", "function/rural-revitalization")


def fill_with_successions(store: GraphStore) -> None:
    """Have one action led by each of a bureau, those before it, and a bureau of another place."""
    for key, body in (("a", MARKET_BUREAU), ("b", FOOD_AND_DRUG), ("c", TRADE), ("d", POVERTY)):
        store.replace(a_fragment((body, Role.SOLE), key=key, year=2020))
    store.replace(a_fragment((COUNTY_BUREAU, Role.SOLE), key="e", year=2020))
    builder = FragmentBuilder(key="f")
    builder.join(MARKET_BUREAU, Relation.SUCCEEDS, FOOD_AND_DRUG)
    builder.join(FOOD_AND_DRUG, Relation.SUCCEEDS, TRADE)
    builder.join(HEALTH_BUREAU, Relation.SUCCEEDS, POVERTY)
    store.replace(builder.name(MARKET).build())


@pytest.mark.parametrize(
    ("party", "documents"),
    [
        (Party(agency=MARKET_BUREAU.id), "a"),
        (Party(agency=MARKET_BUREAU.id, with_predecessors=True), "abc"),
        (Party(agency=FOOD_AND_DRUG.id), "b"),
        (Party(agency=FOOD_AND_DRUG.id, with_predecessors=True), "bc"),
        (Party(function=MARKET.id), "ae"),
        (Party(function=MARKET.id, with_predecessors=True), "abce"),
        (Party(function="function/rural-revitalization"), "d"),
        (Party(function=HEALTH.id, with_predecessors=True), "d"),
        (Party(agency=COUNTY_BUREAU.id, roles=(Role.JOINT,), with_predecessors=True), ""),
    ],
)
def test_those_before_a_body_count_only_where_they_are_asked_for(
    store: GraphStore, party: Party, documents: str
):
    fill_with_successions(store)
    found = action_ids(store, ActionsOf(parties=(party,)))
    assert found == [f"action/{key}-1" for key in documents]


def test_bodies_that_succeed_each_other_end_the_search(store: GraphStore):
    builder = FragmentBuilder(key="a")
    builder.action((TRADE, Role.SOLE))
    builder.join(MARKET_BUREAU, Relation.SUCCEEDS, TRADE)
    store.replace(builder.join(TRADE, Relation.SUCCEEDS, MARKET_BUREAU).build())
    party = Party(agency=MARKET_BUREAU.id, with_predecessors=True)
    assert action_ids(store, ActionsOf(parties=(party,))) == ["action/a-1"]


def test_those_before_a_body_are_no_partners_of_it(store: GraphStore):
    builder = FragmentBuilder(key="a")
    builder.action((MARKET_BUREAU, Role.LEAD), (TRADE, Role.SUPPORT), (HEALTH_BUREAU, Role.SUPPORT))
    store.replace(builder.join(MARKET_BUREAU, Relation.SUCCEEDS, TRADE).build())
    party = Party(agency=MARKET_BUREAU.id, with_predecessors=True)
    rows = store.answer(PartnersOf(party=party)).rows
    assert [row.agency.id for row in rows] == [HEALTH_BUREAU.id]
