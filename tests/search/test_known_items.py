"""Searches as officials type them, each with the document that it is to find."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bench.runs import tried
from graph.lexicon import load_lexicon
from graph.nodes import Nodes
from graph.questions import Page
from graph.store import GraphStore
from samples.make import SAMPLES
from search.corrected import search_corrected
from search.engine import Query, SearchEngine, open_engine
from search.names import NameBook, Names
from search.passages import passages_of
from search.sync import catch_up
from search.synonyms import synonyms_of
from search.vocabulary import former_forms, forms_of

LINES = Path(__file__).with_name("known_items.csv").read_text("utf-8").splitlines()
ITEMS = list(csv.DictReader(LINES))
NOT_FOUND = {"午参供应", "教委 午餐"}
"""What is not found: 午餐 is too rare a word to be offered, 教委 is not 教育局 everywhere."""


@pytest.fixture(scope="module")
def names(samples: GraphStore) -> Names:
    known = load_lexicon(SAMPLES / "lexicon")
    return NameBook(samples, forms_of(known), former_forms(known), synonyms_of(known)).names


@pytest.fixture(scope="module", params=["tantivy:", "whoosh:"])
def engine(samples: GraphStore, request: pytest.FixtureRequest) -> Iterator[SearchEngine]:
    with closing(open_engine(request.param)) as engine:
        catch_up(samples, engine)
        yield engine


def first_titles(typed: str, samples: GraphStore, engine: SearchEngine, names: Names) -> list[str]:
    query = Query(words=typed, synonyms=names.synonyms, page=Page(0, 3))
    hits = search_corrected(engine, query, lambda: names.speller).results.hits
    documents = (samples.document(hit.document) for hit in hits)
    return [document.title for document in documents if document]


@pytest.mark.parametrize("item", ITEMS, ids=[item["typed"] for item in ITEMS])
def test_what_is_meant_is_among_the_first_three(item, samples, engine, names) -> None:
    titles = first_titles(item["typed"], samples, engine, names)
    is_found = any(item["title"] in title for title in titles)
    assert is_found != (item["typed"] in NOT_FOUND)


def test_there_are_enough_of_every_manner_and_few_are_not_found() -> None:
    manners = [item["manner"] for item in ITEMS]
    assert len(ITEMS) >= 60
    assert all(manners.count(manner) >= 7 for manner in set(manners))
    assert len(NOT_FOUND) <= 0.05 * len(ITEMS)


def test_runs_copied_from_the_samples_find_them(samples, engine) -> None:
    nodes = Nodes(samples)
    every = [p for change in samples.changes(0) for p in passages_of(nodes, change.document)]
    told = tried(engine, every[::5], runs=2)
    assert told.runs > 100
    assert told.missed == ()
