"""Processes of ours: what stops a run reaches only the one that started them, and ends them too."""

from __future__ import annotations

import atexit
import multiprocessing
import os
import signal
import sys
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import TypeVar

_Argument = TypeVar("_Argument")
_CONTEXT = multiprocessing.get_context("spawn")
# Those that are not to outlive this process.
_BOUND: weakref.WeakSet[SpawnProcess] = weakref.WeakSet()


def started(
    work: Callable[[Connection, _Argument], None],
    argument: _Argument,
    *,
    may_start_others: bool = False,
) -> tuple[SpawnProcess, Connection]:
    """Start a process that does some work and return it with the pipe to it.

    It is ended with this one. One that may start others has to be ended by whoever started it,
    before Python ends.
    """
    pipe, other = _CONTEXT.Pipe()
    process = _CONTEXT.Process(target=_run, args=(work, other, argument))
    process.daemon = not may_start_others
    with _interrupts_held():
        process.start()
    other.close()
    if process.daemon:
        _BOUND.add(process)
    return process, pipe


@atexit.register
def _end_bound() -> None:
    """End what nobody has ended.

    Python itself would ask with SIGTERM, which these processes hold back, and wait for ever.
    """
    for process in _BOUND:
        process.kill()


def _run(
    work: Callable[[Connection, _Argument], None], pipe: Connection, argument: _Argument
) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    work(pipe, argument)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let what asks a run to stop wait; processes started meanwhile never hear of it.

    A terminal or a supervisor asks all processes of a group at once. The one that started the
    others answers, lets them finish what they have in hand and ends them.
    """
    if sys.platform == "win32":
        yield
        return
    # The first process started would start this one too, which lets interrupts through again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with_parent() -> None:
    """End this process when the one that started it is gone, however it went."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
