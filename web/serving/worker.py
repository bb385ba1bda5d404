"""A worker: a process of its own that answers requests until it is told to stop."""

from __future__ import annotations

import signal
import socket
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing.connection import Connection
from threading import Lock, Thread
from typing import TYPE_CHECKING

from graph.processes import started
from graph.settings import Settings
from web.serving.log_form import log_in
from web.serving.options import Options

if TYPE_CHECKING:
    from web.serving.server import Server


_LAST_MOMENTS = 3.0
"""What a worker gets beyond its grace to close what it has open; seconds."""
_TURN = 0.001
"""Seconds before a thread lets another go on: Python's 5 ms make quick pages wait for slow ones."""


class Said(StrEnum):
    """What a worker tells; anything else is the sentence that says why it cannot work."""

    READY = "ready"
    FOLLOW = "follow"
    TAKE_IN = "take in"


@dataclass(frozen=True, slots=True)
class Work:
    """What a worker works with; it opens all else itself."""

    settings: Settings
    options: Options
    listening: socket.socket


class Worker:
    """A worker as the one that started it sees it."""

    def __init__(self, work: Work) -> None:
        self._process, self.pipe = started(_serve, work, may_start_others=True)
        self._grace = work.options.grace
        self.born = time.monotonic()
        self.is_ready = False
        self.leave_by: float | None = None

    @property
    def number(self) -> int | None:
        """The number of the process."""
        return self._process.pid

    def stop(self) -> None:
        """Tell it to finish what it is at and to take no more."""
        if self.leave_by is None:
            self.leave_by = time.monotonic() + self._grace + _LAST_MOMENTS
            with suppress(OSError):  # it has gone, which its pipe tells
                self.pipe.send(None)

    def kill(self) -> None:
        """End it, whatever it is at."""
        self._process.kill()

    def end(self) -> int | None:
        """See it out, by force where it takes long; return its exit status."""
        self._process.join(_LAST_MOMENTS)
        self._process.kill()
        self._process.join()
        self.pipe.close()
        return self._process.exitcode


def _serve(pipe: Connection, work: Work) -> None:
    """Serve until told to stop; what the process does."""
    if hasattr(signal, "SIGHUP"):  # a terminal tells all processes, the one above sees to it
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    log_in(work.options.log_format)
    from web.serving.around import around
    from web.serving.bodies import bodies_of
    from web.serving.opening import FAULTS, Needs, opened
    from web.serving.server import Server

    voice = _Voice(pipe)
    needs = Needs(lambda: voice.say(Said.FOLLOW), lambda: voice.say(Said.TAKE_IN))
    try:
        with opened(work.settings, needs) as app:
            app.test_client().get("/")  # what is read once, for all pages, is read before it counts
            options = work.options
            server = Server(around(app, options), work.listening, options.threads, bodies_of(app))
            Thread(target=_stop_when_told, args=(pipe, server, options.grace), daemon=True).start()
            voice.say(Said.READY)
            sys.setswitchinterval(_TURN)
            server.run()
    except FAULTS as error:
        voice.say(str(error))


class _Voice:
    """The end of a pipe that several threads tell something by."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe, self._lock = pipe, Lock()

    def say(self, words: str) -> None:
        with self._lock, suppress(OSError):  # nobody is there to hear it
            self._pipe.send(words)


def _stop_when_told(pipe: Connection, server: Server, grace: float) -> None:
    with suppress(EOFError, OSError):
        pipe.recv()
    server.stop(grace)
