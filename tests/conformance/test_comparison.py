"""Places, years and bodies beside each other, and tasks whose responsibility is unclear."""

from __future__ import annotations

import pytest

from graph.model import Relation, Role
from graph.questions import (
    ActionsOf,
    FunctionRow,
    FunctionsCompared,
    Indicators,
    Scope,
    SideBySide,
    SubjectRow,
)
from graph.store import GraphStore
from tests.builders import (
    CANTEENS,
    HEALTH,
    LINJIANG,
    MARKET,
    QINGCHUAN,
    SCHOOL_CANTEENS,
    FragmentBuilder,
)
from tests.conformance.stores import COUNTY_BUREAU, HEALTH_BUREAU, MARKET_BUREAU, action_ids

LEAD, SOLE, JOINT, SUPPORT = Role
YEARS = tuple(Scope(years=(year, year)) for year in (2020, 2021))


def two_years(store: GraphStore) -> None:
    for year, leads in ((2020, (MARKET_BUREAU,)), (2021, (MARKET_BUREAU,) * 3 + (HEALTH_BUREAU,))):
        builder = FragmentBuilder(str(year), year=year).name(MARKET, HEALTH)
        for body in leads:
            builder.action((body, LEAD))
        store.replace(builder.build())


def compared(store: GraphStore, *scopes: Scope, roles=()) -> list[tuple[str, tuple[int, ...]]]:
    rows = store.answer(FunctionsCompared(scopes=scopes, roles=roles)).rows
    assert all(isinstance(row, FunctionRow) for row in rows)
    return [(row.function.id, row.weights) for row in rows]


def test_functions_that_changed_most_come_first(store: GraphStore):
    two_years(store)
    assert compared(store, *YEARS) == [(MARKET.id, (1, 3)), (HEALTH.id, (0, 1))]
    assert compared(store, *reversed(YEARS)) == [(MARKET.id, (3, 1)), (HEALTH.id, (1, 0))]
    assert compared(store, *YEARS, roles=(SUPPORT,)) == []


def test_more_than_two_scopes_stand_beside_each_other(store: GraphStore):
    two_years(store)
    rows = compared(store, *YEARS, Scope())
    assert rows == [(MARKET.id, (1, 3, 4)), (HEALTH.id, (0, 1, 1))]


def beside(store: GraphStore, question: SideBySide) -> list[tuple[str, int, int, int]]:
    rows = store.answer(question).rows
    assert all(isinstance(row, SubjectRow) for row in rows)
    return [(row.subject.id, row.own, row.elsewhere, row.bodies) for row in rows]


def two_places(store: GraphStore) -> None:
    """Have the city act on canteens, the county on those of schools, which lie below them."""
    for key, place, body, subject in (
        ("city", QINGCHUAN, MARKET_BUREAU, CANTEENS),
        ("county", LINJIANG, COUNTY_BUREAU, SCHOOL_CANTEENS),
    ):
        builder = FragmentBuilder(key, location=place.id).name(place, CANTEENS)
        action = builder.action((body, LEAD), (HEALTH_BUREAU, SUPPORT))
        builder.join(action, Relation.HAS_TARGET, subject)
        store.replace(builder.build())


def test_a_body_stands_beside_others_with_its_function(store: GraphStore):
    two_places(store)
    assert beside(store, SideBySide(agency=MARKET_BUREAU.id)) == [
        (CANTEENS.id, 1, 1, 1),
        (SCHOOL_CANTEENS.id, 0, 1, 1),
    ]
    assert beside(store, SideBySide(agency=COUNTY_BUREAU.id)) == [
        (CANTEENS.id, 1, 1, 1),
        (SCHOOL_CANTEENS.id, 1, 0, 0),
    ]
    assert beside(store, SideBySide(agency=MARKET_BUREAU.id, roles=(SUPPORT,))) == []
    assert beside(store, SideBySide(agency="agency/none")) == []


def test_places_narrow_the_others_alone(store: GraphStore):
    two_places(store)
    here = Scope(locations=(QINGCHUAN.id,), with_subdivisions=False)
    question = SideBySide(agency=COUNTY_BUREAU.id, scope=here)
    assert beside(store, question) == [(CANTEENS.id, 1, 1, 1), (SCHOOL_CANTEENS.id, 1, 0, 0)]
    question = SideBySide(agency=MARKET_BUREAU.id, scope=here)
    assert beside(store, question) == [(CANTEENS.id, 1, 0, 0)]


def unclear(store: GraphStore) -> None:
    builder = FragmentBuilder("a")
    builder.action((MARKET_BUREAU, LEAD), (HEALTH_BUREAU, SOLE))
    builder.action((MARKET_BUREAU, LEAD), (MARKET_BUREAU, SOLE), (HEALTH_BUREAU, SUPPORT))
    builder.action((MARKET_BUREAU, JOINT), statement="市场监管局等部门负责", is_open_list=True)
    builder.action((MARKET_BUREAU, SUPPORT), statement="市场监管局指导，教育局参与")
    builder.action((MARKET_BUREAU, LEAD), statement="市场监管局牵头，教育局参与")
    builder.action((MARKET_BUREAU, LEAD), statement="市场监管局")
    store.replace(builder.build())


@pytest.mark.parametrize(("gap", "number"), [("two-leads", 1), ("open-list", 3), ("vague", 4)])
def test_unclear_tasks_are_found(store: GraphStore, gap, number: int):
    unclear(store)
    assert action_ids(store, ActionsOf(gap=gap)) == [f"action/a-{number}"]


def test_years_come_from_either_end_and_none_last(store: GraphStore):
    for year in (2021, None, 2019):
        builder = FragmentBuilder(str(year), year=year)
        builder.target(builder.action(), "合格率", float(year or 0))
        store.replace(builder.build())
    oldest = ["action/2019-1", "action/2021-1", "action/None-1"]
    assert action_ids(store, ActionsOf(sort="oldest")) == oldest
    for sort, years in (
        ("newest", [2021, 2019, 0]),
        ("oldest", [2019, 2021, 0]),
        ("highest", [2021, 2019, 0]),
        ("lowest", [0, 2019, 2021]),
    ):
        rows = store.answer(Indicators(sort=sort)).rows
        assert [row.indicator.value for row in rows] == years
