"""The process that takes uploads in, as ``python -m ingest add`` does: one for a data folder."""

from __future__ import annotations

import logging
import sqlite3
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

from graph.settings import Settings
from graph.store import StoreError
from ingest.errors import Reason
from ingest.incoming import Incoming
from ingest.ledger import Entry, Ledger, LedgerError, Outcome
from ingest.opening import PARALLEL_FROM, opened, workers_for
from ingest.pipeline import Pipeline
from ingest.projections import project, projected
from ingest.workers import WorkerError
from search.engine import SearchError
from web.uploads.model import GONE, REMOVED, Kind, Run, Waiting
from web.uploads.queue import Queue
from web.uploads.spool import Spool
from web.uploads.uploads import KEYS

IDLE = 30.0
"""Seconds without anything to do after which the process ends."""
_LOOK = 0.3
_FAULTS = (StoreError, SearchError, LedgerError, WorkerError, OSError, sqlite3.Error)
_FAULT = "The program has a fault over this file."

log = logging.getLogger("web.uploads")


def take_in(pipe: Connection, settings: Settings) -> None:
    """Work off the queue until nothing has come for a while, or the pipe tells to stop."""
    folder = settings.uploads_path
    with closing(Queue(folder / "queue.sqlite")) as queue, _alone(folder) as is_alone:
        if is_alone:
            taking = Taking(queue, Spool(folder / "files"), settings, lambda: pipe.poll())
            taking.work_off(lambda: pipe.poll(_LOOK))


@contextmanager
def _alone(folder: Path) -> Iterator[bool]:
    """Keep others from the queue for a block; the system lets go where the process ends."""
    lock = sqlite3.connect(folder / "lock.sqlite", timeout=1, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
        yield True
    except sqlite3.OperationalError:
        yield False
    finally:
        lock.close()


class Taking:
    """Works off one queue; ``is_stopping`` says when to take nothing more."""

    def __init__(
        self, queue: Queue, spool: Spool, settings: Settings, is_stopping: Callable[[], bool]
    ) -> None:
        self._queue = queue
        self._spool = spool
        self._settings = settings
        self._is_stopping = is_stopping

    def work_off(self, pause: Callable[[], bool]) -> None:
        """Take one run after the other; ``pause`` lets time pass and says whether to stop."""
        self._spool.tidy(self._queue.spooled())
        until = time.monotonic() + IDLE
        while time.monotonic() < until and not pause():
            if run := self._queue.next_run():
                if not self._take(run):
                    return
                until = time.monotonic() + IDLE

    def _take(self, run: Run) -> bool:
        """Work off a run; False where that cannot be now, or is broken off."""
        try:
            self._work(run)
        except _FAULTS as error:
            log.warning("Uploads wait: %s", error)
            self._queue.note_trouble(str(error))
            return False
        except Exception:
            log.exception("Run %s is broken off.", run.id)
            return self._isolate(run)
        if self._is_stopping():
            return False
        self._queue.end_run(run)
        self._queue.note_trouble("")
        return True

    def _work(self, run: Run) -> None:
        files = self._queue.begin_run(run)
        with opened(self._settings) as (store, ledger, pipeline):
            self._queue.note_trouble("")
            if run.kind is Kind.REMOVAL:
                self._remove(files, pipeline)
                project(store, self._settings)
                return
            is_alongside = len(files) >= PARALLEL_FROM
            batches = [[file] for file in files] if run.is_careful else [files]
            with projected(store, self._settings, is_alongside=is_alongside):
                for batch in batches:
                    self._add(batch, run, ledger, pipeline)

    def _remove(self, files: list[Waiting], pipeline: Pipeline) -> None:
        for file in files:
            self._queue.begin_file(file.id, file.key)
            outcome = REMOVED if pipeline.remove(file.key) else GONE
            self._queue.record_removal(file.id, outcome)
            self._queue.end_file(file.id)

    def _add(self, files: list[Waiting], run: Run, ledger: Ledger, pipeline: Pipeline) -> None:
        """Take files in, and note of each entry to which of them it belongs."""
        in_hand: deque[tuple[Waiting, str]] = deque()
        named = _named(ledger) if run.is_replacing else {}

        def coming() -> Iterator[Incoming]:
            for file in files:
                key = named.get(file.name, file.key)
                self._resume(file, key, ledger)
                self._queue.begin_file(file.id, key)
                in_hand.append((file, key))
                yield Incoming(self._spool.path(file.spooled), file.name, key)

        for entry in pipeline.add(coming(), workers_for(len(files)), self._is_stopping):
            while not _belongs(entry, in_hand[0][1]):
                self._end(in_hand.popleft()[0])  # an archive, all of which has come
            file, key = in_hand[0]
            self._queue.record(file.id, entry)
            if entry.path == key:
                in_hand.popleft()
                self._end(file)
        if not self._is_stopping():
            for file, _ in in_hand:
                self._end(file)

    def _resume(self, file: Waiting, key: str, ledger: Ledger) -> None:
        """Note what was stored of a file before the process was ended in the middle of it."""
        if file.begun is None:
            return
        since = datetime.fromtimestamp(int(file.begun), UTC).isoformat(timespec="seconds")
        for entry in filter(None, (ledger.entry(key), *ledger.below(key))):
            if entry.at >= since and entry.outcome is not Outcome.REFUSED:
                self._queue.record(file.id, entry)

    def _end(self, file: Waiting) -> None:
        self._queue.end_file(file.id)
        self._spool.drop(file.spooled)

    def _isolate(self, run: Run) -> bool:
        """After a fault of the program take files one by one, and refuse the one that shows it.

        False where no file shows it.
        """
        in_hand = self._queue.in_hand(run)
        if not run.is_careful:
            self._queue.be_careful(run)
            return True
        for file in in_hand:
            self._queue.refuse(file.id, _FAULT, Reason.CRASHED)
            self._end(file)
        if not in_hand:
            self._queue.note_trouble(_FAULT)
        return bool(in_hand)


def _named(ledger: Ledger) -> dict[str, str]:
    """Return what the ledger knows each uploaded file by whose name only one has."""
    keys: dict[str, list[str]] = {}
    for entry in ledger.below(KEYS):
        if "/" not in entry.name:
            keys.setdefault(entry.name, []).append(entry.path)
    return {name: found[0] for name, found in keys.items() if len(found) == 1}


def _belongs(entry: Entry, key: str) -> bool:
    return entry.path == key or entry.path.startswith(f"{key}/")
