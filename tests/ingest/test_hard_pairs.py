"""Pairs of names made to be hard: what is one thing, what is two, what nobody can tell."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.lexicon import Division, load_lexicon
from ingest.extract.names import NameShapes
from ingest.placing import Placing
from ingest.resolve import Resolver

LEXICON = load_lexicon()
SHAPES = NameShapes(LEXICON)
PAIRS = Path(__file__).parents[1] / "graph" / "lexicon" / "hard_pairs"
LEAST = 0.95
SAME, DIFFERENT, OPEN = "same", "different", "cannot tell"


def division_of(place: str) -> Division | None:
    return Placing(LEXICON, None).division(place) if place else None


def agency_key(name: str, said: str) -> str | None:
    """Return the key of a body named in a document of a place, a year and an issuer."""
    found = re.fullmatch(r"(?P<place>\S*)(?: (?P<year>\d{4}))?(?: (?P<issuer>\S+))?", said)
    assert found
    year = int(found["year"]) if found["year"] else None
    place = division_of(found["place"])
    identity = Resolver(LEXICON, SHAPES, place, {}, found["issuer"], said, year).agency(name)
    return identity.key if identity.is_resolved else None


def division_key(name: str, said: str) -> str | None:
    """Return the code of a place named in a document of another."""
    division = Placing(LEXICON, division_of(said)).division(name)
    return None if division is None else division.code


@pytest.mark.parametrize(("table", "key"), [("agencies", agency_key), ("divisions", division_key)])
def test_what_is_different_stays_apart_and_what_is_the_same_comes_together(
    table: str, key: Callable[[str, str], str | None]
) -> None:
    with (PAIRS / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    merged = {SAME: [], DIFFERENT: [], OPEN: []}
    apart = {SAME: [], DIFFERENT: [], OPEN: []}
    for row in rows:
        a, b = key(row["a"], row["a_in"]), key(row["b"], row["b_in"])
        (merged if a is not None and a == b else apart)[row["verdict"]].append((row, a, b))
    assert len(rows) >= 150
    assert not merged[DIFFERENT]
    assert not merged[OPEN]
    count = len(merged[SAME]) + len(apart[SAME])
    assert len(merged[SAME]) >= LEAST * count, apart[SAME]
