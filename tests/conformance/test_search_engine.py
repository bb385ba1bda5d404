"""What every search engine promises, one promise per test."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.questions import Page
from search.engine import Filters, Passage, Query, SearchEngine
from tests.conformance.engines import a_passage, engine, found, holding

__all__ = ["engine"]

SLOW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
TEXT = st.text(
    alphabet="青川市场监督管理局牵头食品安全、，。《》（） 　\nAbＡ2０19年號%-", min_size=2
)


def marked(snippet: object) -> list[str]:
    return [snippet.text[a:b] for a, b in snippet.marks]


# What is found


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


def test_what_cannot_be_searched_is_said(engine: SearchEngine) -> None:
    assert engine.search(Query(words="食品 ？？ 年份:去年")).ignored == ("？？", "年份:去年")


def test_no_words_find_everything(engine: SearchEngine) -> None:
    holding(engine, a_passage("1"), a_passage("2"))
    assert sorted(found(engine, "")) == ["1", "2"]


# Order


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


# Filters, totals, pages, facets


def parted(key: str, *parts: tuple[str, str], **values: object) -> Passage:
    return a_passage(key, parts=parts, **values)


def test_an_agency_with_a_role_is_that_agency_in_that_role(engine: SearchEngine) -> None:
    holding(
        engine,
        parted("1", ("agency/a", "lead"), ("agency/b", "support")),
        parted("2", ("agency/b", "lead"), ("agency/a", "support")),
    )
    assert found(engine, "", filters=Filters(agency="agency/a", role="lead")) == ["1"]
    assert sorted(found(engine, "", filters=Filters(agency="agency/a"))) == ["1", "2"]
    assert found(engine, "", filters=Filters(role="joint")) == []


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(kind="document"), ["2"]),
        (Filters(function="function/health"), ["1"]),
        (Filters(location="location/云岭省"), ["1", "2"]),
        (Filters(location="location/青川市"), ["1"]),
        (Filters(subject="subject/canteens"), ["1"]),
        (Filters(subject="subject/kindergarten-canteens"), []),
        (Filters(years=(2020, 2021)), ["1"]),
        (Filters(years=(2019, 2021)), ["1", "2"]),
        (Filters(years=(-(10**30), 10**30)), ["1", "2"]),
        (Filters(regulation="regulation/食品安全条例"), ["1"]),
        (Filters(document_type="通知"), ["2"]),
        (Filters(document="document/lj-2019"), ["2"]),
        (Filters(document="document/lj"), []),
    ],
)
def test_a_filter_lets_through_exactly_its_value(engine, filters: Filters, expected) -> None:
    holding(
        engine,
        a_passage(
            "1",
            functions=("function/health",),
            locations=("location/青川市", "location/云岭省"),
            regulations=("regulation/食品安全条例",),
            subjects=("subject/school-canteens", "subject/canteens"),
            year=2021,
            document_type="方案",
        ),
        Passage(
            id="document/2",
            kind="document",
            document="document/lj-2019",
            title="",
            locations=("location/云岭省",),
            year=2019,
            document_type="通知",
        ),
    )
    assert sorted(found(engine, "", filters=filters)) == expected


def test_the_total_is_exact_on_every_page(engine: SearchEngine) -> None:
    holding(engine, *(a_passage(str(n), text="食品") for n in range(25)))
    pages = [engine.search(Query(words="食品", page=Page(n, 10))) for n in (0, 10, 20, 30)]
    assert [page.total for page in pages] == [25] * 4
    assert [len(page.hits) for page in pages] == [10, 10, 5, 0]


def test_pages_do_not_overlap_and_leave_nothing_out(engine: SearchEngine) -> None:
    holding(engine, *(a_passage(str(n), text="食品") for n in range(25)))
    paged = [key for n in (0, 10, 20) for key in found(engine, "食品", page=Page(n, 10))]
    assert sorted(paged) == sorted(str(n) for n in range(25))
    assert found(engine, "食品", page=Page(0, None)) == paged


def test_facets_count_the_whole_result(engine: SearchEngine) -> None:
    holding(
        engine,
        *(parted(f"a{n}", ("agency/a", "lead"), text="食品", year=2021) for n in range(11)),
        parted("a11", ("agency/a", "lead"), text="食品", year=2021, subjects=("subject/x",)),
        *(parted(f"b{n}", ("agency/b", "joint"), text="食品", year=2020) for n in range(7)),
        parted("c", ("agency/b", "joint"), text="药品", year=2020),
    )
    facets = engine.search(Query(words="食品", page=Page(0, 5))).facets
    assert facets["agency"] == (("agency/a", 12), ("agency/b", 7))
    assert facets["leader"] == (("agency/a", 12),)
    assert facets["role"] == (("lead", 12), ("joint", 7))
    assert facets["year"] == (("2021", 12), ("2020", 7))
    assert facets["kind"] == (("action", 19),)
    assert facets["subject"] == (("subject/x", 1),)
    assert facets["location"] == ()
    assert set(facets) >= {"function", "document_type"}


# Snippets


def test_a_snippet_marks_the_text_as_it_is_written(engine: SearchEngine) -> None:
    holding(
        engine, a_passage("1", title="開展檢查", text="落實責任。開展ＨＡＣＣＰ檢查，發現問題。")
    )
    hit = engine.search(Query(words="检查 haccp")).hits[0]
    assert marked(hit.title) == ["檢查"]
    assert marked(hit.snippet) == ["ＨＡＣＣＰ", "檢查"]


def test_a_snippet_is_the_sentence_that_shows_most(engine: SearchEngine) -> None:
    filling = "落实各方责任并完善制度。" * 30
    text = f"{filling}检查学校。{filling}检查学校的食品安全。{filling}"
    holding(engine, a_passage("1", text=text))
    snippet = engine.search(Query(words="学校 食品安全")).hits[0].snippet
    assert snippet.text.startswith("检查学校的食品安全。")
    assert marked(snippet) == ["学校", "食品安全"]
    assert len(snippet.text) < 200


def test_a_snippet_of_a_long_sentence_shows_what_was_found(engine: SearchEngine) -> None:
    holding(engine, a_passage("1", text="落实责任，" * 100 + "食品安全，" + "落实责任，" * 100))
    snippet = engine.search(Query(words="食品安全")).hits[0].snippet
    assert marked(snippet) == ["食品安全"]
    assert len(snippet.text) < 200


def test_a_snippet_marks_a_number_written_otherwise(engine: SearchEngine) -> None:
    holding(engine, a_passage("1", text="按云政办发〔2019〕44号执行"))
    snippet = engine.search(Query(words="2019年44号")).hits[0].snippet
    assert marked(snippet) == ["〔2019〕44号"]


# Change


def test_an_engine_begins_at_no_change(engine: SearchEngine) -> None:
    assert engine.last_change == 0
    assert engine.search(Query()).total == 0


def test_an_update_is_remembered_with_what_it_brought(engine: SearchEngine) -> None:
    engine.update((), [a_passage("1")], 7)
    assert engine.last_change == 7
    assert found(engine, "") == ["1"]


def test_removing_a_document_removes_all_its_passages(engine: SearchEngine) -> None:
    other = a_passage("3", document="document/other")
    holding(engine, a_passage("1"), a_passage("2"), other)
    engine.update(["document/qc-2021"], [], 9)
    assert found(engine, "") == ["3"]


def test_a_document_that_is_removed_and_added_is_as_added(engine: SearchEngine) -> None:
    holding(engine, a_passage("1", text="旧的"))
    engine.update(["document/qc-2021"], [a_passage("1", text="新的")], 2)
    assert found(engine, "旧的") == []
    assert found(engine, "新的") == ["1"]


def test_an_update_that_fails_leaves_everything_as_it_was(engine: SearchEngine) -> None:
    holding(engine, a_passage("1"))

    def failing() -> Iterator[Passage]:
        yield a_passage("2")
        raise RuntimeError("the store went away")

    with pytest.raises(RuntimeError):
        engine.update(["document/qc-2021"], failing(), 5)
    assert engine.last_change == 1
    assert found(engine, "") == ["1"]


def test_an_engine_that_failed_takes_the_next_update(engine: SearchEngine) -> None:
    with pytest.raises(ZeroDivisionError):
        engine.update((), (a_passage(str(1 // n)) for n in (1, 0)), 1)
    holding(engine, a_passage("1"))
    assert found(engine, "") == ["1"]


def test_clearing_forgets_everything(engine: SearchEngine) -> None:
    holding(engine, a_passage("1"))
    engine.clear()
    assert engine.last_change == 0
    assert found(engine, "") == []
