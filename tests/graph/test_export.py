"""The graph as files, and back."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import SKOS

from graph.export import FORMS, export, write_csv, write_graphml, write_jsonl
from graph.load import load
from graph.memory import MemoryStore
from graph.model import Deadline, Fragment, Heading, Relation, Role
from graph.ontology import NAMESPACE, terms
from graph.sqlite_store import SqliteStore
from graph.store import EdgePattern, GraphStore, StoreError
from tests.builders import (
    CANTEENS,
    QINGCHUAN,
    SCHOOL_CANTEENS,
    FragmentBuilder,
    a_fragment,
    a_regulation,
    an_agency,
)
from tests.strategies import KEYS, fragments


def a_store(*some: Fragment) -> MemoryStore:
    store = MemoryStore()
    for fragment in some or (a_fragment(),):
        store.replace(fragment)
    return store


def written(store: GraphStore, form: str = "jsonl") -> bytes:
    output = io.BytesIO()
    FORMS[form](store, output)
    return output.getvalue()


def loaded(lines: Iterable[str | bytes]) -> MemoryStore:
    store = MemoryStore()
    load(store, lines)
    return store


@given(st.tuples(*(fragments(key) for key in KEYS)))
@settings(max_examples=40, deadline=None)
def test_an_export_loaded_again_gives_the_same_graph(some: tuple[Fragment, ...]):
    store = a_store(*some)
    again = loaded(written(store).splitlines())
    for fragment in some:
        document_id = fragment.document.id
        assert again.fragment(document_id) == store.fragment(document_id)
        for one in (store, again):
            one.remove(document_id)
        assert list(again.nodes()) == list(store.nodes())


@given(st.permutations([a_fragment(key=key) for key in KEYS]), st.sampled_from(sorted(FORMS)))
@settings(max_examples=20, deadline=None)
def test_stores_that_hold_the_same_give_the_same_bytes(some: list[Fragment], form: str):
    again = a_store(*some)
    again.remove("document/a")
    again.replace(a_fragment(key="a"))
    assert written(again, form) == written(a_store(*some), form)


def test_headings_deadlines_and_line_breaks_survive():
    builder = FragmentBuilder(text="一、总体\n要求\u2028")
    action = replace(builder.action(), deadlines=(Deadline("年底前", "2021-12-31", 1, 4),))
    builder.name(action)
    fragment = builder.build()
    document = replace(fragment.document, outline=(Heading("一、总体", 1, 0, 4),), issuers=("甲",))
    store = a_store(replace(fragment, document=document))
    again = loaded(written(store).splitlines())
    assert again.fragment(document.id) == store.fragment(document.id)


def test_loading_twice_changes_nothing():
    lines = written(a_store()).splitlines()
    store = loaded(lines)
    assert load(store, lines) == 0


@pytest.mark.parametrize("head", [b"", b"{}", b"not json", b'{"format":"zhize-graph","version":2}'])
def test_a_file_that_is_no_export_is_refused(head: bytes):
    with pytest.raises(StoreError, match="no export of ours"):
        loaded([head])


@pytest.mark.parametrize("line", ["nonsense", "{}", '{"node":{"id":"wish/x"}}', '{"edge":{}}', "3"])
def test_a_line_that_cannot_be_read_is_named(line: str):
    lines = [*written(a_store()).splitlines(), line]
    with pytest.raises(StoreError, match=f"Line {len(lines)} of the export"):
        loaded(lines)


def rows_of_csv(store: GraphStore) -> list[dict[str, str]]:
    output = io.BytesIO()
    write_csv(store, output)
    return list(csv.DictReader(io.StringIO(output.getvalue().decode("utf-8-sig"))))


def test_a_table_has_a_row_for_each_edge():
    (row,) = rows_of_csv(a_store())
    (edge,) = a_store().edges(EdgePattern())
    assert row["source_label"] == an_agency().name
    assert (row["relation"], row["mode"], row["quote"]) == ("leads", "sole", edge.evidence.quote)
    assert written(a_store(), "csv").startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("name", ["=1+1", "+8%", "-cmd", "@sum", " =1", "\t=1", "\n=1"])
def test_no_cell_of_a_table_is_a_formula(name: str):
    row = rows_of_csv(a_store(a_fragment((an_agency(name), Role.LEAD))))[0]
    assert row["source_label"] == f"'{name}"


def test_networkx_reads_the_graphml_with_parallel_edges(tmp_path: Path):
    builder = FragmentBuilder()
    action = builder.action((an_agency('<甲&"局">'), Role.LEAD))
    for _ in range(2):
        builder.join(action, Relation.CITES, a_regulation("条例\x0b"))
    path = tmp_path / "graph.graphml"
    export(a_store(builder.build()), "graphml", path)
    graph = nx.read_graphml(path)
    assert graph.nodes['agency/<甲&"局">']["label"] == '<甲&"局">'
    assert graph.nodes[action.id]["kind"] == "action"
    assert graph.number_of_edges() == 3
    relations = sorted(values["relation"] for *_, values in graph.edges(data=True))
    assert relations == ["cites", "cites", "leads"]


def test_the_turtle_shows_a_subject_as_a_concept_of_skos():
    builder = FragmentBuilder()
    builder.join(builder.action(), Relation.HAS_TARGET, SCHOOL_CANTEENS).name(CANTEENS)
    data = rdflib.Graph().parse(data=written(a_store(builder.build()), "ttl"), format="turtle")
    [concept] = data.subjects(SKOS.prefLabel, rdflib.Literal("school canteens", lang="en"))
    [broader] = data.objects(concept, SKOS.broader)
    assert (broader, SKOS.prefLabel, rdflib.Literal("单位食堂", lang="zh")) in data
    assert (concept, rdflib.RDF.type, SKOS.Concept) in data


def test_the_turtle_uses_only_terms_of_the_ontology():
    builder = FragmentBuilder().name(QINGCHUAN)
    action = builder.action((an_agency(), Role.LEAD))
    builder.target(action, "合格率", 98.5)
    builder.join(action, Relation.CITES, a_regulation(), "based_on")
    data = rdflib.Graph().parse(data=written(a_store(builder.build()), "ttl"), format="turtle")
    ours = {
        str(term).removeprefix(NAMESPACE)
        for triple in data
        for term in triple
        if isinstance(term, rdflib.URIRef) and term.startswith(NAMESPACE)
    }
    assert ours <= terms().keys()
    assert {"Action", "leads", "role-lead", "treatment-based_on", "level-prefecture"} <= ours


def test_a_failed_export_leaves_the_file_that_was_there(tmp_path: Path):
    path = tmp_path / "graph.csv"
    path.write_text("before", encoding="utf-8")
    with SqliteStore(tmp_path / "graph.sqlite") as store:
        store.replace(a_fragment())
    with pytest.raises(StoreError, match="is closed"):
        export(store, "csv", path)
    assert path.read_text(encoding="utf-8") == "before"
    assert sorted(tmp_path.glob("*graph.csv*")) == [path]


def test_the_lines_of_an_export_are_json_in_a_fixed_order():
    output = io.BytesIO()
    write_jsonl(a_store(), output)
    records = [json.loads(line) for line in output.getvalue().splitlines()]
    assert [sorted(record)[0] for record in records] == [
        "format",
        *("node", "node"),
        "document",
        "edge",
    ]


def test_an_empty_store_gives_files_without_content():
    output = io.BytesIO()
    write_graphml(MemoryStore(), output)
    assert b"<node" not in output.getvalue()
    assert len(written(MemoryStore()).splitlines()) == 1
