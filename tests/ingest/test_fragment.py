from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.fragments import checked
from graph.lexicon import load_lexicon
from graph.model import (
    RELATION_OF_ROLE,
    Action,
    Agency,
    AgencyGroup,
    Basis,
    Fragment,
    Indicator,
    Location,
    Regulation,
    Relation,
    Role,
    Subject,
    kind_of,
)
from ingest.extract import Extractor
from ingest.fragment import EXTRACTOR, fragment_of
from ingest.readers import read
from samples.make import SAMPLES
from tests.ingest.plans import HEAD, TASKS, a_plan

EXTRACTOR_OF_SAMPLES = Extractor(load_lexicon(SAMPLES / "lexicon"))
FILES = sorted((SAMPLES / "documents").iterdir())
each_sample = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)


def fragment_from(source: str) -> Fragment:
    extractor = EXTRACTOR_OF_SAMPLES
    text, found = extractor.extract(source)
    return fragment_of(text, found, extractor.lexicon, extractor.shapes)


@lru_cache(maxsize=len(FILES))
def fragment_of_file(path: Path) -> Fragment:
    return fragment_from(read(path.read_bytes(), path.name).text)


def edges(fragment: Fragment, *relations: Relation):
    return [edge for edge in fragment.edges if edge.relation in relations]


@each_sample
def test_every_edge_quotes_the_text_where_it_says(path) -> None:
    fragment = fragment_of_file(path)
    assert fragment.edges
    for edge in fragment.edges:
        evidence = edge.evidence
        assert evidence.quote
        assert fragment.text[evidence.start : evidence.end] == evidence.quote
        assert evidence.document == fragment.document.id
        assert evidence.rule
        assert 0 < evidence.confidence <= 1


@each_sample
def test_every_fragment_is_one_that_stores_take(path) -> None:
    fragment = fragment_of_file(path)
    taken = checked(fragment)
    assert (taken.nodes, set(taken.edges)) == (fragment.nodes, set(fragment.edges))


@each_sample
def test_no_edge_and_no_node_is_said_twice(path) -> None:
    fragment = fragment_of_file(path)
    assert len(set(fragment.edges)) == len(fragment.edges)
    ids = [node.id for node in fragment.nodes]
    assert ids == sorted(set(ids))


@each_sample
def test_ids_have_a_kind_and_a_key_without_space_or_slash(path) -> None:
    fragment = fragment_of_file(path)
    for node_id in (fragment.document.id, *(node.id for node in fragment.nodes)):
        key = node_id.removeprefix(f"{kind_of(node_id)}/")
        assert key
        assert not set(key) & set(" \t\n\u3000/\\?#%")


@each_sample
def test_actions_are_numbered_as_they_stand_and_lie_in_the_text(path) -> None:
    fragment = fragment_of_file(path)
    actions = [node for node in fragment.nodes if isinstance(node, Action)]
    actions.sort(key=lambda action: action.order)
    assert [action.order for action in actions] == list(range(1, len(actions) + 1))
    assert [action.start for action in actions] == sorted(action.start for action in actions)
    assert all(0 <= action.start < action.end <= len(fragment.text) for action in actions)


@each_sample
def test_only_bodies_take_part_and_only_in_actions(path) -> None:
    fragment = fragment_of_file(path)
    nodes = {node.id: node for node in fragment.nodes}
    taking_part = edges(fragment, Relation.LEADS, Relation.SHARES, Relation.SUPPORTS)
    assert taking_part
    for edge in taking_part:
        assert isinstance(nodes[edge.source], Agency | AgencyGroup)
        assert isinstance(nodes[edge.target], Action)
        assert RELATION_OF_ROLE[Role(edge.mode)] is edge.relation
        assert edge.surface or edge.evidence.basis is Basis.ISSUER


@each_sample
def test_relations_join_the_kinds_that_they_are_for(path) -> None:
    fragment = fragment_of_file(path)
    nodes = {node.id: node for node in fragment.nodes}
    ends = {
        Relation.CITES: (Action | Regulation, Regulation),
        Relation.ISSUED_BY: (Regulation, Agency | AgencyGroup),
        Relation.APPLIES_IN: (Action | Regulation, Location),
        Relation.HAS_TARGET: (Action, Indicator | Subject),
    }
    for edge in edges(fragment, *ends):
        source, target = ends[edge.relation]
        assert isinstance(nodes[edge.source], source)
        assert isinstance(nodes[edge.target], target)


