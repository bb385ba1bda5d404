from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.lexicon import load_lexicon
from ingest.extract import Extraction, Extractor
from ingest.extract.found import Span
from ingest.fragment import fragment_of, resolver_of
from ingest.gold import GoldShape
from ingest.text import Text
from tests.ingest.texts import texts

EXTRACTOR = Extractor(load_lexicon())
TITLE = "晋城市2024年食品安全工作要点\n"


def _spans(found: Extraction) -> Iterator[tuple[Span, str]]:
    """Yield every span that is said to hold some words, with the words."""
    for mention in found.metadata.issuers:
        yield mention.span, mention.surface
    for citation in found.preamble:
        yield citation.span, citation.surface
    for place in found.places:
        yield place.span, place.surface
    for words, _, span in found.headings:
        yield span, words
    for action in found.actions:
        yield action.span, action.text
        if action.statement_span:
            yield action.statement_span, action.statement
        for responsibility in action.responsibilities:
            yield responsibility.agency.span, responsibility.agency.surface
        for citation in action.citations:
            yield citation.span, citation.surface
        for target in action.targets:
            yield target.span, target.text
        for place in action.places:
            yield place.span, place.surface
        for due in action.deadlines:
            yield due.span, due.text


def _bare(words: str) -> str:
    return re.sub(r"\s", "", words)


def _holds(text: Text, span: Span, words: str) -> bool:
    """Whether a span's characters are the words, and the source holds them in that order."""
    source = iter(text.source[slice(*text.span(*span))])
    return _bare(text.clean[slice(*span)]) == _bare(words) and all(
        c in source for c in _bare(words)
    )


@settings(max_examples=150, deadline=None)
@given(st.one_of(texts, texts.map(TITLE.__add__)))
def test_every_find_stands_where_it_says(source: str) -> None:
    text, found = EXTRACTOR.extract(source)
    for span, words in _spans(found):
        assert _holds(text, span, words), (span, words)


@settings(max_examples=100, deadline=None)
@given(texts.map(TITLE.__add__))
def test_any_text_becomes_a_fragment_and_an_answer(source: str) -> None:
    text, found = EXTRACTOR.extract(source)
    fragment = fragment_of(text, found, EXTRACTOR.lexicon, EXTRACTOR.shapes)
    for edge in fragment.edges:
        assert edge.evidence.quote == source[edge.evidence.start : edge.evidence.end]
    GoldShape(text, found, resolver_of(found, EXTRACTOR.lexicon, EXTRACTOR.shapes)).as_json()


@settings(max_examples=100, deadline=None)
@given(texts.map(TITLE.__add__))
def test_actions_stand_in_order_and_apart(source: str) -> None:
    _, found = EXTRACTOR.extract(source)
    spans = [action.span for action in found.actions]
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@settings(max_examples=50, deadline=None)
@given(texts)
def test_the_same_text_gives_the_same_finds(source: str) -> None:
    assert EXTRACTOR.extract(source) == EXTRACTOR.extract(source)


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(
            "开展隐患排查，市教育局牵头，达到98%以上。" * 45_000, id="a megabyte on one line"
        ),
        pytest.param("（" * 100_000, id="openers"),
        pytest.param("《" * 100_000, id="title openers"),
        pytest.param("）" * 100_000, id="closers"),
        pytest.param("市教育局、" * 50_000, id="names"),
        pytest.param("1. " * 50_000, id="numbers"),
        pytest.param("一、\n" * 20_000, id="headings"),
        pytest.param("9" * 200_000, id="digits"),
        pytest.param("和" * 100_000, id="and"),
        pytest.param("牵头" * 50_000, id="role words"),
        pytest.param("\n" * 200_000, id="line breaks"),
        pytest.param(" " * 200_000, id="spaces"),
        pytest.param("由" * 50_000, id="by"),
        pytest.param("甲" * 200_000, id="no mark at all"),
    ],
)
def test_an_odd_text_is_read_to_its_end(source: str) -> None:
    text, _ = EXTRACTOR.extract(source)
    assert text.source == source
