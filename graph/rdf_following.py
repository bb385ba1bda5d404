"""A process that keeps the RDF in step with the graph while a site runs.

It is started when the RDF is first asked for, so a site that nobody asks keeps none.
"""

from __future__ import annotations

from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from threading import Lock

from graph.processes import started
from graph.store import StoreError, open_store

_PAUSE = 1.0
"""How often the store is asked whether it has changed; seconds."""


class Follower:
    """Brings the projection in a folder up to the store at a url, again and again."""

    def __init__(self, url: str, folder: Path) -> None:
        self._work = (url, folder)
        self._lock = Lock()
        self._running: tuple[SpawnProcess, Connection] | None = None

    def start(self) -> None:
        """See to it that the process runs."""
        with self._lock:
            if self._running is None or not self._running[0].is_alive():
                self._running = started(_follow, self._work)

    def close(self) -> None:
        """End the process; what it was at is done again by the next one."""
        with self._lock:
            if self._running:
                process, pipe = self._running
                process.kill()
                process.join()
                pipe.close()
                self._running = None


def _follow(pipe: Connection, work: tuple[str, Path]) -> None:
    from graph.rdf_projection import RdfProjection

    url, folder = work
    projection = RdfProjection(folder)
    with open_store(url) as store:
        is_over = False
        while not is_over:
            with suppress(StoreError):  # another one is at it, or the disk is full: once more
                projection.catch_up(store)
            is_over = pipe.poll(_PAUSE)