@each_sample
def test_a_subject_comes_with_all_subjects_above_it(path) -> None:
    nodes = {node.id: node for node in fragment_of_file(path).nodes}
    subjects = [node for node in nodes.values() if isinstance(node, Subject)]
    assert subjects
    assert all(one.broader is None or one.broader in nodes for one in subjects)


@each_sample
def test_an_action_acts_on_a_subject_that_its_title_or_text_names(path) -> None:
    fragment = fragment_of_file(path)
    nodes = {node.id: node for node in fragment.nodes}
    for edge in edges(fragment, Relation.HAS_TARGET):
        subject, action = nodes[edge.target], nodes[edge.source]
        if isinstance(subject, Subject):
            assert edge.evidence.rule.startswith("subject-")
            assert edge.surface in action.title + action.text


@each_sample
def test_a_place_comes_with_all_places_above_it(path) -> None:
    nodes = {node.id: node for node in fragment_of_file(path).nodes}
    places = [node for node in nodes.values() if isinstance(node, Location)]
    assert places
    assert all(place.parent is None or place.parent in nodes for place in places)


@each_sample
def test_the_document_names_nodes_that_are_there(path) -> None:
    fragment = fragment_of_file(path)
    document = fragment.document
    nodes = {node.id: node for node in fragment.nodes}
    own = nodes[document.regulation]
    assert (own.document, own.title) == (document.id, document.title)
    assert document.location in nodes
    assert set(document.issuers) <= set(nodes)
    assert document.extractor == EXTRACTOR


@each_sample
def test_headings_lie_in_the_text_one_after_another(path) -> None:
    fragment = fragment_of_file(path)
    starts = [heading.start for heading in fragment.document.outline]
    assert starts
    assert starts == sorted(starts)
    assert all(h.start < h.end <= len(fragment.text) for h in fragment.document.outline)


def test_a_plan_states_what_it_says() -> None:
    fragment = fragment_from(a_plan(TASKS[0]))
    joined = [
        (edge.surface, edge.relation, edge.mode)
        for edge in edges(fragment, Relation.LEADS, Relation.SHARES, Relation.SUPPORTS)
    ]
    assert joined == [
        ("市教育局", Relation.LEADS, "lead"),
        ("市市场监管局", Relation.SUPPORTS, "support"),
        ("市卫生健康委", Relation.SUPPORTS, "support"),
    ]


def test_a_body_that_every_page_names_in_a_line_of_its_own_leads_on_every_page() -> None:
    page = "{number}.改造农村集市{number}5个，本年内全部完成。\n牵头单位：市商务局\n"
    text = HEAD + "\f".join(page.format(number=number) for number in (1, 2, 3, 4))
    assert len(edges(fragment_from(text), Relation.LEADS)) == 4


def test_one_text_gives_one_fragment_every_time() -> None:
    assert fragment_from(a_plan()) == fragment_from(a_plan())


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_the_key_of_a_document_does_not_depend_on_white_space(data) -> None:
    lines = a_plan(TASKS[1]).split("\n")
    gaps = data.draw(
        st.lists(st.sampled_from(("\n", "\n\n", "\r\n")), min_size=len(lines), max_size=len(lines))
    )
    text = "".join(line + gap for line, gap in zip(lines, gaps, strict=True))
    assert fragment_from(text).document.id == fragment_from(a_plan(TASKS[1])).document.id


def test_two_texts_that_differ_in_one_character_are_two_documents() -> None:
    one, other = a_plan(TASKS[1]), a_plan(TASKS[1].replace("98", "99"))
    assert fragment_from(one).document.id != fragment_from(other).document.id


@pytest.mark.parametrize(
    "source",
    [
        *("", "\n", "。", "（负责）", "《》", "一、", HEAD),
        pytest.param("甲" * 5000, id="one long line"),
    ],
)
def test_a_text_that_says_nothing_makes_a_document_that_stores_take(source) -> None:
    fragment = fragment_from(source)
    assert checked(fragment).text == source
    assert fragment.document.title


@settings(max_examples=60, deadline=None)
@given(
    st.text("市县局（）《》、，。：\n一1.%负责牵头配合20年月日号〔〕等 \u3000繁體", max_size=120)
)
def test_any_text_makes_a_document_that_stores_take(source) -> None:
    fragment = fragment_from(source)
    assert checked(fragment).text == source
