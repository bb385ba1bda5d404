"""extract(generate(seed)) = answer, for many seeds; what fails is known and listed."""

from __future__ import annotations

from functools import lru_cache

import pytest

from bench.corpus import Generated, generate
from bench.corpus.material import fields
from graph.lexicon import load_lexicon
from ingest.extract import Extractor
from ingest.gold import GoldShape
from ingest.identity import resolver_of
from ingest.outline import TITLE_LIMIT
from tests.ingest.answers import Difference, differences
from tests.ingest.known_generated import KNOWN_FAILURES, KnownFailure

SEEDS = 400
CHUNK = 20
_SHOWN = 3


@lru_cache(maxsize=1)
def extractor() -> Extractor:
    return Extractor(load_lexicon())


@lru_cache(maxsize=SEEDS)
def read(seed: int) -> tuple[Generated, tuple[Difference, ...]]:
    """The document of a seed, and where its extraction differs from its answer."""
    document = generate(seed)
    text, found = extractor().extract(document.source)
    resolver = resolver_of(found, extractor().lexicon, extractor().shapes)
    got = GoldShape(text, found, resolver).as_json()
    return document, tuple(differences(document.answer, got))


def explanations(document: Generated, difference: Difference) -> list[KnownFailure]:
    return [known for known in KNOWN_FAILURES if known.explains(document, difference)]


def report(seed: int) -> str:
    """What differs in the document of a seed and is not known; empty where nothing does."""
    document, found = read(seed)
    unknown = [str(d) for d in found if not explanations(document, d)]
    if not unknown:
        return ""
    more = f"\n… and {len(unknown) - _SHOWN} more" if len(unknown) > _SHOWN else ""
    return f"seed {seed}, {' | '.join(document.forms)}\n" + "\n".join(unknown[:_SHOWN]) + more


@pytest.mark.parametrize("start", range(0, SEEDS, CHUNK))
def test_what_is_found_in_a_generated_document_is_its_answer(start: int) -> None:
    reports = [found for seed in range(start, start + CHUNK) if (found := report(seed))]
    assert not reports, "\n\n".join(["", *reports])


@pytest.mark.parametrize("known", KNOWN_FAILURES, ids=lambda known: known.reason)
def test_a_known_failure_still_fails(known: KnownFailure) -> None:
    results = map(read, range(SEEDS))
    assert any(explanations(document, d) == [known] for document, found in results for d in found)


def test_a_seed_gives_one_document() -> None:
    assert generate(7) == generate(7)
    assert generate(7).source != generate(8).source


def test_no_first_sentence_of_an_untitled_item_could_be_a_title() -> None:
    openers = [opener for field in fields() for opener in field.openers]
    assert min(map(len, openers)) > TITLE_LIMIT
