"""RDF of a generated graph: ``python -m bench.rdf`` exports it, projects it and asks it.

The same graph is written as N-Quads, brought into the store that SPARQL is answered from, brought
up after one more document, and asked the queries of the site.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from bench.graphs import fragment, fragments
from bench.ingest import print_table
from graph.bounds import most_memory
from graph.export import export
from graph.rdf_projection import RdfProjection
from graph.sparql import Limits, Request, Sparql
from graph.sparql_here import sparql_here
from graph.sqlite_store import SqliteStore
from web.pages import sparql_examples

ASKED = 5
QUERIES = {
    name.lower(): query
    for name, query in vars(sparql_examples).items()
    if name.isupper() and isinstance(query, str)
}


def main() -> None:
    """Print what the RDF of a graph costs."""
    parser = argparse.ArgumentParser(prog="python -m bench.rdf", description=__doc__)
    parser.add_argument("--actions", type=int, default=20_000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="zhize-") as name:
        measure(Path(name), chosen.actions)


def measure(folder: Path, actions: int) -> None:
    """Print one table of sizes and times, and one of queries."""
    with SqliteStore(folder / "graph.sqlite") as store:
        with store.together():
            for one in fragments(actions):
                store.replace(one)
        rows: list[tuple[str, ...]] = []
        projection = RdfProjection(folder / "rdf")
        rows.append(("projected", timed(lambda: projection.catch_up(store))))
        rows.append(("memory for that", f"{most_memory() / 1e6:,.0f} MB"))
        rows.append(("size of it", f"{size(folder / 'rdf' / 'store'):,.0f} MB"))
        for form in ("nq", "jsonld"):
            took = timed(partial(export, store, form, folder / form))
            rows.append((f"exported as {form}", took))
            rows.append((f"size of {form}", f"{(folder / form).stat().st_size / 1e6:,.0f} MB"))
        with (folder / "nq").open("rb") as lines:
            count = sum(1 for _ in lines)
        rows.append(("quads", f"{count:,}, {count / actions:.0f} for each action"))
        store.replace(fragment(10**6))
        rows.append(("one more document", timed(lambda: projection.catch_up(store))))
        print_table((f"{actions:,} actions", ""), rows)
        with sparql_here(store, folder / "rdf", Limits(seconds=120)) as sparql:
            print_table(("query", "median, ms"), [(n, ask(sparql, q)) for n, q in QUERIES.items()])


def ask(sparql: Sparql, query: str) -> str:
    """Return how long a query takes, the first time left out; milliseconds."""
    times = []
    for _ in range(ASKED + 1):
        start = time.perf_counter()
        sparql.answer(Request(query=query))
        times.append(time.perf_counter() - start)
    return f"{1000 * median(times[1:]):,.0f}"


def timed(work: Callable[[], object]) -> str:
    """Return the processor time that something takes, in seconds."""
    start = time.process_time()
    work()
    return f"{time.process_time() - start:,.2f} s"


def size(folder: Path) -> float:
    """Return the size of the files of a folder in megabytes."""
    return sum(path.stat().st_size for path in folder.rglob("*")) / 1e6


if __name__ == "__main__":
    main()
