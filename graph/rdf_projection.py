"""The dataset in an Oxigraph store on the disk: a projection of the graph that catches up with it.

It holds what an export holds but sayings, and the ontology in a graph of its own.

One process at a time writes, which Oxigraph's lock sees to. Readers open snapshots, which share
their files with what is written and never change: one is made after each catching up.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import blake2b
from itertools import chain, islice
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from graph.model import Change, Kind
from graph.ontology import NAMESPACE, PATH
from graph.rdf_dataset import common_triples, nodes_of
from graph.rdf_update import graph_of, put_documents
from graph.store import GraphStore, StoreError

BATCH = 100
"""How many changed documents are brought up before others may ask again."""
KEEP = 300.0
"""For how long a snapshot that is no longer the last one stays; seconds."""
_AT_ONCE = 50_000
_VERSION = 1
_ONTOLOGY = NamedNode(NAMESPACE.rstrip("#"))


class BusyError(StoreError):
    """Another process brings the projection up."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A folder to read from, the change of the store that it has reached, the form it has."""

    folder: str
    change: int
    form: str


class RdfProjection:
    """The projection in a folder; what is there of another version is made anew."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def snapshot(self) -> Snapshot | None:
        """The last snapshot, or None before the first one."""
        try:
            told = Snapshot(**json.loads((self._folder / "state.json").read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        is_there = told.form == _form() and self.path_of(told).is_dir()
        return told if is_there else None

    def path_of(self, snapshot: Snapshot) -> Path:
        """Return the folder that Oxigraph reads a snapshot from."""
        return self._folder / snapshot.folder

    def catch_up(self, store: GraphStore) -> int:
        """Bring the projection up to the store's last change; return how many documents changed.

        Raises BusyError where another process is at it, StoreError where the disk does not let it.
        """
        reached = self.snapshot
        if reached and reached.change == store.last_change:
            return 0
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            return self._brought_up(store)
        except OSError as error:
            raise StoreError(f"The RDF in {self._folder} cannot be written: {error}.") from error

    def _brought_up(self, store: GraphStore) -> int:
        dataset = self._opened()
        reached = self.snapshot  # as the writer before has left it
        done = 0
        if reached is None or reached.change > store.last_change:
            change, done = store.last_change, _build(dataset, store)
            self._keep(dataset, change)
            reached = self.snapshot
        changes = iter(sorted(store.changes(reached.change if reached else 0), key=_number))
        while some := list(islice(changes, BATCH)):
            put_documents(dataset, store, some)
            self._keep(dataset, some[-1].number)
            done += len(some)
        return done

    def _opened(self) -> Store:
        path = self._folder / "store"
        try:
            return Store(path)
        except (OSError, RuntimeError) as error:  # what Oxigraph says of a broken store
            if "lock" in str(error).lower():
                raise BusyError("Another process brings the RDF up to the graph.") from error
            shutil.rmtree(path)
            (self._folder / "state.json").unlink(missing_ok=True)
            return Store(path)

    def _keep(self, dataset: Store, change: int) -> None:
        """Make a snapshot of what was written and let readers know of it."""
        folder = f"snapshot-{change}-{time.time_ns()}"
        dataset.backup(self._folder / folder)
        state = self._folder / f"state.{os.getpid()}"
        state.write_text(json.dumps(asdict(Snapshot(folder, change, _form()))), "utf-8")
        state.replace(self._folder / "state.json")
        for other in self._folder.glob("snapshot-*"):
            with suppress(OSError):  # another process may be faster
                if other.name != folder and time.time() - other.stat().st_mtime > KEEP:
                    shutil.rmtree(other, ignore_errors=True)


def _build(dataset: Store, store: GraphStore) -> int:
    """Fill a dataset from nothing and return how many documents it has."""
    dataset.clear()
    documents = [document.id for document in store.nodes(Kind.DOCUMENT)]
    ontology = (
        Quad(q.subject, q.predicate, q.object, _ONTOLOGY)
        for q in parse(path=PATH, format=RdfFormat.TURTLE)
    )
    common = (Quad(*triple) for triple in common_triples(store))
    quads = chain(ontology, _said(store, documents), common)
    while some := list(islice(quads, _AT_ONCE)):  # given all at once, it takes a gigabyte
        dataset.bulk_extend(some)
    return len(documents)


def _said(store: GraphStore, documents: Iterable[str]) -> Iterator[Quad]:
    node_of = nodes_of(store)
    for document_id in documents:
        with suppress(KeyError):  # removed since; the change that says so comes next
            yield from graph_of(store, document_id, node_of)


def _form() -> str:
    """Return what tells the RDF of this version from that of others."""
    return f"{_VERSION}-{blake2b(PATH.read_bytes(), digest_size=8).hexdigest()}"


def _number(change: Change) -> int:
    return change.number
