"""What may have been meant by wrong characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.corrected import search_corrected
from search.cutting import usual_words
from search.engine import Query, open_engine
from search.spelling import MOST_OFFERED, Speller
from search.synonyms import Synonyms
from tests.conformance.engines import a_passage, holding

NAMES = ("市场监管局", "卫生健康委", "青川市", "学校食堂", "食品安全委员会")


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(NAMES, usual_words())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("食品按全", "食品安全"),
        ("学校食堂按全检查", "学校食堂安全检查"),
        ("市场坚管局", "市场监管局"),
        ("市场蓝管局", "市场监管局"),
        ("牵头:市场坚管局 食堂", "牵头:市场监管局 食堂"),
        ("青串市", "青川市"),
        ("卫生建康委", "卫生健康委"),
        ("农村工路", "农村公路"),
        ("市場堅管局", "市场监管局"),
        ("青川市 按全", "青川市 安全"),
    ],
)
def test_what_sounds_or_looks_alike_is_offered(speller, typed, meant) -> None:
    assert meant in list(speller.suggestions(typed))


@pytest.mark.parametrize("typed", ["", "食品", "haccp", "98%", "〔2019〕44号", "青川市"])
def test_nothing_is_offered_for_what_is_right(speller, typed) -> None:
    assert list(speller.suggestions(typed)) == []


@given(st.text(max_size=60))
def test_any_text_gives_few_others_that_differ_from_it(speller, text: str) -> None:
    offered = list(speller.suggestions(text))
    assert len(offered) <= MOST_OFFERED
    assert len(set(offered)) == len(offered)
    assert text not in offered


@pytest.fixture
def engine():
    engine = open_engine("tantivy:")
    yield holding(engine, a_passage("1", text="检查食品安全"), a_passage("2", text="按全部要求"))
    engine.close()


def test_words_are_corrected_only_where_nothing_has_them(engine, speller) -> None:
    known = Synonyms()
    found = search_corrected(engine, Query(words="食品按全", synonyms=known), lambda: speller)
    assert (found.instead, [hit.id for hit in found.results.hits]) == ("食品安全", ["action/1"])
    found = search_corrected(engine, Query(words="按全", synonyms=known), lambda: speller)
    assert (found.instead, [hit.id for hit in found.results.hits]) == (None, ["action/2"])


def test_what_finds_nothing_either_is_not_said(engine, speller) -> None:
    found = search_corrected(engine, Query(words="农村工路", synonyms=Synonyms()), lambda: speller)
    assert (found.instead, found.results.total) == (None, 0)


def test_a_literal_query_is_not_corrected(engine, speller) -> None:
    found = search_corrected(engine, Query(words="食品按全"), lambda: speller)
    assert (found.instead, found.results.total) == (None, 0)
