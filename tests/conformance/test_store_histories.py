"""Laws of stores: whatever happened to them, they hold what the memory store holds."""

from __future__ import annotations

import operator
from collections import Counter
from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.memory import MemoryStore
from graph.model import Fragment, Relation
from graph.questions import Question
from graph.store import EdgePattern, GraphStore, open_store
from tests.conformance.conftest import ONE_DATABASE, STORES
from tests.strategies import DOCUMENTS, KEYS, fragments, questions

OTHERS = [name for name in STORES if name != "memory"]
ReplaceOrRemove = tuple[Fragment, str | None] | str

replacements = st.tuples(fragments(), st.sampled_from((None, *DOCUMENTS)))
steps_after = st.lists(replacements | st.sampled_from(DOCUMENTS), max_size=3)
full = st.tuples(*(st.tuples(fragments(key), st.none()) for key in KEYS)).map(list)
histories = st.builds(operator.add, full, steps_after)


def apply(store: GraphStore, step: ReplaceOrRemove) -> bool:
    return store.remove(step) if isinstance(step, str) else store.replace(*step)


def content(store: GraphStore) -> tuple[object, ...]:
    documents = [node.id for node in store.nodes() if node.id in DOCUMENTS]
    return (
        list(store.nodes()),
        list(store.edges(EdgePattern())),
        Counter(store.ends(tuple(Relation))),
        [store.fragment(document_id) for document_id in documents],
    )


@pytest.mark.parametrize("backend", OTHERS)
@given(
    steps=histories,
    asked=st.lists(questions, min_size=8, max_size=8),
    is_together=st.booleans(),
)
@settings(max_examples=100, deadline=None)
def test_any_history_leaves_a_store_equal_to_the_memory_store(
    backend: str, steps: list[ReplaceOrRemove], asked: list[Question], is_together: bool
):
    reference = MemoryStore()
    with TemporaryDirectory() as folder, open_store(STORES[backend](Path(folder))) as store:
        with store.together() if is_together else nullcontext():
            for step in steps:
                assert apply(store, step) is apply(reference, step)
        assert content(store) == content(reference)
        assert list(store.changes(0)) == list(reference.changes(0))
        for question in asked:
            assert store.answer(question) == reference.answer(question)


@pytest.mark.parametrize("backend", [name for name in STORES if name not in ONE_DATABASE])
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_the_order_in_which_documents_arrive_does_not_matter(backend: str, data: st.DataObject):
    arrived = [data.draw(fragments(key)) for key in KEYS]
    shuffled = data.draw(st.permutations(arrived))
    with TemporaryDirectory() as one, TemporaryDirectory() as two:
        first, second = (STORES[backend](Path(folder)) for folder in (one, two))
        with open_store(first) as store, open_store(second) as other:
            for fragment, later in zip(arrived, shuffled, strict=True):
                store.replace(fragment)
                other.replace(later)
            assert content(store) == content(other)


@pytest.mark.parametrize("backend", STORES)
@given(fragment=fragments())
@settings(max_examples=30, deadline=None)
def test_any_document_put_in_again_is_no_change(backend: str, fragment: Fragment):
    with TemporaryDirectory() as folder, open_store(STORES[backend](Path(folder))) as store:
        store.replace(fragment)
        assert store.replace(store.fragment(fragment.document.id)) is False
        assert store.last_change == 1
