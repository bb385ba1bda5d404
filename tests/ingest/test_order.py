"""The graph is the same in whatever order, and however often, documents are added."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest

from bench.corpus import generate
from bench.order import SAMPLES, digests, fragments_of, texts_in
from graph.memory import MemoryStore
from graph.model import Fragment, Kind

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
GENERATED, ORDERS = 60, 20
_SOURCES = {
    "samples": lambda: fragments_of(texts_in(SAMPLES / "documents"), SAMPLES / "lexicon"),
    "generated": lambda: fragments_of(generate(seed).source for seed in range(GENERATED)),
    "corpus": lambda: fragments_of(texts_in(CORPUS)),
}


@pytest.fixture(scope="module", params=_SOURCES)
def fragments(request: pytest.FixtureRequest) -> list[Fragment]:
    if request.param == "corpus" and not CORPUS.is_dir():
        pytest.skip("there is no folder of real documents beside the checkout")
    return list(_SOURCES[request.param]())


def test_the_order_of_documents_does_not_matter(fragments: list[Fragment]) -> None:
    in_memory = digests(fragments, ORDERS)
    in_a_file = digests(fragments, 2, "sqlite:PATH", seed=1)
    assert len(set(chain(in_memory, in_a_file))) == 1


def test_documents_added_again_change_nothing(fragments: list[Fragment]) -> None:
    store = MemoryStore()
    for fragment in fragments:
        store.replace(fragment)
    before = store.last_change
    assert not any(store.replace(fragment) for fragment in fragments)
    assert store.last_change == before


def test_each_document_is_one_work_and_each_work_one_node(fragments: list[Fragment]) -> None:
    store = MemoryStore()
    for fragment in fragments:
        store.replace(fragment)
    works = {node.id for node in store.nodes(Kind.REGULATION)}
    for fragment in fragments:
        document = store.document(fragment.document.id)
        assert document is not None
        assert document.regulation in works
