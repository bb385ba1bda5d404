"""What every search engine makes of what nobody means: an answer, whatever was typed."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.lexicon import load_lexicon
from search.engine import Filters, Query, SearchEngine
from search.query import FIELD_NAMES, YEAR_NAMES
from search.synonyms import synonyms_of
from tests.conformance.engines import a_passage, holding

SYNONYMS = synonyms_of(load_lexicon(None))
SIGNS = "()[]{}<>（）《》“”\"'*?~^:：/\\|&!+-＋－=,，、。 \t\n\0%$#@"
NAMES = [f"{name}:" for name in (*FIELD_NAMES, *YEAR_NAMES)]
PIECES = st.one_of(
    st.text(max_size=12),
    st.text(SIGNS, max_size=12),
    st.sampled_from(NAMES),
    st.sampled_from(["OR", "或", "||", "-", "食品", "市监局", "2019..2021", "kind:state", "*:*"]),
    st.sampled_from(['{"match_all": {}}', "text_words:食品", "__proto__", "';DROP TABLE node;--"]),
)
QUERIES = st.lists(PIECES, max_size=40).map("".join)


def answers(engine: SearchEngine, words: str) -> None:
    """Ask and check what must hold of every answer."""
    results = engine.search(Query(words=words, synonyms=SYNONYMS))
    assert 0 <= len(results.hits) <= results.total <= 2
    for hit in results.hits:
        assert hit.kind == "action"  # never the entry that holds the number of the last change
        for snippet in (hit.title, hit.snippet):
            assert all(0 <= a < b <= len(snippet.text) for a, b in snippet.marks)
    json.dumps([list(results.ignored)])


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=QUERIES)
def test_anything_typed_is_answered(engine: SearchEngine, words: str) -> None:
    if not engine.last_change:
        holding(engine, a_passage("1", text="检查食品"), a_passage("2", names="市监局"))
    answers(engine, words)


@pytest.mark.parametrize(
    "words",
    [
        "食品" * 50_000,
        "(" * 50_000 + ")" * 50_000,
        "“" * 100_000,
        "牵头:" * 30_000,
        "-" * 100_000,
        "食品 OR " * 12_000,
        "𠀀" * 30_000,
        "e\u0301" * 50_000,
        "\U0010ffff\ud800\x00" * 30_000,
        "a.b-c_" * 16_000,
    ],
    ids=["word", "nested", "quotes", "fields", "minus", "or", "rare", "marks", "odd", "latin"],
)
def test_a_hundred_kilobytes_are_answered(engine: SearchEngine, words: str) -> None:
    holding(engine, a_passage("1", text="检查食品"), a_passage("2", names="市监局"))
    answers(engine, words)
    assert engine.search(Query(words=words)).ignored


@pytest.mark.parametrize("name", ["agency", "function", "location", "document", "subject"])
@pytest.mark.parametrize("value", ['" OR 1=1', "state", "\ud800", "x" * 100_000, "*"])
def test_filters_of_any_value_find_what_has_it(engine: SearchEngine, name, value) -> None:
    holding(engine, a_passage("1", text="检查食品"))
    filters = Filters(**{name: value})
    assert engine.search(Query(words="食品", filters=filters)).total == 0
