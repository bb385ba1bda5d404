from __future__ import annotations

import tomllib

import pytest

from graph.model import Role, Treatment
from graph.questions import (
    ActionsOf,
    Census,
    Citations,
    CooperationIn,
    Documents,
    Indicators,
    PartnersOf,
    Party,
    Scope,
)
from search.describe import WORDING, chips_of, describe
from tests.builders import HEALTH, MARKET, QINGCHUAN
from tests.search.worlds import BAISHAN, PLAN, QINGCHUAN_MARKET, a_world

STORE = a_world()
LEAD = (Role.LEAD, Role.SOLE)
QUESTIONS = [
    (
        ActionsOf(
            parties=(
                Party(function=MARKET.id, roles=LEAD),
                Party(function=HEALTH.id, roles=(Role.SUPPORT,)),
            ),
            scope=Scope(locations=(QINGCHUAN.id,), years=(2019, 2021)),
        ),
        "查找=任务，牵头单位=市场监管（职能），配合单位=卫生健康（职能），地区=青川市及所辖，年份=2019—2021年",
        "Find=tasks，Led by=market regulation (function)，Supported by=health (function)，"
        "Place=青川市 and below，Years=2019–2021",
    ),
    (
        ActionsOf(parties=(Party(function=MARKET.id, roles=LEAD, with_predecessors=True),)),
        "查找=任务，牵头单位=市场监管（职能）（含前身）",
        "Find=tasks，Led by=market regulation (function), including predecessors",
    ),
    (
        PartnersOf(party=Party(agency=QINGCHUAN_MARKET.id)),
        "查找=协同单位，参与单位=青川市市场监督管理局",
        "Find=partners，Taking part=青川市市场监督管理局",
    ),
    (
        Citations(node=PLAN.id, direction="in", treatments=(Treatment.BASED_ON,)),
        "查找=引用，被引用的法规政策=校园食品安全行动方案，引用方式=依据",
        "Find=citations，Cited=校园食品安全行动方案，Kind of citation=based on",
    ),
    (
        Indicators(scope=Scope(document="document/qc-2022"), metric="合格率"),
        "查找=指标，文件=青川市特殊食品监管办法，指标含=合格率",
        "Find=indicators，Document=青川市特殊食品监管办法，Measuring=合格率",
    ),
    (
        Documents(
            scope=Scope(locations=(QINGCHUAN.id,), with_subdivisions=False, years=(2020, 2020))
        ),
        "查找=文件，地区=青川市本级，年份=2020年",
        "Find=documents，Place=青川市 only，Years=2020",
    ),
    (
        ActionsOf(without_roles=LEAD, due=("", "2020")),
        "查找=任务，没有=牵头或独立负责，期限=不晚于2020",
        "Find=tasks，Without=lead or sole，Due=by 2020",
    ),
    (
        Documents(scope=Scope(locations=(QINGCHUAN.id, BAISHAN.id))),
        "查找=文件，地区=青川市及所辖，地区=白山市及所辖",
        "Find=documents，Place=青川市 and below，Place=白山市 and below",
    ),
    (
        ActionsOf(scope=Scope(subject="subject/school-canteens")),
        "查找=任务，对象=学校食堂",
        "Find=tasks，Acting on=school canteens",
    ),
    (
        CooperationIn(agency=QINGCHUAN_MARKET.id, min_weight=3),
        "查找=协同关系，参与单位=青川市市场监督管理局，共同任务不少于=3",
        "Find=cooperation，Taking part=青川市市场监督管理局，Shared tasks, at least=3",
    ),
    (Census(), "查找=总览", "Find=overview"),
]


def in_words(question, language: str) -> str:
    return "，".join(f"{label}={value}" for label, value in describe(question, STORE, language))


@pytest.mark.parametrize(("question", "chinese", "english"), QUESTIONS)
def test_a_question_is_said_back_in_both_languages(question, chinese: str, english: str) -> None:
    assert in_words(question, "zh-Hans") == chinese
    assert in_words(question, "en") == english


def test_any_choice_of_roles_has_a_label() -> None:
    party = Party(agency=QINGCHUAN_MARKET.id, roles=(Role.SUPPORT, Role.LEAD))
    assert in_words(ActionsOf(parties=(party,)), "zh").startswith("查找=任务，牵头或配合单位=")


def test_a_node_that_is_gone_shows_its_key() -> None:
    question = ActionsOf(parties=(Party(agency="agency/旧局"),))
    assert in_words(question, "zh") == "查找=任务，参与单位=旧局"


def test_chips_carry_ids() -> None:
    question = ActionsOf(parties=(Party(function=MARKET.id, roles=LEAD),))
    assert chips_of(question) == (
        ("result", "actions"),
        ("role", "lead+sole"),
        ("party", MARKET.id),
    )


def test_both_languages_have_the_same_words() -> None:
    wording = tomllib.loads(WORDING.read_text(encoding="utf-8"))
    assert wording["zh"].keys() == wording["en"].keys()
