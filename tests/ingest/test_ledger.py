from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.ledger import Entry, Ledger, LedgerError, Outcome

PLAN = Entry(
    path="/文件/要点.txt",
    name="要点.txt",
    sha256="0" * 64,
    size=120,
    outcome=Outcome.ADDED,
    document="document/要点",
    extractor="1",
    at="2024-05-10T08:00:00+00:00",
)
SCAN = Entry(
    path="/文件/扫描件.pdf",
    name="扫描件.pdf",
    sha256="1" * 64,
    size=9,
    outcome=Outcome.REFUSED,
    reason="The file holds no text.",
    at="2024-05-10T09:00:00+00:00",
)


@pytest.fixture
def ledger():
    with Ledger(":memory:") as ledger:
        yield ledger


def test_an_entry_comes_back_as_it_was_recorded(ledger) -> None:
    ledger.record(PLAN)
    ledger.record(SCAN)
    assert ledger.entry(PLAN.path) == PLAN
    assert ledger.entry(SCAN.path) == SCAN
    assert ledger.entry("要点.txt") is None


def test_a_file_has_one_entry_the_last_recorded(ledger) -> None:
    ledger.record(PLAN)
    changed = replace(PLAN, outcome=Outcome.UPDATED, document="document/要点-2", size=130)
    ledger.record(changed)
    assert list(ledger.entries()) == [changed]
    assert ledger.files_of("document/要点") == ()


def test_entries_come_latest_first(ledger) -> None:
    ledger.record(PLAN)
    ledger.record(SCAN)
    assert list(ledger.entries()) == [SCAN, PLAN]


def test_entries_of_one_moment_come_by_path(ledger) -> None:
    others = [replace(PLAN, path=f"/文件/{name}") for name in "cab"]
    for entry in others:
        ledger.record(entry)
    assert [entry.path[-1] for entry in ledger.entries()] == ["a", "b", "c"]


def test_entries_can_be_asked_for_by_outcome(ledger) -> None:
    ledger.record(PLAN)
    ledger.record(SCAN)
    assert list(ledger.entries(Outcome.REFUSED)) == [SCAN]
    assert list(ledger.entries(Outcome.UPDATED)) == []


def test_the_files_of_a_document_come_by_path(ledger) -> None:
    copy = replace(PLAN, path="/副本/要点.txt", outcome=Outcome.UNCHANGED)
    ledger.record(PLAN)
    ledger.record(copy)
    ledger.record(SCAN)
    assert ledger.files_of("document/要点") == (copy, PLAN)


def test_outcomes_are_counted(ledger) -> None:
    assert ledger.counts() == {}
    for entry in (PLAN, SCAN, replace(SCAN, path="/文件/空.txt")):
        ledger.record(entry)
    assert ledger.counts() == {"added": 1, "refused": 2}


def test_forgetting_a_document_forgets_its_files_alone(ledger) -> None:
    ledger.record(PLAN)
    ledger.record(replace(PLAN, path="/副本/要点.txt"))
    ledger.record(SCAN)
    ledger.forget("document/要点")
    assert list(ledger.entries()) == [SCAN]


def test_a_ledger_outlives_its_program(tmp_path) -> None:
    path = tmp_path / "数据" / "ledger.sqlite"
    with Ledger(path) as first:
        first.record(PLAN)
    with Ledger(path) as second:
        assert list(second.entries()) == [PLAN]


def test_a_ledger_can_be_read_while_it_is_written(tmp_path) -> None:
    path = tmp_path / "ledger.sqlite"
    with Ledger(path) as writer, Ledger(path) as reader:
        writer.record(PLAN)
        entries = reader.entries()
        assert next(entries) == PLAN
        writer.record(SCAN)
        assert reader.entry(SCAN.path) == SCAN


@pytest.mark.parametrize("content", [b"no ledger at all" * 100, b"SQLite format 3\0" + bytes(100)])
def test_a_file_that_is_no_ledger_is_named(tmp_path, content) -> None:
    path = tmp_path / "ledger.sqlite"
    path.write_bytes(content)
    with pytest.raises(LedgerError, match=r"The ledger .*ledger\.sqlite cannot be used: .*\."):
        Ledger(path)


def test_a_folder_is_no_ledger(tmp_path) -> None:
    with pytest.raises(LedgerError, match="cannot be used"):
        Ledger(tmp_path)
