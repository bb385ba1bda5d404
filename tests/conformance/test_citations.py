"""What cites what, in which way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.model import Relation, Treatment
from graph.questions import (
    Citations,
)
from graph.store import GraphStore
from tests.builders import (
    FragmentBuilder,
    a_regulation,
)
from tests.conformance.stores import fill


def a_citing_document(key: str = "a") -> FragmentBuilder:
    builder = FragmentBuilder(key)
    own = replace(a_regulation(builder.title), id=builder.regulation)
    builder.join(own, Relation.CITES, a_regulation("食品安全条例"), Treatment.BASED_ON)
    builder.join(builder.action(), Relation.CITES, a_regulation("抽检办法"), Treatment.REFERS)
    return builder


def cited(store: GraphStore, question: Citations) -> list[str]:
    return [row.regulation.title for row in store.answer(question).rows]


@pytest.mark.parametrize("node", ["document/a", "regulation/a"])
def test_a_document_cites_what_it_and_its_actions_cite(store: GraphStore, node: str):
    fill(store, a_citing_document("a").build(), a_citing_document("b").build())
    assert cited(store, Citations(node=node, direction="out")) == ["食品安全条例", "抽检办法"]


def test_an_action_cites_what_its_own_text_cites(store: GraphStore):
    store.replace(a_citing_document("a").build())
    assert cited(store, Citations(node="action/a-1", direction="out")) == ["抽检办法"]


def test_citations_of_a_regulation_come_from_all_documents(store: GraphStore):
    fill(store, a_citing_document("b").build(), a_citing_document("a").build())
    rows = store.answer(Citations(node="regulation/抽检办法", direction="in")).rows
    assert [(row.source.id, row.document.id) for row in rows] == [
        ("action/a-1", "document/a"),
        ("action/b-1", "document/b"),
    ]


def test_a_document_is_cited_as_the_regulation_that_it_is(store: GraphStore):
    citing = FragmentBuilder("b")
    citing.join(citing.action(), Relation.CITES, replace(a_regulation(), id="regulation/a"))
    fill(store, a_citing_document("a").build(), citing.build())
    rows = store.answer(Citations(node="document/a", direction="in")).rows
    assert [row.source.id for row in rows] == ["action/b-1"]


def test_treatments_narrow_citations(store: GraphStore):
    store.replace(a_citing_document("a").build())
    question = Citations(node="document/a", direction="out", treatments=(Treatment.BASED_ON,))
    assert cited(store, question) == ["食品安全条例"]


def test_a_node_that_is_not_there_has_no_citations(store: GraphStore):
    assert store.answer(Citations(node="nothing", direction="out")).total == 0
    assert store.answer(Citations(node="nothing", direction="in")).total == 0


def test_citations_are_followed_step_by_step_nearest_first(store: GraphStore):
    """条例 is cited by 办法, which is the text of b; a cites 办法, and 条例 as well."""
    builder = FragmentBuilder("b", title="办法")
    builder.join(builder.action(), Relation.CITES, a_regulation("条例"))
    store.replace(builder.build())
    builder = FragmentBuilder("a")
    action = builder.action()
    builder.join(action, Relation.CITES, a_regulation("b"))
    builder.join(action, Relation.CITES, a_regulation("条例"))
    store.replace(builder.build())

    def steps(node: str, direction: str, depth: int) -> list[tuple[int, str, str]]:
        question = Citations(node=node, direction=direction, depth=depth)
        rows = store.answer(question).rows
        return [(row.distance, row.document.id, row.regulation.id) for row in rows]

    near = [(1, "document/a", "regulation/条例"), (1, "document/b", "regulation/条例")]
    assert steps("regulation/条例", "in", 1) == near
    assert steps("regulation/条例", "in", 2) == [*near, (2, "document/a", "regulation/b")]
    assert steps("document/a", "out", 3) == [
        (1, "document/a", "regulation/b"),
        (1, "document/a", "regulation/条例"),
        (2, "document/b", "regulation/条例"),
    ]


def test_works_that_cite_each_other_end(store: GraphStore):
    for key, other in (("a", "b"), ("b", "a")):
        builder = FragmentBuilder(key)
        builder.join(builder.action(), Relation.CITES, a_regulation(other))
        store.replace(builder.build())
    question = Citations(node="regulation/a", direction="in", depth=5)
    assert [row.distance for row in store.answer(question).rows] == [1, 2]
