"""A program of ours run to its end, with the most memory that it and its processes held."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

OFTEN = 0.05


@dataclass(frozen=True, slots=True)
class Run:
    """How a program went: exit status, words, seconds by the clock, most bytes held at a time."""

    status: int
    out: str
    err: str
    seconds: float
    memory: int


def run(
    *arguments: str,
    environment: Mapping[str, str] | None = None,
    every: float = OFTEN,
    within: float | None = None,
) -> Run:
    """Run ``python`` with arguments and ask Linux ``every`` so many seconds what it holds.

    Each time costs some milliseconds, the more the more is held. One that is not over ``within``
    so many seconds is killed; its status tells so.
    """
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments],
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    most, is_over = [0], threading.Event()

    def watch() -> None:
        while not is_over.wait(every):
            most[0] = max(most[0], held_by(process.pid))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        out, err = process.communicate(timeout=within)
    except subprocess.TimeoutExpired:
        process.kill()
        out, err = process.communicate()
    is_over.set()
    thread.join()
    seconds = time.perf_counter() - started
    return Run(process.returncode, out.decode(), err.decode(), seconds, most[0])


def held_by(pid: int) -> int:
    """Return the bytes that a process and all that it started hold, shared ones counted once.

    The kernel calls this the proportional set size.
    """
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text().split()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except (OSError, ValueError):
        return 0
    own = int(told[told.index("Pss:") + 1]) * 1024 if "Pss:" in told else 0
    return own + sum(held_by(int(child)) for child in children)
