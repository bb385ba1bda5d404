"""Networks that are kept while documents come and go, and all that is told of them."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Thread
from time import sleep

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import network_parts
from graph.memory import MemoryStore
from graph.model import Change, Kind, Relation, Role
from graph.network_parts import Parts
from graph.networks import KEPT, Networks
from graph.questions import Citations, CooperationIn, Documents, Page, Scope
from graph.renewed import AWAITED
from graph.store import GraphStore
from tests.builders import FragmentBuilder, a_fragment, a_regulation, an_agency
from tests.conformance.test_store_histories import ReplaceOrRemove, apply, histories
from tests.strategies import scopes

ALL = Page(0, None)
A, B, C = (an_agency(name) for name in ("甲局", "乙局", "丙局"))


def anew(store: GraphStore, scope: Scope, min_weight: int = 1) -> dict[tuple[str, str], int]:
    rows = store.answer(CooperationIn(scope=scope, min_weight=min_weight, page=ALL)).rows
    return {(row.a.id, row.b.id): row.weight for row in rows}  # type: ignore[union-attr]


def cited_anew(store: GraphStore) -> set[tuple[str, str]]:
    """Return which work cites which, asked of the store work by work."""
    works = {node.id for node in store.nodes(Kind.REGULATION)}
    works |= {node.regulation for node in store.nodes(Kind.DOCUMENT)}  # type: ignore[union-attr]
    ties = set()
    for work in works:
        for row in store.answer(Citations(node=work, direction="out", page=ALL)).rows:
            if row.regulation.id != work:  # type: ignore[union-attr]
                ties.add((work, row.regulation.id))  # type: ignore[union-attr]
    return ties


@pytest.mark.parametrize("many", [1, 1000])
@given(
    steps=histories,
    asked=st.lists(scopes, min_size=4, max_size=4),
    looked=st.sets(st.integers(0, 5)),
)
@settings(max_examples=60, deadline=None)
def test_after_any_history_the_kept_networks_are_those_computed_from_nothing(
    many: int, steps: list[ReplaceOrRemove], asked: list[Scope], looked: set[int]
):
    store = MemoryStore()
    networks = Networks(store)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(network_parts, "MANY", many)
        for number, step in enumerate(steps):
            apply(store, step)
            if number in looked:
                networks.cooperation(Scope())
        for scope in (Scope(), *asked):
            assert networks.weights(scope) == anew(store, scope)
            assert networks.weights(scope, 2) == anew(store, scope, 2)
            found = networks.cooperation(scope)
            ties = found.network.ties
            assert {(tie.a, tie.b): tie.weight for tie in ties} == anew(store, scope)
            assert found.documents == store.answer(Documents(scope=scope)).total
        assert {
            (tie.citing, tie.cited) for tie in networks.citations(Scope())[1].ties
        } == cited_anew(store)


class SlowStore(MemoryStore):
    """A store that takes its time, longer than what is quickly made."""

    def changes(self, since: int) -> Iterator[Change]:
        sleep(2 * AWAITED)
        return super().changes(since)


def test_who_waits_as_long_as_it_takes_has_the_last_change():
    store = SlowStore()
    networks = Networks(store)
    for number, key in enumerate(("a", "b"), 1):
        store.replace(a_fragment((A, Role.LEAD), (B, Role.JOINT), key=key))
        assert networks.cooperation(Scope()).documents == number


def test_who_has_less_patience_has_the_network_before_while_the_next_is_made():
    store = SlowStore()
    networks = Networks(store, patience=60)
    for key in ("a", "b"):
        store.replace(a_fragment((A, Role.LEAD), (B, Role.JOINT), key=key))
        assert networks.cooperation(Scope()).documents == 1


def test_only_changed_documents_are_read_again(monkeypatch: pytest.MonkeyPatch):
    store = MemoryStore()
    for key in ("a", "b"):
        store.replace(a_fragment((A, Role.LEAD), (B, Role.JOINT), key=key))
    parts = Parts(store)
    assert parts.catch_up() == 2
    read: list[str] = []
    document = store.document
    monkeypatch.setattr(store, "document", lambda one: read.append(one) or document(one))
    store.replace(a_fragment((A, Role.LEAD), (C, Role.JOINT), key="b"))
    assert parts.catch_up() == 3
    assert read == ["document/b"]
    pairs = {tuple(sorted((A.id, B.id))), tuple(sorted((A.id, C.id)))}
    assert parts.weights(Scope()).keys() == pairs


def test_what_has_seen_more_changes_than_the_store_is_read_anew():
    full, other = MemoryStore(), MemoryStore()
    for key in ("a", "b"):
        full.replace(a_fragment((A, Role.LEAD), (B, Role.JOINT), key=key))
    other.replace(a_fragment((A, Role.LEAD), (C, Role.JOINT), key="c"))
    parts = Parts(full)
    parts.catch_up()
    parts._store = other
    assert parts.catch_up() == 1
    assert parts.weights(Scope()) == anew(other, Scope())


def test_a_result_is_made_once_until_the_store_changes():
    store = MemoryStore()
    store.replace(a_fragment((A, Role.LEAD), (B, Role.JOINT)))
    networks = Networks(store)
    first = networks.cooperation(Scope())
    assert networks.cooperation(Scope()) is first
    store.replace(a_fragment((A, Role.LEAD), (B, Role.JOINT), (C, Role.JOINT)))
    assert networks.cooperation(Scope()).network.whole.members == 3


def test_only_so_many_results_are_kept():
    networks = Networks(MemoryStore())
    first = networks.cooperation(Scope(years=(1, 1)))
    for year in range(2, KEPT + 2):
        networks.cooperation(Scope(years=(year, year)))
    assert len(networks._kept) == KEPT
    assert networks.cooperation(Scope(years=(1, 1))) is not first


def test_several_threads_see_whole_networks_while_documents_come():
    store = MemoryStore()
    networks, faults = Networks(store), []

    def look() -> None:
        for _ in range(30):
            for tie in networks.cooperation(Scope()).network.ties:
                if tie.weight % 2:
                    faults.append(tie)

    threads = [Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(15):
        builder = FragmentBuilder(f"d{number}")
        for _ in range(2):
            builder.action((A, Role.LEAD), (B, Role.JOINT))
        store.replace(builder.build())
    for thread in threads:
        thread.join()
    assert faults == []
    assert networks.weights(Scope()) == {(min(A.id, B.id), max(A.id, B.id)): 30}


def test_the_change_between_years_counts_documents_of_both():
    store = MemoryStore()
    store.replace(a_fragment((A, Role.LEAD), (B, Role.JOINT), key="a", year=2020))
    store.replace(a_fragment((A, Role.LEAD), (C, Role.JOINT), key="b", year=2021))
    store.replace(a_fragment((A, Role.LEAD), (C, Role.JOINT), key="c", year=2021))
    change = Networks(store).change(Scope(years=(2020, 2020)), Scope(years=(2021, 2021)))
    assert change.documents == (1, 2)
    assert {sort: count for sort, count in change.counts.items() if count} == {
        "gained": 1,
        "lost": 1,
        "came": 1,
        "went": 1,
    }


def test_a_document_cites_what_its_actions_cite_and_stands_alone_without_any():
    citing, alone = FragmentBuilder("a"), FragmentBuilder("b")
    action = citing.action((A, Role.LEAD))
    law = a_regulation("条例")
    citing.join(action, Relation.CITES, law).join(action, Relation.CITES, law)
    alone.action((A, Role.LEAD))
    store = MemoryStore()
    for builder in (citing, alone):
        builder.name(a_regulation(builder.key, document=builder.id))
        store.replace(builder.build())
    documents, network = Networks(store).citations(Scope())
    assert documents == 2
    assert network.orphans == ("regulation/b",)
    (tie,) = network.ties
    assert (tie.citing, tie.cited, tie.citations) == ("regulation/a", law.id, 2)
    held = {work.work: work.is_held for work in network.works}
    assert held == {"regulation/a": True, law.id: False}
