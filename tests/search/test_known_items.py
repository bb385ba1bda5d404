"""Searches as officials type them, each with the document that it is to find."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph.lexicon import load_lexicon
from graph.memory import MemoryStore
from graph.questions import Page
from graph.store import GraphStore
from ingest.incoming import files_in
from ingest.ledger import Ledger
from ingest.pipeline import Pipeline
from ingest.processing import Work
from samples.make import SAMPLES
from search.corrected import search_corrected
from search.engine import Query, SearchEngine, open_engine
from search.names import NameBook, Names
from search.sync import catch_up
from search.synonyms import synonyms_of
from search.vocabulary import former_forms, forms_of

LINES = Path(__file__).with_name("known_items.csv").read_text("utf-8").splitlines()
ITEMS = list(csv.DictReader(LINES))
NOT_FOUND = {"午参供应", "教委 午餐"}
"""What is not found: 午餐 is too rare a word to be offered, 教委 is not 教育局 everywhere."""


@pytest.fixture(scope="module")
def store() -> GraphStore:
    store = MemoryStore()
    pipeline = Pipeline(store, Ledger(":memory:"), Work(lexicon=SAMPLES / "lexicon"))
    assert list(pipeline.add(files_in([SAMPLES / "documents"])))
    return store


@pytest.fixture(scope="module")
def names(store: GraphStore) -> Names:
    known = load_lexicon(SAMPLES / "lexicon")
    return NameBook(store, forms_of(known), former_forms(known), synonyms_of(known)).names


@pytest.fixture(scope="module", params=["tantivy:", "whoosh:"])
def engine(store: GraphStore, request: pytest.FixtureRequest) -> Iterator[SearchEngine]:
    with closing(open_engine(request.param)) as engine:
        catch_up(store, engine)
        yield engine


def first_titles(typed: str, store: GraphStore, engine: SearchEngine, names: Names) -> list[str]:
    query = Query(words=typed, synonyms=names.synonyms, page=Page(0, 3))
    hits = search_corrected(engine, query, lambda: names.speller).results.hits
    documents = (store.document(hit.document) for hit in hits)
    return [document.title for document in documents if document]


@pytest.mark.parametrize("item", ITEMS, ids=[item["typed"] for item in ITEMS])
def test_what_is_meant_is_among_the_first_three(item, store, engine, names) -> None:
    titles = first_titles(item["typed"], store, engine, names)
    is_found = any(item["title"] in title for title in titles)
    assert is_found != (item["typed"] in NOT_FOUND)


def test_there_are_enough_of_every_manner_and_few_are_not_found() -> None:
    manners = [item["manner"] for item in ITEMS]
    assert len(ITEMS) >= 60
    assert all(manners.count(manner) >= 7 for manner in set(manners))
    assert len(NOT_FOUND) <= 0.05 * len(ITEMS)
