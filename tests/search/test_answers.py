from __future__ import annotations

import json

import pytest

from graph.links import question_from
from search.answers import ask, asked_as_json, found_as_json
from search.corrected import Found
from search.engine import Query, open_engine
from search.sync import catch_up
from tests.search.worlds import PLAN, QINGCHUAN_MARKET, a_world, names_of_the_world

NAMES = names_of_the_world()


@pytest.fixture
def store():
    return a_world()


@pytest.fixture
def engine(store):
    engine = open_engine("tantivy:")
    catch_up(store, engine)
    return engine


def answered(text: str, store, engine, language: str = "zh"):
    record = asked_as_json(ask(text, store, engine, NAMES), store, language)
    return json.loads(json.dumps(record))


def test_every_part_in_an_action_has_its_evidence(store, engine) -> None:
    record = answered("青川市市场监管局牵头的任务", store, engine)
    assert record["total"] == 1
    [row] = record["results"]
    assert row["type"] == "action"
    assert row["action"]["text"] == "检查学校食堂"
    assert row["document"]["id"] == "document/qc-2021"
    assert [taking["role"] for taking in row["takings"]] == ["lead", "support"]
    evidence = row["takings"][0]["evidence"]
    text = store.text(evidence["document"])
    assert text[evidence["start"] : evidence["end"]] == evidence["quote"]


def test_the_question_comes_back_as_parameters_and_in_words(store, engine) -> None:
    interpretation = answered("青川市2021年的任务", store, engine)["interpretation"]
    assert interpretation["question"] == {
        "find": "actions",
        "jurisdiction": "location/青川市",
        "year": "2021",
    }
    assert interpretation["text"] == [
        {"label": "查找", "value": "任务"},
        {"label": "地区", "value": "青川市及所辖"},
        {"label": "年份", "value": "2021年"},
    ]


def test_the_parameters_ask_the_same_again(store, engine) -> None:
    text = "市场监管局牵头、卫健委配合的任务"
    question = question_from(answered(text, store, engine)["interpretation"]["question"])
    assert store.answer(question).total == answered(text, store, engine)["total"]


def test_what_was_not_understood_is_said(store, engine) -> None:
    interpretation = answered("市市场监管局2021年的任务", store, engine)["interpretation"]
    assert interpretation["ignored"] == ["市"]
    assert interpretation["question"]["function"] == "function/market-regulation"


def test_a_topic_that_no_task_has_is_searched(store, engine) -> None:
    asked = answered("青川市学校食堂任务", store, engine)
    assert asked["interpretation"]["question"]["subject"] == "subject/school-canteens"
    asked = answered("市场监管局牵头的学校食堂检查工作", store, engine)
    assert asked["interpretation"]["question"]["words"] == "学校食堂 检查"
    assert [row["type"] for row in asked["results"]] == ["action"]
    asked = answered("市场监管局牵头的星空检查任务", store, engine)
    assert asked["interpretation"]["question"]["words"] == "检查"
    assert asked["interpretation"]["ignored"] == ["星空"]
    asked = answered("青川市星空由谁牵头", store, engine)
    assert asked["interpretation"]["question"] is None
    asked = answered("学校食堂检查涉及哪些县", store, engine)
    assert asked["total"] > 0


def test_words_that_are_no_question_are_searched(store, engine) -> None:
    record = answered("食堂", store, engine)
    assert record["interpretation"]["question"] is None
    assert record["total"] == len(record["results"]) == 2
    assert {row["type"] for row in record["results"]} == {"hit"}
    assert record["results"][0]["snippet"]["marks"][0] == [4, 6]


def test_candidates_are_listed(store, engine) -> None:
    [candidates] = answered("云台区的任务", store, engine)["interpretation"]["candidates"]
    assert candidates["name"] == "云台区"
    assert len(candidates["ids"]) == 2


@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        ("哪些单位与青川市市场监管局协同", "partner", {"weight": 2}),
        ("青川市哪些部门协同", "cooperation", {"weight": 2}),
        ("青川市的指标", "indicator", {}),
        ("青川市的文件", "document", {}),
        ("哪些文件引用《校园食品安全行动方案》", "citation", {"treatment": None}),
    ],
)
def test_each_kind_of_row_says_what_it_is(store, engine, text, type_, expected) -> None:
    rows = answered(text, store, engine)["results"]
    assert rows
    assert {row["type"] for row in rows} == {type_}
    assert expected.items() <= rows[0].items()


def test_a_citation_names_what_is_cited(store, engine) -> None:
    [row] = answered("哪些文件引用《校园食品安全行动方案》", store, engine)["results"]
    assert row["regulation"]["id"] == PLAN.id


def test_results_of_words_are_json(store, engine) -> None:
    record = json.loads(json.dumps(found_as_json(Found(engine.search(Query(words="学校 ？"))))))
    assert record["total"] == 2
    assert record["ignored"] == ["？"]
    assert {"value": QINGCHUAN_MARKET.id, "count": 1} in record["facets"]["agency"]
