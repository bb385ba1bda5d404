"""What is offered to a person who has begun to type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.completion import Completer, Completion, CompletionBook
from search.engine import open_engine
from search.names import NameBook, names_of
from search.sync import catch_up
from tests.search.worlds import FOOD_LAW, FORMS, QINGCHUAN_MARKET, YUNTAI, a_world

NAMES = names_of(a_world(), FORMS)
COMPLETER = Completer(NAMES)


def texts(typed: str, most: int = 8) -> list[str]:
    return [one.text for one in COMPLETER.complete(typed, most)]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("青川市市场", "青川市市场监督管理局"),
        ("市场监", "市场监管局"),
        ("卫健", "卫健委"),
        ("云台", "云台区"),
        ("雲臺", "云台区"),
        ("食品安全法", "中华人民共和国食品安全法"),
        ("中华人民共和国食品", "中华人民共和国食品安全法"),
        ("校园食品", "校园食品安全行动方案"),
        ("scjg", "市场监管局"),
        ("qingchuan", "青川市"),
        ("yuntaiqu", "云台区"),
        ("市场监管局", "市场监管局牵头的任务"),
        ("青川市", "青川市的任务"),
        ("校园食品安全行动方案", "哪些文件引用了《校园食品安全行动方案》"),
    ],
)
def test_what_goes_on_from_what_is_typed_is_offered(typed, offered) -> None:
    assert offered in texts(typed)


def test_a_name_leads_to_what_it_names() -> None:
    assert COMPLETER.complete("青川市市场监督管理局", 1)[0] == Completion(
        QINGCHUAN_MARKET.name, "agency", QINGCHUAN_MARKET.id
    )
    ids = {one.id for one in COMPLETER.complete("云台区")}
    assert YUNTAI.id in ids
    assert COMPLETER.complete("中华人民共和国食品安全法", 1)[0].id == FOOD_LAW.id


def test_what_begins_so_comes_first_and_what_is_met_often_before_the_rest() -> None:
    first, *_ = texts("市场监")
    assert first.startswith("市场监")
    often = Completer(NAMES, {QINGCHUAN_MARKET.id: 900})
    assert often.complete("青川市")[0].id == QINGCHUAN_MARKET.id


@given(st.text(max_size=80), st.integers(1, 20))
def test_any_beginning_gives_few_different_texts(typed: str, most: int) -> None:
    offered = texts(typed, most)
    assert len(set(offered)) == len(offered) <= most + 2


@pytest.mark.parametrize("typed", ["", "  ", "没有的名字", "zzzz"])
def test_nothing_is_offered_where_nothing_goes_on(typed) -> None:
    assert texts(typed) == []


def test_the_book_takes_up_what_is_new() -> None:
    store, engine = a_world(), open_engine("tantivy:")
    catch_up(store, engine)
    book = CompletionBook(store, engine, NameBook(store, FORMS))
    assert book.completer is book.completer
    before = book.completer
    store.remove("document/qc-2021")
    catch_up(store, engine)
    assert book.completer is not before
    engine.close()
