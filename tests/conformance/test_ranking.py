"""What every search engine puts first."""

from __future__ import annotations

from graph.questions import Page
from search.engine import SearchEngine
from tests.conformance.engines import a_passage, found, holding


def test_a_word_in_the_title_is_better_than_in_the_text(engine: SearchEngine) -> None:
    holding(
        engine,
        a_passage("1", title="开展检查", text="食品安全"),
        a_passage("2", title="食品安全", text="开展检查"),
    )
    assert found(engine, "食品安全") == ["2", "1"]


def test_the_words_as_typed_are_better_than_the_words_apart(engine: SearchEngine) -> None:
    holding(
        engine,
        a_passage("1", text="食品安全检查走进校园"),
        a_passage("2", text="各地检查校园食品安全的情况"),
    )
    assert found(engine, "校园食品安全") == ["2", "1"]


def test_a_rare_word_weighs_more_than_a_common_one(engine: SearchEngine) -> None:
    common = [a_passage(f"c{n}", text="检查检查农村市场") for n in range(5)]
    holding(engine, *common, a_passage("rare", text="冷链检查农村市场"))
    assert found(engine, "检查 OR 冷链")[0] == "rare"


def test_the_newest_first_when_asked(engine: SearchEngine) -> None:
    years = {"a": 2019, "b": 2022, "c": None, "d": 2020}
    holding(engine, *(a_passage(key, text="食品", year=year) for key, year in years.items()))
    assert found(engine, "食品", sort="newest") == ["b", "d", "a", "c"]


def test_hits_come_by_the_code_of_their_place_and_newest_first_within_it(engine) -> None:
    holding(
        engine,
        a_passage("nowhere", text="食品安全"),
        a_passage("city-old", text="食品", division="140100", year=2019),
        a_passage("city-new", text="食品", division="140100", year=2021),
        a_passage("province", text="食品食品", division="14", year=2018),
        a_passage("town", text="食品", division="110101001", year=2018),
    )
    order = ["town", "province", "city-new", "city-old", "nowhere"]
    assert found(engine, "食品", sort="place") == order
    assert found(engine, "", sort="place", page=Page(1, 2)) == order[1:3]
