from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.links import parameters_of
from graph.model import Agency, Role, Treatment
from graph.questions import (
    ALL_ROWS,
    ActionsOf,
    Citations,
    Indicators,
    Page,
    Party,
    Scope,
)
from search.names import NameBook, names_of
from search.understand import understand
from tests.builders import (
    HEALTH,
    MARKET,
    PESTICIDES,
    QINGCHUAN,
    SCHOOL_CANTEENS,
    FragmentBuilder,
    a_fragment,
)
from tests.search.worlds import (
    FORMS,
    OTHER_YUNTAI,
    QINGCHUAN_MARKET,
    YUNTAI,
    a_world,
    names_of_the_world,
)

LEAD = (Role.LEAD, Role.SOLE)
SUPPORT = (Role.SUPPORT,)
JOINT = (Role.JOINT,)
MAIN = (Role.LEAD, Role.SOLE, Role.JOINT)
NAMES = names_of_the_world()


def market(roles=()) -> Party:
    return Party(function=MARKET.id, roles=roles)


def health(roles=()) -> Party:
    return Party(function=HEALTH.id, roles=roles)


def with_those_before(party: Party) -> Party:
    return replace(party, with_predecessors=True)


def qingchuan_market(roles=()) -> Party:
    return Party(agency=QINGCHUAN_MARKET.id, roles=roles)


def actions(*parties: Party, **scope) -> ActionsOf:
    return ActionsOf(parties=parties, scope=Scope(**scope), page=ALL_ROWS)


def without(roles, *parties: Party, **scope) -> ActionsOf:
    return replace(actions(*parties, **scope), without_roles=roles)


def due(first: str, last: str, *parties: Party, **scope) -> ActionsOf:
    return replace(actions(*parties, **scope), due=(first, last))


def citations(node: str, direction, *treatments: Treatment) -> Citations:
    return Citations(node=node, direction=direction, treatments=treatments, page=ALL_ROWS)


ASKED = dict(
    line.split("\t")
    for line in Path(__file__).with_name("questions.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
)
"""What people type, with the link of the question it is, - where its words are searched."""


def link_of(text: str) -> str:
    question = understand(text, NAMES).question
    if question is None:
        return "-"
    told = parameters_of(replace(question, page=Page()))
    return "&".join(f"{name}={value}" for name, value in told.items())


@pytest.mark.parametrize(("text", "link"), ASKED.items(), ids=ASKED)
def test_what_people_type_is_understood(text: str, link: str) -> None:
    assert link_of(text) == link
    assert link == "-" or understand(text, NAMES).ignored == ()


def test_nothing_is_asked_by_nothing() -> None:
    assert understand("", NAMES).question is None


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("学校食堂的任务", actions(subject=SCHOOL_CANTEENS.id)),
        ("校园食堂任务", actions(subject=SCHOOL_CANTEENS.id)),
        ("2021年农药的任务", actions(subject=PESTICIDES.id, years=(2021, 2021))),
        ("市场监管局牵头的学校食堂任务", actions(market(LEAD), subject=SCHOOL_CANTEENS.id)),
        ("tasks on school canteens", actions(subject=SCHOOL_CANTEENS.id)),
        ("tasks for school canteens", actions(subject=SCHOOL_CANTEENS.id)),
        ("学校食堂", None),
        ("学校食堂工作方案", None),
        ("学校食堂的农药任务", None),
        ("燃煤锅炉的任务", None),
    ],
)
def test_a_subject_beside_the_word_for_tasks_narrows_them(text: str, question) -> None:
    assert understand(text, NAMES).question == question


def test_a_subject_elsewhere_is_part_of_what_is_measured() -> None:
    builder = FragmentBuilder()
    builder.target(builder.action(), "农药使用量", 3)
    store = a_world()
    store.replace(builder.name(PESTICIDES).build())
    assert understand("农药使用量的指标", names_of(store, FORMS)).question == Indicators(
        metric="农药使用量", page=ALL_ROWS
    )


