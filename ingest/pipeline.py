"""File to fragment to store: parallel, resumable, and the same however often it is run."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from graph.lexicon import load_lexicon
from graph.model import Fragment
from graph.store import GraphStore
from ingest.errors import Refusal
from ingest.extract import Extractor
from ingest.fragment import EXTRACTOR, fragment_of
from ingest.incoming import Incoming, legible
from ingest.ledger import Entry, Ledger, Outcome

_AHEAD = 4


@dataclass(frozen=True, slots=True)
class Processed:
    """What a file gave: a fragment, or the reason why not; None and "" for a known file.

    ``notice`` says what makes a fragment less sure than its file: recognised pages.
    """

    sha256: str
    size: int
    fragment: Fragment | None = None
    reason: str = ""
    notice: str = ""


def files_in(paths: Iterable[Path]) -> Iterator[Incoming]:
    """Yield the files that paths name, folders with all below them, in a fixed order.

    Hidden files and folders are left out, and a file named twice counts once. Raises
    FileNotFoundError for a path that is none.
    """
    seen: set[Path] = set()
    for path in paths:
        for file, name in _named(path):
            if (resolved := file.resolve()) not in seen:
                seen.add(resolved)
                yield Incoming(file, legible(name))


def _named(path: Path) -> Iterator[tuple[Path, Path | str]]:
    """Yield the files that one path names, each with what it is called."""
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            inner = file.relative_to(path)
            if file.is_file() and not any(part.startswith(".") for part in inner.parts):
                yield file, inner
    elif path.exists():
        yield path, path.name
    else:
        raise FileNotFoundError(f"There is no file or folder {path}.")


@lru_cache(maxsize=2)
def extractor_for(lexicon: Path | None) -> Extractor:
    """Return the extractor with the built-in lexicon and a folder of more, made once."""
    return Extractor(load_lexicon(lexicon))


def version_of(lexicon: Path | None) -> str:
    """Return what a result depends on beside its file: the extractor and the added lexicon."""
    if lexicon is None:
        return EXTRACTOR
    digest = hashlib.sha256()
    for file in sorted(path for path in lexicon.glob("*") if path.is_file()):
        digest.update(hashlib.sha256(file.read_bytes()).digest() + os.fsencode(file.name) + b"/")
    return f"{EXTRACTOR}-{digest.hexdigest()[:8]}"


def process(path: Path, lexicon: Path | None, known: str | None) -> Processed:
    """Read and extract one file; where its content has the ``known`` hash, only say so."""
    from ingest.readers import DEFAULT_LIMITS, read

    try:
        size = path.stat().st_size
        if size > DEFAULT_LIMITS.size:
            return Processed("", size, None, _too_large(size, DEFAULT_LIMITS.size))
        data = path.read_bytes()
    except OSError as error:
        return Processed("", 0, None, reason_of(error, path))
    digest = hashlib.sha256(data).hexdigest()
    if digest == known:
        return Processed(digest, size)
    try:
        reading = read(data, path.name)
    except Refusal as refusal:
        return Processed(digest, size, None, reason_of(refusal, path))
    extractor = extractor_for(lexicon)
    text, found = extractor.extract(reading.text)
    fragment = fragment_of(text, found, extractor.lexicon, extractor.shapes)
    return Processed(digest, size, fragment, notice=" ".join(reading.notices))


def reason_of(error: Refusal | OSError, path: Path) -> str:
    """Return why a file was refused, without its name, which every list of files shows first."""
    if isinstance(error, OSError):
        return f"The file cannot be read: {error.strerror}."
    return str(error).removeprefix(f"{path.name}: ")


def _refused(file: Incoming) -> Processed | None:
    """Return what a file gave that cannot be taken out of its archive, None for others."""
    return Processed("", 0, None, str(file.refusal)) if file.refusal else None


def _too_large(size: int, limit: int) -> str:
    return f"The file has {size:,} bytes, more than the {limit:,} that are taken."


class Pipeline:
    """Brings files into one store and writes what became of each into one ledger."""

    def __init__(self, store: GraphStore, ledger: Ledger, lexicon: Path | None = None) -> None:
        self._store = store
        self._ledger = ledger
        self._lexicon = lexicon
        self._extractor = version_of(lexicon)

    def add(self, incoming: Iterable[Incoming], workers: int = 1) -> Iterator[Entry]:
        """Take files in, in their order, and yield what became of each once it is stored.

        Archives are opened; each file in them counts as one.
        """
        from ingest.readers import DEFAULT_LIMITS
        from ingest.unpacking import unpacked

        with tempfile.TemporaryDirectory(prefix="zhize-") as folder:
            files = unpacked(incoming, Path(folder), DEFAULT_LIMITS)
            for file, processed in self._processed(files, workers):
                entry = self._store_one(file, processed)
                self._ledger.record(entry)
                file.forget()
                yield entry

    def remove(self, document: str) -> bool:
        """Remove a document from store and ledger; False where there is no such document."""
        self._ledger.forget(document)
        return self._store.remove(document)

    def _processed(
        self, incoming: Iterable[Incoming], workers: int
    ) -> Iterator[tuple[Incoming, Processed]]:
        if workers <= 1:
            for file in incoming:
                known = self._known(file)
                yield file, _refused(file) or process(file.path, self._lexicon, known)
            return
        with ProcessPoolExecutor(
            workers, multiprocessing.get_context("spawn"), _follow_parent
        ) as pool:
            yield from self._in_order(pool, incoming, workers)

    def _in_order(
        self, pool: ProcessPoolExecutor, incoming: Iterable[Incoming], workers: int
    ) -> Iterator[tuple[Incoming, Processed]]:
        """Yield results in the order of the files, with few in flight so that memory is bounded."""
        waiting: deque[tuple[Incoming, Future[Processed]]] = deque()
        for file in incoming:
            task: Future[Processed] = Future()
            if refused := _refused(file):
                task.set_result(refused)
            else:
                with _interrupts_held():
                    task = pool.submit(process, file.path, self._lexicon, self._known(file))
            waiting.append((file, task))
            if len(waiting) >= workers * _AHEAD:
                first, done = waiting.popleft()
                yield first, done.result()
        while waiting:
            first, done = waiting.popleft()
            yield first, done.result()

    def _known(self, file: Incoming) -> str | None:
        """Return the hash of a file that was stored by this extractor and still is."""
        entry = self._ledger.entry(_path(file))
        if entry is None or entry.document is None or not self._is_current(entry):
            return None
        return entry.sha256 if self._holds(entry.document) else None

    def _store_one(self, file: Incoming, processed: Processed) -> Entry:
        before = self._ledger.entry(_path(file))
        if processed.reason:
            document = before.document if before else None
            return self._entry(file, processed, Outcome.REFUSED, document, processed.reason)
        if processed.fragment is None:
            return self._entry(
                file, processed, Outcome.UNCHANGED, before.document if before else None
            )
        document = processed.fragment.document.id
        replaced = self._replaced(file, before, document)
        if twin := self._twin(file, processed.fragment):
            is_changed = replaced is not None and self._store.remove(replaced)
            outcome = Outcome.UPDATED if is_changed else Outcome.UNCHANGED
            reason = f"The same document as {twin.name}."
            return self._entry(file, processed, outcome, document, reason)
        was_known = self._holds(document) or (before is not None and self._holds(before.document))
        if not self._store.replace(processed.fragment, instead_of=replaced):
            return self._entry(file, processed, Outcome.UNCHANGED, document)
        return self._entry(
            file, processed, Outcome.UPDATED if was_known else Outcome.ADDED, document
        )

    def _is_current(self, entry: Entry) -> bool:
        """Whether the file was taken, and by this extractor; a refused one is read each time."""
        return entry.outcome is not Outcome.REFUSED and entry.extractor == self._extractor

    def _holds(self, document: str | None) -> bool:
        return document is not None and self._store.document(document) is not None

    def _twin(self, file: Incoming, fragment: Fragment) -> Entry | None:
        """Return another file that speaks for the same document.

        Files of one document may differ in white space. The text that sorts first is the one
        that is kept: what is stored does not depend on the order of the files.
        """
        document = fragment.document.id
        if not self._holds(document) or fragment.text < self._store.text(document):
            return None
        others = (e for e in self._ledger.files_of(document) if e.path != _path(file))
        return next(filter(self._is_current, others), None)

    def _replaced(self, file: Incoming, before: Entry | None, document: str) -> str | None:
        """Return the document that this file held before, unless another file holds it too."""
        if before is None or before.document in (None, document):
            return None
        others = [e for e in self._ledger.files_of(before.document) if e.path != _path(file)]
        return None if others else before.document

    def _entry(
        self,
        file: Incoming,
        processed: Processed,
        outcome: Outcome,
        document: str | None,
        reason: str = "",
    ) -> Entry:
        return Entry(
            path=_path(file),
            name=file.name,
            sha256=processed.sha256,
            size=processed.size,
            outcome=outcome,
            document=document,
            reason=reason or processed.notice,
            extractor=self._extractor,
            at=datetime.now(UTC).isoformat(timespec="seconds"),
        )


def _path(file: Incoming) -> str:
    return file.key or legible(file.path.resolve())


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let an interrupt from the keyboard wait; processes started meanwhile never get one.

    It would reach them all, and each would tell of it; the one that started them answers.
    """
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _follow_parent() -> None:
    """End this worker when the process that started it is gone, however it went."""
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
