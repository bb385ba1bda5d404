"""What every search engine shows of a hit."""

from __future__ import annotations

from search.engine import Query, SearchEngine
from tests.conformance.engines import a_passage, holding


def marked(snippet: object) -> list[str]:
    return [snippet.text[a:b] for a, b in snippet.marks]


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
