"""Files that cost too much, and processes that break down over them, beside a good file."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import active_children
from pathlib import Path

import pytest

from bench.hard_texts import hard_text
from graph.memory import MemoryStore
from graph.store import StoreError
from ingest.errors import Reason
from ingest.incoming import Incoming, files_in
from ingest.ledger import Entry, Ledger, Outcome
from ingest.limits import Limits
from ingest.pipeline import Pipeline
from ingest.processing import Work
from ingest.stopping import Stop
from tests.ingest.plans import TASKS, a_plan

# takes some twelve seconds
COSTLY = hard_text("names of divisions", 1_700_000)
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the system has other bounds")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(COSTLY, "utf-8")
    (tmp_path / "b.txt").write_text(a_plan(TASKS[1]), "utf-8")
    return tmp_path


def taken(folder: Path, limits: Limits, workers: int = 1) -> list[Entry]:
    pipeline = Pipeline(MemoryStore(), Ledger(":memory:"), Work(limits=limits))
    return list(pipeline.add(files_in([folder]), workers))


@ON_LINUX
@pytest.mark.parametrize(
    ("limits", "code", "named"),
    [
        (Limits(seconds=1), Reason.TOO_SLOW, "(limit seconds: 1)"),
        (Limits(elapsed=6), Reason.TOO_SLOW, "(limit elapsed: 6)"),
        (Limits(memory=80_000_000), Reason.TOO_LARGE, "(limit memory: 80,000,000)"),
    ],
)
@pytest.mark.parametrize("workers", [1, 2])
def test_a_file_that_costs_too_much_is_refused_with_the_limit_and_the_next_is_taken(
    folder, limits, code, named, workers
) -> None:
    costly, good = taken(folder, limits, workers)
    assert (costly.outcome, costly.code) == (Outcome.REFUSED, code)
    assert named in costly.reason
    assert good.outcome is Outcome.ADDED


def children() -> list[int]:
    told = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text()
    return [int(child) for child in told.split()]


def is_computing(pid: int) -> bool:
    """Return whether a process has computed for longer than it takes to start."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) / os.sysconf("SC_CLK_TCK") > 2


@contextmanager
def killer(most: int) -> Iterator[Callable[[], int]]:
    """Kill processes of ours that compute long, not more than ``most``; yields how many were."""
    before, killed, is_over = set(children()), set[int](), threading.Event()

    def kill() -> None:
        while not is_over.is_set() and len(killed) < most:
            with suppress(OSError):
                for pid in set(children()) - before - killed:
                    if is_computing(pid):
                        os.kill(pid, signal.SIGKILL)
                        killed.add(pid)
            time.sleep(0.01)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        yield lambda: len(killed)
    finally:
        is_over.set()
        thread.join()


@ON_LINUX
def test_a_file_over_which_a_process_breaks_down_once_is_tried_again(folder) -> None:
    (folder / "a.txt").write_text(COSTLY[: len(COSTLY) // 2], "utf-8")
    with killer(1) as killed:
        entries = taken(folder, Limits())
    assert killed() == 1
    assert [entry.outcome for entry in entries] == [Outcome.ADDED, Outcome.ADDED]


@ON_LINUX
def test_a_file_over_which_processes_break_down_is_refused(folder) -> None:
    with killer(2) as killed:
        broken, good = taken(folder, Limits())
    assert killed() == 2
    assert (broken.outcome, broken.code) == (Outcome.REFUSED, Reason.CRASHED)
    assert "SIGKILL" in broken.reason
    assert good.outcome is Outcome.ADDED


def test_what_a_process_says_of_the_system_reaches_the_caller(folder, tmp_path) -> None:
    from ingest.originals import Originals

    (tmp_path / "kept").write_text("no folder", "utf-8")
    work = Work(originals=Originals(tmp_path / "kept"))
    pipeline = Pipeline(MemoryStore(), Ledger(":memory:"), work)
    with pytest.raises(NotADirectoryError):
        list(pipeline.add(files_in([folder / "b.txt"]), workers=1))


def test_a_run_that_is_told_to_stop_stores_what_is_in_hand(tmp_path) -> None:
    # more than are stored at once and in hand beside them, whoever is faster
    for number in range(70):
        (tmp_path / f"{number}.txt").write_text(a_plan(*TASKS[: number % 3 + 1]), "utf-8")
    stop, in_hand = Stop(), 0

    def handed() -> Iterator[Incoming]:
        nonlocal in_hand
        for file in files_in([tmp_path]):
            in_hand += not stop
            yield file

    coming = Pipeline(MemoryStore(), Ledger(":memory:")).add(handed(), 2, lambda: bool(stop))
    first = next(coming)
    stop.signal = signal.SIGINT
    assert len([first, *coming]) == in_hand < 70


def test_no_process_goes_on_when_the_store_fails(tmp_path) -> None:
    class Full(MemoryStore):
        def replace(self, fragment, *, instead_of=None) -> bool:
            raise StoreError("database or disk is full")

    for number, task in enumerate(TASKS):
        (tmp_path / f"{number}.txt").write_text(a_plan(task), "utf-8")
    before = set(active_children())
    pipeline = Pipeline(Full(), Ledger(":memory:"), Work())
    try:
        list(pipeline.add(files_in([tmp_path]), 2))
    except StoreError:
        # while the error, and with it all that was under way, is still at hand
        assert set(active_children()) <= before
    else:
        pytest.fail("nothing was stored, and nothing said so")
