"""Neither the order of files nor the number of processes changes what is stored."""

from __future__ import annotations

import random

import pytest

from graph.memory import MemoryStore
from ingest.incoming import Incoming, files_in
from ingest.ledger import Ledger, Outcome
from ingest.pipeline import Pipeline
from ingest.processing import Work
from tests.ingest.office import DOCUMENTS, LEXICON, exported
from tests.ingest.plans import a_plan


def stored_from(files: list[Incoming], workers: int = 0) -> bytes:
    store = MemoryStore()
    for _ in Pipeline(store, Ledger(":memory:"), Work(lexicon=LEXICON)).add(files, workers):
        pass
    return exported(store)


@pytest.fixture(scope="module")
def samples_in_order() -> bytes:
    return stored_from(list(files_in([DOCUMENTS])))


def test_two_workers_store_what_one_process_stores(samples_in_order) -> None:
    assert stored_from(list(files_in([DOCUMENTS])), workers=2) == samples_in_order


@pytest.mark.parametrize("seed", [0, 2])
def test_the_order_of_files_does_not_matter(samples_in_order, seed) -> None:
    files = list(files_in([DOCUMENTS]))
    random.Random(seed).shuffle(files)
    assert stored_from(files) == samples_in_order


@pytest.mark.parametrize("names", ["ab", "ba"])
def test_the_order_of_files_that_differ_in_white_space_does_not_matter(office, names) -> None:
    texts = (a_plan(), a_plan().replace("\n", "\n\n"))
    for name, text in zip(names, texts, strict=True):
        office.write(f"{name}.txt", text)
    office.add()
    (document,) = office.documents()
    assert office.store.text(document) == min(texts)
    assert not {Outcome.ADDED, Outcome.UPDATED, Outcome.REFUSED} & set(office.outcomes())
