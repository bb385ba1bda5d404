"""Of the tasks of the samples those are paired that a person pairs, and no others."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from graph.memory import MemoryStore
from graph.questions import Scope
from ingest.incoming import files_in
from ingest.ledger import Ledger
from ingest.pipeline import Pipeline
from ingest.processing import Work
from samples.make import SAMPLES
from search.tasks_compared import compare_tasks

PLANS = tomllib.loads((Path(__file__).parent / "same_tasks.toml").read_text("utf-8"))["plans"]
FLOOR = 0.75
"""What share of the pairs is found, at least; 57 of 71 when this was written."""


@pytest.fixture(scope="module")
def samples() -> tuple[MemoryStore, dict[str, str]]:
    """A store of the sample plans on food, and the ids of their documents by file."""
    store, ledger = MemoryStore(), Ledger(":memory:")
    names = sorted({plans[side] for plans in PLANS for side in ("one", "other")})
    pipeline = Pipeline(store, ledger, Work(lexicon=SAMPLES / "lexicon"))
    entries = pipeline.add(files_in([SAMPLES / "documents" / name for name in names]))
    return store, {entry.name: str(entry.document) for entry in entries}


def found_in(samples: tuple[MemoryStore, dict[str, str]], plans: dict[str, Any]) -> set:
    store, ids = samples
    scopes = [Scope(document=ids[plans[side]]) for side in ("one", "other")]
    return {
        tuple(task.row.action.order for task in row.tasks if task)
        for row in compare_tasks(store, scopes).rows
        if not row.is_alone
    }


def pairs(plans: dict[str, Any], name: str) -> set[tuple[int, int]]:
    return {tuple(pair) for pair in plans[name]}


@pytest.mark.parametrize("plans", PLANS, ids=range(len(PLANS)))
def test_no_pair_is_wrong(samples, plans: dict[str, Any]) -> None:
    assert found_in(samples, plans) <= pairs(plans, "same") | pairs(plans, "either")


def test_most_pairs_are_found(samples) -> None:
    wanted = [len(pairs(plans, "same")) for plans in PLANS]
    found = [len(found_in(samples, plans) & pairs(plans, "same")) for plans in PLANS]
    assert sum(found) >= FLOOR * sum(wanted)
