"""What no store takes: fragments that speak of what they do not hold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.model import Relation, Role
from graph.store import GraphStore, StoreError
from tests.builders import (
    QINGCHUAN,
    FragmentBuilder,
    a_fragment,
)
from tests.conformance.stores import MARKET_BUREAU


def test_an_edge_to_an_unnamed_node_is_refused(store: GraphStore):
    fragment = a_fragment()
    with pytest.raises(StoreError, match="does not name"):
        store.replace(replace(fragment, nodes=fragment.nodes[1:]))
    assert store.last_change == 0


def test_evidence_in_another_document_is_refused(store: GraphStore):
    fragment = a_fragment(key="a")
    other = replace(a_fragment(key="b"), document=fragment.document, nodes=fragment.nodes)
    with pytest.raises(StoreError, match="has its evidence in document/b"):
        store.replace(other)


@pytest.mark.parametrize(("start", "end"), [(0, 1), (-3, 2), (0, 10_000), (5, 2)])
def test_a_quote_that_does_not_stand_there_is_refused(store: GraphStore, start: int, end: int):
    fragment = a_fragment()
    evidence = replace(fragment.edges[0].evidence, start=start, end=end)
    edge = replace(fragment.edges[0], evidence=evidence)
    with pytest.raises(StoreError, match="does not stand at"):
        store.replace(replace(fragment, edges=(edge,)))


def test_two_different_nodes_of_one_id_are_refused(store: GraphStore):
    twice = (MARKET_BUREAU, replace(MARKET_BUREAU, name="另一个名称"))
    with pytest.raises(StoreError, match="two different things"):
        store.replace(replace(FragmentBuilder().build(), nodes=twice))


def test_an_id_of_another_kind_than_its_node_is_refused(store: GraphStore):
    with pytest.raises(StoreError, match="does not fit"):
        store.replace(FragmentBuilder().name(replace(MARKET_BUREAU, id="location/x")).build())


def test_an_action_of_another_document_is_refused(store: GraphStore):
    action = FragmentBuilder("a").action()
    with pytest.raises(StoreError, match="an action of document/a"):
        store.replace(FragmentBuilder("b").name(action).build())


def test_a_role_that_does_not_fit_its_relation_is_refused(store: GraphStore):
    fragment = a_fragment()
    edge = replace(fragment.edges[0], mode=Role.SUPPORT)
    with pytest.raises(StoreError, match="does not fit leads"):
        store.replace(replace(fragment, edges=(edge,)))


def test_a_location_cannot_lead(store: GraphStore):
    builder = FragmentBuilder()
    builder.join(QINGCHUAN, Relation.LEADS, builder.action(), mode=Role.LEAD)
    with pytest.raises(StoreError, match="cannot be joined"):
        store.replace(builder.build())


def test_a_refused_document_leaves_the_old_version(store: GraphStore):
    good = a_fragment()
    store.replace(good)
    with pytest.raises(StoreError):
        store.replace(replace(good, text=""))
    assert store.text(good.document.id) == good.text
