"""How fast documents come in: ``python -m bench.ingest`` prints the tables of ``README.md``.

Texts are the samples and plans made from them. Each figure is the median of several rounds;
what is compared runs in turn within each round, so that both meet the same machine. Seconds are
those that the process itself computed. ``bench.bulk`` measures whole files on their whole way.
"""

from __future__ import annotations

import argparse
import itertools
import logging
import statistics
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import jieba

from bench.corpus import generate
from bench.hard_texts import NAMES, hard_text, in_an_item
from bench.texts import SAMPLES, plan
from ingest.extract import Extractor
from ingest.fragment import fragment_of
from ingest.processing import extractor_for
from ingest.readers import read

LEXICON = SAMPLES / "lexicon"
ROUNDS = 5
LENGTH = 7_000
GENERATED = 3
# five million bytes of Chinese
HARD = 1_667_000


def main() -> None:
    """Print all tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.ingest", description=__doc__)
    parser.add_argument("--folder", type=Path, help="texts of your own to measure beside jieba")
    parser.add_argument("--hard", type=int, default=HARD, help="characters of a hard text")
    chosen = parser.parse_args()
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    extractor = extractor_for(LEXICON)
    extract(extractor, plan(0, LENGTH))
    print_extraction(extractor)
    print_beside_jieba(extractor, texts_of_one_length() | texts_in(chosen.folder))
    print_growth(extractor)
    print_hard_texts(extractor, chosen.hard)


def extract(extractor: Extractor, source: str) -> int:
    """Take a text to its fragment and return how many edges that has."""
    text, found = extractor.extract(source)
    return len(fragment_of(text, found, extractor.lexicon, extractor.shapes).edges)


def print_extraction(extractor: Extractor) -> None:
    """Measure the samples from text to fragment."""
    paths = sorted((SAMPLES / "documents").iterdir())
    texts = [read(path.read_bytes(), path.name).text for path in paths]
    (seconds,) = medians(lambda: [extract(extractor, text) for text in texts])
    print_table(
        ("extraction of", "documents", "characters", "documents/s", "characters/s"),
        [speed("samples, text to fragment", texts, seconds)],
    )


def print_beside_jieba(extractor: Extractor, texts: dict[str, str]) -> None:
    """Measure each text beside cutting it into words with jieba: extraction, and with its graph."""
    rows = []
    for name, text in texts.items():
        found, ours, words = medians(
            lambda text=text: extractor.extract(text),  # type: ignore[misc]
            lambda text=text: extract(extractor, text),  # type: ignore[misc]
            lambda text=text: jieba.lcut(text),  # type: ignore[misc]
        )
        actions = len(extractor.extract(text)[1].actions)
        ratios = (f"{found / words:.2f}", f"{ours / words:.2f}")
        rows.append((name, f"{len(text):,}", f"{actions}", ms(found), ms(words), *ratios))
    head = ("one document", "characters", "tasks", "extraction, ms", "jieba.lcut, ms")
    print_table((*head, "extraction / jieba", "… with its fragment"), rows)


def texts_in(folder: Path | None) -> dict[str, str]:
    """Return the plain texts of a folder by file name, none where there is no folder."""
    paths = sorted(folder.glob("*.txt")) if folder else []
    return {path.stem: read(path.read_bytes(), path.name).text for path in paths}


def texts_of_one_length() -> dict[str, str]:
    """Return a plan of samples' items, samples one below another, and generated documents."""
    sources = sorted((SAMPLES / "sources").glob("*.txt"))
    samples = "\n".join(path.read_text("utf-8") for path in sources)
    seeds = ((seed, generate(seed).source) for seed in itertools.count())
    generated = ((seed, text) for seed, text in seeds if abs(len(text) - LENGTH) < LENGTH / 10)
    return {
        "plan of the samples' items": plan(1, LENGTH),
        "samples": samples[:LENGTH],
        **{f"generated, seed {s}": text for s, text in itertools.islice(generated, GENERATED)},
    }


def print_growth(extractor: Extractor) -> None:
    """Measure one document of 1, 4 and 16 times the length."""
    rows = []
    for factor in (1, 4, 16):
        text = plan(factor, LENGTH * factor)
        (seconds,) = medians(lambda text=text: extract(extractor, text))  # type: ignore[misc]
        per_character = f"{1e6 * seconds / len(text):.1f}"
        rows.append((f"{factor}×", f"{len(text):,}", ms(seconds), per_character))
    print_table(("length", "characters", "extraction, ms", "µs/character"), rows)


def print_hard_texts(extractor: Extractor, size: int) -> None:
    """Measure texts that nobody writes, whole and as one task, beside a plan of the same items."""
    text = plan(1, 16 * LENGTH)
    (seconds,) = medians(lambda: extract(extractor, text))
    usual = seconds / len(text)
    rows = (hard_row(extractor, name, hard_text(name, size), usual) for name in NAMES)
    plan_row = ("a plan", f"{len(text):,}", f"{seconds:.2f}", "1.0", "", "")
    head = ("text", "characters", "seconds", "× a plan", "in one task, seconds", "× a plan")
    print_table(head, itertools.chain([plan_row], rows))


def hard_row(extractor: Extractor, name: str, text: str, usual: float) -> tuple[str, ...]:
    """Return what a text takes alone and as one task, beside a plan's seconds by character."""
    figures: list[str] = []
    for source in (text, in_an_item(text)):
        started = time.process_time()
        extract(extractor, source)
        seconds = time.process_time() - started
        figures += (f"{seconds:.2f}", f"{seconds / len(source) / usual:.1f}")
    return (name, f"{len(text):,}", *figures)


def medians(*works: Callable[[], object]) -> list[float]:
    """Return the median seconds of each work, the works in turn within each round."""
    seconds: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, spent in zip(works, seconds, strict=True):
            started = time.process_time()
            work()
            spent.append(time.process_time() - started)
    return [statistics.median(spent) for spent in seconds]


def speed(what: str, texts: list[str], seconds: float) -> tuple[str, ...]:
    """Return a row with documents and characters a second."""
    characters = sum(map(len, texts))
    rates = (f"{len(texts) / seconds:.1f}", f"{characters / seconds:,.0f}")
    return (what, f"{len(texts):,}", f"{characters:,}", *rates)


def ms(seconds: float) -> str:
    """Return seconds as milliseconds in words."""
    return f"{1000 * seconds:.1f}"


def print_table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """Print a table in Markdown."""
    for row in itertools.chain((head, tuple("---" for _ in head)), rows):
        print("|", " | ".join(row), "|", flush=True)
    print()


if __name__ == "__main__":
    main()
