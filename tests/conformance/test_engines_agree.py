"""The same query finds the same passages and counts the same facets on every engine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.memory import MemoryStore
from graph.questions import Page
from ingest.incoming import files_in
from ingest.ledger import Ledger
from ingest.pipeline import Pipeline
from ingest.processing import Work
from samples.make import SAMPLES
from search.engine import Filters, Query, SearchEngine, open_engine
from search.sync import catch_up
from tests.conformance.engines import ENGINES

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
    *("机构:市场监管局", "地区:青澜", "文号:岭政办发〔2024〕11号", "类型:通知", "年份:2019..2021"),
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
# one engine in memory stands for its kind
KINDS = sorted({address(SAMPLES).partition(":")[0] for address in ENGINES.values()})


@pytest.fixture(scope="module")
def engines() -> Iterator[dict[str, SearchEngine]]:
    store = MemoryStore()
    pipeline = Pipeline(store, Ledger(":memory:"), Work(lexicon=SAMPLES / "lexicon"))
    assert list(pipeline.add(files_in([SAMPLES / "documents"])))
    opened = {kind: open_engine(f"{kind}:") for kind in KINDS}
    for engine in opened.values():
        catch_up(store, engine)
    yield opened
    for engine in opened.values():
        engine.close()


def answer(engine: SearchEngine, query: Query) -> tuple[int, set[str], dict, tuple[str, ...]]:
    found = engine.search(query)
    facets = {name: set(counts) for name, counts in found.facets.items()}
    return found.total, {hit.id for hit in found.hits}, facets, found.ignored


@pytest.mark.parametrize("words", WORDS)
def test_engines_find_the_same(engines: dict[str, SearchEngine], words: str) -> None:
    for filters in FILTERS:
        query = Query(words=words, filters=filters, page=Page(0, None))
        answers = [answer(engine, query) for engine in engines.values()]
        assert all(one == answers[0] for one in answers), filters
        assert answers[0][0] == len(answers[0][1])


@pytest.mark.parametrize("words", ["学校食堂检查", "农村公路提质", "食品抽检合格率"])
def test_engines_agree_on_what_comes_first(engines: dict[str, SearchEngine], words: str) -> None:
    firsts = [
        {hit.id for hit in engine.search(Query(words=words, page=Page(0, 5))).hits}
        for engine in engines.values()
    ]
    assert all(len(first & firsts[0]) >= 3 for first in firsts)


@pytest.mark.parametrize("words", ["食品安全", "学校 OR 公路"])
def test_snippets_are_the_same(engines: dict[str, SearchEngine], words: str) -> None:
    told = [
        {hit.id: (hit.title, hit.snippet) for hit in engine.search(Query(words=words)).hits}
        for engine in engines.values()
    ]
    for one in told:
        for key in one.keys() & told[0].keys():
            assert one[key] == told[0][key]
