"""The same query finds the same passages and counts the same facets on every engine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from graph.questions import Page
from graph.store import GraphStore
from search.engine import Filters, Query, SearchEngine, open_engine
from search.sync import catch_up
from tests.conformance.engines import ENGINES, emptied

WORDS = [
    *(
        "",
        "食品安全",
        "学校食堂",
        "检查 学校",
        "牵头",
        "水",
        "2024",
        "监督检查食品安全",
        "校园 -养老",
    ),
    *("“食品安全”", "食品 OR 公路", "食品 或 公路 学校", "-食品", "牵头:教育局", "配合:财政局"),
    *(
        "机构:市场监管局",
        "地区:青澜",
        "文号:岭政办发〔2024〕11号",
        "类型:通知",
        "引用:食品安全",
        "年份:2019..2021",
    ),
    *(
        "岭政办发 2024 11",
        "食品安全法",
        "98%",
        "基層衛生",
        "ＨＡＣＣＰ",
        "年底前",
        "没有的词语甲乙丙",
    ),
    *(
        "农村公路提质",
        "达到100%",
        "一",
        "（",
        "不低于",
        "2024年3月5日",
        "省市场监管局、省卫生健康委",
    ),
]
FILTERS = [
    Filters(),
    Filters(kind="action"),
    Filters(role="lead"),
    Filters(function="function/market-regulation", role="support"),
    Filters(location="location/990000"),
    Filters(years=(2020, 2024)),
    Filters(document_type="工作要点"),
]
OTHERS = ["whoosh", "opensearch"]
"""The engines whose answers are held against those of the default one."""


@pytest.fixture(scope="module")
def tantivy(samples: GraphStore) -> Iterator[SearchEngine]:
    with closing(open_engine("tantivy:")) as engine:
        catch_up(samples, engine)
        yield engine


@pytest.fixture(scope="module", params=OTHERS)
def other(
    samples: GraphStore, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SearchEngine]:
    address = ENGINES[request.param](tmp_path_factory.mktemp("engine"))
    with closing(emptied(open_engine(address))) as engine:
        catch_up(samples, engine)
        yield engine


def answer(engine: SearchEngine, query: Query) -> tuple[int, set[str], dict, tuple[str, ...]]:
    found = engine.search(query)
    facets = {name: set(counts) for name, counts in found.facets.items()}
    return found.total, {hit.id for hit in found.hits}, facets, found.ignored


@pytest.mark.parametrize("words", WORDS)
def test_engines_find_the_same(tantivy: SearchEngine, other: SearchEngine, words: str) -> None:
    for filters in FILTERS:
        query = Query(words=words, filters=filters, page=Page(0, None))
        expected = answer(tantivy, query)
        assert answer(other, query) == expected, filters
        assert expected[0] == len(expected[1])


@pytest.mark.parametrize("words", ["学校食堂检查", "农村公路提质", "食品抽检合格率"])
def test_engines_agree_on_what_comes_first(
    tantivy: SearchEngine, other: SearchEngine, words: str
) -> None:
    one, two = (
        {hit.id for hit in engine.search(Query(words=words, page=Page(0, 5))).hits}
        for engine in (tantivy, other)
    )
    assert len(one & two) >= 3


@pytest.mark.parametrize("words", ["食品安全", "学校 OR 公路"])
def test_snippets_are_the_same(tantivy: SearchEngine, other: SearchEngine, words: str) -> None:
    one, two = (
        {hit.id: (hit.title, hit.snippet) for hit in engine.search(Query(words=words)).hits}
        for engine in (tantivy, other)
    )
    assert all(one[key] == two[key] for key in one.keys() & two.keys())
