"""What every store promises of what is put in, replaced, removed and read again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.model import Agency, Change, Edge, Evidence, Kind, Relation, Role
from graph.questions import (
    ActionsOf,
)
from graph.store import EdgePattern, GraphStore
from tests.builders import (
    LINJIANG,
    MARKET,
    QINGCHUAN,
    YUNLING,
    FragmentBuilder,
    a_fragment,
    a_group,
    an_agency,
)
from tests.conformance.stores import HEALTH_BUREAU, MARKET_BUREAU, fill


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


def test_what_edges_join_is_told_without_their_words(store: GraphStore):
    fragment = a_fragment((MARKET_BUREAU, Role.LEAD), (HEALTH_BUREAU, Role.SUPPORT))
    store.replace(fragment)
    wanted = (Relation.LEADS, Relation.SUPPORTS)
    assert set(store.ends(wanted)) == {
        (edge.evidence.document, edge.source, edge.relation, edge.target, edge.mode)
        for edge in fragment.edges
        if edge.relation in wanted
    }
    assert {one.mode for one in store.ends(wanted)} == {"lead", "support"}
    assert list(store.ends((Relation.SUCCEEDS,))) == list(store.ends(())) == []


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


def test_the_candidates_of_an_open_name_come_out_as_they_were(store: GraphStore):
    body = Agency(
        id="agency/x-教育局",
        name="教育局",
        is_resolved=False,
        candidates=("甲市教育局", "乙市教育局"),
    )
    store.replace(a_fragment((body, Role.SOLE)))
    assert store.node(body.id) == body


def test_a_confidence_comes_out_as_exact_as_it_went_in(store: GraphStore):
    fragment = a_fragment()
    old: Evidence = fragment.edges[0].evidence
    edge: Edge = replace(fragment.edges[0], evidence=replace(old, confidence=0.1 + 0.2))
    store.replace(replace(fragment, edges=(edge,)))
    (row,) = store.answer(ActionsOf()).rows
    assert row.takings[0].edge == edge


def test_a_moment_stays_as_it_was_or_tells_that_it_did_not(store: GraphStore):
    store.replace(a_fragment((MARKET_BUREAU, Role.LEAD)))
    with store.moment() as moment:
        before, tasks = moment.last_change, moment.answer(ActionsOf()).total
        later = FragmentBuilder(key="later", title="后来")
        later.action((HEALTH_BUREAU, Role.LEAD))
        store.replace(later.build())
        is_as_it_was = moment.last_change == before
        assert (moment.answer(ActionsOf()).total == tasks) is is_as_it_was
        assert (moment.document("document/later") is None) is is_as_it_was
    assert store.document("document/later") is not None
    assert store.answer(ActionsOf()).total == tasks + 1
