"""WhooshEngine: the search engine in pure Python, for machines without the packages of others.

The folder holds ``whoosh`` and its version; an index that another version made is begun anew.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

from whoosh import index, query, scoring
from whoosh.reading import SegmentReader
from whoosh.searching import Searcher
from whoosh.writing import CLEAR, IndexWriter, LockError

from search.engine import Passage, Query, Results, SearchError
from search.entries import ORDER_OF, ORDERS, STATE, VERSION, entry_of
from search.prepared import Prepared
from search.whoosh_schema import compiled, facets_in, schema, values_of

_MEGABYTES = 64
_TOGETHER, _LARGE = 10, 1_000
"""So many segments of about one size become one; those with so many passages stay as they are."""


class WhooshEngine:
    """A Whoosh index; any number of processes read it while one writes."""

    name = "Whoosh"

    def __init__(self, path: str | Path | None = None) -> None:
        """Open the index of a folder, or a new one in a passing folder where ``path`` is None.

        Raises SearchError where the folder cannot be used.
        """
        self._lock = Lock()
        # Whoosh's own memory shares files of predictable names with other processes
        self._passing: TemporaryDirectory[str] | None = None
        if path is None:
            self._passing = TemporaryDirectory(prefix="zhize-")
            path = self._passing.name
        try:
            self._index = _opened(Path(path))
        except OSError as error:
            why = error.strerror or error
            raise SearchError(f"The index cannot be kept in {path}: {why}.") from error
        self._searcher = self._index.searcher(weighting=scoring.BM25F())

    @property
    def last_change(self) -> int:
        """The number of the store's last change that the index holds, 0 when empty."""
        return int(self._state("change") or 0)

    @property
    def vocabulary(self) -> str:
        """What the words of all passages were cut with, empty where that is not known."""
        return str(self._state("shown") or "")

    def _state(self, name: str) -> Any:
        found = self._newest().search(query.Term("kind", STATE), limit=1)
        return found[0][name] if len(found) else None

    def update(
        self, removed: Iterable[str], added: Iterable[Passage], change: int, vocabulary: str = ""
    ) -> None:
        """Drop all passages of the ``removed`` document ids, add passages, remember the rest.

        All or nothing: after a crash the index is as before. Raises SearchError where another
        process is writing.
        """
        with self._writing() as writer:
            for document_id in removed:
                writer.delete_by_term("document", document_id)
            writer.delete_by_term("kind", STATE)
            for passage in added:
                writer.add_document(**values_of(entry_of(passage)))
            none = dict.fromkeys(ORDERS, 0)
            writer.add_document(kind=STATE, change=change, shown=vocabulary, **none)

    def clear(self) -> None:
        """Forget everything."""
        with self._writing(CLEAR):
            pass

    def search(self, query: Query) -> Results:
        """Return the hits for a query; any words whatever give a result, never an error."""
        prepared = Prepared(query)
        asked = compiled(prepared.clause)
        searcher = self._newest()
        start, count = query.page.offset, query.page.limit
        found = searcher.search(
            asked,
            limit=None if count is None else max(1, start + count),
            sortedby=ORDER_OF.get(query.sort),
            reverse=query.sort in ORDER_OF,
        )
        places = set(found.docs())
        end = len(found) if count is None else start + count
        hits = tuple(
            prepared.hit(hit["shown"], float(hit.score or 0.0))
            for hit in (found[place] for place in range(start, min(end, found.scored_length())))
        )
        return prepared.results(len(places), hits, _facets(searcher, places, prepared.counted))

    def close(self) -> None:
        """Give back files and memory."""
        self._searcher.close()
        self._index.close()
        if self._passing is not None:
            self._passing.cleanup()

    def _newest(self) -> Searcher:
        """Return a view of what was committed last, by this process or another."""
        with self._lock:
            if not self._searcher.up_to_date():
                # others may still be reading with the one before
                self._searcher = self._index.searcher(weighting=scoring.BM25F())
            return self._searcher

    @contextmanager
    def _writing(self, merging: Callable[..., Any] | None = None) -> Iterator[IndexWriter]:
        """Give a writer whose work is committed at the end, or undone by an exception."""
        try:
            writer = self._index.writer(limitmb=_MEGABYTES)
        except LockError as error:
            raise SearchError("Another process is writing to the index.") from error
        try:
            yield writer
            writer.commit(mergetype=merging or _merged)
        except BaseException:
            # what could not be written may not be cancelled either; the first error tells why
            with suppress(Exception):
                writer.cancel()
            raise


def _opened(folder: Path) -> index.FileIndex:
    segments, version = folder / "whoosh", folder / "whoosh.version"
    if not version.is_file() or version.read_text(errors="replace") != VERSION:
        shutil.rmtree(segments, ignore_errors=True)
        segments.mkdir(parents=True, exist_ok=True)
        version.write_text(VERSION)
    if index.exists_in(str(segments)):
        return index.open_dir(str(segments))
    return index.create_in(str(segments), schema())


def _merged(writer: Any, segments: list[Any]) -> list[Any]:
    """Merge small segments of about one size when there are many; return those that stay.

    Merging a passage takes longer than indexing it, and Whoosh's own way merges nearly all with
    each commit. Here a passage is merged as often as there are sizes (O'Neil and others, "The
    log-structured merge-tree", 1996).
    """
    sizes: dict[int, list[Any]] = {}
    staying: list[Any] = []
    for segment in segments:
        count = segment.doc_count()
        alike = sizes.setdefault(int(log(max(count, 1), _TOGETHER)), [])
        (staying if count >= _LARGE else alike).append(segment)
    for alike in sizes.values():
        if len(alike) < _TOGETHER:
            staying += alike
            continue
        for segment in alike:
            with closing(SegmentReader(writer.storage, writer.schema, segment)) as reader:
                writer.add_reader(reader)
    return staying


def _facets(
    searcher: Searcher, places: set[int], names: Iterable[str]
) -> dict[str, tuple[tuple[str, int], ...]]:
    counts: dict[str, Counter[str]] = {name: Counter() for name in names}
    reader = searcher.reader()
    if counts and reader.has_column("facets"):
        column = reader.column_reader("facets", translate=False)
        for place in places:
            for name, value in facets_in(column[place]):
                if name in counts:
                    counts[name][value] += 1
    return {
        name: tuple(sorted(counted.items(), key=lambda count: (-count[1], count[0])))
        for name, counted in counts.items()
    }
