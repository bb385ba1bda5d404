"""Which actions a question finds: by who takes part, place, years and document, page by page."""

from __future__ import annotations

from dataclasses import replace

from graph.model import Role
from graph.questions import (
    ActionsOf,
    Documents,
    Page,
    Party,
    Scope,
)
from graph.store import GraphStore
from tests.builders import (
    HEALTH,
    LINJIANG,
    MARKET,
    QINGCHUAN,
    YUNLING,
    FragmentBuilder,
    a_fragment,
    a_group,
)
from tests.conformance.stores import COUNTY_BUREAU, HEALTH_BUREAU, MARKET_BUREAU, action_ids, fill


def test_all_actions_come_newest_year_first_and_no_year_last(store: GraphStore):
    fill(store, *(a_fragment(key=str(year), year=year) for year in (2019, None, 2022)))
    assert action_ids(store, ActionsOf()) == [
        "action/2022-1",
        "action/2019-1",
        "action/None-1",
    ]


def test_actions_of_a_document_come_in_its_order(store: GraphStore):
    builder = FragmentBuilder("a")
    for _ in range(11):
        builder.action()
    store.replace(builder.build())
    assert action_ids(store, ActionsOf()) == [f"action/a-{n}" for n in range(1, 12)]
    assert action_ids(store, ActionsOf(page=Page(1, 2))) == ["action/a-2", "action/a-3"]


def test_actions_of_an_agency_are_those_in_which_it_has_one_of_the_roles(store: GraphStore):
    builder = FragmentBuilder("a")
    builder.action((MARKET_BUREAU, Role.LEAD))
    builder.action((MARKET_BUREAU, Role.SUPPORT))
    builder.action((HEALTH_BUREAU, Role.LEAD))
    store.replace(builder.build())
    anyhow = Party(agency=MARKET_BUREAU.id)
    leading = Party(agency=MARKET_BUREAU.id, roles=(Role.LEAD, Role.SOLE))
    assert action_ids(store, ActionsOf(parties=(anyhow,))) == ["action/a-1", "action/a-2"]
    assert action_ids(store, ActionsOf(parties=(leading,))) == ["action/a-1"]


def test_actions_of_a_function_are_those_of_all_bodies_that_have_it(store: GraphStore):
    builder = FragmentBuilder("a")
    builder.action((MARKET_BUREAU, Role.LEAD))
    builder.action((COUNTY_BUREAU, Role.LEAD))
    builder.action((HEALTH_BUREAU, Role.LEAD))
    store.replace(builder.build())
    party = Party(function=MARKET.id)
    assert action_ids(store, ActionsOf(parties=(party,))) == ["action/a-1", "action/a-2"]


def test_a_function_told_by_one_document_finds_the_actions_of_another(store: GraphStore):
    bare = replace(MARKET_BUREAU, function=None)
    fill(store, a_fragment((bare, Role.LEAD), key="a"), a_fragment((MARKET_BUREAU, Role.LEAD)))
    party = Party(function=MARKET.id)
    assert store.answer(ActionsOf(parties=(party,))).total == 2
    store.remove("document/qc-2021")
    assert store.answer(ActionsOf(parties=(party,))).total == 0


def test_actions_without_a_role_are_those_in_which_nobody_has_it(store: GraphStore):
    builder = FragmentBuilder("a")
    builder.action((MARKET_BUREAU, Role.LEAD), (HEALTH_BUREAU, Role.SUPPORT))
    builder.action((HEALTH_BUREAU, Role.SUPPORT))
    builder.action()
    store.replace(builder.build())
    without = ActionsOf(without_roles=(Role.LEAD, Role.SOLE))
    assert action_ids(store, without) == ["action/a-2", "action/a-3"]
    theirs = replace(without, parties=(Party(agency=HEALTH_BUREAU.id),))
    assert action_ids(store, theirs) == ["action/a-2"]


def test_a_deadline_of_a_month_or_a_year_falls_on_its_end(store: GraphStore):
    builder = FragmentBuilder("a")
    for due in ("2019-12-31", "2020", "2020-06", "2021-01-15", ""):
        builder.action(due=due)
    store.replace(builder.build())

    def numbers(first: str, last: str) -> list[str]:
        return [key.rpartition("-")[2] for key in action_ids(store, ActionsOf(due=(first, last)))]

    assert numbers("2020", "2020") == ["2", "3"]
    assert numbers("", "2020-06") == ["1", "3"]
    assert numbers("2020-12", "") == ["2", "4"]
    assert numbers("", "") == ["1", "2", "3", "4"]


