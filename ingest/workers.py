"""Processes that read files, each of which can be ended when one file costs too much.

A parser that never ends, takes all memory or breaks down takes its own process with it and
nothing else: the file is refused, another process goes on with the next.
"""

from __future__ import annotations

import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Self

from graph.bounds import bound_computing, bound_memory, most_memory
from graph.processes import started
from ingest.errors import Reason, Refusal
from ingest.incoming import Incoming
from ingest.limits import over
from ingest.processing import Processed, Work, process

# How many files are taken up for each process before the oldest of them is done.
_AHEAD = 4
# How often a file is given to a process before it counts as what breaks them down.
_ATTEMPTS = 2
# How long a process may take to start; seconds.
_START = 60


class WorkerError(Exception):
    """The processes that read files cannot be started."""


@dataclass(slots=True, eq=False)
class _Job:
    """A file on its way, and what it gave once that is there."""

    file: Incoming
    known: str | None
    done: Processed | None
    attempts: int = 0


class Workers:
    """A number of processes that read files, each one file at a time."""

    def __init__(self, count: int, work: Work) -> None:
        self._work = work
        self._workers = [_Worker(work) for _ in range(count)]

    def processed(
        self, files: Iterable[Incoming], known: Callable[[Incoming], str | None]
    ) -> Iterator[tuple[Incoming, Processed] | None]:
        """Yield what files gave, in their order, with few in flight so that memory is bounded.

        None comes before each time of waiting.
        ``known`` returns the hash of a file that need not be read again. Raises WorkerError where
        no process starts, and what a process could not do for want of the system: OSError.
        """
        coming = iter(files)
        jobs: deque[_Job] = deque()
        todo: deque[_Job] = deque()
        while True:
            while len(jobs) < _AHEAD * len(self._workers) and (file := next(coming, None)):
                job = _Job(file, known(file), refused(file))
                jobs.append(job)
                if job.done is None:
                    todo.append(job)
            if not jobs:
                return
            self._give(todo)
            while jobs and (done := jobs[0].done):
                yield jobs.popleft().file, done
            if jobs:
                yield None
                self._take(todo)

    def _give(self, todo: deque[_Job]) -> None:
        """Give files to the processes that have none."""
        for worker in self._workers:
            if worker.job is None and todo:
                worker.give(todo.popleft())

    def _take(self, todo: deque[_Job]) -> None:
        """Wait until a process is done, gone or overdue, and note what its file gave."""
        busy = {worker.pipe: worker for worker in self._workers if worker.job}
        until = min(worker.until for worker in busy.values())
        told = wait(list(busy), max(0.0, until - time.monotonic()))
        for pipe, worker in busy.items():
            if pipe in told:
                if worker.hear():
                    continue
                if worker.job is not None:
                    self._bury(worker, todo)
            elif worker.job is not None and worker.until <= time.monotonic():
                late = over(self._work.limits, "elapsed", "Reading the file took too long")
                worker.job.done = Processed(refusal=late)
            else:
                continue
            self._replace(worker)

    def _bury(self, worker: _Worker, todo: deque[_Job]) -> None:
        """Refuse the file over which a process ended, or try once more to be sure of it."""
        code, job = worker.exit_code(), worker.job
        assert job is not None
        if not worker.is_ready:
            raise WorkerError(f"A process that reads files does not start (exit {code}).")
        if sys.platform != "win32" and code == -signal.SIGXCPU:
            slow = over(self._work.limits, "seconds", "Reading the file took too long")
            job.done = Processed(refusal=slow)
        elif job.attempts < _ATTEMPTS:
            todo.appendleft(job)
        else:
            sentence = f"Reading the file ends the process that reads it ({_named(code)})."
            job.done = Processed(refusal=Refusal(Reason.CRASHED, sentence))

    def _replace(self, worker: _Worker) -> None:
        worker.end()
        self._workers[self._workers.index(worker)] = _Worker(self._work)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.end()


class _Worker:
    """One process, the pipe to it and the file that it is at."""

    def __init__(self, work: Work) -> None:
        self._process, self.pipe = started(_serve, work)
        self._elapsed = work.limits.elapsed
        self.job: _Job | None = None
        self.until = 0.0
        self.is_ready = False

    def give(self, job: _Job) -> None:
        job.attempts += 1
        self.job = job
        self.until = time.monotonic() + self._elapsed + (0 if self.is_ready else _START)
        with suppress(OSError):  # a process that is gone is heard of as such
            self.pipe.send((job.file.path, job.known))

    def hear(self) -> bool:
        """Take what the process says; return False where it says, or shows, that it ends."""
        try:
            said = self.pipe.recv()
        except (EOFError, OSError):
            return False
        if said is None:
            self.is_ready = True
            self.until = time.monotonic() + self._elapsed
            return True
        if isinstance(said, Exception):
            raise said
        assert self.job is not None
        self.job.done, is_last = said
        self.job = None
        return not is_last

    def exit_code(self) -> int | None:
        self._process.join()
        return self._process.exitcode

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.join()
        self.pipe.close()


def refused(file: Incoming) -> Processed | None:
    """Return what a file gives that is handed in as one that cannot be taken."""
    return Processed(refusal=file.refusal) if file.refusal else None


def _named(code: int | None) -> str:
    """Return the name of the signal that ended a process, or its exit code."""
    try:
        return signal.Signals(-(code or 0)).name
    except ValueError:
        return f"exit {code}"


def _serve(pipe: Connection, work: Work) -> None:
    """Read one file after another; what a process of its own does."""
    bound_memory(work.limits.memory)
    pipe.send(None)
    is_last = False
    while not is_last:
        path, known = pipe.recv()
        bound_computing(work.limits.seconds)
        try:
            done = process(path, known, work)
        except Exception as error:
            pipe.send(error)
            return
        is_last = most_memory() > work.limits.memory / 2
        pipe.send((done, is_last))
