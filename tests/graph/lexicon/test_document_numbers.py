"""Document numbers: hard pairs by hand, and laws of the parser and of the registry of heads."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.lexicon import load_lexicon
from graph.lexicon.document_numbers import find_numbers, parse_number
from graph.lexicon.number_heads import load_number_heads

PAIRS = Path(__file__).parent / "hard_pairs" / "numbers.csv"
HEADS = load_number_heads()
DIVISIONS = load_lexicon().divisions


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def key_of(told: str) -> str | None:
    """Return the key of a number, said in a place behind an @ or nowhere."""
    words, _, place = told.partition("@")
    number = parse_number(words)
    codes: tuple[str, ...] = ()
    if place:
        division = next(iter(DIVISIONS.named(place)), None) or DIVISIONS.named(place[3:])[0]
        codes = (division.code, *(above.code for above in DIVISIONS.ancestors(division.code)))
    return HEADS.own_key(number, codes) if number else None


def head_of_number(words: str) -> str:
    number = parse_number(words)
    assert number is not None, words
    return number.head


def verdict(a: str, b: str) -> str:
    one, other = key_of(a), key_of(b)
    if one is None or other is None:
        return "cannot tell"
    return "same" if one == other else "different"


def test_hard_pairs_of_numbers_are_told_apart() -> None:
    pairs = rows(PAIRS)
    assert len(pairs) >= 150
    merged = [(p["a"], p["b"]) for p in pairs if p["verdict"] != "same"]
    assert [pair for pair in merged if verdict(*pair) == "same"] == []
    same = [(p["a"], p["b"]) for p in pairs if p["verdict"] == "same"]
    missed = [pair for pair in same if verdict(*pair) != "same"]
    assert len(missed) <= 0.05 * len(same), missed


@pytest.mark.parametrize("head", list(HEADS), ids=lambda head: head.head)
def test_a_head_leads_its_examples_and_no_counterexample(head) -> None:
    for example in head.examples:
        assert HEADS.match(head_of_number(example)) == head, example
    for counterexample in head.counterexamples:
        assert HEADS.match(head_of_number(counterexample)) != head, counterexample


def test_the_places_of_heads_are_divisions() -> None:
    codes = {place for head in HEADS for place in head.places if place != "*"}
    assert [code for code in sorted(codes) if DIVISIONS.by_code(code) is None] == []


def test_an_ambiguous_head_says_whose_it_may_be() -> None:
    for head in HEADS:
        assert len(head.places) == 1 or len(head.places) == len(head.issuers), head.head


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("根据《意见》（中发〔2019〕17号）要求", ["中发〔2019〕17号"]),
        ("按照国办发(2023)6号文件和国务院令第721号", ["国办发〔2023〕6号", "国务院令第721号"]),
        ("《办法》（国家市场监督管理总局令第16号）", ["市场监管总局令第16号"]),
        ("全市2019年44号楼、2019年3月共44批次", []),
        ("沅政发〔2024〕3号、沅政发〔2024〕4号", ["沅政发〔2024〕3号", "沅政发〔2024〕4号"]),
        ("〔2019〕44号", []),
        ("以下简称云政办发〔2019〕44号，", ["云政办发〔2019〕44号"]),
    ],
)
def test_numbers_are_found_in_running_text(text: str, numbers: list[str]) -> None:
    assert [str(found.number) for found in find_numbers(text)] == numbers


@given(st.text(alphabet="国办发令第〔〕()[]2019lO 年44号f·，", max_size=30))
@settings(deadline=None)
def test_any_text_is_read_without_fault(text: str) -> None:
    parse_number(text)
    for found in find_numbers(text):
        assert 0 <= found.start < found.end <= len(text)


@given(
    head=st.sampled_from(("国办发", "云政办函", "沅食安委")),
    year=st.integers(1950, 2049),
    serial=st.integers(1, 99_999),
)
@settings(deadline=None)
def test_the_normal_form_of_a_number_is_that_number(head: str, year: int, serial: int) -> None:
    normal = f"{head}〔{year}〕{serial}号"
    assert str(parse_number(normal)) == normal
    assert [str(found.number) for found in find_numbers(f"按{normal}")] != []
