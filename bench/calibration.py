"""Whether confidences are true: how many items of each rule are right where answers are known.

``python -m bench.calibration --answers TEXTS GOLD --golden tests/golden/synthetic`` prints
for each rule and band of confidence the items, those that are right, and the share to expect;
nothing is written. Answers are JSON files named like the texts, in the shape of ``extract``
with ``canonical``, a list of names, where that has ``agency``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.corpus import generate
from bench.judges import Judged, judged_by_answer, judged_by_answers, judged_by_marks
from graph.lexicon import load_lexicon
from ingest.extract import Extractor
from ingest.extract.confidence import DOUBTFUL_BELOW

_SURE = 0.9
_BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)


@dataclass(frozen=True, slots=True)
class Score:
    """How many items there were and how many of them are right."""

    items: int
    right: int

    @property
    def expected(self) -> float:
        """The share of right ones to expect among further items: Laplace's rule of succession."""
        return (self.right + 1) / (self.items + 2)

    def __str__(self) -> str:
        share = f"{self.right / self.items:7.1%}" if self.items else "      –"
        return f"{self.items:6} {self.right:6} {share} {self.expected:9.3f}"


def score_of(judged: Iterable[Judged]) -> Score:
    """Return the score of some items."""
    rights = [item.is_right for item in judged]
    return Score(len(rights), sum(rights))


def band_of(confidence: float) -> float:
    """Return where the band of a confidence begins.

    >>> band_of(0.98), band_of(0.9), band_of(0.3)
    (0.95, 0.9, 0.0)
    """
    return max(floor for floor in _BANDS if floor <= confidence)


def report(judged: list[Judged]) -> Iterator[str]:
    """Yield the lines of the report: rules with their bands, then the sure and the doubtful."""
    yield f"{'rule':18} {'from':>5} {'items':>6} {'right':>6} {'share':>7} {'expected':>9}"
    for rule, band in sorted({(item.rule, band_of(item.confidence)) for item in judged}):
        score = score_of(i for i in judged if (i.rule, band_of(i.confidence)) == (rule, band))
        yield f"{rule:18} {band:5.2f} {score}"
    sure = score_of(item for item in judged if item.confidence >= _SURE)
    doubtful = score_of(item for item in judged if item.confidence < DOUBTFUL_BELOW)
    yield f"{'all':18} {_SURE:5.2f} {sure}"
    yield f"{'doubtful':18} {0:5.2f} {doubtful}"
    named = [item.is_well_named for item in judged if item.is_well_named is not None]
    yield f"{'names of bodies':24} {Score(len(named), sum(named))}"


def main(arguments: list[str] | None = None) -> int:
    """Print the report on the documents that are named; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench.calibration", description=__doc__)
    parser.add_argument(
        "--answers", nargs=2, type=Path, action="append", default=[], metavar=("TEXTS", "GOLD")
    )
    parser.add_argument("--golden", type=Path, action="append", default=[], metavar="DIR")
    parser.add_argument("--generated", type=int, nargs=2, metavar=("SEED", "COUNT"))
    parser.add_argument("--lexicon", type=Path, metavar="DIR", help="more lexicon files")
    parser.add_argument("--wrong", action="store_true", help="list what is wrong")
    parsed = parser.parse_args(arguments)
    extractor = Extractor(load_lexicon(parsed.lexicon))
    judged: list[Judged] = []
    for texts, gold in parsed.answers:
        judged += judged_by_answers(extractor, texts, gold)
    for folder in parsed.golden:
        judged += judged_by_marks(extractor, folder)
    first, count = parsed.generated or (0, 0)
    for document in map(generate, range(first, first + count)):
        where = f"seed {document.seed}"
        judged += judged_by_answer(extractor, document.source, document.answer, where)
    if not judged:
        print("calibration: nothing was found; name documents with answers.", file=sys.stderr)
        return 2
    print("\n".join(report(judged)))
    if parsed.wrong:
        for item in judged:
            if not item.is_right:
                print(f"{item.rule} {item.confidence:.2f} {item.where}: {item.found}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
