"""Who or what has most, by role and place, and on what topic."""

from __future__ import annotations

from dataclasses import replace

from graph.model import Relation, Role
from graph.questions import Documents, Page, PartnersOf, Party, Ranking, Scope
from graph.store import GraphStore
from tests.builders import HEALTH, LINJIANG, MARKET, QINGCHUAN, FragmentBuilder, a_regulation
from tests.conformance.stores import COUNTY_BUREAU, HEALTH_BUREAU, MARKET_BUREAU


def fill(store: GraphStore) -> None:
    builder = FragmentBuilder("a").name(MARKET, HEALTH, QINGCHUAN, LINJIANG)
    builder.action((MARKET_BUREAU, Role.LEAD), (HEALTH_BUREAU, Role.SUPPORT), text="检查学校食堂")
    first = builder.action((MARKET_BUREAU, Role.SOLE), text="抽检ABC乳粉")
    builder.join(first, Relation.CITES, a_regulation("条例"))
    store.replace(builder.build())
    builder = FragmentBuilder("b", location=LINJIANG.id).name(LINJIANG, MARKET)
    second = builder.action((COUNTY_BUREAU, Role.LEAD), (HEALTH_BUREAU, Role.LEAD))
    builder.join(second, Relation.CITES, a_regulation("条例"))
    builder.join(second, Relation.CITES, a_regulation("办法"))
    store.replace(builder.build())


def ranked(store: GraphStore, question: Ranking) -> list[tuple[str, int]]:
    return [(row.node.label, row.weight) for row in store.answer(question).rows]


def test_bodies_are_ranked_by_the_actions_they_take_part_in(store: GraphStore):
    fill(store)
    question = Ranking(by="agency")
    county, health, market = (one.name for one in (COUNTY_BUREAU, HEALTH_BUREAU, MARKET_BUREAU))
    assert ranked(store, question) == [(health, 2), (market, 2), (county, 1)]
    leading = replace(question, roles=(Role.LEAD, Role.SOLE))
    assert ranked(store, leading) == [(market, 2), (county, 1), (health, 1)]
    assert ranked(store, replace(leading, page=Page(1, 1))) == [(county, 1)]
    assert store.answer(replace(leading, page=Page(1, 1))).total == 3


def test_functions_places_and_regulations_are_ranked(store: GraphStore):
    fill(store)
    assert ranked(store, Ranking(by="function")) == [("市场监管", 3), ("卫生健康", 2)]
    assert ranked(store, Ranking(by="location")) == [("青川市", 2), ("临江县", 1)]
    assert ranked(store, Ranking(by="regulation")) == [("条例", 2), ("办法", 1)]


def test_a_ranking_keeps_to_its_scope(store: GraphStore):
    fill(store)
    county = Scope(locations=(LINJIANG.id,))
    assert ranked(store, Ranking(by="regulation", scope=county)) == [("办法", 1), ("条例", 1)]
    assert ranked(store, Ranking(by="location", roles=(Role.SUPPORT,))) == [("青川市", 1)]


def test_a_ranking_can_keep_to_the_actions_of_a_party(store: GraphStore):
    fill(store)
    county, market = (Party(agency=body.id) for body in (COUNTY_BUREAU, MARKET_BUREAU))
    assert ranked(store, Ranking(by="regulation", party=market)) == [("条例", 1)]
    assert ranked(store, Ranking(by="regulation", party=county)) == [("办法", 1), ("条例", 1)]
    assert ranked(store, Ranking(by="location", party=county)) == [("临江县", 1)]
    functions = ranked(store, Ranking(by="function", party=market))
    assert functions == [("市场监管", 2), ("卫生健康", 1)]
    sole = replace(market, roles=(Role.SOLE,))
    assert ranked(store, Ranking(by="agency", party=sole)) == [(MARKET_BUREAU.name, 1)]


def test_a_body_before_another_of_its_function_does_not_count_for_it(store: GraphStore):
    fill(store)
    builder = FragmentBuilder("c").join(MARKET_BUREAU, Relation.SUCCEEDS, COUNTY_BUREAU)
    builder.action()
    store.replace(builder.build())
    assert ranked(store, Ranking(by="function")) == [("卫生健康", 2), ("市场监管", 2)]


def test_words_keep_the_actions_that_have_all_of_them(store: GraphStore):
    fill(store)
    scope = Scope(words=("抽检", "abc"))
    assert ranked(store, Ranking(by="agency", scope=scope)) == [(MARKET_BUREAU.name, 1)]
    canteens = Scope(words=("工作任务", "食堂"))  # one stands in the heading above
    rows = store.answer(PartnersOf(party=Party(function=MARKET.id), scope=canteens)).rows
    assert [row.agency for row in rows] == [HEALTH_BUREAU]
    assert [row.id for row in store.answer(Documents(scope=canteens)).rows] == ["document/a"]
    assert store.answer(Documents(scope=Scope(words=("食堂", "乳粉")))).total == 0
