"""What actions act on, with what lies below it."""

from __future__ import annotations

from dataclasses import replace

from graph.model import Relation, Role
from graph.questions import (
    ActionsOf,
    CooperationIn,
    Documents,
    Indicators,
    PartnersOf,
    Party,
    Scope,
)
from graph.store import GraphStore
from tests.builders import (
    CANTEENS,
    KINDERGARTEN_CANTEENS,
    PESTICIDES,
    SCHOOL_CANTEENS,
    FragmentBuilder,
    a_fragment,
)
from tests.conformance.stores import COUNTY_BUREAU, HEALTH_BUREAU, MARKET_BUREAU, action_ids, fill


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


def test_actions_follow_a_subject_that_another_document_puts_elsewhere(store: GraphStore):
    mover = FragmentBuilder("a-mover")
    mover.name(PESTICIDES, replace(SCHOOL_CANTEENS, broader=PESTICIDES.id))

    def found() -> list[int]:
        subjects = (CANTEENS, SCHOOL_CANTEENS, KINDERGARTEN_CANTEENS, PESTICIDES)
        return [store.answer(ActionsOf(scope=Scope(subject=one.id))).total for one in subjects]

    fill(store, acting_on_subjects().build())
    assert found() == [3, 2, 1, 1]
    store.replace(mover.build())
    assert found() == [1, 2, 1, 3]
    store.remove(mover.id)
    assert found() == [3, 2, 1, 1]


def test_actions_follow_a_subject_that_comes_after_what_lies_below_it(store: GraphStore):
    builder = FragmentBuilder()
    builder.join(builder.action(), Relation.HAS_TARGET, KINDERGARTEN_CANTEENS)
    fill(store, builder.build())
    canteens = ActionsOf(scope=Scope(subject=CANTEENS.id))
    assert store.answer(canteens).total == 0
    above = FragmentBuilder("above").name(SCHOOL_CANTEENS, CANTEENS)
    store.replace(above.build())
    assert store.answer(canteens).total == 1
    store.remove(above.id)
    assert store.answer(canteens).total == 0


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
