"""``python -m bench.names``: how fast names are completed and corrected where there are many."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from itertools import islice, product
from statistics import median

from bench.ingest import print_table
from search.completion import Completer
from search.cutting import usual_words
from search.folding import fold
from search.names import Names
from search.spelling import Speller

TYPED = (
    *("青", "青川", "市场", "市场监督", "青川市市场监督管理局", "局", "scjg", "jyj"),
    *("没有的", "管理办法"),
)
WRONG = ("青川市市场蓝管局", "市场监督管里局", "食品按全", "校元食品安全", "教预局牵头")
_FIRST, _SECOND = "青白临望桐鹿溪云岭安丰宁", "川山江林海泉城原阳平州"
_PLACES = [f"{a}{b}{rank}" for a, b, rank in product(_FIRST, _SECOND, "市县区")]
_BODIES = (
    *("市场监督管理局", "教育局", "卫生健康委员会", "公安局", "财政局", "农业农村局", "交通运输局"),
    *("住房和城乡建设局", "生态环境局", "民政局", "应急管理局", "自然资源局", "水利局", "司法局"),
)
_TITLES = ("食品安全工作要点", "校园食品安全行动方案", "农村公路管理办法", "营商环境实施意见")


def main() -> None:
    """Complete and correct, and print how long that took."""
    parser = argparse.ArgumentParser(prog="python -m bench.names", description=__doc__)
    parser.add_argument("--names", type=int, nargs="+", default=[10_000, 100_000])
    chosen = parser.parse_args()
    print_table(
        (
            *("names", "completer, s", "completion: median, ms", "worst, ms"),
            *("speller, s", "correction: median, ms", "worst, ms"),
        ),
        map(row_of, chosen.names),
    )


def row_of(count: int) -> tuple[str, ...]:
    """Return what it takes to complete and to correct among so many names."""
    names = names_for(count)
    started = time.perf_counter()
    completer = Completer(names)
    completer.complete("warmup")
    made = time.perf_counter() - started
    completing = times(completer.complete, TYPED)
    Speller((), usual_words())  # the words of the dictionary are the same for every store
    started = time.perf_counter()
    speller = Speller((*names.with_subjects, *names.metrics), usual_words())
    learned = time.perf_counter() - started
    correcting = times(lambda text: list(speller.suggestions(text)), WRONG)
    figures = (made, median(completing), max(completing))
    others = (learned, median(correcting), max(correcting))
    return (f"{len(names.readings):,}", *(f"{figure:.1f}" for figure in (*figures, *others)))


def names_for(count: int) -> Names:
    """Return so many invented names of bodies and texts, as a store would hold them."""
    readings = {fold(name): ((kind, f"{kind}/{name}"),) for kind, name in islice(_named(), count)}
    empty: dict[str, str] = {}
    return Names(
        readings=readings,
        longest=max(map(len, readings)),
        agencies_at={},
        located=empty,
        places=empty,
        parents={},
        documents=empty,
        metrics=frozenset(),
        latest_year=2025,
        with_subjects=readings,
    )


def _named() -> Iterator[tuple[str, str]]:
    for year in range(2000, 2100):
        for place in _PLACES:
            if year == 2000:
                yield from (("agency", f"{place}{body}") for body in _BODIES)
            yield from (("title", f"{place}{year}年{title}") for title in _TITLES)


def times(do: Callable[[str], object], words: tuple[str, ...]) -> list[float]:
    """Return the milliseconds of each of some words, several times over."""
    taken = []
    for _ in range(5):
        for word in words:
            started = time.perf_counter()
            do(word)
            taken.append(1_000 * (time.perf_counter() - started))
    return taken


if __name__ == "__main__":
    main()
