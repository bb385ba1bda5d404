"""A store that remembers answers: it never gives one that is no longer true."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.memory import MemoryStore
from graph.questions import ALL_ROWS, Answer, Documents, Question, Ranking
from graph.remembering import MOST_ROWS, Remembered, RememberingStore
from tests.builders import FragmentBuilder, a_fragment
from tests.conformance.test_store_histories import ReplaceOrRemove, apply, histories
from tests.strategies import questions


class CountingStore(MemoryStore):
    """A store that counts what it is asked."""

    asked = 0

    def answer(self, question: Question) -> Answer:
        self.asked += 1
        return super().answer(question)


@given(steps=histories, asked=st.lists(questions, min_size=3, max_size=3))
@settings(max_examples=50, deadline=None)
def test_answers_are_those_of_the_store_after_every_change(
    steps: list[ReplaceOrRemove], asked: list[Question]
) -> None:
    store = MemoryStore()
    remembering = RememberingStore(store, costly=0, answers=2)
    for step in steps:
        apply(remembering, step)
        for question in (*asked, *asked):
            assert remembering.answer(question) == store.answer(question)


def test_a_costly_answer_is_found_once() -> None:
    store = CountingStore()
    store.replace(a_fragment(key="one"))
    remembering = RememberingStore(store, costly=0)
    for _ in range(3):
        remembering.answer(Ranking(by="agency"))
    assert store.asked == 1


def test_what_costs_nothing_is_asked_for_each_time() -> None:
    store = CountingStore()
    remembering = RememberingStore(store, costly=60)
    for _ in range(3):
        remembering.answer(Ranking(by="agency"))
    assert store.asked == 3


def test_long_answers_are_not_remembered() -> None:
    store = CountingStore()
    for number in range(MOST_ROWS + 1):
        store.replace(FragmentBuilder(f"d{number}").build())
    remembering = RememberingStore(store, costly=0)
    for _ in range(2):
        assert len(remembering.answer(Documents(page=ALL_ROWS)).rows) == MOST_ROWS + 1
    assert store.asked == 2


def test_what_was_not_asked_for_the_longest_makes_room() -> None:
    remembered: Remembered[str, int] = Remembered(2)
    for number, name in enumerate("ab"):
        remembered.get(name, "now")
        remembered.keep(name, "now", number)
    assert remembered.get("a", "now") == 0
    remembered.keep("c", "now", 2)
    assert [remembered.get(name, "now") for name in "abc"] == [0, None, 2]


@pytest.mark.parametrize("state", ["later", "earlier"])
def test_what_was_found_in_another_state_is_not_kept(state: str) -> None:
    remembered: Remembered[str, int] = Remembered(2)
    remembered.get("a", "now")
    remembered.keep("a", state, 1)
    assert remembered.get("a", "now") is None
    assert remembered.get("a", state) is None
