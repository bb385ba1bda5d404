"""Several changes at once: what is seen of them, and what an exception leaves."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from graph.model import Kind
from graph.store import GraphStore, StoreError, open_store
from tests.builders import a_fragment
from tests.conformance.conftest import STORES


def documents(store: GraphStore) -> list[str]:
    return [node.id for node in store.nodes(Kind.DOCUMENT)]


def test_what_is_done_together_is_seen_within_and_kept_after(store: GraphStore) -> None:
    with store.together():
        store.replace(a_fragment(key="one"))
        assert store.fragment("document/one") == a_fragment(key="one")
        store.replace(a_fragment(key="two"))
        assert store.remove("document/one")
    assert documents(store) == ["document/two"]


def test_an_exception_keeps_what_was_whole_before_it(store: GraphStore) -> None:
    fragment = a_fragment(key="two")
    broken = replace(fragment, nodes=())
    with suppress(StoreError), store.together():
        store.replace(a_fragment(key="one"))
        store.replace(broken)
    assert documents(store) == ["document/one"]


def _interrupted(store: GraphStore) -> None:
    with store.together():
        store.replace(a_fragment(key="one"))
        raise KeyboardInterrupt


def test_what_is_kept_outlives_the_store_that_kept_it(tmp_path: Path) -> None:
    address = STORES["sqlite"](tmp_path)
    with open_store(address) as store, pytest.raises(KeyboardInterrupt):
        _interrupted(store)
    with open_store(address) as store:
        assert documents(store) == ["document/one"]


def test_another_reader_sees_all_or_nothing(tmp_path: Path) -> None:
    address = STORES["sqlite"](tmp_path)
    with open_store(address) as store, open_store(address) as reader:
        with store.together():
            store.replace(a_fragment(key="one"))
            store.replace(a_fragment(key="two"))
            assert documents(reader) == []
        assert documents(reader) == ["document/one", "document/two"]
