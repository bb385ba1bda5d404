"""``python -m bench.order``: whether the graph depends on the order in which documents come."""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.corpus import generate
from graph.copying import digest_of
from graph.lexicon import load_lexicon
from graph.model import Fragment
from graph.store import open_store
from ingest.extract import Extractor
from ingest.fragment import fragment_of
from ingest.readers import read

SAMPLES = Path(__file__).parents[1] / "samples"


def fragments_of(texts: Iterable[str], lexicon: Path | None = None) -> Iterator[Fragment]:
    """Yield the fragments of the graph that texts make, in their order."""
    extractor = Extractor(load_lexicon(lexicon))
    for text in texts:
        repaired, found = extractor.extract(text)
        yield fragment_of(repaired, found, extractor.lexicon, extractor.shapes)


def texts_in(folder: Path) -> Iterator[str]:
    """Yield the texts of the files of a folder, by name."""
    for path in sorted(folder.glob("*.*")):
        yield read(path.read_bytes(), path.name).text


def digests(
    fragments: Sequence[Fragment], orders: int, url: str = "memory:", seed: int = 0
) -> Iterator[str]:
    """Yield the digest of the export for each of some random orders of the same documents.

    In each, a third of the documents comes twice and a tenth is removed and added again.
    """
    chance = random.Random(seed)
    for _ in range(orders):
        shuffled = chance.sample(fragments, len(fragments))
        again = chance.sample(fragments, len(fragments) // 3)
        with TemporaryDirectory() as folder:
            path = url.replace("PATH", str(Path(folder) / "graph.sqlite"))
            with open_store(path) as store:
                for fragment in (*shuffled, *again):
                    store.replace(fragment)
                for fragment in again[: len(fragments) // 10]:
                    store.remove(fragment.document.id)
                    store.replace(fragment)
                yield digest_of(store)


def main(arguments: list[str] | None = None) -> int:
    """Compare the exports of random orders; return 1 where they differ."""
    parser = argparse.ArgumentParser(prog="python -m bench.order", description=__doc__)
    parser.add_argument("--count", type=int, default=500, metavar="N", help="generated documents")
    parser.add_argument("--orders", type=int, default=20, metavar="N", help="random orders")
    parser.add_argument("--folder", type=Path, metavar="DIR", help="documents to take beside them")
    parser.add_argument("--store", default="sqlite:PATH", help="memory: or sqlite:PATH")
    parsed = parser.parse_args(arguments)
    texts = [generate(seed).source for seed in range(parsed.count)]
    texts += texts_in(parsed.folder) if parsed.folder else []
    fragments = list({f.document.id: f for f in fragments_of(texts)}.values())
    begin = time.perf_counter()
    found = set(digests(fragments, parsed.orders, parsed.store))
    seconds = time.perf_counter() - begin
    print(
        f"{len(fragments)} documents in {parsed.orders} orders: {len(found)} different graphs"
        f" ({seconds:.0f} s)"
    )
    return 0 if len(found) == 1 else 1


if __name__ == "__main__":
    raise SystemExit(main())
