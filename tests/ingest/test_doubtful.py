from __future__ import annotations

import pytest

from graph.lexicon import load_lexicon
from graph.model import Relation
from ingest.extract import Extractor
from ingest.extract.confidence import CONFIDENCE, DOUBTFUL_BELOW
from ingest.extract.names import STRONG
from ingest.fragment import fragment_of
from ingest.gold import GoldShape
from ingest.identity import resolver_of
from samples.make import SAMPLES
from tests.ingest.plans import a_plan

KNOWN, UNKNOWN = "市教育局", "市奇观"
PLAN = a_plan(f"抽检120批次。（{KNOWN}牵头，市市场监管局、市卫生健康委、{UNKNOWN}配合）")
SURE_NAMES = (
    *("group-name", "known-name", "known-name-of-place"),
    *("name-of-place", "fixed-form", "place-name"),
)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(load_lexicon(SAMPLES / "lexicon"))


def action_as_json(extractor: Extractor, source: str) -> dict:
    text, found = extractor.extract(source)
    resolver = resolver_of(found, extractor.lexicon, extractor.shapes)
    return GoldShape(text, found, resolver).as_json()["actions"][0]


def test_a_doubtful_body_is_listed_apart(extractor) -> None:
    action = action_as_json(extractor, PLAN)
    assert UNKNOWN not in [item["surface"] for item in action["responsibilities"]]
    (item,) = action["doubtful"]
    assert item["surface"] == UNKNOWN
    assert item["doubtful"] is True
    assert item["confidence"] < DOUBTFUL_BELOW


def test_an_action_without_doubtful_items_lists_none(extractor) -> None:
    assert "doubtful" not in action_as_json(extractor, a_plan())


def test_a_doubtful_body_takes_part_in_nothing(extractor) -> None:
    text, found = extractor.extract(PLAN)
    fragment = fragment_of(text, found, extractor.lexicon, extractor.shapes)
    roles = (Relation.LEADS, Relation.SHARES, Relation.SUPPORTS)
    surfaces = {edge.surface for edge in fragment.edges if edge.relation in roles}
    assert KNOWN in surfaces
    assert UNKNOWN not in surfaces
    assert all(UNKNOWN not in node.id for node in fragment.nodes)


@pytest.mark.parametrize("form", SURE_NAMES)
def test_a_name_that_stands_without_a_role_word_is_strong(form) -> None:
    assert CONFIDENCE[form] >= STRONG


@pytest.mark.parametrize("form", ["name-by-ending", "unknown-name"])
def test_a_name_that_needs_a_role_word_is_not_strong(form) -> None:
    assert CONFIDENCE[form] < STRONG


def test_confidences_are_shares() -> None:
    assert all(0 < confidence <= 1 for confidence in CONFIDENCE.values())
