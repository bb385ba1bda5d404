"""What every store promises of works: one node for each, whatever documents call it."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from graph.model import Basis, Fragment, Kind, Regulation, Relation, Treatment
from graph.questions import Citations
from graph.store import EdgePattern, GraphStore, StoreError
from tests.builders import LINJIANG, QINGCHUAN, YUNLING, FragmentBuilder, a_work


def fill(store: GraphStore, *fragments: Fragment) -> None:
    for fragment in fragments:
        store.replace(fragment)


def citing(key: str, *works: Regulation) -> Fragment:
    builder = FragmentBuilder(key)
    action = builder.action()
    for work in works:
        builder.join(action, Relation.CITES, work, Treatment.REFERS)
    return builder.build()


def holding(key: str, work: Regulation) -> Fragment:
    own = replace(work, document=f"document/{key}")
    builder = FragmentBuilder(key, own=own)
    builder.action()
    return builder.name(own).build()


def cited_ids(store: GraphStore) -> set[str]:
    return {edge.target for edge in store.edges(EdgePattern(relation=Relation.CITES))}


SAVING = "云岭省城乡节水条例"
NUMBER, OTHER_NUMBER = "云发〔2019〕1号", "云发〔2020〕2号"
RENAMED = [
    a_work(SAVING),
    a_work(SAVING, NUMBER),
    a_work("", NUMBER),
    a_work("城乡节水条例", NUMBER),
]


def test_names_that_share_a_number_or_a_title_are_one_work(store: GraphStore):
    fill(store, *(citing(f"d{n}", work) for n, work in enumerate(RENAMED)))
    assert cited_ids(store) == {"regulation/城乡节水条例"}
    assert [node.id for node in store.nodes(Kind.REGULATION)] == ["regulation/城乡节水条例"]
    question = Citations(node=RENAMED[0].id, direction="in")
    assert store.answer(question).total == len(RENAMED)


def test_a_title_that_holds_another_is_another_work_whatever_the_number(store: GraphStore):
    works = (a_work("城乡节水条例", NUMBER), a_work("云岭省实施城乡节水条例办法", NUMBER))
    fill(store, citing("a", *works))
    assert len(cited_ids(store)) == 2


def test_a_title_with_two_numbers_stays_beside_both(store: GraphStore):
    works = (a_work(SAVING), a_work(SAVING, NUMBER), a_work(SAVING, OTHER_NUMBER))
    fill(store, *(citing(f"d{n}", work) for n, work in enumerate(works)))
    assert cited_ids(store) == {work.id for work in works}
    store.remove("document/d2")
    assert cited_ids(store) == {works[0].id}


@pytest.mark.parametrize("is_cited_first", [True, False])
def test_a_cited_work_and_the_document_that_is_it_are_one(store: GraphStore, is_cited_first: bool):
    fragments = [citing("a", a_work("", NUMBER)), holding("b", a_work(SAVING, NUMBER))]
    fill(store, *(fragments if is_cited_first else fragments[::-1]))
    (work,) = store.nodes(Kind.REGULATION)
    document = store.document("document/b")
    assert document
    assert cited_ids(store) == {work.id} == {document.regulation}
    assert work == replace(a_work(SAVING), number_key=NUMBER, document="document/b")


def test_a_work_is_found_by_each_of_its_names(store: GraphStore):
    fill(store, citing("a", *RENAMED))
    assert {store.node(work.id) for work in RENAMED} == {store.node("regulation/城乡节水条例")}


def test_a_fragment_keeps_the_names_that_its_document_gave(store: GraphStore):
    fragment = citing("a", *RENAMED)
    fill(store, fragment, holding("b", a_work(SAVING, NUMBER)))
    assert set(store.fragment("document/a").nodes) == set(fragment.nodes)
    assert store.fragment("document/a").edges == fragment.edges
    assert store.fragment("document/b").document.regulation == a_work(SAVING, NUMBER).id


def test_documents_that_speak_of_another_work_than_before_have_changed(store: GraphStore):
    fill(store, citing("a", a_work(SAVING)), citing("b", a_work("城乡节水条例")))
    store.replace(citing("c", a_work(SAVING, NUMBER), a_work("城乡节水条例", NUMBER)))
    assert [change.document for change in store.changes(2)] == ["document/c", "document/a"]


def a_plan(
    key: str,
    location: str,
    issued_on: str,
    topic: str = "2021年食品安全",
    named: Regulation | None = None,
) -> Fragment:
    work = replace(named or a_work(f"{key}2021年食品安全工作要点"), document=f"document/{key}")
    builder = FragmentBuilder(key, location=location, own=work, topic=topic, issued_on=issued_on)
    builder.action()
    return builder.name(work).build()


PROVINCE = a_plan("province", YUNLING.id, "2021-01-05")
CITY = a_plan("city", QINGCHUAN.id, "2021-02-05")
COUNTY = a_plan("county", LINJIANG.id, "2021-03-05")


def carried_out(store: GraphStore) -> list[tuple[str, str]]:
    edges = store.edges(EdgePattern(relation=Relation.CITES))
    inferred = [edge for edge in edges if edge.evidence.basis is Basis.INFERRED]
    assert all(edge.mode == Treatment.IMPLEMENTS for edge in inferred)
    named = {"province": PROVINCE, "city": CITY, "county": COUNTY}
    keys = {fragment.document.regulation: key for key, fragment in named.items()}
    return [(keys[edge.source], keys[edge.target]) for edge in inferred]


@pytest.mark.parametrize("order", list(permutations((PROVINCE, CITY, COUNTY))))
def test_a_plan_carries_out_the_next_one_above(store: GraphStore, order: tuple[Fragment, ...]):
    fill(store, *order)
    assert carried_out(store) == [("city", "province"), ("county", "city")]
    store.remove(CITY.document.id)
    assert carried_out(store) == [("county", "province")]


def test_a_plan_carries_out_no_later_one_and_none_of_another_topic(store: GraphStore):
    late = a_plan("city", QINGCHUAN.id, "2021-04-05")
    other = a_plan("province", YUNLING.id, "2021-01-05", topic="2021年药品安全")
    fill(store, late, other, COUNTY)
    assert carried_out(store) == []


def test_a_plan_of_another_chain_is_carried_out_by_none(store: GraphStore):
    elsewhere = replace(PROVINCE.document, location="location/别处省")
    fill(store, replace(PROVINCE, document=elsewhere), COUNTY)
    assert carried_out(store) == []


def test_what_is_inferred_is_no_part_of_what_a_document_says(store: GraphStore):
    fill(store, CITY, COUNTY)
    assert store.fragment(COUNTY.document.id).edges == COUNTY.edges
    [edge] = store.edges(EdgePattern(relation=Relation.CITES, document=COUNTY.document.id))
    assert edge.evidence.quote == COUNTY.text[: COUNTY.document.title_end]
    with pytest.raises(StoreError, match="only a store infers"):
        store.replace(replace(COUNTY, edges=(edge,)))


def test_a_document_that_now_carries_out_another_has_changed(store: GraphStore):
    fill(store, COUNTY, CITY)
    assert [change.document for change in store.changes(1)] == ["document/city", "document/county"]


def test_a_plan_has_changed_when_the_one_that_it_carries_out_is_called_otherwise(store: GraphStore):
    above = a_plan("province", YUNLING.id, "2021-01-05", named=a_work("", NUMBER))
    fill(store, above, CITY, citing("a", a_work(SAVING, NUMBER)))
    assert {change.document for change in store.changes(2)} == {
        *("document/a", "document/province", "document/city")
    }
    assert CITY.document.id in {
        edge.evidence.document
        for edge in store.edges(EdgePattern(relation=Relation.CITES, target=a_work(SAVING).id))
    }
