"""Networks kept against networks made anew: ``python -m bench.networks``.

A generated graph goes into SQLite; then one document after another is added, and the network of
the whole graph is kept up to date, and made from nothing. Measures are of a random network.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bench.graphs import fragment, fragments
from bench.ingest import print_table
from graph import measures
from graph.model import Agency
from graph.network import Pair, analysed, tied
from graph.network_parts import Parts
from graph.networks import Networks
from graph.questions import CooperationIn, Page, Scope
from graph.store import GraphStore, open_store

SCOPES = (
    ("whole graph", Scope()),
    ("one year", Scope(years=(2020, 2020))),
    ("a city and its counties", Scope(locations=("location/990100",))),
    ("words in the task", Scope(words=("食品",))),
)
ADDED = 9
_FIRST_ADDED = 10**6


def main() -> None:
    """Fill a store, keep its networks, and analyse a network of a given size."""
    parser = argparse.ArgumentParser(prog="python -m bench.networks", description=__doc__)
    parser.add_argument("--actions", type=int, default=100_000)
    parser.add_argument("--agencies", type=int, default=1_000)
    parser.add_argument("--ties", type=int, default=3_000)
    chosen = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="zhize-") as folder,
        open_store(f"sqlite:{Path(folder) / 'graph.sqlite'}") as store,
    ):
        with store.together():
            for one in fragments(chosen.actions):
                store.replace(one)
        print(f"{chosen.actions:,} actions\n")
        print_kept(store)
    print(f"\n{chosen.agencies:,} agencies, {chosen.ties:,} ties\n")
    print_measures(chosen.agencies, chosen.ties)


def print_kept(store: GraphStore) -> None:
    """Print what reading everything, one more document, and networks of scopes take."""
    tracemalloc.start()
    Parts(store).catch_up()
    memory = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    parts = Parts(store)
    first = seconds(lambda: parts.catch_up())
    one_more = []
    for number in range(_FIRST_ADDED, _FIRST_ADDED + ADDED):
        store.replace(fragment(number))
        one_more.append(seconds(lambda: (parts.catch_up(), parts.weights(Scope()))))
    question = CooperationIn(page=Page(0, None))
    anew = median(seconds(lambda: store.answer(question)) for _ in range(3))
    print_table(
        ("network of the whole graph", "s"),
        (
            ("read for the first time", f"{first:.2f}"),
            ("kept up to date after one more document", f"{median(one_more):.4f}"),
            ("made anew by the store (CooperationIn)", f"{anew:.2f}"),
        ),
    )
    print(f"At most {memory / 1e6:,.0f} MB while it is read.\n")
    print_table(
        ("network with all measures", "documents", "agencies", "pairs", "first, s", "again, ms"),
        (row_of(name, scope, Networks(store)) for name, scope in SCOPES),
    )


def row_of(name: str, scope: Scope, networks: Networks) -> tuple[str, ...]:
    """Return how large the network of a scope is and how long it takes, first and again."""
    networks.weights(Scope())  # what documents add is read before the clock runs
    first = seconds(lambda: networks.cooperation(scope))
    again = seconds(lambda: networks.cooperation(scope))
    found = networks.cooperation(scope)
    whole = found.network.whole
    sizes = (found.documents, whole.members, whole.ties)
    return (name, *(f"{size:,}" for size in sizes), f"{first:.2f}", f"{again * 1000:.2f}")


def print_measures(agencies: int, ties: int) -> None:
    """Print what each measure of a random network takes, and all of them together."""
    chance = random.Random(1)
    names = [f"agency/{number:05}" for number in range(agencies)]
    weights: dict[Pair, int] = {}
    while len(weights) < ties:
        a, b = sorted(chance.sample(names, 2))
        weights[a, b] = 1 + int(chance.expovariate(0.5))
    bodies = {name: Agency(id=name, name=name, function=f"f/{name[-2:]}") for name in names}
    network = tied(weights, bodies)
    each: tuple[Callable[[], object], ...] = (
        lambda: measures.betweenness(network),
        lambda: measures.pagerank(network),
        lambda: measures.cores(network),
        lambda: measures.communities(network),
        lambda: (measures.bridges(network), measures.cut_nodes(network)),
        lambda: analysed(network),
    )
    called = ("betweenness", "PageRank", "core", "communities", "bridges, key agencies", "all")
    sample = measures.sampled(network)
    print_table(
        ("measure", "s"),
        ((name, f"{seconds(one):.2f}") for name, one in zip(called, each, strict=True)),
    )
    print("Betweenness is exact." if sample is None else f"Betweenness is of {sample} agencies.")


def seconds(act: Callable[[], object]) -> float:
    """Return how long something takes, in seconds."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
