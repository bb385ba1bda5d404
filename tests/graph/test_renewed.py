"""What is made of a whole store is made anew after a change, at once or beside its readers."""

from __future__ import annotations

import gc
from collections.abc import Callable
from threading import Event, Thread

import pytest

from graph import renewed as renewing
from graph.memory import MemoryStore
from graph.renewed import NotYetError, Renewed
from graph.store import StoreError
from tests.builders import a_fragment


def changes_of(store: MemoryStore) -> Callable[[], int]:
    return lambda: store.last_change


def test_what_is_quickly_made_is_always_of_the_last_change():
    store = MemoryStore()
    renewed: Renewed[int] = Renewed(store, quick=60)
    assert renewed.value(changes_of(store)) == 0
    store.replace(a_fragment())
    assert renewed.value(changes_of(store)) == 1


def test_nothing_is_made_twice_of_one_change():
    store, made = MemoryStore(), []
    renewed: Renewed[None] = Renewed(store, quick=-1)
    for _ in range(3):
        renewed.value(lambda: made.append(1))
    assert made == [1]


def test_readers_have_the_last_one_while_the_next_is_made_beside_them():
    store, may_go_on, is_made = MemoryStore(), Event(), Event()
    renewed: Renewed[int] = Renewed(store, quick=-1, share=0)
    assert renewed.value(changes_of(store)) == 0
    store.replace(a_fragment())

    def make() -> int:
        assert may_go_on.wait(20)
        is_made.set()
        return store.last_change

    assert [renewed.value(make) for _ in range(3)] == [0, 0, 0]
    assert not is_made.is_set()
    may_go_on.set()
    assert is_made.wait(20)
    for _ in range(2_000):
        if renewed.value(make) == 1:
            break
        Event().wait(0.01)
    assert renewed.value(make) == 1


def test_what_takes_long_is_not_made_after_every_change():
    store, made = MemoryStore(), []
    renewed: Renewed[int] = Renewed(store, is_beside=False, quick=-1, share=1e9)

    def make() -> int:
        made.append(store.last_change)
        Event().wait(0.001)
        return store.last_change

    renewed.value(make)
    store.replace(a_fragment())
    assert renewed.value(make) == 0
    assert made == [0]


def test_two_who_ask_first_wait_for_the_same_one():
    store, made, may_go_on, found = MemoryStore(), [], Event(), []
    renewed: Renewed[int] = Renewed(store)

    def make() -> int:
        made.append(1)
        assert may_go_on.wait(20)
        return 7

    threads = [Thread(target=lambda: found.append(renewed.value(make))) for _ in range(4)]
    for thread in threads:
        thread.start()
    may_go_on.set()
    for thread in threads:
        thread.join(20)
    assert (made, found) == ([1], [7, 7, 7, 7])


def test_who_asks_after_a_failure_tries_again():
    store = MemoryStore()
    renewed: Renewed[int] = Renewed(store)

    def fail() -> int:
        raise StoreError("busy")

    with pytest.raises(StoreError):
        renewed.value(fail)
    assert renewed.value(lambda: 3) == 3


def test_who_has_patience_is_told_that_it_is_being_made():
    may_go_on: Event = Event()
    renewed: Renewed[int] = Renewed(MemoryStore())

    def make() -> int:
        assert may_go_on.wait(20)
        return 7

    for _ in range(2):
        with pytest.raises(NotYetError):
            renewed.value(make, patience=0.01)
    may_go_on.set()
    assert renewed.value(make, patience=20) == 7


def test_what_cannot_be_made_is_told_to_who_waits_and_tried_again():
    renewed: Renewed[int] = Renewed(MemoryStore())

    def fail() -> int:
        raise StoreError("It is busy.")

    with pytest.raises(StoreError, match="busy"):
        renewed.value(fail, patience=20)
    assert renewed.value(lambda: 7, patience=20) == 7


def test_what_is_large_is_not_searched_for_garbage_again(monkeypatch):
    before, renewed = gc.get_freeze_count(), Renewed[list[list[int]]](MemoryStore())
    try:
        monkeypatch.setattr(renewing, "LARGE", 0.0)
        held = renewed.value(lambda: [[number] for number in range(10_000)])
        assert gc.get_freeze_count() >= before + len(held)
    finally:
        gc.unfreeze()
