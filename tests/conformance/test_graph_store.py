"""What every store of the graph promises."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.model import Agency, Change, Edge, Evidence, Fragment, Kind, Relation, Role, Treatment
from graph.questions import (
    ActionsOf,
    Census,
    Citations,
    CooperationIn,
    Documents,
    Indicators,
    Page,
    PartnersOf,
    Party,
    Scope,
)
from graph.store import EdgePattern, GraphStore, StoreError
from tests.builders import (
    CANTEENS,
    HEALTH,
    KINDERGARTEN_CANTEENS,
    LINJIANG,
    MARKET,
    PESTICIDES,
    QINGCHUAN,
    SCHOOL_CANTEENS,
    YUNLING,
    FragmentBuilder,
    a_fragment,
    a_group,
    a_regulation,
    an_agency,
)

MARKET_BUREAU = an_agency("青川市市场监督管理局", MARKET.id)
HEALTH_BUREAU = an_agency("青川市卫生健康委员会", HEALTH.id)
COUNTY_BUREAU = an_agency("临江县市场监督管理局", MARKET.id)


def fill(store: GraphStore, *fragments: Fragment) -> None:
    for fragment in fragments:
        store.replace(fragment)


def action_ids(store: GraphStore, question: ActionsOf) -> list[str]:
    return [row.action.id for row in store.answer(question).rows]


def test_a_new_store_is_empty_and_never_changed(store: GraphStore):
    assert list(store.nodes()) == []
    assert list(store.edges(EdgePattern())) == []
    assert store.last_change == 0


def test_what_was_put_in_comes_out_as_it_was(store: GraphStore):
    fragment = a_fragment((MARKET_BUREAU, Role.LEAD), (HEALTH_BUREAU, Role.SUPPORT))
    store.replace(fragment)
    kept = store.fragment(fragment.document.id)
    assert kept.document == fragment.document
    assert kept.text == store.text(fragment.document.id) == fragment.text
    assert set(kept.nodes) == set(fragment.nodes)
    assert kept.edges == tuple(store.edges(EdgePattern())) == fragment.edges


def test_a_document_is_one_of_the_nodes(store: GraphStore):
    fragment = a_fragment()
    store.replace(fragment)
    assert store.node(fragment.document.id) == fragment.document
    assert list(store.nodes(Kind.DOCUMENT)) == [fragment.document]


def test_nodes_of_one_kind_come_in_order_of_their_ids(store: GraphStore):
    store.replace(FragmentBuilder().name(LINJIANG, YUNLING, QINGCHUAN, a_group()).build())
    assert list(store.nodes(Kind.LOCATION)) == [LINJIANG, YUNLING, QINGCHUAN]


def test_a_kind_that_begins_another_kind_does_not_include_it(store: GraphStore):
    store.replace(FragmentBuilder().name(a_group(), MARKET_BUREAU).build())
    assert list(store.nodes(Kind.AGENCY)) == [MARKET_BUREAU]


@pytest.mark.parametrize("reading", ["text", "fragment"])
def test_reading_a_document_that_is_not_there_is_a_key_error(store: GraphStore, reading: str):
    with pytest.raises(KeyError):
        getattr(store, reading)("document/none")


def test_a_node_that_is_not_there_is_none(store: GraphStore):
    assert store.node("agency/none") is None
    assert store.document("document/none") is None


def test_the_same_document_again_changes_nothing(store: GraphStore):
    assert store.replace(a_fragment()) is True
    assert store.replace(a_fragment()) is False
    assert store.last_change == 1


def test_order_and_repetition_within_a_fragment_do_not_matter(store: GraphStore):
    fragment = a_fragment((MARKET_BUREAU, Role.LEAD), (HEALTH_BUREAU, Role.SUPPORT))
    shuffled = replace(
        fragment, nodes=fragment.nodes[::-1] * 2, edges=fragment.edges[::-1] + fragment.edges
    )
    store.replace(shuffled)
    assert store.replace(fragment) is False


def test_a_new_version_takes_the_place_of_the_old_one(store: GraphStore):
    fill(store, a_fragment((MARKET_BUREAU, Role.LEAD)), a_fragment((HEALTH_BUREAU, Role.LEAD)))
    assert store.node(MARKET_BUREAU.id) is None
    assert [edge.source for edge in store.edges(EdgePattern())] == [HEALTH_BUREAU.id]


def test_a_document_can_take_the_place_of_another(store: GraphStore):
    old, new = a_fragment(key="old"), a_fragment(key="new")
    store.replace(old)
    assert store.replace(new, instead_of=old.document.id) is True
    assert list(store.nodes(Kind.DOCUMENT)) == [new.document]
    assert list(store.changes(1)) == [
        Change(2, old.document.id, is_removal=True),
        Change(3, new.document.id, is_removal=False),
    ]


def test_a_document_instead_of_itself_is_a_plain_replacement(store: GraphStore):
    store.replace(a_fragment())
    assert store.replace(a_fragment(), instead_of=a_fragment().document.id) is False


def test_a_node_lives_while_any_document_names_it(store: GraphStore):
    first, second = a_fragment(key="a"), a_fragment(key="b")
    fill(store, first, second)
    store.remove(first.document.id)
    assert store.node(an_agency().id) == an_agency()
    store.remove(second.document.id)
    assert store.node(an_agency().id) is None


def test_removing_what_is_not_there_is_no_change(store: GraphStore):
    assert store.remove("document/none") is False
    assert store.last_change == 0


def test_a_node_shows_the_first_told_value_of_each_field(store: GraphStore):
    bare = Agency(id="agency/x", name="市场监管局")
    told = Agency(id="agency/x", name="市市场监管局", function=MARKET.id, location=QINGCHUAN.id)
    fill(store, FragmentBuilder("b").name(told).build(), FragmentBuilder("a").name(bare).build())
    assert store.node("agency/x") == replace(told, name="市场监管局")


def test_a_fragment_keeps_what_its_document_said_of_a_shared_node(store: GraphStore):
    bare = Agency(id="agency/x", name="市场监管局")
    told = replace(bare, function=MARKET.id)
    fill(store, FragmentBuilder("b").name(told).build(), FragmentBuilder("a").name(bare).build())
    assert store.fragment("document/a").nodes == (bare,)


def test_an_edge_to_an_unnamed_node_is_refused(store: GraphStore):
    fragment = a_fragment()
    with pytest.raises(StoreError, match="does not name"):
        store.replace(replace(fragment, nodes=fragment.nodes[1:]))
    assert store.last_change == 0


def test_evidence_in_another_document_is_refused(store: GraphStore):
    fragment = a_fragment(key="a")
    other = replace(a_fragment(key="b"), document=fragment.document, nodes=fragment.nodes)
    with pytest.raises(StoreError, match="has its evidence in document/b"):
        store.replace(other)


@pytest.mark.parametrize(("start", "end"), [(0, 1), (-3, 2), (0, 10_000), (5, 2)])
def test_a_quote_that_does_not_stand_there_is_refused(store: GraphStore, start: int, end: int):
    fragment = a_fragment()
    evidence = replace(fragment.edges[0].evidence, start=start, end=end)
    edge = replace(fragment.edges[0], evidence=evidence)
    with pytest.raises(StoreError, match="does not stand at"):
        store.replace(replace(fragment, edges=(edge,)))


def test_two_different_nodes_of_one_id_are_refused(store: GraphStore):
    twice = (MARKET_BUREAU, replace(MARKET_BUREAU, name="另一个名称"))
    with pytest.raises(StoreError, match="two different things"):
        store.replace(replace(FragmentBuilder().build(), nodes=twice))


def test_an_id_of_another_kind_than_its_node_is_refused(store: GraphStore):
    with pytest.raises(StoreError, match="does not fit"):
        store.replace(FragmentBuilder().name(replace(MARKET_BUREAU, id="location/x")).build())


def test_an_action_of_another_document_is_refused(store: GraphStore):
    action = FragmentBuilder("a").action()
    with pytest.raises(StoreError, match="an action of document/a"):
        store.replace(FragmentBuilder("b").name(action).build())


def test_a_role_that_does_not_fit_its_relation_is_refused(store: GraphStore):
    fragment = a_fragment()
    edge = replace(fragment.edges[0], mode=Role.SUPPORT)
    with pytest.raises(StoreError, match="does not fit leads"):
        store.replace(replace(fragment, edges=(edge,)))


def test_a_location_cannot_lead(store: GraphStore):
    builder = FragmentBuilder()
    builder.join(QINGCHUAN, Relation.LEADS, builder.action(), mode=Role.LEAD)
    with pytest.raises(StoreError, match="cannot be joined"):
        store.replace(builder.build())


def test_a_refused_document_leaves_the_old_version(store: GraphStore):
    good = a_fragment()
    store.replace(good)
    with pytest.raises(StoreError):
        store.replace(replace(good, text=""))
    assert store.text(good.document.id) == good.text


def test_changes_give_the_last_change_of_each_document(store: GraphStore):
    fill(store, a_fragment(key="a"), a_fragment(key="b"), a_fragment(key="a", year=2022))
    store.remove("document/b")
    assert list(store.changes(0)) == [
        Change(3, "document/a", is_removal=False),
        Change(4, "document/b", is_removal=True),
    ]
    assert list(store.changes(3)) == [Change(4, "document/b", is_removal=True)]
    assert store.last_change == 4


def test_edges_match_every_part_of_a_pattern(store: GraphStore):
    fill(
        store,
        a_fragment((MARKET_BUREAU, Role.LEAD), (HEALTH_BUREAU, Role.SUPPORT), key="a"),
        a_fragment((MARKET_BUREAU, Role.JOINT), key="b"),
    )

    def found(**wanted: str) -> list[tuple[str, str]]:
        pattern = EdgePattern(**wanted)  # type: ignore[arg-type]
        return [(edge.source, edge.target) for edge in store.edges(pattern)]

    assert found(source=HEALTH_BUREAU.id) == [(HEALTH_BUREAU.id, "action/a-1")]
    assert found(target="action/b-1") == [(MARKET_BUREAU.id, "action/b-1")]
    assert found(relation=Relation.LEADS) == [(MARKET_BUREAU.id, "action/a-1")]
    assert found(document="document/b", source=HEALTH_BUREAU.id) == []


def test_edges_come_by_document_and_place_in_the_text(store: GraphStore):
    fill(store, *(a_fragment((HEALTH_BUREAU, Role.LEAD), (MARKET_BUREAU, Role.JOINT), key=key)
                  for key in "ba"))  # fmt: skip
    places = [(e.evidence.document, e.evidence.start) for e in store.edges(EdgePattern())]
    assert places == sorted(places)
    assert len(places) == 4


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


def test_the_candidates_of_an_open_name_come_out_as_they_were(store: GraphStore):
    body = Agency(
        id="agency/x-教育局",
        name="教育局",
        is_resolved=False,
        candidates=("甲市教育局", "乙市教育局"),
    )
    store.replace(a_fragment((body, Role.SOLE)))
    assert store.node(body.id) == body


def test_a_function_told_by_one_document_finds_the_actions_of_another(store: GraphStore):
    bare = replace(MARKET_BUREAU, function=None)
    fill(store, a_fragment((bare, Role.LEAD), key="a"), a_fragment((MARKET_BUREAU, Role.LEAD)))
    party = Party(function=MARKET.id)
    assert store.answer(ActionsOf(parties=(party,))).total == 2
    store.remove("document/qc-2021")
    assert store.answer(ActionsOf(parties=(party,))).total == 0


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
    below = Scope(location=QINGCHUAN.id)
    alone = Scope(location=QINGCHUAN.id, with_subdivisions=False)
    assert action_ids(store, ActionsOf(scope=below)) == ["action/临江县-1", "action/青川市-1"]
    assert action_ids(store, ActionsOf(scope=alone)) == ["action/青川市-1"]


def test_places_that_lie_below_each_other_end_the_search(store: GraphStore):
    round_about = replace(QINGCHUAN, parent=LINJIANG.id)
    store.replace(FragmentBuilder(location=LINJIANG.id).name(round_about, LINJIANG).build())
    assert store.answer(Documents(scope=Scope(location=QINGCHUAN.id))).total == 1


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


def a_citing_document(key: str = "a") -> FragmentBuilder:
    builder = FragmentBuilder(key)
    own = replace(a_regulation(builder.title), id=builder.regulation)
    builder.join(own, Relation.CITES, a_regulation("食品安全条例"), Treatment.BASED_ON)
    builder.join(builder.action(), Relation.CITES, a_regulation("抽检办法"), Treatment.REFERS)
    return builder


def cited(store: GraphStore, question: Citations) -> list[str]:
    return [row.regulation.title for row in store.answer(question).rows]


@pytest.mark.parametrize("node", ["document/a", "regulation/a"])
def test_a_document_cites_what_it_and_its_actions_cite(store: GraphStore, node: str):
    fill(store, a_citing_document("a").build(), a_citing_document("b").build())
    assert cited(store, Citations(node=node, direction="out")) == ["食品安全条例", "抽检办法"]


def test_an_action_cites_what_its_own_text_cites(store: GraphStore):
    store.replace(a_citing_document("a").build())
    assert cited(store, Citations(node="action/a-1", direction="out")) == ["抽检办法"]


def test_citations_of_a_regulation_come_from_all_documents(store: GraphStore):
    fill(store, a_citing_document("b").build(), a_citing_document("a").build())
    rows = store.answer(Citations(node="regulation/抽检办法", direction="in")).rows
    assert [(row.source.id, row.document.id) for row in rows] == [
        ("action/a-1", "document/a"),
        ("action/b-1", "document/b"),
    ]


def test_a_document_is_cited_as_the_regulation_that_it_is(store: GraphStore):
    citing = FragmentBuilder("b")
    citing.join(citing.action(), Relation.CITES, replace(a_regulation(), id="regulation/a"))
    fill(store, a_citing_document("a").build(), citing.build())
    rows = store.answer(Citations(node="document/a", direction="in")).rows
    assert [row.source.id for row in rows] == ["action/b-1"]


def test_treatments_narrow_citations(store: GraphStore):
    store.replace(a_citing_document("a").build())
    question = Citations(node="document/a", direction="out", treatments=(Treatment.BASED_ON,))
    assert cited(store, question) == ["食品安全条例"]


def test_a_node_that_is_not_there_has_no_citations(store: GraphStore):
    assert store.answer(Citations(node="nothing", direction="out")).total == 0
    assert store.answer(Citations(node="nothing", direction="in")).total == 0


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


def test_a_confidence_comes_out_as_exact_as_it_went_in(store: GraphStore):
    fragment = a_fragment()
    old: Evidence = fragment.edges[0].evidence
    edge: Edge = replace(fragment.edges[0], evidence=replace(old, confidence=0.1 + 0.2))
    store.replace(replace(fragment, edges=(edge,)))
    (row,) = store.answer(ActionsOf()).rows
    assert row.takings[0].edge == edge


def acting_on_subjects() -> FragmentBuilder:
    """Return a document whose actions 1 to 3 act on subjects, each below the one before."""
    builder = FragmentBuilder()
    for subject in (CANTEENS, SCHOOL_CANTEENS, KINDERGARTEN_CANTEENS, PESTICIDES):
        action = builder.action((MARKET_BUREAU, Role.LEAD), (HEALTH_BUREAU, Role.SUPPORT))
        builder.join(action, Relation.HAS_TARGET, subject)
    return builder


def test_a_subject_includes_all_subjects_below_it(store: GraphStore):
    fill(store, acting_on_subjects().build())
    found = {
        subject.id: action_ids(store, ActionsOf(scope=Scope(subject=subject.id)))
        for subject in (CANTEENS, SCHOOL_CANTEENS, KINDERGARTEN_CANTEENS, PESTICIDES)
    }
    assert found == {
        CANTEENS.id: ["action/qc-2021-1", "action/qc-2021-2", "action/qc-2021-3"],
        SCHOOL_CANTEENS.id: ["action/qc-2021-2", "action/qc-2021-3"],
        KINDERGARTEN_CANTEENS.id: ["action/qc-2021-3"],
        PESTICIDES.id: ["action/qc-2021-4"],
    }


def test_subjects_that_lie_below_each_other_do_not_go_round_forever(store: GraphStore):
    builder = FragmentBuilder()
    ring = [replace(CANTEENS, broader=SCHOOL_CANTEENS.id), SCHOOL_CANTEENS]
    builder.join(builder.action(), Relation.HAS_TARGET, ring[0]).name(*ring)
    fill(store, builder.build())
    scope = Scope(subject=SCHOOL_CANTEENS.id)
    assert action_ids(store, ActionsOf(scope=scope)) == ["action/qc-2021-1"]


def test_a_party_and_a_subject_narrow_together(store: GraphStore):
    builder = acting_on_subjects()
    other = builder.action((COUNTY_BUREAU, Role.LEAD))
    builder.join(other, Relation.HAS_TARGET, PESTICIDES)
    fill(store, builder.build())
    question = ActionsOf(
        parties=(Party(agency=COUNTY_BUREAU.id, roles=(Role.LEAD,)),),
        scope=Scope(subject=PESTICIDES.id),
    )
    assert action_ids(store, question) == [other.id]


def test_an_action_on_two_subjects_of_one_branch_is_one_row(store: GraphStore):
    builder = FragmentBuilder()
    action = builder.action()
    for subject in (SCHOOL_CANTEENS, KINDERGARTEN_CANTEENS):
        builder.join(action, Relation.HAS_TARGET, subject)
    fill(store, builder.name(CANTEENS).build())
    answer = store.answer(ActionsOf(scope=Scope(subject=CANTEENS.id)))
    assert (answer.total, len(answer.rows)) == (1, 1)


def test_a_subject_narrows_documents_partners_pairs_and_indicators_too(store: GraphStore):
    builder = acting_on_subjects()
    both = builder.action((MARKET_BUREAU, Role.LEAD), (COUNTY_BUREAU, Role.JOINT))
    builder.join(both, Relation.HAS_TARGET, PESTICIDES)
    indicator = builder.target(both, "农药抽检合格率", 98)
    builder.target(builder.action(), "满意度", 80)
    fill(store, builder.build(), a_fragment(key="other"))
    scope = Scope(subject=PESTICIDES.id)
    documents = store.answer(Documents(scope=scope))
    partners = store.answer(PartnersOf(party=Party(agency=COUNTY_BUREAU.id), scope=scope))
    pairs = store.answer(CooperationIn(scope=scope))
    indicators = store.answer(Indicators(scope=scope))
    assert [row.id for row in documents.rows] == [builder.id]
    assert [(row.agency.id, row.weight) for row in partners.rows] == [(MARKET_BUREAU.id, 1)]
    assert [row.weight for row in pairs.rows] == [1, 1]
    assert [row.indicator.id for row in indicators.rows] == [indicator.id]


def test_a_subject_is_no_indicator(store: GraphStore):
    fill(store, acting_on_subjects().build())
    assert store.answer(Indicators()).total == 0


def test_a_subject_that_is_not_there_has_no_actions(store: GraphStore):
    fill(store, acting_on_subjects().build())
    assert store.answer(ActionsOf(scope=Scope(subject="subject/nothing"))).total == 0
    assert store.answer(Documents(scope=Scope(subject="subject/nothing"))).total == 0
