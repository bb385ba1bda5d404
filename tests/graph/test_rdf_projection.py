"""The RDF on the disk follows the store."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, Store

from graph.memory import MemoryStore
from graph.model import Fragment, Relation, Role
from graph.ontology import NAMESPACE
from graph.rdf import node_iri
from graph.rdf_dataset import quads
from graph.rdf_following import Follower
from graph.rdf_projection import BusyError, RdfProjection
from graph.rdf_update import put_documents
from graph.sparql import Limits, Request, Sparql
from graph.sparql_processes import QueryProcesses
from graph.sqlite_store import SqliteStore
from graph.store import GraphStore, StoreError
from tests.builders import FragmentBuilder, a_fragment, a_regulation, an_agency
from tests.strategies import DOCUMENTS, KEYS, fragments

ONTOLOGY = NamedNode(NAMESPACE.rstrip("#"))
steps = st.lists(st.one_of(fragments(), st.sampled_from(DOCUMENTS)), min_size=1, max_size=6)


def projected(projection: RdfProjection) -> set[Quad]:
    """What the last snapshot holds, without the ontology."""
    assert projection.snapshot
    dataset = Store.read_only(str(projection.path_of(projection.snapshot)))
    return {quad for quad in dataset if quad.graph_name != ONTOLOGY}


def wanted(store: GraphStore) -> set[Quad]:
    """What a projection of a store should hold: all but sayings."""
    return {quad for quad in quads(store) if "#saying-" not in str(quad.subject)}


def take(store: MemoryStore, step: Fragment | str) -> None:
    if isinstance(step, str):
        store.remove(step)
    else:
        store.replace(step)


@given(steps, st.integers(1, 3))
@settings(max_examples=60, deadline=None)
def test_after_any_history_the_dataset_is_that_of_the_store(
    history: list[Fragment | str], pause: int
):
    store, dataset, reached = MemoryStore(), Store(), 0
    for number, step in enumerate(history):
        take(store, step)
        if number % pause == 0 or number == len(history) - 1:
            changes = list(store.changes(reached))
            put_documents(dataset, store, changes)
            reached = store.last_change
    assert set(dataset) == wanted(store)
    put_documents(dataset, store, list(store.changes(0)))
    assert set(dataset) == wanted(store)


def test_a_projection_catches_up_and_then_has_nothing_to_do(tmp_path: Path):
    store, projection = MemoryStore(), RdfProjection(tmp_path / "rdf")
    store.replace(a_fragment(key="a"))
    assert projection.snapshot is None
    assert projection.catch_up(store) == 1
    store.replace(a_fragment((an_agency("甲局"), Role.LEAD), key="b"))
    store.remove("document/a")
    assert projection.catch_up(store) == 2
    assert projected(projection) == wanted(store)
    assert projection.catch_up(store) == 0


def test_what_is_of_another_store_or_broken_is_made_anew(tmp_path: Path):
    many, few = MemoryStore(), MemoryStore()
    for key in KEYS:
        many.replace(a_fragment(key=key))
    few.replace(a_fragment(key="z"))
    projection = RdfProjection(tmp_path)
    projection.catch_up(many)
    projection.catch_up(few)
    assert projected(projection) == wanted(few)
    (tmp_path / "store" / "CURRENT").write_bytes(b"broken")
    (tmp_path / "state.json").write_bytes(b"broken")
    projection.catch_up(few)
    assert projected(projection) == wanted(few)


def test_another_ontology_makes_it_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    store, projection = MemoryStore(), RdfProjection(tmp_path)
    store.replace(a_fragment())
    projection.catch_up(store)
    monkeypatch.setattr("graph.rdf_projection._VERSION", 0)
    assert projection.snapshot is None
    assert projection.catch_up(store) == 1


def test_two_do_not_write_at_once(tmp_path: Path):
    store, projection = MemoryStore(), RdfProjection(tmp_path)
    store.replace(a_fragment())
    (tmp_path / "store").parent.mkdir(exist_ok=True)
    writer = Store(tmp_path / "store")
    with pytest.raises(BusyError):
        projection.catch_up(store)
    del writer
    assert projection.catch_up(store) == 1


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path):
    (tmp_path / "rdf").write_text("a file")
    store = MemoryStore()
    store.replace(a_fragment())
    with pytest.raises(StoreError, match="cannot be written"):
        RdfProjection(tmp_path / "rdf").catch_up(store)


def test_a_relation_stays_while_any_document_states_it():
    store, dataset = MemoryStore(), Store()
    before, after = a_regulation("旧办法"), a_regulation("新办法")
    for key in ("a", "b"):
        builder = FragmentBuilder(key)
        builder.join(after, Relation.CITES, before, "amends")
        store.replace(builder.build())
    put_documents(dataset, store, list(store.changes(0)))
    cites = dataset.quads_for_pattern(node_iri(after.id), None, node_iri(before.id), None)
    assert len(list(cites)) == 3
    for key, left in (("a", 3), ("b", 0)):
        reached = store.last_change
        store.remove(f"document/{key}")
        put_documents(dataset, store, list(store.changes(reached)))
        cites = dataset.quads_for_pattern(node_iri(after.id), None, node_iri(before.id), None)
        assert len(list(cites)) == left


def test_old_snapshots_go_after_a_while(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    store, projection = MemoryStore(), RdfProjection(tmp_path)
    for key in KEYS[:2]:
        store.replace(a_fragment(key=key))
        projection.catch_up(store)
    assert len(list(tmp_path.glob("snapshot-*"))) == 2
    monkeypatch.setattr("graph.rdf_projection.KEEP", -1)
    store.replace(a_fragment(key="c"))
    projection.catch_up(store)
    assert len(list(tmp_path.glob("snapshot-*"))) == 1


def test_the_samples_are_projected_whole(samples: GraphStore, tmp_path: Path):
    projection = RdfProjection(tmp_path)
    assert projection.catch_up(samples) == 17
    assert projected(projection) == wanted(samples)


def test_a_process_follows_the_store(tmp_path: Path):
    projection = RdfProjection(tmp_path / "rdf")
    with SqliteStore(tmp_path / "graph.sqlite") as store:
        follower = Follower(f"sqlite:{tmp_path / 'graph.sqlite'}", tmp_path / "rdf")
        sparql = Sparql(store, projection, QueryProcesses(Limits()), follower.start, patience=60.0)
        try:
            for number, key in enumerate(KEYS, 1):
                store.replace(a_fragment(key=key))
                found = sparql.answer(Request(query="SELECT ?d { ?d a :Document }"))
                assert found.content.count(b"\n") == number + 1
        finally:
            sparql.close()
            follower.close()
