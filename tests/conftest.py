"""Properties have no deadline here: how long an example takes is the machine's affair."""

from __future__ import annotations

import pytest
from hypothesis import settings

from graph.memory import MemoryStore
from graph.store import GraphStore
from ingest.incoming import files_in
from ingest.ledger import Ledger
from ingest.pipeline import Pipeline
from ingest.processing import Work
from samples.make import SAMPLES

settings.register_profile("zhize", deadline=None)
settings.load_profile("zhize")


@pytest.fixture(scope="session")
def samples() -> GraphStore:
    """The store that the sample documents make, which no test changes."""
    store = MemoryStore()
    pipeline = Pipeline(store, Ledger(":memory:"), Work(lexicon=SAMPLES / "lexicon"))
    assert list(pipeline.add(files_in([SAMPLES / "documents"])))
    return store
