"""The graph as a dataset of RDF, and back."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store, parse
from rdflib import SKOS

from graph.copying import digest_of
from graph.export import FORMS, export
from graph.load import load_file
from graph.memory import MemoryStore
from graph.model import Deadline, Fragment, Heading, Kind, Relation, Role
from graph.ontology import NAMESPACE
from graph.rdf import ELI, OA, PREFIXES, A, id_of, name, node_iri, ours
from graph.rdf_dataset import quads
from graph.store import EdgePattern, GraphStore, StoreError
from tests.builders import (
    CANTEENS,
    MARKET,
    QINGCHUAN,
    SCHOOL_CANTEENS,
    FragmentBuilder,
    a_fragment,
    a_regulation,
    a_work,
    an_agency,
)
from tests.strategies import KEYS, fragments

DATASETS = ("nq", "trig", "jsonld")


def a_store(*some: Fragment) -> MemoryStore:
    store = MemoryStore()
    for fragment in some or (a_fragment(),):
        store.replace(fragment)
    return store


def written(store: GraphStore, form: str) -> bytes:
    output = io.BytesIO()
    FORMS[form](store, output)
    return output.getvalue()


def reloaded(store: GraphStore, form: str, folder: Path) -> MemoryStore:
    path = folder / f"graph.{form}"
    export(store, form, path)
    again = MemoryStore()
    load_file(again, path)
    return again


@pytest.fixture(scope="module")
def two(samples: GraphStore) -> MemoryStore:
    """Two of the sample documents."""
    keys = [document.id for document in samples.nodes(Kind.DOCUMENT)]
    return a_store(*(samples.fragment(key) for key in keys[:2]))


def test_the_samples_come_back_the_same(samples: GraphStore, tmp_path: Path):
    assert digest_of(reloaded(samples, "nq", tmp_path)) == digest_of(samples)


@pytest.mark.parametrize("form", DATASETS)
def test_sample_documents_come_back_in_each_form(two: GraphStore, form: str, tmp_path: Path):
    assert digest_of(reloaded(two, form, tmp_path)) == digest_of(two)


@given(st.tuples(*(fragments(key) for key in KEYS)), st.sampled_from(DATASETS))
@settings(max_examples=40, deadline=None)
def test_any_graph_comes_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, some: tuple[Fragment, ...], form: str
):
    store = a_store(*some)
    again = reloaded(store, form, tmp_path_factory.mktemp("load"))
    assert digest_of(again) == digest_of(store)
    for fragment in some:
        assert again.fragment(fragment.document.id) == store.fragment(fragment.document.id)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
@settings(max_examples=30, deadline=None)
def test_any_words_come_back_the_same(tmp_path_factory: pytest.TempPathFactory, words: str):
    builder = FragmentBuilder(text=words)
    agency = replace(an_agency(f"甲{words}"), candidates=(words, "乙", words), is_resolved=False)
    action = replace(
        builder.action((agency, Role.LEAD), text=f"检查{words}"),
        deadlines=(Deadline(words, "2021", 0, 0), Deadline("年底", "2021", 0, 0)),
    )
    builder.nodes[action.id] = action
    builder.join(action, Relation.CITES, a_regulation(f"甲{words}", document_number=words))
    fragment = builder.build()
    outline = tuple(Heading(words, number, 0, 0) for number in range(12))
    document = replace(fragment.document, outline=outline, issuers=("乙", words, "乙"))
    store = a_store(replace(fragment, document=document))
    for form in DATASETS:
        again = reloaded(store, form, tmp_path_factory.mktemp("load"))
        assert again.fragment(document.id) == store.fragment(document.id)


def test_neither_the_order_of_a_file_nor_its_size_matters(
    two: GraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("graph.rdf_load.MOST_IN_MEMORY", 1)
    path = tmp_path / "graph.nq"
    path.write_bytes(b"\n".join(sorted(written(two, "nq").split(b"\n"))))
    again = MemoryStore()
    assert load_file(again, path) == 2
    assert digest_of(again) == digest_of(two)


def test_what_a_document_says_is_in_the_graph_of_its_name(samples: GraphStore):
    for quad in quads(samples):
        kind = id_of(quad.subject).partition("/")[0] if isinstance(quad.subject, NamedNode) else ""
        is_of_one = kind in ("document", "action", "edge", "evidence")
        if quad.predicate == A:
            assert isinstance(quad.graph_name, NamedNode) == is_of_one
        if is_of_one and kind == "document":
            assert quad.subject.value.partition("#")[0] == quad.graph_name.value  # type: ignore


def test_no_triple_is_in_two_graphs(samples: GraphStore):
    triples = [quad.triple for quad in quads(samples)]
    assert len(triples) == len(set(triples)) > 10_000


def test_rdflib_and_oxigraph_read_the_same_triples(two: GraphStore):
    nquads = written(two, "nq")
    dataset = Store()
    dataset.bulk_load(nquads, RdfFormat.N_QUADS)
    for form in ("ttl", "jsonld", "trig"):
        told = {quad.triple for quad in parse(written(two, form), _format(form))}
        assert told == {quad.triple for quad in dataset}
    graph = rdflib.Graph().parse(data=written(two, "ttl"), format="turtle")
    assert len(graph) == len(dataset) > 5000


def test_rdflib_reads_the_json_ld_as_oxigraph_does(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    builder = FragmentBuilder().name(QINGCHUAN)
    builder.target(builder.action((an_agency(), Role.LEAD)), "合格率", 98.5)
    store = a_store(builder.build())
    read = rdflib.Dataset(default_union=True).parse(data=written(store, "jsonld"), format="json-ld")
    assert {tuple(map(str, quad[:3])) for quad in read.quads()} == {
        tuple(getattr(term, "value", "") for term in quad.triple) for quad in quads(store)
    }


def _format(form: str) -> RdfFormat:
    found = RdfFormat.from_extension(form)
    assert found is not None
    return found


def test_the_evidence_leads_to_its_words_by_quotation_and_by_position(samples: GraphStore):
    dataset = Store()
    dataset.extend(quads(samples))
    rows = dataset.query(
        """SELECT ?document ?exact ?prefix ?suffix ?start ?end {
            ?edge :evidence [ a oa:SpecificResource ; oa:hasSource ?document ;
                oa:hasSelector [ a oa:TextQuoteSelector ; oa:exact ?exact ;
                    oa:prefix ?prefix ; oa:suffix ?suffix ] ,
                    [ a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end ] ] }""",
        prefixes=PREFIXES,
        use_default_graph_as_union=True,
    )
    count = 0
    for document, exact, prefix, suffix, start, end in rows:  # type: ignore[misc]
        count += 1
        text = samples.text(id_of(document))
        first, last = int(start.value), int(end.value)
        assert text[first:last] == exact.value
        assert text[:first].endswith(prefix.value)
        assert text[last:].startswith(suffix.value)
        assert len(prefix.value) == min(first, 32)
    assert count == sum(1 for _ in samples.edges(EdgePattern()))


def test_a_work_called_otherwise_is_one_node_and_keeps_its_other_name(tmp_path: Path):
    full, short = a_work("节水条例", "〔2020〕2号"), a_work("", "〔2020〕2号")
    first, second = FragmentBuilder("a"), FragmentBuilder("b")
    first.join(first.action(), Relation.CITES, full, "based_on")
    second.join(second.action(), Relation.CITES, short, "amends")
    store = a_store(first.build(), second.build())
    (work,) = {edge.target for edge in store.edges(EdgePattern(relation=Relation.CITES))}
    cited = {quad.object for quad in quads(store) if quad.predicate == ours("cites")}
    assert cited == {node_iri(work)}
    amended = [quad for quad in quads(store) if quad.predicate == name(ELI + "amends")]
    assert [quad.object for quad in amended] == [node_iri(work)]
    assert reloaded(store, "nq", tmp_path).fragment("document/b") == store.fragment("document/b")


def test_what_documents_say_differently_is_settled_in_the_default_graph():
    one, other = an_agency("甲局"), replace(an_agency("甲局"), name="甲局（筹）")
    store = a_store(a_fragment((one, Role.LEAD), key="a"), a_fragment((other, Role.LEAD), key="b"))
    names = {
        quad.object.value: quad.graph_name
        for quad in quads(store)
        if quad.subject == node_iri(one.id) and quad.predicate == ours("name")
    }
    assert names == {"甲局": DefaultGraph()}
    said = [quad for quad in quads(store) if quad.object == ours("Saying")]
    assert [quad.graph_name for quad in said] == [node_iri("document/b")]


def test_functions_and_subjects_are_concepts_and_bodies_are_organizations():
    builder = FragmentBuilder().name(MARKET)
    builder.join(builder.action((an_agency(), Role.LEAD)), Relation.HAS_TARGET, SCHOOL_CANTEENS)
    builder.name(CANTEENS)
    data = rdflib.Graph().parse(data=written(a_store(builder.build()), "ttl"), format="turtle")
    for words in ("school canteens", "market regulation"):
        (concept,) = data.subjects(SKOS.prefLabel, rdflib.Literal(words, lang="en"))
        assert (concept, rdflib.RDF.type, SKOS.Concept) in data
        assert (concept, SKOS.inScheme, None) in data
    organization = rdflib.URIRef(PREFIXES["org"] + "FormalOrganization")
    (body,) = data.subjects(rdflib.RDF.type, organization)
    assert (body, SKOS.prefLabel, rdflib.Literal(an_agency().name, lang="zh")) in data


def test_the_json_of_json_ld_reads_as_plain_json():
    told = json.loads(written(a_store(), "jsonld"))
    by_id = {one["@id"]: one for one in told["@graph"]}
    document = by_id[a_fragment().document.id]
    action = next(one for one in document["@graph"] if one["@type"] == "Action")
    assert (action["order"], action["section"]) == (1, "一、工作任务")
    assert told["@context"]["@vocab"] == NAMESPACE


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("<a> <b> .\n", r"Line 1 of bad\.nq cannot be read as N-Quads"),
        ('<http://a/b> <http://a/b> "x" .\nwrong\n', r"Line 2 of bad\.nq cannot be read"),
        ("", "no export of ours"),
        ("nonsense", "no export of ours"),
        ('<http://a/b> <http://a/b> "x" .\n', "describes no document"),
        ('{"@context": {}, "@graph": [', "cannot be read as JSON-LD"),
        (f"<http://a/b> a <{NAMESPACE}Document> .", "Line 1 of bad.nq"),
        (f"@prefix : <{NAMESPACE}> . <http://a/b> a :Document .", "in the graph of its own name"),
    ],
)
def test_a_bad_file_is_one_sentence_and_changes_nothing(tmp_path: Path, content: str, reason: str):
    path = tmp_path / "bad.nq"
    path.write_text(content, encoding="utf-8")
    store = a_store()
    with pytest.raises(StoreError, match=reason) as caught:
        load_file(store, path)
    assert "\n" not in str(caught.value)
    assert digest_of(store) == digest_of(a_store())


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("#quote", "does not stand"),
        ("ontology#text>", "cannot be read"),
        ("ontology#order>", "Action has no order"),
        (f"{NAMESPACE}Agency>", ""),
    ],
)
def test_a_dataset_with_a_hole_is_refused_whole(tmp_path: Path, line: str, reason: str):
    lines = written(a_store(a_fragment(key="a"), a_fragment(key="b")), "nq").splitlines(True)
    mark = "ontology#quote>" if line == "#quote" else line
    (first, *_) = (number for number, one in enumerate(lines) if mark.encode() in one)
    if line == "#quote":
        lines[first] = lines[first].replace("检查".encode(), b"x")
        lines[first] = lines[first].replace("开展".encode(), b"y").replace("青川".encode(), b"z")
    else:
        del lines[first]
    path = tmp_path / "holed.nq"
    path.write_bytes(b"".join(lines))
    store = MemoryStore()
    if reason:
        with pytest.raises(StoreError, match=reason):
            load_file(store, path)
        assert store.last_change == 0
    else:  # the class of a node is told by its id as well
        assert load_file(store, path) == 2


def test_the_default_graph_names_each_node_once(samples: GraphStore):
    typed = [
        quad.subject
        for quad in quads(samples)
        if quad.predicate == A and quad.object == ours("Agency")
    ]
    assert len(typed) == len(set(typed)) == sum(1 for _ in samples.nodes(Kind.AGENCY))
    assert OA in PREFIXES.values()
