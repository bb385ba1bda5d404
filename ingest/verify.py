"""Whether store, ledger and original files agree, and what can be mended where they do not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.model import Kind
from graph.store import GraphStore
from ingest.incoming import Incoming
from ingest.ledger import Entry, Ledger
from ingest.originals import Originals, digest_of, is_settled
from ingest.pipeline import Pipeline


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not agree, in a sentence, and whether it has been mended."""

    sentence: str
    is_mended: bool = False


def faults(
    store: GraphStore, ledger: Ledger, originals: Originals, pipeline: Pipeline | None = None
) -> Iterator[Fault]:
    """Yield what does not agree; a ``pipeline`` mends what it can.

    What was lost of the store comes back from the original, a lost original from its file.
    Nothing that speaks of a document is ever dropped.
    """
    yield from (Fault(sentence) for sentence in store.faults())
    is_mending = pipeline is not None
    for entry in list(ledger.entries()):
        if entry.original and (said := _original_fault(entry, originals)):
            yield Fault(said, is_mending and _bring_original_back(entry, originals))
        if entry.document and store.document(entry.document) is None:
            said = f"{entry.name}: the store has lost {entry.document}."
            yield Fault(said, pipeline is not None and _take_again(entry, originals, pipeline))
    for document in store.nodes(Kind.DOCUMENT):
        if not ledger.files_of(document.id):
            yield Fault(f"{document.id}: the ledger knows no file of it; add its file again.")
    needed = {entry.original for entry in ledger.entries()}
    for sha256 in originals.all():
        if sha256 not in needed and is_settled(originals.path(sha256)):
            if is_mending:
                ledger.release(sha256, originals.drop)
            yield Fault(f"The original {sha256} belongs to no file.", is_mending)
    for path in filter(is_settled, originals.unfinished()):
        if is_mending:
            path.unlink(missing_ok=True)
        yield Fault(f"A write was cut off: {path.name}.", is_mending)


def _original_fault(entry: Entry, originals: Originals) -> str:
    """Return what is wrong with the original of an entry, '' where nothing is."""
    if not originals.holds(entry.original):
        return f"{entry.name}: its original is gone."
    return "" if originals.is_sound(entry.original) else f"{entry.name}: its original is damaged."


def _bring_original_back(entry: Entry, originals: Originals) -> bool:
    """Keep the file once more where it still is what it was."""
    try:
        data = Path(entry.path).read_bytes()
    except (OSError, ValueError):
        return False
    if digest_of(data) != entry.original:
        return False
    originals.renew(data)
    return True


def _take_again(entry: Entry, originals: Originals, pipeline: Pipeline) -> bool:
    """Read the original of an entry again into the store."""
    if not (entry.original and originals.holds(entry.original)):
        return False
    kept = Incoming(originals.path(entry.original), entry.name, key=entry.path)
    taken = list(pipeline.add([kept], workers=1))
    return [one.document for one in taken] == [entry.document]
