"""Indicators by who answers for them, and how much a store holds."""

from __future__ import annotations

from dataclasses import replace

from graph.model import Relation, Role
from graph.questions import (
    Census,
    Comparison,
    Indicators,
    MetricRow,
    Metrics,
    Page,
    Party,
    Scope,
)
from graph.store import GraphStore
from tests.builders import (
    HEALTH,
    LINJIANG,
    QINGCHUAN,
    FragmentBuilder,
    a_fragment,
)
from tests.conformance.stores import HEALTH_BUREAU, MARKET_BUREAU


def test_indicators_are_found_by_party_and_by_words(store: GraphStore):
    builder = FragmentBuilder("a")
    rate = builder.target(builder.action((MARKET_BUREAU, Role.LEAD)), "抽检合格率", 98)
    batches = builder.target(builder.action((HEALTH_BUREAU, Role.LEAD)), "监测样品数", 500, "份")
    store.replace(builder.build())

    def found(question: Indicators) -> list[str]:
        return [row.indicator.id for row in store.answer(question).rows]

    assert found(Indicators()) == [rate.id, batches.id]
    assert found(Indicators(party=Party(function=HEALTH.id))) == [batches.id]
    assert found(Indicators(metric="合格率")) == [rate.id]
    assert found(Indicators(metric="500份")) == [batches.id]
    assert found(Indicators(metric="%_")) == []


def test_a_metric_is_asked_for_by_its_whole_name_and_its_unit(store: GraphStore):
    builder = FragmentBuilder("a")
    action = builder.action()
    rate = builder.target(action, "抽检合格率", 98)
    of_farms = builder.target(action, "农产品抽检合格率", 97)
    count = builder.target(action, "抽检合格率", 5, "倍")
    store.replace(builder.build())

    def found(**told: object) -> list[str]:
        return [row.indicator.id for row in store.answer(Indicators(**told)).rows]

    assert found(metric="抽检合格率") == [rate.id, of_farms.id, count.id]
    assert found(metric="抽检合格率", is_exact=True) == [rate.id, count.id]
    assert found(metric="抽检合格率", is_exact=True, unit="%") == [rate.id]
    assert found(unit="倍") == [count.id]
    assert found(metric="合格率", is_exact=True) == []


def test_metrics_are_counted_by_unit_with_their_places_and_years(store: GraphStore):
    for key, year, place in (
        ("a", 2021, QINGCHUAN.id),
        ("b", 2022, QINGCHUAN.id),
        ("c", 2022, LINJIANG.id),
        ("d", None, None),
    ):
        builder = FragmentBuilder(key, year, place).name(QINGCHUAN, LINJIANG)
        builder.target(builder.action(), "抽检合格率", 98)
        store.replace(builder.build())
    builder = FragmentBuilder("e", 2022, LINJIANG.id).name(QINGCHUAN, LINJIANG)
    action = builder.action(text="检查食堂")
    builder.target(action, "抽检合格率", 5, "倍")
    builder.target(action, "抽检批次", 5, "批次")
    builder.target(action, "抽检批次", 6, "批次")
    store.replace(builder.build())
    rates = MetricRow("抽检合格率", "%", 4, 2, 2)
    others = (MetricRow("抽检批次", "批次", 2, 1, 1), MetricRow("抽检合格率", "倍", 1, 1, 1))
    assert store.answer(Metrics()).rows == (rates, *others)
    assert store.answer(Metrics(words="批次")).rows == others[:1]
    county = Scope(locations=(LINJIANG.id,), words=("食堂",))
    assert store.answer(Metrics(scope=county)).rows == others
    second = store.answer(Metrics(page=Page(1, 1)))
    assert (second.total, second.rows) == (3, others[:1])
    assert store.answer(Metrics(page=Page(9, 1))).total == 3


def test_a_comparison_finds_what_asks_for_as_much_in_the_same_unit(store: GraphStore):
    builder = FragmentBuilder("a")
    action = builder.action()
    for value, unit in ((95, "%"), (98, "%"), (99.5, "%"), (100, "家")):
        asked = builder.target(action, "指标", value, unit)
        builder.nodes[asked.id] = replace(asked, comparator=">=")
    least = builder.target(action, "不良率", 2, "%")
    builder.nodes[least.id] = replace(least, comparator="<=")
    store.replace(builder.build())

    def found(bound: str, value: float, unit: str = "%") -> list[float]:
        question = Indicators(compared=Comparison(bound, value, unit))
        return [row.indicator.value for row in store.answer(question).rows]

    assert found("least", 98) == [98, 99.5]
    assert found("more", 98) == [99.5]
    assert found("most", 98) == found("less", 2.5) == [2]
    assert found("equal", 98) == [98]
    assert found("least", 1, "家") == [100]


def test_an_indicator_row_says_whose_target_it_is(store: GraphStore):
    builder = FragmentBuilder("a")
    action = builder.action((MARKET_BUREAU, Role.LEAD), (HEALTH_BUREAU, Role.SUPPORT))
    indicator = builder.target(action, "抽检合格率", 98.5)
    store.replace(builder.build())
    (row,) = store.answer(Indicators()).rows
    assert (row.action, row.indicator, row.document) == (action, indicator, builder.document())
    assert row.edge.relation is Relation.HAS_TARGET
    assert [taking.agency for taking in row.takings] == [MARKET_BUREAU, HEALTH_BUREAU]


def test_the_census_counts_only_what_is_there(store: GraphStore):
    assert store.answer(Census()).rows[0].nodes == ()
    store.replace(a_fragment((MARKET_BUREAU, Role.LEAD), (HEALTH_BUREAU, Role.SUPPORT)))
    (census,) = store.answer(Census()).rows
    assert census.nodes == (("action", 1), ("agency", 2), ("document", 1))
    assert census.edges == (("leads", 1), ("supports", 1))
