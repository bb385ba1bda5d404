"""File to fragment to store: parallel, resumable, and the same however often it is run."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import islice, takewhile
from pathlib import Path

from graph.model import Action, Fragment
from graph.store import GraphStore
from ingest.errors import Refusal
from ingest.incoming import Incoming, path_of
from ingest.ledger import Entry, Ledger, Outcome
from ingest.originals import digest_of
from ingest.processing import Processed, Work, process, version_of
from ingest.workers import Workers, refused


@dataclass(slots=True)
class _Archive:
    """An archive at hand, and the members of it that were seen; no archive where path is ''."""

    path: str = ""
    members: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Taken:
    """A file that was stored or refused: what the ledger said of it before, and says now."""

    file: Incoming
    before: Entry | None
    entry: Entry


_Result = tuple[Incoming, Processed]
_Results = Generator[_Result | None, None, None]
# How many documents at most are brought to the disk at once.
_TOGETHER = 50


class Pipeline:
    """Brings files into one store and writes what became of each into one ledger."""

    def __init__(self, store: GraphStore, ledger: Ledger, work: Work | None = None) -> None:
        self._store = store
        self._ledger = ledger
        self._work = work or Work()
        self._extractor = version_of(self._work.lexicon)

    def add(
        self,
        incoming: Iterable[Incoming],
        workers: int = 0,
        is_stopping: Callable[[], bool] = lambda: False,
    ) -> Iterator[Entry]:
        """Take files in, in their order, and yield what became of each once it is stored.

        Archives are opened; each file in them counts as one. Files are read by so many processes
        that can be ended; with 0 by this one, for files that are known to do no harm. Once it
        ``is_stopping`` no further file is taken up; those in hand are still stored.
        """
        from ingest.unpacking import unpacked

        if self._work.originals is not None:
            self._work.originals.tidy()
        with tempfile.TemporaryDirectory(prefix="zhize-") as folder:
            files = unpacked(incoming, Path(folder), self._work.limits)
            files = takewhile(lambda _: not is_stopping(), files)
            archive = _Archive()
            for taken in self._stored(self._processed(files, workers)):
                if taken.file.archive != archive.path:
                    self._close(archive, taken.file)
                    archive = _Archive(taken.file.archive)
                archive.members.add(taken.entry.path)
                self._settle_originals(taken)
                taken.file.forget()
                yield taken.entry
            if not is_stopping():
                self._close(archive, None)

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
        if others and all(other.outcome is Outcome.DUPLICATE for other in others):
            self._ledger.record(replace(others[0], outcome=Outcome.ADDED, reason=""))
        return False

    def _settle_originals(self, taken: _Taken) -> None:
        """Drop what the file was before, and make sure that what it is now is kept.

        Another process may have dropped it between its keeping and the entry.
        """
        before, entry = taken.before, taken.entry
        if before is not None and before.original != entry.original:
            self._release(before.original)
        kept = self._work.originals
        if kept is not None and entry.original and not kept.holds(entry.original):
            data = taken.file.path.read_bytes()
            if digest_of(data) == entry.original:
                kept.keep(data)

    def _release(self, original: str) -> None:
        if self._work.originals is not None and original:
            self._ledger.release(original, self._work.originals.drop)

    def _close(self, archive: _Archive, following: Incoming | None) -> None:
        """Forget what an archive held before and holds no more.

        Where its own refusal follows its members, not all of them were seen.
        """
        if archive.path and (following is None or path_of(following) != archive.path):
            before = list(self._ledger.below(archive.path))
            for entry in before:
                if entry.path not in archive.members:
                    self.forget_file(entry)

    def _processed(self, files: Iterable[Incoming], count: int) -> _Results:
        """Yield what files gave; None where there is a time of waiting."""
        if count:
            with Workers(count, self._work) as workers:
                yield from workers.processed(files, self._known)
            return
        for file in files:
            yield file, refused(file) or process(file.path, self._known(file), self._work)
            yield None

    def _stored(self, results: _Results) -> Iterator[_Taken]:
        """Store what is there, some of it at once, and yield it once it is on the disk.

        Bringing a document to the disk takes longer than storing it. The ledger comes after the
        store: what it does not tell of is done again.
        """
        with closing(results):
            for first in results:
                if first is None:
                    continue
                with self._ledger.together(), self._store.together():
                    some = [self._take(*result) for result in _at_hand(first, results)]
                yield from some

    def _take(self, file: Incoming, processed: Processed) -> _Taken:
        before = self._ledger.entry(path_of(file))
        entry = self._store_one(file, processed, before)
        self._ledger.record(entry)
        if processed.fragment and processed.places:
            self._ledger.lay_out(processed.sha256, processed.fragment.text, processed.places)
        return _Taken(file, before, entry)

    def _known(self, file: Incoming) -> str | None:
        """Return the hash of a file that was stored by this extractor and still is."""
        entry = self._ledger.entry(path_of(file))
        if entry is None or entry.document is None or not self._is_current(entry):
            return None
        is_kept = self._work.originals is None or self._keeps(entry)
        return entry.sha256 if is_kept and self._holds(entry.document) else None

    def _keeps(self, entry: Entry) -> bool:
        kept = self._work.originals
        return kept is not None and entry.original != "" and kept.holds(entry.original)

    def _store_one(self, file: Incoming, processed: Processed, before: Entry | None) -> Entry:
        if processed.refusal:
            return self._refused(file, processed, processed.refusal, before)
        if processed.fragment is None:
            assert before is not None
            return replace(before, outcome=_once_more(before), name=file.name, at=_now())
        document = processed.fragment.document.id
        replaced = self._replaced(file, before, document)
        if twin := self._twin(file, processed.fragment):
            if replaced is not None:
                self._store.remove(replaced)
            same = f"The same document as {twin.name}."
            return self._entry(file, processed, Outcome.DUPLICATE, same)
        was_known = self._holds(document) or (before is not None and self._holds(before.document))
        if not self._store.replace(processed.fragment, instead_of=replaced):
            return self._entry(file, processed, Outcome.UNCHANGED)
        return self._entry(file, processed, Outcome.UPDATED if was_known else Outcome.ADDED)

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
        self, file: Incoming, processed: Processed, outcome: Outcome, reason: str = ""
    ) -> Entry:
        """Return the entry of a file that gave a document."""
        assert processed.fragment is not None
        return replace(
            self._bare(file, processed, outcome),
            document=processed.fragment.document.id,
            reason=reason or processed.notice,
            original=processed.sha256,
            media_type=processed.media_type,
            pages=processed.pages,
            actions=sum(isinstance(node, Action) for node in processed.fragment.nodes),
        )

    def _refused(
        self, file: Incoming, processed: Processed, refusal: Refusal, before: Entry | None
    ) -> Entry:
        """Return the entry of a file that cannot be taken; its earlier document stays."""
        return replace(
            self._bare(file, processed, Outcome.REFUSED),
            document=before.document if before else None,
            reason=str(refusal),
            code=refusal.reason,
            original=before.original if before else "",
        )

    def _bare(self, file: Incoming, processed: Processed, outcome: Outcome) -> Entry:
        """Return what every entry says of its file."""
        return Entry(
            path=path_of(file),
            name=file.name,
            sha256=processed.sha256,
            size=processed.size,
            outcome=outcome,
            extractor=self._extractor,
            at=_now(),
            seconds=processed.seconds,
        )


def _at_hand(first: _Result, results: Iterator[_Result | None]) -> Iterator[_Result]:
    """Yield a result and those after it that can be had without waiting."""
    yield first
    for result in islice(results, _TOGETHER - 1):
        if result is None:
            return
        yield result


def _once_more(entry: Entry) -> Outcome:
    """Return the outcome of a file that is as it was."""
    return entry.outcome if entry.outcome is Outcome.DUPLICATE else Outcome.UNCHANGED


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
