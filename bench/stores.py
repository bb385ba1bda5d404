"""Stores beside each other: ``python -m bench.stores`` asks a generated graph every question.

The same graph goes into SQLite and, where Java and Maven are, into a Neo4j server; each question is
asked for its first page with several values, in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from bench.graphs import FUNCTIONS, body, fragments, places, subjects, works
from bench.ingest import print_table
from bench.watched import held_by, run
from graph.model import Role
from graph.questions import (
    ActionsOf,
    Citations,
    CitedTogether,
    Comparison,
    CooperationIn,
    Documents,
    EgoNetwork,
    FunctionsCompared,
    Indicators,
    Page,
    PartnersOf,
    Party,
    Paths,
    Question,
    Ranking,
    Scope,
    SideBySide,
)
from graph.sqlite_store import SqliteStore
from graph.store import open_store
from tests.servers.neo4j import neo4j
from tests.servers.packages import are_possible

STORES = ("sqlite", "neo4j")
LEAD = (Role.LEAD, Role.SOLE)
PAGE = Page(0, 25)
ASKED = 40
_TOGETHER = 200


def main() -> None:
    """Fill stores and ask them, or ask one of them."""
    parser = argparse.ArgumentParser(prog="python -m bench.stores", description=__doc__)
    parser.add_argument("--actions", type=int, default=100_000)
    parser.add_argument("--stores", nargs="+", choices=STORES, default=STORES)
    parser.add_argument(
        "--filled", nargs="+", default=(), metavar="URL", help="stores that hold the graph already"
    )
    parser.add_argument(
        "--heap", type=int, default=1_536, help="megabytes of the Neo4j server (%(default)s)"
    )
    parser.add_argument("--one", nargs=2, metavar=("URL", "ACTIONS"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        url, actions = chosen.one[0], int(chosen.one[1])
        print(json.dumps(filling(url, actions) if actions else asking(url)))
        return
    before = {url.partition(":")[0]: Filled(url, 0.0) for url in chosen.filled}
    with ExitStack() as stack:
        filled = {
            name: before.get(name) or Filled.with_actions(name, chosen.actions, chosen.heap, stack)
            for name in chosen.stores
        }
        told = {name: store.told() for name, store in filled.items()}
    print(f"{chosen.actions:,} actions\n")
    print_table(
        ("store", "filled, s", "size, MB", "memory, MB"),
        (
            (
                name,
                *(f"{one[key]:,.0f}" if one[key] else "" for key in ("filled", "size", "memory")),
            )
            for name, one in told.items()
        ),
    )
    print_table(
        ("question", *(f"{name}: {what}" for name in told for what in ("median, ms", "95th, ms"))),
        (
            (name, *(f"{figure:.1f}" for one in told.values() for figure in one["times"][name]))
            for name in next(iter(told.values()))["times"]
        ),
    )


@dataclass(frozen=True, slots=True)
class Filled:
    """A store that holds a generated graph: how long that took, and where its memory is told."""

    url: str
    seconds: float
    server: int | None = None

    @classmethod
    def with_actions(cls, name: str, actions: int, heap: int, stack: ExitStack) -> Filled:
        """Fill a store, which is there until the stack is closed, in a process of its own.

        A server has ``heap`` megabytes for itself and half as many for pages of its files.
        """
        if name == "neo4j":
            if not are_possible():
                raise SystemExit("A Neo4j server needs Java 17 or newer and Maven.")
            server = stack.enter_context(neo4j(heap))
            return cls(server.url, _of_its_own(server.url, actions)["filled"], server.pid)
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="zhize-"))
        url = f"sqlite:{folder}/graph.sqlite"
        return cls(url, _of_its_own(url, actions)["filled"])

    def told(self) -> dict[str, Any]:
        """Ask the store in a process of its own, and return what that took."""
        told = _of_its_own(self.url, 0)
        told["filled"], told["size"] = self.seconds, 0.0
        if self.server is not None:
            told["memory"] += held_by(self.server) / 1e6
        elif self.url.startswith("sqlite:"):
            file = Path(self.url.partition(":")[2])
            told["size"] = sum(p.stat().st_size for p in file.parent.glob(f"{file.name}*")) / 1e6
        return told


def _of_its_own(url: str, actions: int) -> dict[str, Any]:
    """Fill a store with so many actions, or ask it, in a process of its own."""
    done = run("-m", "bench.stores", "--one", url, str(actions), every=0.2)
    assert done.status == 0, done.err[-2_000:]
    told: dict[str, Any] = json.loads(done.out)
    return told | {"memory": done.memory / 1e6}


def filling(url: str, actions: int) -> dict[str, Any]:
    """Fill a store, pack it where it is a file, and return the seconds that took."""
    with open_store(url) as store:
        began = time.perf_counter()
        made = fragments(actions)
        while some := list(islice(made, _TOGETHER)):
            with store.together():
                for one in some:
                    store.replace(one)
        if isinstance(store, SqliteStore):
            store.compact()
        return {"filled": time.perf_counter() - began}


def asking(url: str) -> dict[str, Any]:
    """Ask a store each question, and return the median and the 95th percentile in milliseconds."""
    with open_store(url) as store:
        times: dict[str, list[float]] = {}
        for _ in range(2):  # the first round only warms up
            times = {}
            for name, question in questions():
                began = time.perf_counter()
                store.answer(question)
                times.setdefault(name, []).append(1_000 * (time.perf_counter() - began))
    return {"times": {n: (median(all_), quantiles(all_, n=20)[18]) for n, all_ in times.items()}}


def questions() -> Iterator[tuple[str, Question]]:
    """Yield questions by name, each with several values."""
    chance = random.Random(1)
    for _ in range(ASKED):
        place, function = chance.choice(places()), chance.choice(FUNCTIONS)
        other, subject = chance.choice(FUNCTIONS), chance.choice(subjects())
        year, work = chance.randint(2015, 2025), chance.choice(works())
        city = chance.choice(places()[1:21])
        here = Scope(locations=(place.id,), years=(year, year))
        in_city = Scope(locations=(city.id,))
        leading = Party(function=function.id, roles=LEAD)
        one, led = body(place, function).id, Party(agency=body(place, function).id, roles=LEAD)
        yield "tasks a body leads", ActionsOf(parties=(led,), page=PAGE)
        yield "tasks a function leads", ActionsOf(parties=(leading,), page=PAGE)
        yield "… in a city", ActionsOf(parties=(leading,), scope=in_city, page=PAGE)
        both = (leading, Party(function=other.id, roles=(Role.SUPPORT,)))
        yield "tasks of two functions", ActionsOf(parties=both, page=PAGE)
        yield "tasks of a place and year", ActionsOf(scope=here, page=PAGE)
        yield "tasks on a subject", ActionsOf(scope=Scope(subject=subject.id), page=PAGE)
        topic = Scope(locations=(city.id,), words=(subject.name[:2],))
        yield "tasks of a city with a word", ActionsOf(scope=topic, page=PAGE)
        lacking = ActionsOf(without_roles=LEAD, scope=in_city, page=PAGE)
        yield "tasks of a city without a lead", lacking
        due = (f"{year}-01", f"{year}-06")
        yield "tasks of a city due by month", ActionsOf(due=due, scope=in_city, page=PAGE)
        yield "partners of a body", PartnersOf(party=Party(agency=one), page=PAGE)
        together = PartnersOf(party=leading, scope=in_city, page=PAGE)
        yield "partners of a function in a city", together
        yield "what cites a work", Citations(node=work.id, direction="in", page=PAGE)
        yield (
            "what a document cites",
            Citations(node=f"document/g{chance.randrange(10)}", direction="out", page=PAGE),
        )
        yield "targets of a city", Indicators(scope=in_city, page=PAGE)
        compared = Comparison("least", 98, "%")
        yield (
            "… compared with a figure",
            Indicators(scope=in_city, metric="合格率", compared=compared, page=PAGE),
        )
        yield "documents of a city", Documents(scope=in_city, page=PAGE)
        yield "who acts together in a county and year", CooperationIn(scope=here, page=PAGE)
        county = chance.choice(places()[21:])
        around = body(county, function).id
        yield "what lies around a body", EgoNetwork(agency=around, min_weight=3, page=PAGE)
        far = body(chance.choice(places()[1:21]), other).id
        yield "how two bodies are connected", Paths(agency=around, other=far, page=PAGE)
        own = body(city, function).id
        beside = SideBySide(agency=own, scope=replace(here, locations=()), page=PAGE)
        yield "a body beside its like in a year", beside
        yield "what is cited beside a work", CitedTogether(node=work.id, scope=in_city, page=PAGE)
        two = (in_city, Scope(locations=(chance.choice(places()[1:21]).id,)))
        yield "functions of two cities", FunctionsCompared(scopes=two, roles=LEAD, page=PAGE)
        years = tuple(replace(in_city, years=(one, one)) for one in (year, year - 1))
        yield "functions of a city in two years", FunctionsCompared(scopes=years, page=PAGE)
        yield "tasks of a city with two leads", ActionsOf(gap="two-leads", scope=in_city, page=PAGE)
        vague = ActionsOf(gap="vague", sort="oldest", scope=in_city, page=PAGE)
        yield "vague tasks of a city, oldest first", vague
        highest = Indicators(scope=in_city, metric="合格率", sort="highest", page=PAGE)
        yield "highest targets of a city", highest
        yield "who leads most in a city", Ranking(by="agency", roles=LEAD, scope=in_city, page=PAGE)
        yield "what is cited most in a city", Ranking(by="regulation", scope=in_city, page=PAGE)


if __name__ == "__main__":
    main()
