"""What is not sound is found, put in words and linked to; what is sound is left in peace."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graph.__main__ import main
from graph.memory import MemoryStore
from graph.model import Edge, Indicator, Relation, Role
from graph.soundness import Soundness, dangling_and_isolated, faults_in, soundness_of, told
from graph.sqlite_store import SqliteStore
from graph.store import EdgePattern
from tests.builders import (
    CANTEENS,
    HEALTH,
    LINJIANG,
    MARKET,
    QINGCHUAN,
    SCHOOL_CANTEENS,
    YUNLING,
    FragmentBuilder,
    a_fragment,
    a_regulation,
    an_agency,
)
from tests.web.conftest import site_of


def a_strange_document(key: str = "strange") -> FragmentBuilder:
    """Return a document with a target of a comparator that nobody knows."""
    builder = FragmentBuilder(key).name(MARKET)
    action = builder.action((an_agency(), Role.LEAD))
    indicator = Indicator(
        id="indicator/strange-1", text="约莫", metric="合格率", comparator="?", value=1, unit="%"
    )
    builder.join(action, Relation.HAS_TARGET, indicator)
    return builder


def a_store(*builders: FragmentBuilder) -> MemoryStore:
    store = MemoryStore()
    for builder in builders:
        store.replace(builder.build())
    return store


class DamagedStore(MemoryStore):
    """A store whose texts have lost their first character."""

    def text(self, document_id: str) -> str:
        return super().text(document_id)[1:]


def test_a_fault_of_shape_names_the_node_and_the_document():
    (fault,) = faults_in(a_store(a_strange_document()), "document/strange")
    assert (fault.node, fault.document) == ("indicator/strange-1", "document/strange")
    assert fault.words == {
        "zh": "指标须有一种已知的比较方式",
        "en": "An indicator has a comparator that is known",
    }


def test_a_fault_that_several_documents_show_is_told_once():
    store = a_store(a_strange_document("a"), a_strange_document("b"))
    assert len(soundness_of(store, 60).faults) == 1


def test_documents_changed_last_are_looked_at_first_and_the_rest_is_said():
    store = a_store(FragmentBuilder("a"), FragmentBuilder("b"), a_strange_document("c"))
    found = soundness_of(store, 0)
    assert (found.looked_at, found.documents, len(found.faults)) == (1, 3, 1)
    assert "1 of 3 documents looked at" in told(found)[0][0]
    assert soundness_of(store, 60).looked_at == 3


def test_a_quotation_that_is_not_in_the_text_is_dangling():
    store = DamagedStore()
    store.replace(a_fragment())
    assert dangling_and_isolated(store)[0] == list(store.edges(EdgePattern()))


@pytest.mark.parametrize("node", [MARKET, SCHOOL_CANTEENS, LINJIANG, a_regulation("无人引用")])
def test_a_node_that_nothing_joins_is_isolated(node):
    builder = FragmentBuilder()
    builder.name(node).action((an_agency(function=None), Role.LEAD))
    assert dangling_and_isolated(a_store(builder))[1] == [node]


def test_what_another_node_speaks_of_is_not_isolated():
    builder = FragmentBuilder(location=LINJIANG.id).name(YUNLING, QINGCHUAN, LINJIANG, CANTEENS)
    builder.join(builder.action(), Relation.HAS_TARGET, SCHOOL_CANTEENS)
    assert dangling_and_isolated(a_store(builder))[1] == []


def test_an_action_that_nobody_has_to_do_with_is_isolated():
    builder = FragmentBuilder()
    action = builder.action()
    assert dangling_and_isolated(a_store(builder))[1] == [action]


def test_the_program_says_what_is_not_sound(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    with SqliteStore(tmp_path / "graph.sqlite") as store:
        store.replace(a_strange_document().name(HEALTH).build())
    assert main(["--data", str(tmp_path), "doctor", "--seconds", "5"]) == 0
    said = capsys.readouterr().out
    assert "not as the shapes have it (1 of 1 documents looked at): 1" in said
    assert "An indicator has a comparator that is known: indicator/strange-1" in said
    assert "nodes that nothing joins: 1\n  卫生健康 (function/health)" in said


def test_the_page_leads_to_what_is_not_sound():
    page = site_of([a_strange_document().name(HEALTH).build()]).test_client().get("/doctor").text
    assert "指标须有一种已知的比较方式" in page
    assert 'href="/actions/strange#targets"' in page
    assert 'href="/documents/strange"' in page
    assert 'href="/functions/health"' in page


def test_a_sound_graph_has_nothing_to_tell():
    found = soundness_of(a_store(FragmentBuilder("a")), 60)
    assert found == Soundness(looked_at=1, documents=1)
    assert all(lines == [] for _, lines in told(found))


def test_a_dangling_quotation_is_told_with_its_place():
    (edge,) = a_fragment().edges
    wrong: Edge = replace(edge, evidence=replace(edge.evidence, quote="别的话"))
    (_, (line,)) = told(Soundness(dangling=(wrong,)))[1]
    assert line.startswith("“别的话” at 8–")
