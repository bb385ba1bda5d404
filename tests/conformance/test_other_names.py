"""What every search engine finds by other names, by sound, and in queries of any length."""

from __future__ import annotations

import pytest

from graph.lexicon import load_lexicon
from search.engine import Query, SearchEngine
from search.query import MOST_TERMS
from search.synonyms import Synonyms, synonyms_of
from tests.conformance.engines import a_passage, found, holding

SYNONYMS = synonyms_of(load_lexicon(None))


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("市监局", "市场监督管理局"),
        ("市场监督管理局", "市监局"),
        ("市场监管局", "工商局"),
        ("工商局", "市场监督管理局"),
        ("市監局", "市场监管局"),
        ("人社局", "人力资源和社会保障局"),
        ("卫生健康委员会", "卫健委"),
    ],
)
def test_a_name_finds_the_other_names_of_its_body(engine: SearchEngine, asked, written) -> None:
    holding(
        engine, a_passage("1", text=f"由青川市{written}检查食堂。"), a_passage("2", text="检查")
    )
    assert found(engine, asked, synonyms=SYNONYMS) == ["1"]
    assert found(engine, f"{asked} 食堂", synonyms=SYNONYMS) == ["1"]
    assert found(engine, asked) == []
    assert found(engine, f"“{asked}”", synonyms=SYNONYMS) == []


def test_what_is_written_as_asked_comes_before_other_names(engine: SearchEngine) -> None:
    texts = {"1": "市场监督管理局检查食堂", "2": "市监局检查食堂", "3": "工商局检查食堂"}
    holding(engine, *(a_passage(key, text=text) for key, text in texts.items()))
    assert found(engine, "市监局", synonyms=SYNONYMS)[0] == "2"
    assert sorted(found(engine, "市监局", synonyms=SYNONYMS)) == ["1", "2", "3"]


def test_a_name_within_other_words_is_none(engine: SearchEngine) -> None:
    holding(engine, a_passage("1", text="公安局"), a_passage("2", text="甲乙"))
    odd = Synonyms([("乙丙丁", "公安局")])
    results = engine.search(Query(words="甲乙丙丁", synonyms=odd))
    assert (results.total, results.other_names) == (0, ())


def test_the_results_say_which_other_names_were_looked_for(engine: SearchEngine) -> None:
    known = Synonyms([("公安局", "公安厅")])
    words = "公安局 “公安厅” -检查"
    assert engine.search(Query(words=words, synonyms=known)).other_names == (
        ("公安局", ("公安厅",)),
    )
    assert engine.search(Query(words=words)).other_names == ()


def test_other_names_are_looked_for_in_the_field_that_was_asked_for(engine) -> None:
    names = (("lead", "市场监督管理局"),)
    leads = a_passage("1", names="市场监督管理局", role_names=names)
    supports = a_passage("2", names="市监局", role_names=(("support", "市监局"),))
    holding(engine, leads, supports)
    assert found(engine, "牵头:市监局", synonyms=SYNONYMS) == ["1"]


def test_other_names_are_marked(engine: SearchEngine) -> None:
    holding(engine, a_passage("1", text="由市场监督管理局检查。"))
    (hit,) = engine.search(Query(words="市监局", synonyms=SYNONYMS)).hits
    assert [hit.snippet.text[start:end] for start, end in hit.snippet.marks] == ["市场监督管理局"]


@pytest.mark.parametrize("sound", ["scjg", "shichangjianguan", "SCJGJ", "qingchuan", "jyj"])
def test_names_are_found_by_their_sound(engine: SearchEngine, sound: str) -> None:
    bodies = a_passage("1", names="市场监管局 教育局", places="青川市")
    holding(engine, bodies, a_passage("2", text="养老服务的食堂"))
    assert found(engine, sound, synonyms=SYNONYMS) == ["1"]
    assert found(engine, sound) == []


def test_what_is_written_comes_before_what_only_sounds_so(engine: SearchEngine) -> None:
    holding(
        engine, a_passage("1", names="市场监管局"), a_passage("2", text="推广 SCJG 系统"),
        a_passage("3", text="检查"),
    )  # fmt: skip
    assert found(engine, "scjg", synonyms=SYNONYMS) == ["2", "1"]


LETTERS = "青川市场监督管理局牵头食品安全检查学校食堂卫健委教育局工商局人社局"


@pytest.mark.parametrize(
    "words",
    [
        (LETTERS * 40)[:1_000],
        " ".join(LETTERS[n:] + LETTERS[:n] for n in range(MOST_TERMS - 3)),
        " OR ".join(LETTERS[n:] + LETTERS[:n] for n in range(MOST_TERMS - 4)),
        "市监局 " * 250,
        "一" * 1_000,
        "a" * 1_000,
        "食品\ud800安全 食品\x00安全",
        "((" * 100 + "[{*?~^:\\/<>" * 20,
    ],
    ids=["one", "all of many", "any of many", "names", "one sign", "one word", "halves", "signs"],
)
def test_a_query_of_any_length_is_answered(engine: SearchEngine, words: str) -> None:
    holding(engine, a_passage("1", text=LETTERS * 40))
    engine.search(Query(words=words, synonyms=SYNONYMS))
    assert found(engine, LETTERS * 5, synonyms=SYNONYMS) == ["1"]
