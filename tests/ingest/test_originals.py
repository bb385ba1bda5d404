"""The files as they were handed in: kept whole, shared by content, gone with the last need."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.memory import MemoryStore
from ingest.incoming import files_in
from ingest.ledger import Entry, Ledger, Outcome
from ingest.originals import Originals, digest_of
from ingest.pipeline import Pipeline
from ingest.processing import Work
from tests.ingest.plans import a_plan
from tests.ingest.readers.test_container import zipped


class Desk:
    """A folder of files and what is kept of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "files"
        self.folder.mkdir()
        self.originals = Originals(folder / "originals")
        self.ledger = Ledger(":memory:")
        self.pipeline = Pipeline(MemoryStore(), self.ledger, Work(originals=self.originals))

    def put(self, name: str, content: bytes) -> str:
        (self.folder / name).write_bytes(content)
        return digest_of(content)

    def add(self, workers: int = 1) -> list[Entry]:
        return list(self.pipeline.add(files_in([self.folder]), workers))

    def kept(self) -> set[str]:
        return set(self.originals.all())


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@given(st.binary(max_size=2_000))
def test_what_is_kept_is_what_was_given(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    originals = Originals(tmp_path_factory.mktemp("originals"))
    assert originals.path(originals.keep(data)).read_bytes() == data
    assert originals.unfinished() == []


@pytest.mark.parametrize("sha256", ["", "..", "../" * 8 + "etc/passwd", "A" * 64, "a" * 63])
def test_only_digests_lead_to_files(tmp_path: Path, sha256: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        Originals(tmp_path).path(sha256)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_document_is_kept_and_a_refused_file_is_not(desk: Desk, workers: int) -> None:
    plan = desk.put("plan.txt", a_plan("水务局").encode())
    desk.put("noise.bin", b"\x00\x01\x02" * 50)
    entries = {entry.name: entry for entry in desk.add(workers)}
    assert desk.kept() == {plan}
    assert (entries["plan.txt"].original, entries["noise.bin"].original) == (plan, "")


def test_files_of_an_archive_are_kept_one_by_one(desk: Desk) -> None:
    plan = a_plan("水务局").encode()
    desk.put("all.zip", zipped({"plan.txt": plan}))
    desk.add()
    assert desk.kept() == {digest_of(plan)}


def test_a_new_version_takes_the_place_of_the_old_one(desk: Desk) -> None:
    desk.put("plan.txt", a_plan("水务局").encode())
    desk.add()
    after = desk.put("plan.txt", a_plan("教育局").encode())
    desk.add()
    assert desk.kept() == {after}


def test_a_version_that_is_refused_leaves_the_last_good_one(desk: Desk) -> None:
    before = desk.put("plan.txt", a_plan("水务局").encode())
    desk.add()
    desk.put("plan.txt", b"\x00\x01\x02" * 50)
    [entry] = desk.add()
    assert (entry.outcome, entry.original) == (Outcome.REFUSED, before)
    assert desk.kept() == {before}


def test_what_two_files_hold_stays_until_their_document_goes(desk: Desk) -> None:
    same = desk.put("a.txt", a_plan("水务局").encode())
    desk.put("b.txt", a_plan("水务局").encode())
    entries = desk.add()
    assert desk.kept() == {same}
    desk.pipeline.forget_file(entries[0])
    assert desk.kept() == {same}
    assert desk.pipeline.forget_file(entries[1])
    assert desk.kept() == set()


def test_a_file_known_from_before_originals_were_kept_is_kept_at_the_next_call(
    desk: Desk,
) -> None:
    plan = desk.put("plan.txt", a_plan("水务局").encode())
    desk.add()
    desk.originals.drop(plan)
    desk.add()
    assert desk.kept() == {plan}


def test_a_ledger_of_an_earlier_version_gets_the_column(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with Ledger(path) as ledger:
        ledger._connection.execute("ALTER TABLE file DROP COLUMN original")
        ledger._connection.commit()
    with Ledger(path) as ledger:
        entry = Entry(path="/a", name="a", sha256="1", size=1, outcome=Outcome.ADDED)
        ledger.record(entry)
        assert ledger.entry("/a") == entry
