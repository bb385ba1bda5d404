"""What every search engine finds by words of which a passage may have any."""

from __future__ import annotations

from search.engine import Filters, Query, SearchEngine
from tests.conformance.engines import a_passage, holding

TEXTS = {
    "1": "建设学校食堂明厨亮灶，开展食品安全检查",
    "2": "开展学校食堂检查",
    "3": "改造农村公路",
}


def found(engine: SearchEngine, *words: str, **filters: str) -> list[str]:
    query = Query(like=words, words="没有的词", filters=Filters(**filters))
    return [hit.id.partition("/")[2] for hit in engine.search(query).hits]


def test_what_has_most_of_the_words_comes_first(engine: SearchEngine) -> None:
    holding(engine, *(a_passage(key, text=text) for key, text in TEXTS.items()))
    assert found(engine, "明厨", "食堂", "检查") == ["1", "2"]
    assert found(engine, "公路") == ["3"]
    assert found(engine, "养老") == []


def test_words_of_titles_count_and_filters_hold(engine: SearchEngine) -> None:
    other = a_passage("2", title="学校食堂", document="document/other")
    holding(engine, a_passage("1", text="学校食堂"), other)
    assert sorted(found(engine, "食堂")) == ["1", "2"]
    assert found(engine, "食堂", document="document/other") == ["2"]
