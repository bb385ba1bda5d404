"""Search engines beside each other: ``python -m bench.engines`` on generated actions.

Each engine makes its index and answers the same queries, with facets and snippets, in a process
of its own. Beside ours stand SQLite's FTS5 with the same words, and bare tantivy: the same
queries on the same index without anything made of what is found.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from bench.corpus import generate
from bench.fts5 import Fts5
from bench.ingest import print_table
from bench.watched import held_by, run
from graph.lexicon import load_lexicon
from graph.memory import MemoryStore
from graph.nodes import Nodes
from ingest.incoming import files_in
from ingest.ledger import Ledger
from ingest.pipeline import Pipeline
from search.engine import Filters, Passage, Query, SearchEngine, open_engine
from search.passages import passages_of
from search.prepared import Prepared
from search.synonyms import synonyms_of
from search.tantivy_engine import TantivyEngine, _facets
from search.vocabulary import learn_lexicon
from tests.servers.opensearch import opensearch
from tests.servers.packages import are_possible

FIRST_SEED = 300_000
ENGINES = ("tantivy", "fts5", "opensearch", "whoosh")
ROUNDS = 3
_DOCUMENTS, _PASSAGES = 400, 2_000
WORDS = (
    *("食品安全", "学校食堂", "农村公路", "监督检查", "养老服务", "饮用水", "专项整治", "信息化"),
    *("食品 学校 检查", "校园食品安全监督检查", "不低于95%", "年底前", "2023", "一", "市场监管"),
    *("“食品安全”", "“按职责分工负责”", "食品 -学校", "学校 OR 公路", "牵头:教育局", "配合:财政局"),
    *("机构:市场监管局 检查", "年份:2021..2023 整治", "市监局", "工商局 检查", "jyj", "没有的词语"),
)
FILTERS = (Filters(), Filters(role="lead"), Filters(years=(2021, 2023)), Filters(kind="action"))


def main() -> None:
    """Compare engines, or measure one of them."""
    parser = argparse.ArgumentParser(prog="python -m bench.engines", description=__doc__)
    parser.add_argument("--actions", type=int, default=200_000)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=ENGINES)
    parser.add_argument("--one", nargs=3, metavar=("ENGINE", "URL", "FILE"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        print(json.dumps(measured(*chosen.one)))
        return
    with tempfile.TemporaryDirectory(prefix="zhize-") as folder:
        file = Path(folder, "passages")
        count = write_passages(file, chosen.actions)
        print(f"{count:,} actions, {len(list(queries()))} queries, each {ROUNDS} times\n")
        print_table(
            (
                *("engine", "index, s", "size, MB", "memory indexing, MB", "memory asking, MB"),
                *("median, ms", "99th percentile, ms", "× bare tantivy"),
            ),
            (row for name in chosen.engines for row in rows_of(name, Path(folder, name), file)),
        )


def queries() -> Iterator[Query]:
    """Yield the queries: all words with each filter, as a page of the site asks them."""
    synonyms = synonyms_of(load_lexicon())
    for filters in FILTERS:
        for words in WORDS:
            yield Query(words=words, synonyms=synonyms, filters=filters)


def write_passages(file: Path, count: int) -> int:
    """Write so many actions of generated documents, as an index takes them."""
    written, seed = 0, FIRST_SEED
    with file.open("wb") as out:
        while written < count:
            some = passages_from(range(seed, seed + _DOCUMENTS))[: count - written]
            pickle.dump(some, out)
            written, seed = written + len(some), seed + _DOCUMENTS
    return written


def passages_from(seeds: range) -> list[Passage]:
    """Return the actions of the generated documents of some seeds."""
    store = MemoryStore()
    with tempfile.TemporaryDirectory(prefix="zhize-") as folder:
        for seed in seeds:
            Path(folder, f"{seed}.txt").write_text(generate(seed).source, "utf-8", newline="")
        for _ in Pipeline(store, Ledger(":memory:")).add(files_in([Path(folder)])):
            pass
    nodes = Nodes(store)
    found = (p for change in store.changes(0) for p in passages_of(nodes, change.document))
    return [passage for passage in found if passage.kind == "action"]


def read_passages(file: Path) -> Iterator[Passage]:
    """Yield what ``write_passages`` wrote."""
    with file.open("rb") as kept:
        while kept.peek(1):
            yield from pickle.load(kept)


def rows_of(name: str, folder: Path, file: Path) -> Iterator[tuple[str, ...]]:
    """Measure an engine in a process of its own and yield its row."""
    with ExitStack() as stack:
        url, extra = f"{name}:{folder}", 0
        if name == "opensearch":
            if not are_possible():
                return
            server = stack.enter_context(opensearch(nodes=1))
            url = f"opensearch+{server.url}/bench"
        done = run("-m", "bench.engines", "--one", name, url, str(file), every=0.2)
        if name == "opensearch":
            extra = held_by(server.pid)
        assert done.status == 0, done.err[-2_000:]
        told = json.loads(done.out)
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        yield (
            name,
            f"{told['index']:.0f}",
            f"{(told.get('size') or size) / 1e6:.0f}",
            f"{(done.memory + extra) / 1e6:.0f}",
            f"{(told['memory'] + extra) / 1e6:.0f}",
            f"{told['median']:.1f}",
            f"{told['worst']:.1f}",
            f"{told['median'] / told['bare']:.2f}" if "bare" in told else "",
        )


def measured(name: str, url: str, file: str) -> dict[str, Any]:
    """Make the index of one engine, ask it, and return what that took."""
    learn_lexicon(load_lexicon())
    if name == "fts5":
        Path(url.partition(":")[2]).mkdir()
        made = Fts5(Path(url.partition(":")[2], "index.sqlite"))
        ask: Callable[[Query], object] = made.search
    else:
        made = open_engine(url)
        ask = made.search
    with closing(made):
        started = time.perf_counter()
        for number, some in enumerate(_parts(read_passages(Path(file))), 1):
            made.update((), some, number)
        indexed = time.perf_counter() - started
        times = timed(ask)
        told: dict[str, Any] = {
            "index": indexed,
            "median": median(times),
            "worst": quantiles(times, n=100)[98],
            "memory": held_by(os.getpid()),
        }
        if isinstance(made, TantivyEngine):
            told["bare"] = median(timed(bare(made)))
        if name == "opensearch":
            told["size"] = size_on_server(made)
        return told


def _parts(passages: Iterator[Passage]) -> Iterator[list[Passage]]:
    some: list[Passage] = []
    for passage in passages:
        some.append(passage)
        if len(some) == _PASSAGES:
            yield some
            some = []
    if some:
        yield some


def timed(ask: Callable[[Query], object]) -> list[float]:
    """Return the milliseconds of all queries, several times in another order each."""
    chance, times = random.Random(1), []
    asked = list(queries())
    for number in range(ROUNDS + 1):
        chance.shuffle(asked)
        for query in asked:
            started = time.perf_counter()
            ask(query)
            if number:  # the first round only warms up
                times.append(1_000 * (time.perf_counter() - started))
    return times


def bare(engine: TantivyEngine) -> Callable[[Query], object]:
    """Return what asks tantivy itself for the first page, the total and the same facets."""

    def ask(query: Query) -> object:
        searcher = engine._searcher()
        asked = engine._build.build(Prepared(query).clause)
        found = searcher.search(asked, limit=query.page.limit or 1)
        return found.hits, _facets(searcher, asked)

    return ask


def size_on_server(engine: SearchEngine) -> int:
    """Return the bytes of an index on its server."""
    told = engine._client.indices.stats(index=engine._index)  # type: ignore[attr-defined]
    return int(told["_all"]["primaries"]["store"]["size_in_bytes"])


if __name__ == "__main__":
    main()
