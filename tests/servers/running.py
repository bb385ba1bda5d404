"""A server as a process of its own, from when it answers until the block that uses it ends."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.servers.packages import Server

_SECONDS = 180


@contextmanager
def running(
    name: str, command: Sequence[str | Path], log: Path, answers: Callable[[str], str | None]
) -> Iterator[Server]:
    """Start a server and give it when ``answers`` finds its url in what it has said.

    Raises RuntimeError with what the server said where it does not come up.
    """
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out)
    try:
        yield Server(_url(name, process, log, answers), process.pid)
    finally:
        process.terminate()
        process.wait()


def _url(
    name: str, process: subprocess.Popen[bytes], log: Path, answers: Callable[[str], str | None]
) -> str:
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until and process.poll() is None:
        if url := answers(log.read_text(errors="replace")):
            return url
        time.sleep(0.5)
    said = log.read_text(errors="replace")[-2_000:]
    raise RuntimeError(f"{name} did not come up:\n{said}")
