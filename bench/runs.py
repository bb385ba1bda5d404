"""``python -m bench.runs``: whether any run copied from a text finds the text it was copied from.

Documents of folders, and generated ones, go into an index; of the title, heading and text of each
of its passages runs of two characters or more are typed, as they are and in quotes.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from bench.corpus import generate
from bench.ingest import print_table
from graph.lexicon import load_lexicon
from graph.memory import MemoryStore
from graph.nodes import Nodes
from graph.questions import Page
from ingest.incoming import files_in
from ingest.ledger import Ledger
from ingest.pipeline import Pipeline
from search.engine import Filters, Passage, Query, SearchEngine, open_engine
from search.passages import passages_of
from search.vocabulary import learn_lexicon

FIRST_SEED = 700_000
LONGEST_RUN = 60
# What is no run of the text where it is typed: quotes, fields, a word left out, one of two.
_MEANT_OTHERWISE = re.compile(
    r"""["“”「」『』]|[:：]|(?:^|\s)[-－]|(?:^|\s)(?:OR|或|\|\|)(?:\s|$)""", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Tried:
    """How many runs of how many passages were typed, and those that did not find their text."""

    passages: int
    runs: int
    missed: tuple[str, ...]


def main() -> None:
    """Type runs of texts and print how many found them."""
    parser = argparse.ArgumentParser(prog="python -m bench.runs", description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, help="folders of documents")
    parser.add_argument("--generated", type=int, default=20, help="how many documents to generate")
    parser.add_argument("--runs", type=int, default=20, help="how many runs of each passage")
    parser.add_argument("--engines", nargs="+", default=["tantivy", "whoosh"])
    chosen = parser.parse_args()
    learn_lexicon(load_lexicon())
    print_table(
        ("documents", "engine", "passages", "runs", "not found"),
        rows(chosen.folders, chosen.generated, chosen.engines, chosen.runs),
    )


def rows(
    folders: Sequence[Path], generated: int, engines: Sequence[str], runs: int
) -> Iterator[tuple[str, ...]]:
    """Yield a row for each set of documents and engine."""
    with tempfile.TemporaryDirectory(prefix="zhize-") as made:
        for seed in range(FIRST_SEED, FIRST_SEED + generated):
            Path(made, f"{seed}.txt").write_text(generate(seed).source, "utf-8", newline="")
        named = [(folder.name, folder) for folder in folders]
        for name, folder in (*named, ("generated", Path(made))):
            passages = passages_in(folder)
            for engine in engines:
                with closing(open_engine(f"{engine}:")) as opened:
                    opened.update((), passages, 1)
                    told = tried(opened, passages, runs)
                for run in told.missed:
                    print(f"{name}, {engine}: {run!r} finds nothing of its own")
                counts = (told.passages, told.runs, len(told.missed))
                yield (name, engine, *(f"{count:,}" for count in counts))


def passages_in(folder: Path) -> list[Passage]:
    """Return the passages of all documents of a folder."""
    store = MemoryStore()
    for _ in Pipeline(store, Ledger(":memory:")).add(files_in([folder])):
        pass
    nodes = Nodes(store)
    found = (passages_of(nodes, change.document) for change in store.changes(0))
    return list(chain.from_iterable(found))


def tried(engine: SearchEngine, passages: Sequence[Passage], runs: int) -> Tried:
    """Type runs of each passage and return what came of it."""
    chance, typed, missed = random.Random(1), 0, []
    for passage in passages:
        for run in runs_of(passage, runs, chance):
            for words in ways_to_type(run):
                typed += 1
                filters = Filters(document=passage.document, kind=passage.kind)
                found = engine.search(Query(words=words, filters=filters, page=Page(0, None)))
                if passage.id not in {hit.id for hit in found.hits}:
                    missed.append(words)
    return Tried(len(passages), typed, tuple(missed))


def runs_of(passage: Passage, count: int, chance: random.Random) -> Iterator[str]:
    """Yield runs of two characters or more of what a passage says, some letters among them."""
    said = [text for text in (passage.title, passage.heading, passage.text) if len(text) > 1]
    for _ in range(count if said else 0):
        text = chance.choice(said)
        start = chance.randrange(len(text) - 1)
        run = text[start : start + chance.randint(2, LONGEST_RUN)]
        if any(character.isalnum() for character in run):
            yield run


def ways_to_type(run: str) -> Iterator[str]:
    """Yield a run as it is typed to be found: as it is, and in quotes."""
    if not _MEANT_OTHERWISE.search(run):
        yield run
    if not re.search('["“”「」『』]', run):
        yield f'"{run}"'


if __name__ == "__main__":
    main()
