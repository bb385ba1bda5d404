"""File to fragment to store: parallel, resumable, and the same however often it is run."""

from __future__ import annotations

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
from datetime import UTC, datetime
from pathlib import Path

from graph.model import Fragment
from graph.store import GraphStore
from ingest.incoming import Incoming, legible
from ingest.ledger import Entry, Ledger, Outcome
from ingest.originals import Originals, digest_of
from ingest.processing import Processed, process, version_of

_AHEAD = 4


def _refused(file: Incoming) -> Processed | None:
    """Return what a file gave that cannot be taken out of its archive, None for others."""
    return Processed("", 0, None, str(file.refusal)) if file.refusal else None


class Pipeline:
    """Brings files into one store and writes what became of each into one ledger."""

    def __init__(
        self,
        store: GraphStore,
        ledger: Ledger,
        lexicon: Path | None = None,
        originals: Originals | None = None,
    ) -> None:
        self._store = store
        self._ledger = ledger
        self._lexicon = lexicon
        self._originals = originals
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
                before = self._ledger.entry(path_of(file))
                entry = self._store_one(file, processed)
                self._ledger.record(entry)
                self._settle_originals(file, before, entry)
                file.forget()
                yield entry

    def remove(self, document: str) -> bool:
        """Remove a document from store, ledger and originals; False where there is none."""
        entries = self._ledger.files_of(document)
        is_removed = self._store.remove(document)
        self._ledger.forget(document)
        for entry in entries:
            self._release(entry.original)
        return is_removed

    def forget_file(self, entry: Entry) -> bool:
        """Forget a file that is gone; return whether its document went with it.

        The document stays while another file holds it.
        """
        others = [e for e in self._ledger.files_of(entry.document or "") if e.path != entry.path]
        is_last = entry.document is not None and not others
        if is_last:
            return self.remove(str(entry.document))
        self._ledger.forget_file(entry.path)
        self._release(entry.original)
        return False

    def _settle_originals(self, file: Incoming, before: Entry | None, entry: Entry) -> None:
        """Drop what the file was before, and make sure that what it is now is kept.

        Another process may have dropped it between its keeping and the entry.
        """
        if before is not None and before.original != entry.original:
            self._release(before.original)
        kept = self._originals
        if kept is not None and entry.original and not kept.holds(entry.original):
            data = file.path.read_bytes()
            if digest_of(data) == entry.original:
                kept.keep(data)

    def _release(self, original: str) -> None:
        if self._originals is not None and original:
            self._ledger.release(original, self._originals.drop)

    def _processed(
        self, incoming: Iterable[Incoming], workers: int
    ) -> Iterator[tuple[Incoming, Processed]]:
        if workers <= 1:
            for file in incoming:
                known = self._known(file)
                done = _refused(file) or process(file.path, self._lexicon, known, self._originals)
                yield file, done
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
                    given = (file.path, self._lexicon, self._known(file), self._originals)
                    task = pool.submit(process, *given)
            waiting.append((file, task))
            if len(waiting) >= workers * _AHEAD:
                first, done = waiting.popleft()
                yield first, done.result()
        while waiting:
            first, done = waiting.popleft()
            yield first, done.result()

    def _known(self, file: Incoming) -> str | None:
        """Return the hash of a file that was stored by this extractor and still is."""
        entry = self._ledger.entry(path_of(file))
        if entry is None or entry.document is None or not self._is_current(entry):
            return None
        is_kept = self._originals is None or self._keeps(entry)
        return entry.sha256 if is_kept and self._holds(entry.document) else None

    def _keeps(self, entry: Entry) -> bool:
        kept = self._originals
        return kept is not None and entry.original != "" and kept.holds(entry.original)

    def _store_one(self, file: Incoming, processed: Processed) -> Entry:
        before = self._ledger.entry(path_of(file))
        if processed.reason:
            document = before.document if before else None
            return self._entry(file, processed, Outcome.REFUSED, document, processed.reason)
        if processed.fragment is None:
            document, reason = (before.document, before.reason) if before else (None, "")
            return self._entry(file, processed, Outcome.UNCHANGED, document, reason)
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
        others = (e for e in self._ledger.files_of(document) if e.path != path_of(file))
        return next(filter(self._is_current, others), None)

    def _replaced(self, file: Incoming, before: Entry | None, document: str) -> str | None:
        """Return the document that this file held before, unless another file holds it too."""
        if before is None or before.document in (None, document):
            return None
        others = [e for e in self._ledger.files_of(before.document) if e.path != path_of(file)]
        return None if others else before.document

    def _entry(
        self,
        file: Incoming,
        processed: Processed,
        outcome: Outcome,
        document: str | None,
        reason: str = "",
    ) -> Entry:
        original = processed.sha256
        if outcome is Outcome.REFUSED:
            before = self._ledger.entry(path_of(file))
            original = before.original if before else ""
        return Entry(
            original=original,
            path=path_of(file),
            name=file.name,
            sha256=processed.sha256,
            size=processed.size,
            outcome=outcome,
            document=document,
            reason=reason or processed.notice,
            extractor=self._extractor,
            at=datetime.now(UTC).isoformat(timespec="seconds"),
        )


def path_of(file: Incoming) -> str:
    """Return what the ledger knows a file by."""
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
