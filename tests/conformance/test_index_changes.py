"""What every search engine makes of updates, also of those that fail."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from search.engine import Passage, Query, SearchEngine
from tests.conformance.engines import a_passage, found, holding


def test_an_engine_begins_at_no_change(engine: SearchEngine) -> None:
    assert engine.last_change == 0
    assert engine.search(Query()).total == 0


def test_an_update_is_remembered_with_what_it_brought(engine: SearchEngine) -> None:
    engine.update((), [a_passage("1")], 7)
    assert engine.last_change == 7
    assert found(engine, "") == ["1"]


def test_an_engine_remembers_what_words_were_cut_with(engine: SearchEngine) -> None:
    assert engine.vocabulary == ""
    engine.update((), [a_passage("1")], 7, "names of today")
    assert engine.vocabulary == "names of today"
    engine.update((), [], 8)
    assert engine.vocabulary == ""


def test_removing_a_document_removes_all_its_passages(engine: SearchEngine) -> None:
    other = a_passage("3", document="document/other")
    holding(engine, a_passage("1"), a_passage("2"), other)
    engine.update(["document/qc-2021"], [], 9)
    assert found(engine, "") == ["3"]


def test_a_document_that_is_removed_and_added_is_as_added(engine: SearchEngine) -> None:
    holding(engine, a_passage("1", text="旧的"))
    engine.update(["document/qc-2021"], [a_passage("1", text="新的")], 2)
    assert found(engine, "旧的") == []
    assert found(engine, "新的") == ["1"]


def test_an_update_that_fails_leaves_everything_as_it_was(engine: SearchEngine) -> None:
    holding(engine, a_passage("1"))

    def failing() -> Iterator[Passage]:
        yield a_passage("2")
        raise RuntimeError("the store went away")

    with pytest.raises(RuntimeError):
        engine.update(["document/qc-2021"], failing(), 5)
    assert engine.last_change == 1
    assert found(engine, "") == ["1"]


def test_an_engine_that_failed_takes_the_next_update(engine: SearchEngine) -> None:
    with pytest.raises(ZeroDivisionError):
        engine.update((), (a_passage(str(1 // n)) for n in (1, 0)), 1)
    holding(engine, a_passage("1"))
    assert found(engine, "") == ["1"]


def test_clearing_forgets_everything(engine: SearchEngine) -> None:
    holding(engine, a_passage("1"))
    engine.clear()
    assert engine.last_change == 0
    assert found(engine, "") == []
