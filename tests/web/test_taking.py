"""What is uploaded is taken in as the program does, once, also after an end in the middle."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from graph.questions import Page
from graph.settings import Settings
from graph.store import open_store
from ingest.incoming import Incoming
from ingest.ledger import Ledger
from ingest.limits import Limits
from ingest.opening import opened
from ingest.originals import Originals
from search.engine import Query, open_engine
from tests.ingest.plans import TASKS, a_plan
from tests.ingest.readers.test_container import zipped
from web.uploads.model import Row, Run, State
from web.uploads.starting import Taker
from web.uploads.taking import Taking, _alone
from web.uploads.uploads import Uploads

PATIENCE = 120
FIRST, SECOND, THIRD = (a_plan(task).encode() for task in TASKS[:3])


class Folder:
    """A data folder, what is handed in to it, and who takes it in."""

    def __init__(self, data: Path, **settings: str) -> None:
        self.settings = Settings(data=data, **settings)
        self.uploads = Uploads(self.settings.uploads_path, Limits(), lambda: None)
        self.queue = self.uploads.queue

    def hand_in(self, *files: tuple[str, bytes], is_replacing: bool = False) -> Run:
        arriving = []
        for name, data in files:
            file = self.uploads.spool.arriving(10_000)
            file.write(data)
            arriving.append((name, file))
        return self._run(self.uploads.hand_in("li", arriving, is_replacing=is_replacing))

    def remove(self, document: str) -> Run:
        return self._run(self.uploads.remove("li", document, document))

    def work_off(self, is_stopping: Callable[[], bool] = lambda: False) -> None:
        taking = Taking(self.queue, self.uploads.spool, self.settings, is_stopping)
        taking.work_off(lambda: is_stopping() or self.queue.next_run() is None)

    def rows(self, run: Run) -> list[Row]:
        return self.queue.rows(run, 0, 99)

    def outcomes(self, run: Run) -> list[tuple[str, str]]:
        return [(row.name, row.outcome) for row in self.rows(run)]

    def spooled(self) -> list[str]:
        return [path.name for path in self.uploads.spool.folder.iterdir()]

    def found(self, words: str) -> set[str]:
        with closing(open_engine(self.settings.search_url)) as engine:
            hits = engine.search(Query(words=words, page=Page(0, 99))).hits
            return {hit.document for hit in hits}

    def _run(self, number: int) -> Run:
        run = self.queue.run(number)
        assert run is not None
        return run


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "data")


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> tuple[Folder, dict[str, Run]]:
    """A folder in which something was uploaded, again, in a new version, and removed."""
    folder = Folder(tmp_path_factory.mktemp("history") / "data")
    runs = {
        "first": folder.hand_in(
            ("方案.txt", FIRST),
            ("抄件.txt", FIRST + b"\n"),
            ("坏.pdf", b"%PDF-1.4 broken"),
            ("包.zip", zipped({"内/甲.txt": SECOND, "内/空.txt": b""})),
        ),
        "again": folder.hand_in(("方案.txt", FIRST)),
        "other": folder.hand_in(("方案.txt", THIRD), is_replacing=True),
    }
    folder.work_off()
    (document,) = {row.document for row in folder.rows(runs["first"]) if "甲" in row.name}
    runs["removal"], runs["late"] = folder.remove(str(document)), folder.remove(str(document))
    folder.work_off()
    return folder, runs


def test_each_file_has_its_outcome_those_in_archives_too(history) -> None:
    folder, runs = history
    assert folder.outcomes(runs["first"]) == [
        ("方案.txt", "added"),
        ("抄件.txt", "duplicate"),
        ("坏.pdf", "refused"),
        ("包.zip/内/甲.txt", "added"),
        ("包.zip/内/空.txt", "refused"),
    ]
    assert [row.actions for row in folder.rows(runs["first"])] == [1, 1, 0, 1, 0]


def test_a_file_that_is_sent_again_is_unchanged(history) -> None:
    folder, runs = history
    assert folder.outcomes(runs["again"]) == [("方案.txt", "unchanged")]


def test_a_new_version_takes_the_place_of_the_old_one_where_that_is_wished(history) -> None:
    folder, runs = history
    (row,) = folder.rows(runs["other"])
    (before,) = {row.document for row in folder.rows(runs["again"])}
    assert row.outcome == "updated"
    assert row.document != before
    assert row.document in folder.found("云岭省食品安全条例")


def test_a_document_is_removed_with_its_file_and_from_the_index(history) -> None:
    folder, runs = history
    assert [row.outcome for row in folder.rows(runs["removal"])] == ["removed"]
    assert [row.outcome for row in folder.rows(runs["late"])] == ["gone"]
    removed = folder.queue.begin_run(runs["removal"])
    assert removed == []
    assert folder.found("抽检合格率") == set()


def test_nothing_is_left_of_what_was_done(history) -> None:
    folder, runs = history
    assert folder.spooled() == []
    assert folder.queue.next_run() is None
    states = [folder.queue.progress(folder.queue.run(run.id)).state for run in runs.values()]
    assert states == [State.DONE] * len(runs)


def test_originals_are_kept_and_files_listed_as_by_the_program(history) -> None:
    folder, _ = history
    with Ledger(folder.settings.ledger_path) as ledger:
        names = {entry.name for entry in ledger.entries()}
        kept = {entry.original for entry in ledger.entries() if entry.original}
    assert names == {"方案.txt", "抄件.txt", "坏.pdf", "包.zip/内/空.txt"}
    originals = Originals(folder.settings.originals_path)
    assert {originals.path(sha256).read_bytes() for sha256 in kept} == {THIRD, FIRST + b"\n"}


def test_the_same_name_is_another_document_unless_it_is_said_to_be_a_version(folder) -> None:
    runs = [folder.hand_in(("方案.txt", data)) for data in (FIRST, SECOND)]
    folder.work_off()
    assert [folder.outcomes(run) for run in runs] == [[("方案.txt", "added")]] * 2
    with open_store(folder.settings.graph_url) as store:
        assert all(store.document(str(folder.rows(run)[0].document)) for run in runs)


def test_what_was_stored_before_an_end_in_the_middle_is_told_as_added(folder) -> None:
    run = folder.hand_in(("一.txt", FIRST), ("二.txt", SECOND))
    first, _ = folder.queue.begin_run(run)
    folder.queue.begin_file(first.id, first.key)
    with opened(folder.settings) as (_, _, pipeline):  # stored, and ended before it was told
        file = Incoming(folder.uploads.spool.path(first.spooled), first.name, first.key)
        assert [str(entry.outcome) for entry in pipeline.add([file])] == ["added"]
    folder.work_off()
    assert folder.outcomes(run) == [("一.txt", "added"), ("二.txt", "added")]
    assert folder.found("放心食堂") == {folder.rows(run)[0].document}
    assert folder.spooled() == []


def test_an_orderly_stop_keeps_what_is_done_and_a_next_start_goes_on(folder) -> None:
    run = folder.hand_in(*[(f"{n}.txt", a_plan(task).encode()) for n, task in enumerate(TASKS)])
    folder.work_off(is_stopping=lambda: folder.queue.progress(run).done > 0)
    done = folder.queue.progress(folder.queue.run(run.id)).done
    assert 0 < done <= len(TASKS)
    assert folder.queue.next_run() is not None
    folder.work_off()
    assert [outcome for _, outcome in folder.outcomes(run)] == ["added"] * len(TASKS)
    assert folder.queue.next_run() is None


def test_where_nothing_can_be_taken_in_the_files_wait_and_it_is_said(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "data", search="opensearch+http://127.0.0.1:9/index")
    run = folder.hand_in(("方案.txt", FIRST))
    folder.work_off()
    told = folder.queue.progress(folder.queue.run(run.id))
    assert told.state is State.READING
    assert "127.0.0.1:9" in told.trouble
    whole = Folder(tmp_path / "data")
    whole.work_off()
    told = whole.queue.progress(whole.queue.run(run.id))
    assert (told.state, told.trouble, told.counts) == (State.DONE, "", {"added": 1})


def test_only_one_process_works_off_a_folder(tmp_path: Path) -> None:
    with _alone(tmp_path) as first, _alone(tmp_path) as second:
        assert (first, second) == (True, False)
    with _alone(tmp_path) as third:
        assert third


def test_a_process_is_started_works_and_ends(folder) -> None:
    run = folder.hand_in(("方案.txt", FIRST))
    with closing(Taker(folder.settings)) as taker:
        for _ in range(3):
            taker.start()
        until = time.monotonic() + PATIENCE
        while folder.queue.next_run() is not None and time.monotonic() < until:
            time.sleep(0.2)
    assert folder.outcomes(run) == [("方案.txt", "added")]
    with _alone(folder.settings.uploads_path) as is_alone:
        assert is_alone
