from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import Agency, Role, Treatment
from graph.questions import (
    ActionsOf,
    Citations,
    CooperationIn,
    Documents,
    Indicators,
    PartnersOf,
    Party,
    Scope,
)
from search.names import NameBook, names_of
from search.understand import ALL_ROWS, understand
from tests.builders import (
    HEALTH,
    LINJIANG,
    MARKET,
    PESTICIDES,
    QINGCHUAN,
    SCHOOL_CANTEENS,
    YUNLING,
    FragmentBuilder,
    a_fragment,
)
from tests.search.worlds import (
    BAISHAN,
    EDUCATION,
    FOOD_LAW,
    FORMS,
    LIVESTOCK,
    OTHER_YUNTAI,
    PLAN,
    QINGCHUAN_HEALTH,
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


QUESTIONS = {
    # one body
    "市场监管局牵头的所有任务": actions(market(LEAD)),
    "云岭省青川市畜牧兽医服务中心的任务": actions(Party(agency=LIVESTOCK.id)),
    "青川畜牧兽医服务中心的任务": actions(Party(agency=LIVESTOCK.id)),
    "tasks the market regulation departments lead": actions(market(LEAD)),
    "市場監管局牽頭的所有任務": actions(market(LEAD)),
    "市场监督管理局牵头哪些任务？": actions(market(LEAD)),
    "工商局牵头的任务": actions(with_those_before(market(LEAD))),
    "市场监管局（含前身）牵头的任务": actions(with_those_before(market(LEAD))),
    "市场监管局及其前身牵头的任务": actions(with_those_before(market(LEAD))),
    "市场监管（含前身）牵头的任务": actions(with_those_before(market(LEAD))),
    "青川市市场监管局（含前身）牵头的任务": actions(with_those_before(qingchuan_market(LEAD))),
    "tasks led by the market regulation bureau including predecessors": actions(
        with_those_before(market(LEAD))
    ),
    "tasks the market regulation bureau and its predecessors lead": actions(
        with_those_before(market(LEAD))
    ),
    "卫健委配合市场监管局（含前身）的任务": actions(
        health(SUPPORT), with_those_before(market(LEAD))
    ),
    "由市场监管局牵头的任务有哪些": actions(market(LEAD)),
    "市场监管部门牵头的任务": actions(market(LEAD)),
    "市场监管牵头的任务": actions(market(LEAD)),
    "牵头单位是市场监管局的任务": actions(market(LEAD)),
    "卫健委配合的任务": actions(health(SUPPORT)),
    "卫健委参与的任务": actions(health()),
    "教育局负责的任务": actions(Party(function=EDUCATION.id, roles=MAIN)),
    "卫健委共同负责的任务": actions(health(JOINT)),
    "卫健委的任务": actions(health()),
    "卫健委": actions(health()),
    "all tasks the Market Regulation Bureau leads": actions(market(LEAD)),
    "All tasks led by the Market Regulation Bureau": actions(market(LEAD)),
    "which tasks does the health commission support?": actions(health(SUPPORT)),
    "tasks the health department is responsible for": actions(health(MAIN)),
    "卫健委配合市场监管局的任务": actions(health(SUPPORT), market(LEAD)),
    "tasks where the health commission supports the market regulation bureau": actions(
        health(SUPPORT), market(LEAD)
    ),
    "哪些任务需要卫健委配合": actions(health(SUPPORT)),
    "tasks involving the health commission": actions(health()),
    # a body of one place
    "青川市市场监管局牵头的任务": actions(qingchuan_market(LEAD)),
    "青川市场监管局牵头的任务": actions(qingchuan_market(LEAD)),
    "青川市市场监督管理局牵头的任务": actions(qingchuan_market(LEAD)),
    "云岭省青川市市场监管局牵头的任务": actions(qingchuan_market(LEAD)),
    "青川市畜牧兽医服务中心负责的任务": actions(Party(agency=LIVESTOCK.id, roles=MAIN)),
    "畜牧兽医服务中心负责的任务": actions(Party(agency=LIVESTOCK.id, roles=MAIN)),
    "临江县市场监管局牵头的任务": actions(market(LEAD), locations=(LINJIANG.id,)),
    "tasks the Market Regulation Bureau of 青川市 leads": actions(
        market(LEAD), locations=(QINGCHUAN.id,)
    ),
    # several bodies
    "市场监管局和卫健委共同负责的任务": actions(market(MAIN), health(MAIN)),
    "青川市市场监管局和市卫健委共同负责的任务": actions(
        qingchuan_market(MAIN), Party(agency=QINGCHUAN_HEALTH.id, roles=MAIN)
    ),
    "青川市市场监管局牵头、市卫健委配合的任务": actions(
        qingchuan_market(LEAD), Party(agency=QINGCHUAN_HEALTH.id, roles=SUPPORT)
    ),
    "市场监管局牵头、卫健委配合的任务": actions(market(LEAD), health(SUPPORT)),
    "市场监管局牵头卫健委和教育局配合的任务": actions(
        market(LEAD), health(SUPPORT), Party(function=EDUCATION.id, roles=SUPPORT)
    ),
    "tasks led by the market regulation bureau and supported by the health commission": actions(
        market(LEAD), health(SUPPORT)
    ),
    "tasks the health commission and the market regulation bureau share": actions(
        health(MAIN), market(MAIN)
    ),
    # place and time
    "青川市2020年的任务": actions(locations=(QINGCHUAN.id,), years=(2020, 2020)),
    "青川市2019至2021年市场监管局牵头的任务": actions(
        market(LEAD), locations=(QINGCHUAN.id,), years=(2019, 2021)
    ),
    "青川市２０２０年和2021年的任务": actions(locations=(QINGCHUAN.id,), years=(2020, 2021)),
    "云岭省2021年以来的任务": actions(locations=(YUNLING.id,), years=(2021, 2022)),
    "青川市本级的任务": actions(locations=(QINGCHUAN.id,), with_subdivisions=False),
    "青川市云台区的任务": actions(locations=(YUNTAI.id,)),
    "tasks of 青川 since 2021": actions(locations=(QINGCHUAN.id,), years=(2021, 2022)),
    "《青川市特殊食品监管办法》中的任务": actions(document="document/qc-2022"),
    "青川市和临江县的任务": actions(locations=(QINGCHUAN.id, LINJIANG.id)),
    "青川、临江2021年的任务": actions(locations=(QINGCHUAN.id, LINJIANG.id), years=(2021, 2021)),
    "青川市与白山市市场监管局牵头的任务": actions(
        market(LEAD), locations=(QINGCHUAN.id, BAISHAN.id)
    ),
    "tasks of 青川市 and 白山市": actions(locations=(QINGCHUAN.id, BAISHAN.id)),
    # what nobody does, and by when
    "没有牵头单位的任务": without(LEAD),
    "哪些任务缺少牵头部门": without(LEAD),
    "青川市2021年没有牵头单位的任务": without(LEAD, locations=(QINGCHUAN.id,), years=(2021, 2021)),
    "卫健委配合、没有牵头单位的任务": without(LEAD, health(SUPPORT)),
    "tasks without a lead agency": without(LEAD),
    "2020年底前要完成的任务": due("", "2020"),
    "2020年要完成的任务": due("2020", "2020"),
    "青川市2020年到期的任务": due("2020", "2020", locations=(QINGCHUAN.id,)),
    "市场监管局牵头、2019-2020年完成的任务": due("2019", "2020", market(LEAD)),
    "tasks due in 2020": due("2020", "2020"),
    "tasks due by the end of 2020": due("", "2020"),
    # partners
    "哪些单位与市场监管局协同": PartnersOf(party=market(), page=ALL_ROWS),
    "哪些单位与市场监管局配合": PartnersOf(party=market(), page=ALL_ROWS),
    "青川市市场监管局的协作单位": PartnersOf(party=qingchuan_market(), page=ALL_ROWS),
    "市场监管局和哪些部门合作": PartnersOf(party=market(), page=ALL_ROWS),
    "who works with the health commission": PartnersOf(party=health(), page=ALL_ROWS),
    "partners of the market regulation bureau in 2021": PartnersOf(
        party=market(), scope=Scope(years=(2021, 2021)), page=ALL_ROWS
    ),
    "青川市哪些部门协同": CooperationIn(scope=Scope(locations=(QINGCHUAN.id,)), page=ALL_ROWS),
    "市场监管局和卫健委协同的任务": actions(market(), health()),
    # citations
    "哪些文件引用《校园食品安全行动方案》": citations(PLAN.id, "in"),
    "引用了校园食品安全行动方案的文件": citations(PLAN.id, "in"),
    "《校园食品安全行动方案》被哪些文件引用": citations(PLAN.id, "in"),
    "哪些文件引用食品安全法": citations(FOOD_LAW.id, "in"),
    "哪些文件依据《食品安全法》": citations(FOOD_LAW.id, "in", Treatment.BASED_ON),
    "《青川市特殊食品监管办法》引用了哪些文件": citations("document/qc-2022", "out"),
    "被《青川市特殊食品监管办法》引用的文件": citations("document/qc-2022", "out"),
    "which documents cite 《食品安全法》": citations(FOOD_LAW.id, "in"),
    "what does “青川市特殊食品监管办法” cite": citations("document/qc-2022", "out"),
    "documents cited by 《青川市特殊食品监管办法》": citations("document/qc-2022", "out"),
    # indicators and documents
    "青川市的指标": Indicators(scope=Scope(locations=(QINGCHUAN.id,)), page=ALL_ROWS),
    "indicators of 青川市 in 2021": Indicators(
        scope=Scope(locations=(QINGCHUAN.id,), years=(2021, 2021)), page=ALL_ROWS
    ),
    "市场监管局牵头的指标": Indicators(party=market(LEAD), page=ALL_ROWS),
    "青川市抽检合格率指标": Indicators(
        scope=Scope(locations=(QINGCHUAN.id,)), metric="抽检合格率", page=ALL_ROWS
    ),
    "青川市的文件": Documents(scope=Scope(locations=(QINGCHUAN.id,)), page=ALL_ROWS),
    "documents of 青川市": Documents(scope=Scope(locations=(QINGCHUAN.id,)), page=ALL_ROWS),
}


@pytest.mark.parametrize(("text", "question"), QUESTIONS.items(), ids=QUESTIONS)
def test_a_question_is_understood(text: str, question) -> None:
    interpretation = understand(text, NAMES)
    assert interpretation.question == question
    assert interpretation.ignored == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "？",
        "食品安全",
        "学校食堂检查",
        "饲料办牵头的任务",
        "市场监管局牵头饲料办配合的任务",
        "青川市饲料办牵头的任务",
        "牵头单位是饲料办的任务",
        "tasks the feed office leads",
        "饲料办和市场监管局牵头的任务",
        "市场监管局和饲料办的任务",
        "tasks led by the market regulation bureau and the feed office",
        "望江市市场监管局牵头的任务",
        "tasks the Wangjiang Market Regulation Bureau leads",
        "临江县畜牧兽医服务中心牵头的任务",
        "牵头的任务",
        "哪些单位配合市场监管局",
        "哪些文件引用《饲料管理条例》",
        "《校园食品安全行动方案》中的任务",
        "青川市白山市的任务",
        "市场监管局没有牵头的任务",
        "2020年已完成的任务",
        "年底前要完成的任务",
        "没有食堂的任务",
        "青川市2018年和2021年的任务",
        "市场监管局的文件",
        "教育的任务",
        "青川市食品安全重点工作",
        "health",
        "青川市",
    ],
)
def test_what_is_no_question_stays_words(text: str) -> None:
    assert understand(text, NAMES).question is None


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("学校食堂的任务", actions(subject=SCHOOL_CANTEENS.id)),
        ("校园食堂任务", actions(subject=SCHOOL_CANTEENS.id)),
        ("2021年农药的任务", actions(subject=PESTICIDES.id, years=(2021, 2021))),
        ("市场监管局牵头的学校食堂任务", actions(market(LEAD), subject=SCHOOL_CANTEENS.id)),
        ("tasks on school canteens", None),
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
    interpretation = understand("市场监管局2021年食品安全方面的任务", NAMES)
    assert interpretation.question == actions(market(), years=(2021, 2021))
    assert interpretation.ignored == ("食品安全方面",)


def test_the_rank_of_a_body_without_a_place_is_said_to_be_ignored() -> None:
    interpretation = understand("市市场监管局和省卫健委牵头的任务", NAMES)
    assert interpretation.question == actions(market(LEAD), health(LEAD))
    assert interpretation.ignored == ("市", "省")


def test_a_topic_after_who_leads_is_said_to_be_ignored() -> None:
    interpretation = understand("Tasks led by the market regulation bureau on Milk", NAMES)
    assert interpretation.question == actions(market(LEAD))
    assert interpretation.ignored == ("on Milk",)


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


def test_a_place_above_settles_which_is_meant() -> None:
    interpretation = understand("白山市云台区的任务", NAMES)
    assert interpretation.question == actions(locations=(OTHER_YUNTAI.id,))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([*QUESTIONS, "《", "》", "2020", "-", "牵头", "和", " "]), max_size=4)
)
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