def test_all_parties_must_take_part(store: GraphStore):
    builder = FragmentBuilder("a")
    builder.action((MARKET_BUREAU, Role.LEAD), (HEALTH_BUREAU, Role.SUPPORT))
    builder.action((MARKET_BUREAU, Role.LEAD))
    builder.action((MARKET_BUREAU, Role.SUPPORT), (HEALTH_BUREAU, Role.LEAD))
    store.replace(builder.build())
    parties = (
        Party(agency=MARKET_BUREAU.id, roles=(Role.LEAD,)),
        Party(function=HEALTH.id, roles=(Role.SUPPORT,)),
    )
    assert action_ids(store, ActionsOf(parties=parties)) == ["action/a-1"]


def test_an_action_row_names_everyone_who_takes_part_in_order_of_the_text(store: GraphStore):
    group = a_group()
    store.replace(
        a_fragment((MARKET_BUREAU, Role.LEAD), (group, Role.JOINT), (HEALTH_BUREAU, Role.SUPPORT))
    )
    (row,) = store.answer(ActionsOf(parties=(Party(agency=HEALTH_BUREAU.id),))).rows
    assert [(taking.agency, taking.role) for taking in row.takings] == [
        (MARKET_BUREAU, Role.LEAD),
        (group, Role.JOINT),
        (HEALTH_BUREAU, Role.SUPPORT),
    ]
    assert row.document == a_fragment().document


def test_an_action_that_nobody_takes_part_in_has_no_takings(store: GraphStore):
    builder = FragmentBuilder()
    builder.action()
    store.replace(builder.build())
    (row,) = store.answer(ActionsOf()).rows
    assert row.takings == ()


def test_a_scope_takes_in_the_places_below(store: GraphStore):
    places = (YUNLING, QINGCHUAN, LINJIANG)
    fill(
        store,
        FragmentBuilder("map", location=None).name(*places).build(),
        *(a_fragment(key=place.name, location=place.id) for place in places),
    )
    below = Scope(locations=(QINGCHUAN.id,))
    alone = Scope(locations=(QINGCHUAN.id,), with_subdivisions=False)
    assert action_ids(store, ActionsOf(scope=below)) == ["action/临江县-1", "action/青川市-1"]
    assert action_ids(store, ActionsOf(scope=alone)) == ["action/青川市-1"]


def test_a_scope_of_several_places_takes_in_each_of_them(store: GraphStore):
    places = (YUNLING, QINGCHUAN, LINJIANG)
    fill(
        store,
        FragmentBuilder("map", location=None).name(*places).build(),
        *(a_fragment(key=place.name, location=place.id) for place in places),
    )
    both = (YUNLING.id, LINJIANG.id)
    alone = Scope(locations=both, with_subdivisions=False)
    assert action_ids(store, ActionsOf(scope=alone)) == ["action/临江县-1", "action/云岭省-1"]
    assert store.answer(ActionsOf(scope=Scope(locations=both))).total == 3


def test_places_that_lie_below_each_other_end_the_search(store: GraphStore):
    round_about = replace(QINGCHUAN, parent=LINJIANG.id)
    store.replace(FragmentBuilder(location=LINJIANG.id).name(round_about, LINJIANG).build())
    assert store.answer(Documents(scope=Scope(locations=(QINGCHUAN.id,)))).total == 1


def test_a_scope_of_years_holds_both_its_ends(store: GraphStore):
    fill(store, *(a_fragment(key=str(year), year=year) for year in (2018, 2019, 2020, None)))
    rows = store.answer(Documents(scope=Scope(years=(2019, 2020)))).rows
    assert [row.id for row in rows] == ["document/2020", "document/2019"]


def test_a_scope_of_one_document_holds_only_it(store: GraphStore):
    fill(store, a_fragment(key="a"), a_fragment(key="b"))
    assert action_ids(store, ActionsOf(scope=Scope(document="document/b"))) == ["action/b-1"]


def test_a_page_cuts_the_rows_and_the_total_counts_them_all(store: GraphStore):
    fill(store, *(a_fragment(key=key) for key in "abcde"))
    middle = store.answer(Documents(page=Page(1, 2)))
    assert [row.id for row in middle.rows] == ["document/b", "document/c"]
    assert middle.total == 5
    beyond = store.answer(ActionsOf(page=Page(9, 2)))
    assert (beyond.rows, beyond.total) == ((), 5)
    assert len(store.answer(Documents(page=Page(1, None))).rows) == 4


def test_no_row_is_asked_for_and_none_is_given(store: GraphStore):
    store.replace(a_fragment())
    assert store.answer(ActionsOf(page=Page(0, 0))).rows == ()
