"""A folder of files with the store and the ledger that they are added to."""

from __future__ import annotations

import io
from pathlib import Path

from graph.export import write_jsonl
from graph.memory import MemoryStore
from graph.model import Kind
from graph.store import GraphStore
from ingest.incoming import files_in
from ingest.ledger import Entry, Ledger, Outcome
from ingest.pipeline import Pipeline
from ingest.processing import Work
from samples.make import SAMPLES

LEXICON = SAMPLES / "lexicon"


DOCUMENTS = SAMPLES / "documents"


class Office:
    """A folder of files with the store and the ledger that they are added to."""

    def __init__(self, folder: Path, lexicon: Path | None = None) -> None:
        self.folder = folder
        self.store = MemoryStore()
        self.ledger = Ledger(":memory:")
        self.pipeline = Pipeline(self.store, self.ledger, Work(lexicon=lexicon))

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def add(self, *paths: Path, workers: int = 0) -> list[Entry]:
        return list(self.pipeline.add(files_in(paths or [self.folder]), workers))

    def outcomes(self, *paths: Path) -> list[Outcome]:
        return [entry.outcome for entry in self.add(*paths)]

    def documents(self) -> list[str]:
        return [document.id for document in self.store.nodes(Kind.DOCUMENT)]


def exported(store: GraphStore) -> bytes:
    output = io.BytesIO()
    write_jsonl(store, output)
    return output.getvalue()
