"""Who belongs to a group, where a document lists the members."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.lexicon import load_lexicon
from graph.model import Basis, Fragment, Relation
from ingest.extract import Extractor
from ingest.fragment import fragment_of

_LEXICON = Path(__file__).parents[1] / "golden" / "lexicon"
_EXTRACTOR = Extractor(load_lexicon(_LEXICON))
_HEAD = "沅溪市2021年食品安全工作要点\n一、强化统筹\n1."
FOOD = "agency-group/990100-食品安全委员会成员单位"


def _fragment(words: str) -> Fragment:
    text, found = _EXTRACTOR.extract(_HEAD + words + "\n")
    return fragment_of(text, found, _EXTRACTOR.lexicon, _EXTRACTOR.shapes)


def _listed(words: str) -> dict[str, list[str]]:
    """Return the members that a text states of each group, by the words that name them."""
    groups: dict[str, list[str]] = {}
    for edge in _fragment(words).edges:
        if edge.relation is Relation.PART_OF and edge.evidence.basis is Basis.STATED:
            groups.setdefault(edge.target, []).append(edge.evidence.quote)
    return groups


@pytest.mark.parametrize(
    ("words", "groups"),
    [
        (
            "沅溪市食安委成员单位：市教育局、市公安局，各县（市、区）政府。",
            {FOOD: ["市教育局", "市公安局", "各县（市、区）政府"]},
        ),
        (
            "健全机制，市食品安全委员会由市教育局、市公安局、市消防救援支队等8个部门组成。",
            {FOOD: ["市教育局", "市公安局", "市消防救援支队"]},
        ),
        ("市食安委成员单位包括市教育局和市公安局。", {FOOD: ["市教育局", "市公安局"]}),
        ("市食安委成员单位包括有关方面、市公安局。", {}),
        ("成员单位：市教育局、市公安局。", {}),
        ("建立由市教育局、市公安局组成的专班。", {}),
        ("督促各成员单位：落实责任，加强配合。", {}),
    ],
)
def test_who_is_listed(words: str, groups: dict[str, list[str]]) -> None:
    assert _listed(words) == groups


def test_the_list_is_of_the_group_that_other_texts_name() -> None:
    named = _fragment("强化监管。（市食安委各成员单位负责）")
    assert FOOD in {node.id for node in named.nodes}
