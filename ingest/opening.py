"""A run over a data folder, opened from its settings: for the program and for who takes uploads."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from graph.settings import Settings
from graph.store import GraphStore, open_store
from ingest.ledger import Ledger
from ingest.limits import limits_from
from ingest.originals import Originals
from ingest.pipeline import Pipeline
from ingest.processing import Work
from search.engine import open_engine

PARALLEL_FROM = 40
"""From how many files on several processes read them, and the index is brought up meanwhile."""


@contextmanager
def opened(settings: Settings) -> Iterator[tuple[GraphStore, Ledger, Pipeline]]:
    """Open what files go into; an index that cannot be is told before anything is taken."""
    settings.data.mkdir(parents=True, exist_ok=True)
    open_engine(settings.search_url).close()
    with open_store(settings.graph_url) as store, Ledger(settings.ledger_path) as ledger:
        yield store, ledger, Pipeline(store, ledger, work_of(settings))


def work_of(settings: Settings) -> Work:
    """Return what the processing of every file of a run has in common."""
    return Work(
        lexicon=settings.lexicon,
        originals=Originals(settings.originals_path),
        limits=limits_from(settings.limits),
    )


def workers_for(total: int) -> int:
    """Return how many processes read so many files."""
    return (os.cpu_count() or 1) if total >= PARALLEL_FROM else 1
