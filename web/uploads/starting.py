"""Starts the process that takes uploads in, when it is wanted and not there."""

from __future__ import annotations

import time
from contextlib import closing, suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from threading import Event, Lock, Thread

from graph.processes import started
from graph.settings import Settings
from web.serving.log_form import log_in
from web.uploads.queue import Queue

# How long it is left alone after a start: it ends by itself where another one is at work.
_PAUSE = 5.0
# After how many seconds what was left in the queue is tried again.
_AGAIN = 15.0
# What it gets to store the documents in hand before it is ended; what it was at is done again.
_GRACE = 5.0


class Taker:
    """The process of one data folder, as the one that starts it sees it."""

    def __init__(self, settings: Settings, log_format: str = "text") -> None:
        self._settings = settings
        self._log_format = log_format
        self._lock = Lock()
        self._is_over = Event()
        self._running: tuple[SpawnProcess, Connection] | None = None
        self._not_before = 0.0

    def start(self) -> None:
        """See to it that the process runs."""
        with self._lock:
            if self._is_over.is_set() or self._is_alive() or time.monotonic() < self._not_before:
                return
            self._end()
            self._not_before = time.monotonic() + _PAUSE
            work = (self._settings, self._log_format)
            self._running = started(_take_in, work, may_start_others=True)
            Thread(target=self._see_out, args=(self._running[0],), daemon=True).start()

    def close(self) -> None:
        """Let it store what it has in hand, and end it."""
        self._is_over.set()
        with self._lock:
            self._end()

    def _see_out(self, process: SpawnProcess) -> None:
        """Start another process where one ends that has left something in the queue."""
        wait([process.sentinel])
        if self._is_over.wait(_AGAIN):
            return
        with closing(Queue(self._settings.uploads_path / "queue.sqlite")) as queue:
            if queue.next_run() is not None:
                self.start()

    def _is_alive(self) -> bool:
        return self._running is not None and self._running[0].is_alive()

    def _end(self) -> None:
        if self._running is None:
            return
        process, pipe = self._running
        with suppress(OSError):  # it is gone
            pipe.send(None)
        process.join(_GRACE)
        process.kill()
        process.join()
        pipe.close()
        self._running = None


def _take_in(pipe: Connection, work: tuple[Settings, str]) -> None:
    settings, log_format = work
    log_in(log_format)
    from web.uploads.taking import take_in

    take_in(pipe, settings)
