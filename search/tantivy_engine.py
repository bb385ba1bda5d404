"""TantivyEngine: the default search engine, one folder on disk or in memory.

The folder holds ``segments``, which tantivy wrote, and their version. Only ``segments`` is ever
deleted: an index that another version made, or that is damaged, is begun anew.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

import tantivy

from search.engine import Passage, Query, Results, SearchError
from search.entries import FACETS, ORDER_OF, STATE, VERSION
from search.prepared import Prepared
from search.tantivy_query import QueryBuilder
from search.tantivy_schema import TEXT_FIELDS, entry_of, prepare, schema, state_of

_HEAP = 64_000_000
_FACET_VALUES = 10_000


class TantivyEngine:
    """A tantivy index; any number of processes read it while one writes."""

    name = "tantivy"

    def __init__(self, path: str | Path | None = None) -> None:
        """Open the index of a folder, or a new one in memory where ``path`` is None."""
        self._folder = Path(path) if path else None
        self._schema = schema()
        self._build = QueryBuilder(self._schema)
        self._lock = Lock()
        self._seen: object = None
        self._index = self._opened()

    @property
    def last_change(self) -> int:
        """The number of the store's last change that the index holds, 0 when empty."""
        return int(self._state(self._searcher(), "change") or 0)

    @property
    def vocabulary(self) -> str:
        """What the words of all passages were cut with, empty where that is not known."""
        return bytes(self._state(self._searcher(), "shown") or b"").decode()

    def update(
        self, removed: Iterable[str], added: Iterable[Passage], change: int, vocabulary: str = ""
    ) -> None:
        """Drop all passages of the ``removed`` document ids, add passages, remember the rest.

        All or nothing: after a crash the index is as before. Raises SearchError where another
        process is writing.
        """
        with self._writing() as writer:
            for document_id in removed:
                writer.delete_documents_by_term("document", document_id)
            writer.delete_documents_by_term("kind", STATE)
            for passage in added:
                writer.add_document(entry_of(passage))
            writer.add_document(state_of(change, vocabulary))

    def clear(self) -> None:
        """Forget everything."""
        with self._writing() as writer:
            writer.delete_all_documents()

    def search(self, query: Query) -> Results:
        """Return the hits for a query; any words whatever give a result, never an error.

        Raises SearchError only where files of the index were damaged since it was opened.
        """
        try:
            return self._results(query, self._searcher())
        except ValueError as error:
            raise SearchError(f"The index is damaged, it has to be rebuilt: {error}.") from error

    def _results(self, query: Query, searcher: tantivy.Searcher) -> Results:
        prepared = Prepared(query)
        asked = self._build.build(prepared.clause)
        found = searcher.search(
            asked,
            limit=_limit(query, searcher.num_docs),
            offset=query.page.offset,
            order_by_field=ORDER_OF.get(query.sort),
        )
        shown = found.hits if query.page.limit != 0 else []
        hits = (prepared.hit(bytes(_stored(searcher, at, "shown")), score) for score, at in shown)
        total: int = found.count  # type: ignore[attr-defined]  # missing in its stubs
        return prepared.results(total, hits, _facets(searcher, asked, prepared.counted))

    def close(self) -> None:
        """Give back files and memory."""
        del self._index

    def _opened(self) -> tantivy.Index:
        if self._folder is None:
            return prepare(tantivy.Index(self._schema))
        try:
            return self._opened_in(self._folder)
        except OSError as error:
            why = error.strerror or error
            raise SearchError(f"The index cannot be kept in {self._folder}: {why}.") from error

    def _opened_in(self, folder: Path) -> tantivy.Index:
        segments, version = folder / "segments", folder / "segments.version"
        if not version.is_file() or version.read_text(errors="replace") != VERSION:
            shutil.rmtree(segments, ignore_errors=True)
            segments.mkdir(parents=True, exist_ok=True)
            version.write_text(VERSION)
        try:
            return self._sound(segments)
        except ValueError:
            shutil.rmtree(segments)
            segments.mkdir()
            return self._sound(segments)

    def _sound(self, segments: Path) -> tantivy.Index:
        """Return the index of a folder; raises ValueError where it cannot be read."""
        index = prepare(tantivy.Index(self._schema, path=str(segments)))
        searcher = index.searcher()
        for name in TEXT_FIELDS:
            searcher.search(self._build.exactly(name, STATE), limit=1)
        self._state(searcher, "change")
        return index

    def _searcher(self) -> tantivy.Searcher:
        """Return a view of what was committed last, by this process or another."""
        if self._folder is not None:
            try:
                state = (self._folder / "segments" / "meta.json").stat()
            except OSError as error:
                raise SearchError(f"The index in {self._folder} is gone: {error}.") from error
            seen = (state.st_mtime_ns, state.st_ino, state.st_size)
            if seen != self._seen:
                self._index.reload()
                self._seen = seen
        return self._index.searcher()

    def _state(self, searcher: tantivy.Searcher, field: str) -> Any:
        found = searcher.search(self._build.exactly("kind", STATE), limit=1)
        return next((_stored(searcher, at, field) for _, at in found.hits), None)

    def _to_write(self) -> tantivy.Index:
        """Return the index with a list of its files that is of now: other processes write too."""
        if self._folder is None:
            return self._index
        return prepare(tantivy.Index(self._schema, path=str(self._folder / "segments")))

    @contextmanager
    def _writing(self) -> Iterator[tantivy.IndexWriter]:
        """Give a writer whose work is committed at the end, or undone by an exception."""
        with self._lock:
            try:
                writer = self._to_write().writer(_HEAP, 1)
            except ValueError as error:
                raise SearchError(f"Another process is writing to the index: {error}") from error
            try:
                # a writer that was killed before its commit left files, under names that come again
                writer.garbage_collect_files()
                yield writer
            except BaseException:
                writer.rollback()
                raise
            else:
                _commit(writer)
            finally:
                writer.wait_merging_threads()
            self._index.reload()


def _commit(writer: tantivy.IndexWriter) -> None:
    try:
        writer.commit()
    except ValueError as error:
        raise SearchError(f"The index could not be written: {error}.") from error


def _limit(query: Query, passages: int) -> int:
    return max(1, passages if query.page.limit is None else min(query.page.limit, passages))


def _stored(searcher: tantivy.Searcher, address: tantivy.DocAddress, field: str) -> Any:
    return searcher.doc(address).get_first(field)


def _facets(
    searcher: tantivy.Searcher, asked: tantivy.Query, names: Iterable[str] = FACETS
) -> dict[str, tuple[tuple[str, int], ...]]:
    wanted = {name: {"terms": {"field": name, "size": _FACET_VALUES}} for name in names}
    counted = searcher.aggregate(asked, wanted) if wanted else {}
    return {name: _counts(counted[name]["buckets"]) for name in wanted}


def _counts(buckets: list[dict[str, Any]]) -> tuple[tuple[str, int], ...]:
    counts = sorted([(-int(bucket["doc_count"]), str(bucket["key"])) for bucket in buckets])
    return tuple([(value, -count) for count, value in counts])
