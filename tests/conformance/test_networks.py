"""What lies around a body, ways between two, and works that are cited beside each other."""

from __future__ import annotations

from graph.model import Role
from graph.questions import (
    CitedTogether,
    CooperationRow,
    EgoNetwork,
    Page,
    PathRow,
    Paths,
    Scope,
)
from graph.store import GraphStore
from tests.builders import LINJIANG, QINGCHUAN, FragmentBuilder, a_regulation, an_agency

A, B, C, D, E, F = (an_agency(f"{name}局", None) for name in "甲乙丙丁戊己")
LEAD, SUPPORT = Role.LEAD, Role.SUPPORT


def a_chain(store: GraphStore, *weights: int) -> None:
    """Join 甲 to 乙, 乙 to 丙 and so on, by so many actions each."""
    builder = FragmentBuilder("chain")
    bodies = (A, B, C, D, E, F)
    for one, other, weight in zip(bodies, bodies[1:], weights, strict=False):
        for _ in range(weight):
            builder.action((one, LEAD), (other, SUPPORT))
    store.replace(builder.build())


def pairs(store: GraphStore, question: EgoNetwork) -> list[tuple[str, str, int]]:
    rows = store.answer(question).rows
    assert all(isinstance(row, CooperationRow) for row in rows)
    return [(row.a.name, row.b.name, row.weight) for row in rows]


def ways(store: GraphStore, question: Paths) -> list[str]:
    rows = store.answer(question).rows
    assert all(isinstance(row, PathRow) for row in rows)
    return ["".join(body.name[0] for body in row.agencies) for row in rows]


def test_each_step_of_an_ego_network_reaches_one_body_further(store: GraphStore):
    a_chain(store, 1, 2, 1)
    near, far = (pairs(store, EgoNetwork(agency=A.id, depth=depth)) for depth in (1, 2))
    assert near == [("甲局", "乙局", 1)] or near == [("乙局", "甲局", 1)]
    assert sorted(weight for *_, weight in far) == [1, 2]


def test_an_ego_network_holds_the_pairs_among_partners(store: GraphStore):
    builder = FragmentBuilder("a")
    builder.action((A, LEAD), (B, SUPPORT), (C, SUPPORT))
    builder.action((B, LEAD), (C, SUPPORT))
    store.replace(builder.build())
    weights = {frozenset((a, b)): weight for a, b, weight in pairs(store, EgoNetwork(agency=A.id))}
    assert weights == {
        frozenset(("甲局", "乙局")): 1,
        frozenset(("甲局", "丙局")): 1,
        frozenset(("乙局", "丙局")): 2,
    }


def test_pairs_below_the_least_weight_lead_nowhere(store: GraphStore):
    a_chain(store, 2, 1, 2)
    question = EgoNetwork(agency=A.id, depth=5, min_weight=2)
    assert [weight for *_, weight in pairs(store, question)] == [2]


def test_a_direct_connection_is_the_only_way_shown(store: GraphStore):
    builder = FragmentBuilder("a")
    builder.action((A, LEAD), (B, SUPPORT), (C, SUPPORT))
    store.replace(builder.build())
    answer = store.answer(Paths(agency=A.id, other=B.id))
    assert answer.total == 1
    [row] = answer.rows
    assert isinstance(row, PathRow)
    assert row.agencies == (A, B)
    assert row.actions == (("action/a-1",),)


def test_ways_through_one_body_come_strongest_first(store: GraphStore):
    builder = FragmentBuilder("a")
    for middle, weight in ((C, 1), (D, 2)):
        for _ in range(weight):
            builder.action((A, LEAD), (middle, SUPPORT))
            builder.action((middle, LEAD), (B, SUPPORT))
    store.replace(builder.build())
    assert ways(store, Paths(agency=A.id, other=B.id)) == ["甲丁乙", "甲丙乙"]
    assert ways(store, Paths(agency=A.id, other=B.id, min_weight=2)) == ["甲丁乙"]
    paged = store.answer(Paths(agency=A.id, other=B.id, page=Page(1, 1)))
    assert (paged.total, len(paged.rows)) == (2, 1)


def test_a_way_leads_through_two_bodies_at_most(store: GraphStore):
    a_chain(store, 1, 3, 2, 1)
    [row] = store.answer(Paths(agency=A.id, other=D.id)).rows
    assert isinstance(row, PathRow)
    assert [body.name for body in row.agencies] == ["甲局", "乙局", "丙局", "丁局"]
    assert [len(actions) for actions in row.actions] == [1, 3, 2]
    assert row.weight == 1
    assert ways(store, Paths(agency=D.id, other=A.id)) == ["丁丙乙甲"]
    assert ways(store, Paths(agency=A.id, other=E.id)) == []


def test_nobody_is_connected_to_himself_or_to_whom_nobody_knows(store: GraphStore):
    a_chain(store, 1, 1)
    assert ways(store, Paths(agency=A.id, other=A.id)) == []
    assert ways(store, Paths(agency=A.id, other="agency/none")) == []


def test_ways_lie_within_a_scope(store: GraphStore):
    for key, place in (("q", QINGCHUAN), ("l", LINJIANG)):
        builder = FragmentBuilder(key, location=place.id).name(place)
        builder.action((A, LEAD), (B if place is QINGCHUAN else C, SUPPORT))
        store.replace(builder.build())
    here = Scope(locations=(QINGCHUAN.id,), with_subdivisions=False)
    assert ways(store, Paths(agency=A.id, other=B.id, scope=here)) == ["甲乙"]
    assert ways(store, Paths(agency=A.id, other=C.id, scope=here)) == []


def test_works_that_documents_cite_beside_one_come_by_documents(store: GraphStore):
    law, rule, plan = (a_regulation(title) for title in ("母法", "条例", "规划"))
    for key, cited in (("a", (law, rule)), ("b", (law, rule, plan)), ("c", (rule, plan))):
        builder = FragmentBuilder(key)
        for work in cited:
            builder.join(builder.action(), "cites", work, mode="based_on")
        store.replace(builder.build())
    answer = store.answer(CitedTogether(node=law.id))
    assert [(row.regulation.title, row.documents) for row in answer.rows] == [
        ("条例", ("document/a", "document/b")),
        ("规划", ("document/b",)),
    ]
    one = CitedTogether(node=law.id, scope=Scope(document="document/a"))
    assert [row.regulation.title for row in store.answer(one).rows] == ["条例"]
    assert store.answer(CitedTogether(node="regulation/none")).total == 0


def test_a_document_stands_for_the_work_that_it_is(store: GraphStore):
    held, other = a_regulation("held", document="document/held"), a_regulation("条例")
    store.replace(FragmentBuilder("held").name(held).build())
    citing = FragmentBuilder("citing")
    for work in (held, other):
        citing.join(citing.action(), "cites", work, mode="implements")
    store.replace(citing.build())
    [row] = store.answer(CitedTogether(node="document/held")).rows
    assert (row.regulation.title, row.weight) == ("条例", 1)
