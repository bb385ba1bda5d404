"""A graph copied from one store into another is the same graph."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.copying import copy, digest_of
from graph.memory import MemoryStore
from graph.model import Kind, Relation
from graph.sqlite_store import SqliteStore
from graph.store import GraphStore, StoreError
from tests.builders import FragmentBuilder, a_fragment, a_work


def a_graph() -> MemoryStore:
    """Return a store in which names of works were settled and a plan carries out another."""
    store = MemoryStore()
    for key, place in (("city", "location/青川市"), ("county", "location/临江县")):
        builder = FragmentBuilder(key, location=place, topic="食品安全", issued_on="2021-03")
        builder.own = a_work(f"{key}食品安全工作要点", document=builder.id)
        builder.name(builder.own)
        for work in (a_work("城乡节水条例"), a_work("城乡节水条例", f"〔{len(key)}〕1号")):
            builder.join(builder.action(), Relation.CITES, work)
        store.replace(builder.build())
    return store


def test_a_copy_has_the_same_digest_and_the_way_back_too(store: GraphStore, tmp_path: Path) -> None:
    source = a_graph()
    there = copy(source, store)
    assert (there.documents, there.changed) == (2, 2)
    assert digest_of(store) == digest_of(source) == there.digest
    assert copy(source, store).changed == 0
    with SqliteStore(tmp_path / "back.sqlite") as back:
        assert copy(store, back).digest == there.digest
        assert list(back.nodes()) == list(source.nodes())


def test_another_graph_has_another_digest(store: GraphStore) -> None:
    store.replace(a_fragment())
    before = digest_of(store)
    store.replace(a_fragment(key="another"))
    assert digest_of(store) != before


def test_a_store_with_documents_of_its_own_is_left_as_it_is(store: GraphStore) -> None:
    store.replace(a_fragment(key="another"))
    with pytest.raises(StoreError, match="holds 1 other documents, such as document/another"):
        copy(a_graph(), store)
    assert [node.id for node in store.nodes(Kind.DOCUMENT)] == ["document/another"]