def test_what_has_no_part_in_the_question_is_said() -> None:
    interpretation = understand("青川市2021年的指标（天气）", NAMES)
    scope = Scope(locations=(QINGCHUAN.id,), years=(2021, 2021))
    assert interpretation.question == Indicators(scope=scope, page=ALL_ROWS)
    assert interpretation.ignored == ("天气",)


def test_the_rank_of_a_body_without_a_place_is_said_to_be_ignored() -> None:
    interpretation = understand("市市场监管局和省卫健委牵头的任务", NAMES)
    assert interpretation.question == actions(market(LEAD), health(LEAD))
    assert interpretation.ignored == ("市", "省")


def test_what_is_too_long_for_a_topic_is_searched() -> None:
    assert understand(f"青川市{'食品安全' * 7}的任务", NAMES).question is None


def test_a_short_name_means_the_body_that_it_abbreviates() -> None:
    store = a_world()
    former = replace(
        QINGCHUAN_MARKET, id="agency/青川市工商行政管理局", name="青川市工商行政管理局"
    )
    branch = replace(QINGCHUAN_MARKET, id="agency/分局", name="青川市市场监督管理局云台分局")
    builder = FragmentBuilder(key="qc-2010").name(QINGCHUAN)
    builder.action((former, Role.SOLE), (branch, Role.JOINT))
    store.replace(builder.build())
    names = names_of(store, FORMS)
    by_short = understand("青川市市场监管局牵头的任务", names).question
    assert by_short == actions(qingchuan_market(LEAD))
    by_former = understand("青川市工商局牵头的任务", names).question
    assert by_former == actions(Party(agency=former.id, roles=LEAD))


def test_a_body_that_was_not_settled_is_asked_for_by_its_function() -> None:
    store = a_world()
    for number in (1, 2):
        body = Agency(
            id=f"agency/nowhere-{number}",
            name="市市场监管局",
            function=MARKET.id,
            is_resolved=False,
        )
        store.replace(a_fragment((body, Role.SOLE), key=f"nowhere-{number}"))
    interpretation = understand("市市场监管局牵头的任务", names_of(store, FORMS))
    assert interpretation.question == actions(market(LEAD))


def test_a_name_with_several_meanings_gives_its_candidates() -> None:
    interpretation = understand("云台区的任务", NAMES)
    assert interpretation.question is None
    [(name, ids)] = interpretation.candidates
    assert name == "云台区"
    assert set(ids) == {YUNTAI.id, OTHER_YUNTAI.id}


def test_one_of_the_candidates_makes_it_a_question() -> None:
    meant = {"云台区": OTHER_YUNTAI.id}
    interpretation = understand("云台区2021年的任务", NAMES, meant)
    assert interpretation.question == actions(locations=(OTHER_YUNTAI.id,), years=(2021, 2021))
    assert understand("云台区的任务", NAMES, {"云台区": QINGCHUAN.id}).candidates


def test_a_place_above_settles_which_is_meant() -> None:
    interpretation = understand("白山市云台区的任务", NAMES)
    assert interpretation.question == actions(locations=(OTHER_YUNTAI.id,))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*ASKED, "《", "》", "2020", "-", "牵头", "和", " "]), max_size=4))
def test_any_pieces_of_questions_give_an_interpretation(pieces: list[str]) -> None:
    understand("".join(pieces), NAMES)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_an_interpretation(text: str) -> None:
    understand(text, NAMES)


def test_what_is_asked_for_is_answered() -> None:
    store = a_world()
    question = understand("青川市市场监管局牵头、卫健委配合的任务", NAMES).question
    assert [row.action.text for row in store.answer(question).rows] == ["检查学校食堂"]


def test_names_follow_the_store() -> None:
    store = a_world()
    book = NameBook(store, FORMS)
    assert understand("望江局牵头的任务", book.names).question is None
    before = book.names
    assert book.names is before
    body = Agency(id="agency/望江局", name="望江局")
    store.replace(a_fragment((body, Role.SOLE), key="new"))
    expected = actions(Party(agency=body.id, roles=LEAD))
    assert understand("望江局牵头的任务", book.names).question == expected
