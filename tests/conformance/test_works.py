"""What every store promises of works: one node for each, whatever documents call it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.model import Fragment, Kind, Regulation, Relation, Treatment
from graph.questions import Citations
from graph.store import EdgePattern, GraphStore
from tests.builders import FragmentBuilder, a_work


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
