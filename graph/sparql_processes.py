"""Processes that answer queries over a snapshot; each can be ended, whatever it is at.

A query that takes too long or too much memory takes its process with it and nothing else.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Empty, LifoQueue
from typing import TYPE_CHECKING

from graph.bounds import bound_computing, bound_memory, most_memory
from graph.processes import started
from graph.sparql import Found, Limits, Reason, Request, SparqlError

if TYPE_CHECKING:
    from pyoxigraph import Store

_START = 60.0
"""How long a process may take to start; seconds."""
_QUEUE = 5.0
"""How long a query waits for a process to be free; seconds."""
_MEMORY_BEFORE = 128 * 1024 * 1024
"""What a process needs before it answers anything; bytes."""


class QueryProcesses:
    """A few processes, each started when it is first needed; more queries at once wait."""

    def __init__(self, limits: Limits, count: int = 2) -> None:
        self._limits = limits
        self._idle: LifoQueue[_Process | None] = LifoQueue()
        for _ in range(count):
            self._idle.put(None)
        self._all: set[_Process] = set()
        self._lock = threading.Lock()

    def answer(self, folder: Path, request: Request) -> Found:
        """Return what a query finds in a snapshot; raises SparqlError where it finds nothing."""
        with self._one() as process:
            return process.answer(folder, request)

    def close(self) -> None:
        """End all processes."""
        with self._lock:
            for process in self._all:
                process.end()
            self._all.clear()

    @contextmanager
    def _one(self) -> Iterator[_Process]:
        try:
            process = self._idle.get(timeout=_QUEUE)
        except Empty as error:
            sentence = "Too many queries are being answered; try again in a moment."
            raise SparqlError(Reason.BUSY, sentence) from error
        try:
            if process is None:
                process = _Process(self._limits)
                with self._lock:
                    self._all.add(process)
            yield process
        finally:
            if process is not None and process.is_over:
                with self._lock:
                    self._all.discard(process)
                process.end()
                process = None
            self._idle.put(process)


class _Process:
    """One process and the pipe to it; ``is_over`` says that it answers no more."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process, self._pipe = started(_serve, limits)
        self._is_ready = False
        self.is_over = False

    def answer(self, folder: Path, request: Request) -> Found:
        self.is_over = True  # until it has answered
        seconds = self._limits.seconds
        with suppress(OSError):  # a process that is gone is heard of as such
            self._pipe.send((folder, request))
        try:
            if not self._is_ready:
                if not self._pipe.poll(_START):
                    raise SparqlError(Reason.BUSY, "No process could be started to answer it.")
                self._pipe.recv()
                self._is_ready = True
            if not self._pipe.poll(seconds):
                sentence = f"The query takes longer than {seconds:g} seconds."
                raise SparqlError(Reason.TOO_SLOW, sentence)
            said, self.is_over = self._pipe.recv()
        except (EOFError, OSError) as error:
            sentence = f"The query needs more than {self._limits.megabytes} MB of memory."
            raise SparqlError(Reason.TOO_MUCH, sentence) from error
        if isinstance(said, SparqlError):
            raise said
        found: Found = said
        return found

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self._pipe.close()


def _serve(pipe: Connection, limits: Limits) -> None:
    """Answer one query after another; what a process of its own does."""
    from graph.sparql_answers import answered, opened

    memory = limits.megabytes * 1024 * 1024
    bound_memory(memory + _MEMORY_BEFORE)
    pipe.send(None)
    at: Path | None = None
    dataset: Store | None = None
    while True:
        folder, request = pipe.recv()
        bound_computing(2 * int(limits.seconds) + 5)  # where the one that watches is gone
        said: Found | SparqlError
        try:
            if dataset is None or folder != at:
                dataset, at = opened(folder), folder
            said = answered(dataset, request, limits)
        except SparqlError as error:
            said = error
        except MemoryError:
            return
        pipe.send((said, most_memory() > memory / 2))
