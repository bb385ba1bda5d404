"""Names of works: hard pairs by hand, and laws of keys."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.lexicon import load_lexicon
from ingest.works import WorkName, WorkNamer

ROOT = Path(__file__).parents[1]
PAIRS = ROOT / "graph" / "lexicon" / "hard_pairs" / "titles.csv"
DIVISIONS = load_lexicon(ROOT / "golden" / "lexicon").divisions


def name_of(told: str) -> WorkName:
    """Return the name of a title, cited at a place (@) or a document's own there (^)."""
    words, _, place = told.partition("@")
    title, _, own = words.partition("^")
    at, _, issuer = own.partition("^")
    named = DIVISIONS.named(at or place)
    namer = WorkNamer(DIVISIONS, named[0] if named else None)
    return namer.own(title, issuer) if at else namer.cited(title)


def is_same(a: str, b: str) -> bool:
    one, other = name_of(a), name_of(b)
    return one.key == other.key and (one.is_settled or "@" in a)


def test_hard_pairs_of_titles_are_told_apart() -> None:
    with PAIRS.open(encoding="utf-8", newline="") as lines:
        pairs = list(csv.DictReader(lines))
    assert len(pairs) >= 150
    apart = [(p["a"], p["b"]) for p in pairs if p["verdict"] != "same"]
    assert [pair for pair in apart if is_same(*pair)] == []
    same = [(p["a"], p["b"]) for p in pairs if p["verdict"] == "same"]
    missed = [pair for pair in same if not is_same(*pair)]
    assert len(missed) <= 0.05 * len(same), missed


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("关于印发晋城市节水方案的通知", "晋城市节水方案"),
        ("晋城市人民政府办公室关于印发节水方案的通知", "晋城市节水方案"),
        ("《晋城市节水方案》", "晋城市节水方案"),
        ("晋城市节水方案（试行）", "晋城市节水方案（试行）"),
        ("晋城市 2024 年节水方案", "晋城市2024年节水方案"),
        ("晉城市節水方案", "晋城市节水方案"),
        ("中华人民共和国水法", "水法"),
        ("", "untitled@nowhere"),
    ],
)
def test_under_which_key_a_work_is_known(title: str, key: str) -> None:
    assert WorkNamer(DIVISIONS).cited(title).key == key


@given(st.text(alphabet="关于印发的通知《》（试行）云岭省2024年沅溪市全省-", max_size=40))
def test_any_title_gets_a_key(title: str) -> None:
    assert name_of(f"{title}@云岭省").key
