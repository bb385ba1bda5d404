"""Many documents: ``python -m bench.bulk`` tells how fast they go in, and how that grows.

Generated documents are added by ``python -m ingest add`` as a user starts it. Beside it, in the
same run, jieba in pure Python cuts the same texts into words.
"""

from __future__ import annotations

import argparse
import contextlib
import logging
import tempfile
import time
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from multiprocessing import Pool
from pathlib import Path

import jieba

from bench.corpus import generate
from bench.ingest import print_table
from bench.watched import run

FIRST_SEED = 100_000


def main() -> None:
    """Add more and more documents to one data folder and print a table of it."""
    parser = argparse.ArgumentParser(prog="python -m bench.bulk", description=__doc__)
    parser.add_argument("--counts", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument(
        "--folder", type=Path, help="where texts are kept for a next run, and the data of this one"
    )
    chosen = parser.parse_args()
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    with contextlib.ExitStack() as stack:
        folder = chosen.folder or stack.enter_context(tempfile.TemporaryDirectory(prefix="zhize-"))
        print_table(
            (
                *("documents", "characters", "seconds", "documents/s", "jieba.lcut, s"),
                *("ingestion / jieba", "most memory, MB", "size of the data, MB"),
            ),
            rows(Path(folder), chosen.counts, chosen.workers),
        )


def rows(folder: Path, counts: Sequence[int], workers: int) -> Iterator[tuple[str, ...]]:
    """Add documents until there are so many, then so many, and yield what each step took."""
    for start, count in pairwise((0, *counts)):
        yield row_of(folder / f"to-{count}", folder / "data", range(start, count), workers)


def row_of(folder: Path, data: Path, numbers: range, workers: int) -> tuple[str, ...]:
    """Add so many documents to what is there and return what it took."""
    characters = write(folder, numbers)
    adding = ("add", str(folder), "--workers", str(workers))
    added = run("-m", "ingest", "--data", str(data), *adding, every=0.5)
    assert added.status == 0, added.out[-300:] + added.err[-300:]
    words = seconds_of_words(folder)
    size = sum(path.stat().st_size for path in data.rglob("*") if path.is_file())
    return (
        f"{numbers.start + 1:,} to {numbers.stop:,}",
        f"{characters:,}",
        f"{added.seconds:.0f}",
        f"{len(numbers) / added.seconds:.1f}",
        f"{words:.0f}",
        f"{added.seconds / words:.2f}",
        f"{added.memory / 1e6:.0f}",
        f"{size / 1e6:.0f}",
    )


def write(folder: Path, numbers: range) -> int:
    """Write the generated documents that are not there yet and return the characters of all."""
    folder.mkdir(parents=True, exist_ok=True)
    with Pool() as pool:
        return sum(pool.imap_unordered(partial(_write, folder), numbers, chunksize=50))


def _write(folder: Path, number: int) -> int:
    path = folder / f"{number:06}.txt"
    if not path.exists():
        path.write_text(generate(FIRST_SEED + number).source, "utf-8", newline="")
    return len(path.read_text("utf-8"))


def seconds_of_words(folder: Path) -> float:
    """Return how long jieba in pure Python takes to cut all texts of a folder."""
    seconds = 0.0
    for path in sorted(folder.iterdir()):
        text = path.read_text("utf-8")
        started = time.perf_counter()
        jieba.lcut(text)
        seconds += time.perf_counter() - started
    return seconds


if __name__ == "__main__":
    main()
