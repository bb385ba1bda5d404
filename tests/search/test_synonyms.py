"""Which names are other names of one body, and which are not."""

from __future__ import annotations

import pytest

from graph.lexicon import load_lexicon
from search.synonyms import Named, Synonyms, synonyms_of

KNOWN = synonyms_of(load_lexicon(None))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("市监局", "市场监督管理局"),
        ("市监局", "食药监局"),
        ("国土资源局", "自然资源局"),
        ("安监局", "应急管理局"),
        ("發改委", "发展和改革委员会"),
    ],
)
def test_names_of_one_body_lead_to_each_other(one, other) -> None:
    assert other in KNOWN.of(one)
    assert KNOWN.of(one) != ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("工商局", "食药监局"),  # both came into one body, neither is the other
        ("市场监管局", "国家市场监督管理总局"),
        ("教育局", "教育厅"),
        ("政府", "国务院"),
        ("办公室", "办公厅"),
    ],
)
def test_names_of_two_bodies_do_not(one, other) -> None:
    assert other not in KNOWN.of(one)


def test_of_names_that_hold_each_other_the_longest_counts() -> None:
    known = Synonyms([("监管局", "甲局"), ("市场监管局", "市监局")])
    assert list(known.within("由市场监管局和监管局")) == [
        Named(1, 6, ("市监局",)),
        Named(7, 10, ("甲局",)),
    ]


def test_nothing_is_known_of_nothing() -> None:
    assert list(Synonyms().within("市监局")) == []
    assert Synonyms().of("市监局") == ()
