"""Keeps as many workers as are wanted, renews them, and stops them all."""

from __future__ import annotations

import logging
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from types import FrameType

from web.serving.worker import Said, Worker

log = logging.getLogger("web.serving")

SETTLED = 10.0
"""Seconds after which a worker that dies is no sign of one that cannot live."""
LONGEST_PAUSE = 30.0


class Wish(StrEnum):
    """What somebody wants of the server."""

    STOP = "stop"
    RENEW = "renew"


_WISHES = {"SIGINT": Wish.STOP, "SIGTERM": Wish.STOP, "SIGHUP": Wish.RENEW}


@contextmanager
def wishes() -> Iterator[Connection]:
    """Turn the signals of a block into wishes that a connection gives; for the main thread."""
    reader, writer = Pipe(duplex=False)

    def take(number: int, frame: FrameType | None) -> None:
        writer.send(_WISHES[signal.Signals(number).name])

    known = [getattr(signal, name) for name in _WISHES if hasattr(signal, name)]
    before = [signal.signal(number, take) for number in known]
    try:
        yield reader
    finally:
        for number, handler in zip(known, before, strict=True):
            signal.signal(number, handler)
        reader.close()
        writer.close()


class Supervisor:
    """Workers, those that they take the place of, and those that were told to leave.

    ``on_ready`` is called when the first one answers, ``deeds`` where one says that it wants them.
    ``fault`` says why none ever did.
    """

    def __init__(
        self,
        hire: Callable[[], Worker],
        count: int,
        *,
        on_ready: Callable[[], object],
        deeds: Mapping[str, Callable[[], object]],
    ) -> None:
        self._hire, self._count = hire, count
        self._on_ready, self._deeds = on_ready, deeds
        self._workers: list[Worker] = []
        self._old: list[Worker] = []
        self._leaving: list[Worker] = []
        self._early_ends = 0
        self._not_before = 0.0
        self._is_serving = self._is_stopping = False
        self.fault = ""

    def run(self, wanted: Connection) -> None:
        """Keep the workers until it is wished that they stop, or none can be had at all."""
        try:
            while self._all() or not self._is_stopping:
                self._fill()
                workers = {worker.pipe: worker for worker in self._all()}
                for found in wait([wanted, *workers], self._pause()):
                    if found is wanted:
                        self._heed(wanted.recv())
                    else:
                        self._hear(workers[found])  # type: ignore[index]
        finally:
            for worker in self._all():
                worker.end()

    def _all(self) -> list[Worker]:
        return [*self._workers, *self._old, *self._leaving]

    def _fill(self) -> None:
        """Start what workers are lacking and end those that should have left."""
        now = time.monotonic()
        while len(self._workers) < self._count and now >= self._not_before:
            if self._is_stopping:
                break
            self._workers.append(self._hire())
        for worker in self._leaving:
            if worker.leave_by is not None and now >= worker.leave_by:
                log.warning("Worker %s is ended in the middle of its requests.", worker.number)
                worker.kill()

    def _pause(self) -> float | None:
        """Return how long nothing has to be done unless something is heard; None for ever."""
        times = [worker.leave_by for worker in self._leaving if worker.leave_by is not None]
        if len(self._workers) < self._count and not self._is_stopping:
            times.append(self._not_before)
        return max(0.0, min(times) - time.monotonic()) if times else None

    def _heed(self, wish: Wish) -> None:
        if self._is_stopping:
            for worker in self._leaving:  # who asks twice will not wait
                worker.kill()
        elif wish is Wish.STOP:
            self._is_stopping = True
            self._dismiss(self._workers, self._old)
        else:
            self._old += self._workers
            self._workers = []

    def _hear(self, worker: Worker) -> None:
        try:
            said = worker.pipe.recv()
        except (EOFError, OSError):
            self._lose(worker)
            return
        if said in self._deeds:
            self._deeds[said]()
        elif said == Said.READY:
            worker.is_ready = True
            if not self._is_serving:
                self._is_serving = True
                self._on_ready()
            if len(self._workers) == self._count and all(w.is_ready for w in self._workers):
                self._dismiss(self._old)
        else:
            self.fault = said

    def _dismiss(self, *groups: list[Worker]) -> None:
        for group in groups:
            for worker in group:
                worker.stop()
            self._leaving += group
            group.clear()

    def _lose(self, worker: Worker) -> None:
        status = worker.end()
        if worker in self._leaving:
            self._leaving.remove(worker)
            return
        (self._workers if worker in self._workers else self._old).remove(worker)
        if not self._is_serving:
            self.fault = self.fault or f"A worker ended with status {status} before it could serve."
            self._is_stopping = True
            self._dismiss(self._workers)
            return
        self._early_ends += 1
        if time.monotonic() - worker.born > SETTLED:
            self._early_ends = 0
        pause = min(LONGEST_PAUSE, 2.0**self._early_ends - 1)
        self._not_before = time.monotonic() + pause
        words = f": {self.fault}" if self.fault else ""
        log.error("Worker %s ended with status %s%s", worker.number, status, words or ".")
        self.fault = ""
