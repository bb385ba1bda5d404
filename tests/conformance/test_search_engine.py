"""What every search engine finds, one promise per test."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engine import Query, SearchEngine
from tests.conformance.engines import a_passage, found, holding

SLOW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


TEXT = st.text(
    alphabet="青川市场监督管理局牵头食品安全、，。《》（） 　\nAbＡ2０19年號%-", min_size=2
)


def test_all_words_must_be_there_in_any_order(engine: SearchEngine) -> None:
    holding(
        engine,
        a_passage("1", text="检查学校食堂，保障食品安全。"),
        a_passage("2", text="检查农贸市场。"),
    )
    assert found(engine, "食品 学校") == ["1"]


def test_what_is_written_without_spaces_is_found_by_its_words_in_any_order(engine) -> None:
    holding(engine, a_passage("1", text="食品安全方面，强化监督检查。"))
    assert found(engine, "监督检查食品安全") == ["1"]


def test_a_word_is_found_though_the_text_is_cut_otherwise(engine: SearchEngine) -> None:
    holding(engine, a_passage("1", text="青川市场监管"))
    assert found(engine, "川市场监") == ["1"]


def test_a_lone_character_is_found_wherever_it_stands(engine: SearchEngine) -> None:
    holding(engine, a_passage("1", text="饮用水源"), a_passage("2", title="水"))
    assert sorted(found(engine, "水")) == ["1", "2"]


@SLOW
@given(text=TEXT, data=st.data())
def test_every_run_copied_from_a_text_finds_it(engine, text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 2))
    run = text[start : data.draw(st.integers(start + 2, len(text)))]
    if not any(character.isalnum() for character in run):
        return
    engine.clear()
    holding(engine, a_passage("1", text=text), a_passage("2", title=text))
    assert sorted(found(engine, f'"{run}"')) == ["1", "2"]
    if not re.search(r"(?:^|\s)-", run):  # which leaves out what follows
        assert sorted(found(engine, run)) == ["1", "2"]


@SLOW
@given(words=st.text())
def test_any_words_whatever_give_a_result(engine: SearchEngine, words: str) -> None:
    engine.search(Query(words=words))


@pytest.mark.parametrize(
    "words", ["\ud800", "机构:\udfff", "*", "(", "-", "a" * 5000, "水\x00", "."]
)
def test_words_that_are_hardly_words_give_a_result(engine: SearchEngine, words: str) -> None:
    holding(engine, a_passage("1", text="饮用水源"))
    engine.search(Query(words=words))


def test_a_phrase_does_not_match_the_same_words_apart(engine: SearchEngine) -> None:
    holding(engine, a_passage("1", text="校园食品"), a_passage("2", text="食品与校园"))
    assert found(engine, "“校园食品”") == ["1"]


def test_a_phrase_does_not_reach_over_a_comma(engine: SearchEngine) -> None:
    holding(engine, a_passage("1", text="卫生健康委、市场监管局"))
    assert found(engine, "“委市场”") == []


def test_a_phrase_reaches_over_a_line_break(engine: SearchEngine) -> None:
    holding(engine, a_passage("1", text="市场监\n管局"))
    assert found(engine, "“市场监管局”") == ["1"]


def test_a_phrase_does_not_reach_from_the_title_into_the_text(engine: SearchEngine) -> None:
    holding(engine, a_passage("1", title="食品", text="安全"))
    assert found(engine, "“食品安全”") == []


def test_minus_leaves_out(engine: SearchEngine) -> None:
    holding(engine, a_passage("1", text="学校食堂"), a_passage("2", text="医院食堂"))
    assert found(engine, "食堂 -学校") == ["2"]
    assert found(engine, "-学校") == ["2"]


@pytest.mark.parametrize("either", ["OR", "或"])
def test_either_side_is_enough(engine: SearchEngine, either: str) -> None:
    holding(
        engine,
        a_passage("1", text="学校食堂"),
        a_passage("2", text="医院食堂"),
        a_passage("3", text="工地食堂"),
    )
    assert sorted(found(engine, f"食堂 学校 {either} 医院")) == ["1", "2"]


@pytest.mark.parametrize(
    "words", ["〔2019〕44号", "(2019)44", "2019年44号", "[2019]44号", "２０１９年第４４號"]
)
def test_a_document_number_is_found_however_it_is_written(engine, words: str) -> None:
    holding(
        engine, a_passage("1", text="按云政办发〔2019〕44号执行"), a_passage("2", text="2019年")
    )
    assert found(engine, words) == ["1"]
    assert found(engine, f"文号:{words}") == []


@pytest.mark.parametrize(
    "words",
    [
        *("云政办发〔2019〕44号", "云政办发(2019)第44号", "云政办发2019年44号", "云政办发 2019 44"),
        *("云政办发f2O19)44号", "雲政辦發【２０１９】044號", "文号:云政办发201944"),
    ],
)
@pytest.mark.parametrize("written", ["云政办发〔2019〕44号", "云政办发f20l9〕第44号"])
def test_a_whole_number_is_found_however_both_are_written(engine, words: str, written: str) -> None:
    mine = a_passage("1", text=f"按{written}执行", document_number=written)
    other = a_passage("2", text="按云政办发〔2019〕4号执行", document_number="云政办发〔2019〕4号")
    holding(engine, mine, other)
    assert found(engine, words) == ["1"]


def test_the_number_of_a_document_is_a_field(engine: SearchEngine) -> None:
    holding(
        engine,
        a_passage("1", document_number="青政办〔2022〕3号"),
        a_passage("2", document_number="青政办〔2022〕31号"),
    )
    assert found(engine, "文号:青政办(2022)3") == ["1"]
    assert found(engine, "number:2022年31号") == ["2"]


def test_either_script_finds_the_other(engine: SearchEngine) -> None:
    holding(
        engine, a_passage("1", text="开展检查发现问题"), a_passage("2", text="開展檢查發現問題")
    )
    assert sorted(found(engine, "檢查發現")) == ["1", "2"]
    assert sorted(found(engine, "检查发现")) == ["1", "2"]


def test_letters_are_found_in_either_case_and_width(engine: SearchEngine) -> None:
    holding(engine, a_passage("1", text="推行HACCP体系"))
    assert found(engine, "ｈａｃｃｐ") == ["1"]


def test_a_date_is_found_however_it_is_written(engine: SearchEngine) -> None:
    holding(engine, a_passage("1", text="于2022年4月5日前完成"))
    assert found(engine, "2022-04-05") == ["1"]


def test_a_field_of_a_role_holds_only_who_has_it(engine: SearchEngine) -> None:
    names = (("lead", "市市场监管局"), ("support", "市教育局"))
    holding(engine, a_passage("1", text="市市场监管局牵头，市教育局配合", role_names=names))
    assert found(engine, "牵头:市场监管局") == ["1"]
    assert found(engine, "support:教育局") == ["1"]
    assert found(engine, "牵头:教育局") == []
    assert found(engine, "机构:教育局") == ["1"]


def test_a_place_a_type_and_years_are_fields(engine: SearchEngine) -> None:
    holding(
        engine,
        a_passage("1", places="青川市 云岭省", document_type="方案", year=2021),
        a_passage("2", places="临江县 云岭省", document_type="通知", year=2019),
    )
    assert found(engine, "地区:青川") == ["1"]
    assert found(engine, "type:通知") == ["2"]
    assert found(engine, "年份:2020..2022") == ["1"]
    assert found(engine, "year:..2020") == ["2"]
    assert found(engine, "地区:青") == ["1"]


def test_what_is_cited_is_found_by_its_title_or_number_in_any_spelling(engine) -> None:
    holding(
        engine,
        a_passage(
            "1", text="按照《意见》抓好落实", cited="云岭省校园食品安全行动方案 云政发〔2019〕44号"
        ),
        a_passage("2", text="按照校园食品安全行动方案抓好落实"),
    )
    assert found(engine, "引用:校园食品安全") == ["1"]
    assert found(engine, "cites:云政发(2019)第44号") == ["1"]
    [hit] = engine.search(Query(words="引用:“校园食品安全行动方案”")).hits
    assert [reason.fields for reason in hit.reasons] == [("cited",)]
    assert found(engine, "云岭省") == []


def test_what_cannot_be_searched_is_said(engine: SearchEngine) -> None:
    assert engine.search(Query(words="食品 ？？ 年份:去年")).ignored == ("？？", "年份:去年")


def test_no_words_find_everything(engine: SearchEngine) -> None:
    holding(engine, a_passage("1"), a_passage("2"))
    assert sorted(found(engine, "")) == ["1", "2"]
