"""The shapes hold for sound graphs, and each of them fires on a broken one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import rdflib
from rdflib import RDF, SH, XSD, BNode, Literal, URIRef

from bench.corpus import generate
from graph.memory import MemoryStore
from graph.model import Heading, Kind, Relation, Role
from graph.ontology import NAMESPACE, ontology, terms
from graph.rdf import OA, PROV
from graph.soundness import SHAPES, faults_in, faults_of, graph_of
from graph.store import GraphStore
from ingest.incoming import files_in
from ingest.ledger import Ledger
from ingest.pipeline import Pipeline
from ingest.processing import Work
from tests.builders import (
    CANTEENS,
    LINJIANG,
    MARKET,
    QINGCHUAN,
    SCHOOL_CANTEENS,
    YUNLING,
    FragmentBuilder,
    a_group,
    a_regulation,
    an_agency,
)

OURS = rdflib.Namespace(NAMESPACE)
WEB = rdflib.Namespace(OA)
SEEDS = range(200)
NOTHING = URIRef("http://localhost/nothing")


def a_whole_graph() -> rdflib.Graph:
    """Return the graph of a document that says something of every kind."""
    builder = FragmentBuilder("whole", issued_on="2021-03-04").name(
        YUNLING, QINGCHUAN, LINJIANG, MARKET
    )
    parts = [
        (an_agency("甲局"), Role.LEAD),
        (a_group(), Role.JOINT),
        (an_agency("乙局"), Role.SUPPORT),
    ]
    action = builder.action(*parts, due="2021-06")
    builder.target(action, "合格率", 98.5)
    builder.name(CANTEENS).join(action, Relation.HAS_TARGET, SCHOOL_CANTEENS)
    builder.join(action, Relation.CITES, a_regulation("条例"), "based_on")
    builder.join(a_regulation("办法"), Relation.CITES, a_regulation("条例"), "amends")
    builder.join(a_regulation("办法"), Relation.VERSION_OF, a_regulation("条例"))
    fragment = builder.build()
    outline = (Heading("一、工作任务", 1, 0, 2),)
    store = MemoryStore()
    store.replace(replace(fragment, document=replace(fragment.document, outline=outline)))
    return graph_of(store, fragment.document.id)


WHOLE = a_whole_graph()


def whole() -> rdflib.Graph:
    graph = rdflib.Graph()
    graph += WHOLE
    return graph


def one(graph: rdflib.Graph, kind: str) -> URIRef:
    """Return the first node of a class."""
    full = WEB[kind] if kind.startswith("Text") else OURS[kind]
    found = sorted(graph.subjects(RDF.type, full))
    return found[0]  # type: ignore[return-value]


def edge(graph: rdflib.Graph, relation: str) -> URIRef:
    return sorted(graph.subjects(OURS.relation, OURS[relation]))[0]  # type: ignore[return-value]


def test_the_graph_to_break_is_sound():
    assert faults_of(whole()) == []


def test_the_samples_are_sound(samples: GraphStore):
    documents = [document.id for document in samples.nodes(Kind.DOCUMENT)]
    assert [fault for key in documents[::7] for fault in faults_in(samples, key)] == []


def of_every_form() -> Iterator[str]:
    """Yield the shortest generated document of each layout that the generator knows."""
    by_layout: dict[str, list[str]] = {}
    for document in map(generate, SEEDS):
        layout = next(form for form in document.forms if form.startswith("layout:"))
        by_layout.setdefault(layout, []).append(document.source)
    yield from (min(sources, key=len) for sources in by_layout.values())


def test_documents_of_every_form_are_sound(tmp_path: Path):
    for number, text in enumerate(of_every_form()):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    store = MemoryStore()
    pipeline = Pipeline(store, Ledger(":memory:"), Work())
    assert len(list(pipeline.add(files_in([tmp_path])))) > 10
    documents = [document.id for document in store.nodes(Kind.DOCUMENT)]
    assert [fault for key in documents for fault in faults_in(store, key)] == []


BROKEN: list[tuple[str, str, object, object]] = [
    # class of the node, property, what is in its place (None: nothing), words of the fault
    ("Document", "id", None, "A document has one id"),
    ("Document", "id", "something", "A document has one id"),
    ("Document", "title", None, "A document has a title"),
    ("Document", "text", None, "A document has its text"),
    ("Document", "regulation", None, "A document is one regulation"),
    ("Document", "status", "lost", "final or draft"),
    ("Document", "year", 2021, "at most one year"),
    ("Document", "issuedOn", "last year", "a date or the begin of one"),
    ("Document", "titleEnd", -1, "ends at 0 or behind"),
    ("Document", "titleStart", 99, "starts before it ends"),
    ("Document", "outline", NOTHING, "consists of headings"),
    ("Heading", "text", None, "has its words"),
    ("Heading", "depth", 0, "counts from 1"),
    ("Heading", "end", None, ""),
    ("Deadline", "date", "soon", "a date or the begin"),
    ("Deadline", "start", 999, ""),
    ("Action", "document", NOTHING, "belongs to one document"),
    ("Action", "text", None, "has its text"),
    ("Action", "order", 0, "counts from 1"),
    ("Action", "start", 999, ""),
    ("Action", "statementStart", 5, "starts before it ends"),
    ("Action", "deadlines", NOTHING, "are deadlines"),
    ("Action", "hasTarget", NOTHING, "an indicator or a subject"),
    ("Action", "cites", NOTHING, "cite regulations"),
    ("Agency", "name", None, "has one name"),
    ("Agency", "isResolved", None, "settled"),
    ("AgencyGroup", "isResolved", "perhaps", "settled"),
    ("Agency", "location", "a text", "at most one jurisdiction"),
    ("Agency", "function", "a text", "at most one function"),
    ("Indicator", "metric", None, "has a metric"),
    ("Indicator", "comparator", "<>", "a comparator that is known"),
    ("Indicator", "value", None, "has a value"),
    ("Subject", "broader", "a text", "at most one broader one"),
    ("Regulation", "title", None, "has a title"),
    ("Regulation", "kind", NOTHING, "a kind that is known"),
    ("Regulation", "document", "a text", "one document holds"),
    ("Regulation", "cites", NOTHING, "Regulations cite"),
    ("Regulation", "versionOf", NOTHING, "are versions"),
    ("Location", "name", None, "has a name"),
    ("Location", "level", None, "has a level"),
    ("Location", "code", "ABC", "six or nine digits"),
    ("Location", "parent", "a text", "at most one parent"),
    ("Edge", "source", None, "one source"),
    ("Edge", "target", None, "one target"),
    ("Edge", "relation", OURS.likes, "is one that is known"),
    ("Edge", "evidence", None, "has its evidence"),
    ("Edge", "evidence", NOTHING, "has its evidence"),
    ("Evidence", "document", NOTHING, "lies in one document"),
    ("Evidence", "quote", None, "has its quotation"),
    ("Evidence", "quote", "other words", "has the words of the quotation"),
    ("Evidence", "start", 0.5, ""),
    ("Evidence", "start", -1, ""),
    ("Evidence", "end", 99999, "ends where the evidence does"),
    ("Evidence", "rule", None, "rule"),
    ("Evidence", "confidence", 1.5, "between 0 and 1"),
    ("Evidence", "basis", NOTHING, "basis of evidence"),
    ("TextQuoteSelector", "exact", None, "has the words"),
    ("TextQuoteSelector", "prefix", "x" * 33, "At most 32"),
    ("TextQuoteSelector", "suffix", None, "At most 32"),
    ("TextPositionSelector", "start", 99999, "starts before it ends"),
    ("TextPositionSelector", "end", None, "by position has an end"),
]


@pytest.mark.parametrize(("kind", "field", "value", "words"), BROKEN, ids=lambda one: str(one)[:24])
def test_a_shape_fires_on_a_broken_value(kind: str, field: str, value: object, words: str):
    graph = whole()
    node = one(graph, kind)
    predicate = WEB[field] if kind.startswith("Text") else OURS[field]
    graph.remove((node, predicate, None))
    if value is not None:
        graph.add((node, predicate, value if isinstance(value, URIRef) else Literal(value)))
    faults = faults_of(graph)
    assert any(words in told["en"] for _, told in faults)
    assert all(re.search("[一-龥]", told["zh"]) for _, told in faults if words)


def _two_texts(graph: rdflib.Graph) -> None:
    graph.add((one(graph, "Action"), OURS.text, Literal("another")))


def _two_roles(graph: rdflib.Graph) -> None:
    graph.set((edge(graph, "leads"), OURS["mode"], OURS["role-joint"]))


def _no_role(graph: rdflib.Graph) -> None:
    graph.remove((edge(graph, "supports"), OURS["mode"], None))


def _no_treatment(graph: rdflib.Graph) -> None:
    graph.set((edge(graph, "cites"), OURS["mode"], OURS["role-lead"]))


def _led_by_a_place(graph: rdflib.Graph) -> None:
    graph.set((edge(graph, "leads"), OURS.source, one(graph, "Location")))
    graph.add((one(graph, "Location"), OURS.leads, one(graph, "Action")))


def _shares_a_place(graph: rdflib.Graph) -> None:
    graph.set((edge(graph, "shares"), OURS.target, one(graph, "Location")))


def _selector_gone(graph: rdflib.Graph) -> None:
    graph.remove((one(graph, "Evidence"), WEB.hasSelector, one(graph, "TextQuoteSelector")))
    graph.remove((None, None, one(graph, "TextQuoteSelector")))


def _place_gone(graph: rdflib.Graph) -> None:
    graph.remove((None, WEB.hasSelector, one(graph, "TextPositionSelector")))


def _above_itself(graph: rdflib.Graph) -> None:
    for node in list(graph.subjects(RDF.type, OURS.Location)):
        graph.set((node, OURS.parent, node))


def _in_a_ring(graph: rdflib.Graph) -> None:
    first, *_, last = sorted(graph.subjects(RDF.type, OURS.Subject))
    graph.set((first, OURS.broader, last))
    graph.set((last, OURS.broader, first))


def _no_document(graph: rdflib.Graph) -> None:
    graph.remove((edge(graph, "leads"), URIRef(PROV + "wasDerivedFrom"), None))


def _no_reading(graph: rdflib.Graph) -> None:
    graph.remove((edge(graph, "leads"), URIRef(PROV + "wasGeneratedBy"), None))


def _no_label(graph: rdflib.Graph) -> None:
    graph.remove((None, rdflib.SKOS.prefLabel, None))


def _no_scheme(graph: rdflib.Graph) -> None:
    graph.remove((None, rdflib.SKOS.inScheme, None))


def _other_type(graph: rdflib.Graph) -> None:
    graph.remove((None, RDF.type, rdflib.ORG.Organization))


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (_two_texts, "has its text"),
        (_two_roles, "mode and the ends"),
        (_no_role, "mode and the ends"),
        (_no_treatment, "mode and the ends"),
        (_led_by_a_place, "Agencies lead"),
        (_led_by_a_place, "mode and the ends"),
        (_shares_a_place, "mode and the ends"),
        (_selector_gone, "a selector by quotation"),
        (_place_gone, "a selector by position"),
        (_above_itself, "No location is above itself"),
        (_in_a_ring, "No subject is above itself"),
        (_no_document, "comes from one document"),
        (_no_reading, "which reading"),
        (_no_label, "preferred label"),
        (_no_scheme, "belongs to a scheme"),
        (_other_type, ""),
    ],
)
def test_a_shape_fires_on_a_broken_relation(broken, words: str):
    graph = whole()
    broken(graph)
    assert any(words in told["en"] for _, told in faults_of(graph))


def test_every_message_of_the_shapes_is_in_both_languages():
    shapes = rdflib.Graph().parse(SHAPES)
    for shape in shapes.subjects(SH.message):
        languages = [words.language for words in shapes.objects(shape, SH.message)]  # type: ignore[attr-defined]
        assert sorted(languages) == ["en", "zh"]


def test_every_message_of_the_shapes_is_expected_by_a_test():
    shapes = rdflib.Graph().parse(SHAPES)
    told = {str(words) for words in shapes.objects(None, SH.message) if words.language == "en"}  # type: ignore[attr-defined]
    source = SHAPES.parents[1].joinpath("tests/graph/test_shapes.py").read_text("utf-8")
    expected = re.findall(r'"([^"\n]*)"', source)
    unexpected = {
        words for words in told if not any(part in words for part in expected if len(part) > 3)
    }
    assert unexpected <= {
        "It has an end",
        "It starts before it ends",
        "Agencies share actions",
        "Agencies support actions",
        "Indicators are targets of actions",
    }


def test_the_shapes_use_only_terms_of_the_ontology():
    shapes = rdflib.Graph().parse(SHAPES)
    every = {str(term) for triple in shapes for term in triple}
    used = {term.removeprefix(NAMESPACE) for term in every if term.startswith(NAMESPACE)}
    assert used <= terms().keys()


def classes_of(graph: rdflib.Graph, node: object) -> set[str]:
    kinds = {str(kind) for kind in graph.objects(node, RDF.type)}  # type: ignore[arg-type]
    return {kind.removeprefix(NAMESPACE) for kind in kinds if kind.startswith(NAMESPACE)}


def test_each_property_joins_what_the_ontology_says_it_joins():
    graph = whole()
    known = graph + ontology()
    for subject, predicate, value in graph:
        name = str(predicate).removeprefix(NAMESPACE)
        if name == str(predicate):
            continue
        term = terms()[name]
        kinds = _with_above(classes_of(graph, subject))
        assert not term.domain or kinds & term.domain or _is_list(graph, subject), (name, kinds)
        ends = _with_above(classes_of(known, value))
        if isinstance(value, Literal):
            assert not term.range or str(value.datatype or XSD.string) in term.range, (name, value)
        elif ends and not isinstance(value, BNode):
            assert not term.range or ends & term.range or name == "relation", (name, ends)


def _is_list(graph: rdflib.Graph, node: object) -> bool:
    return (node, RDF.type, RDF.Seq) in graph


def _with_above(kinds: set[str]) -> set[str]:
    above = {p.removeprefix(NAMESPACE) for kind in kinds for p in terms()[kind].parents}
    return kinds | above
