"""OpenSearchEngine: the search engine on an OpenSearch server, for more than one machine can hold.

What is sent is made here, tokens and queries alike: the server needs no plugins and no dictionary.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from tempfile import SpooledTemporaryFile
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from opensearchpy import OpenSearch, OpenSearchException
from opensearchpy.exceptions import ConnectionError as NoConnection
from opensearchpy.exceptions import NotFoundError, TransportError

from search.engine import Passage, Query, Results, SearchError
from search.entries import ORDER_OF, ORDERS, STATE, VERSION, entry_of
from search.opensearch_query import OURS, compiled, definition, values_of
from search.prepared import Prepared

DEFAULT_INDEX = "zhize"
_SECONDS = 120
_FACET_VALUES = 10_000
# Bytes that one request carries, and that an update keeps in memory before they go to a file.
_PART, _IN_MEMORY = 8_000_000, 64_000_000
_MOST_REMOVED = 10_000


class OpenSearchEngine:
    """An index on a server; any number of processes read it while one writes.

    An update is seen as a whole when it is done. What one left that was cut off is seen when the
    next one begins, which brings it up, or where the server itself was started anew.
    """

    name = "OpenSearch"

    def __init__(self, url: str) -> None:
        """Open the index that a url names, ``http://[user:password@]host:port[/index]``.

        Raises SearchError where the server cannot be reached, or has an index of that name which
        is not ours.
        """
        parts = urlsplit(url)
        self._index = parts.path.strip("/") or DEFAULT_INDEX
        server = urlunsplit((parts.scheme, parts.netloc, "", "", ""))
        self._shown_url = f"{parts.scheme}://{parts.hostname}:{parts.port or ''}".rstrip(":")
        self._client = OpenSearch([server], timeout=_SECONDS, http_compress=True)
        with self._told():
            self._prepare()

    @property
    def last_change(self) -> int:
        """The number of the store's last change that the index holds, 0 when empty."""
        return int(self._state().get("change", 0))

    @property
    def vocabulary(self) -> str:
        """What the words of all passages were cut with, empty where that is not known."""
        return str(self._state().get("shown", ""))

    def _state(self) -> dict[str, Any]:
        with self._told():
            asked = {"query": {"term": {"kind": STATE}}, "size": 1}
            hits = self._client.search(index=self._index, body=asked)["hits"]["hits"]
            return dict(hits[0]["_source"]) if hits else {}

    def update(
        self, removed: Iterable[str], added: Iterable[Passage], change: int, vocabulary: str = ""
    ) -> None:
        """Drop all passages of the ``removed`` document ids, add passages, remember the rest.

        Nothing is sent before all passages have been made.
        """
        with SpooledTemporaryFile(_IN_MEMORY) as kept, self._told():
            for passage in added:
                kept.write(_line(_action(passage.id)) + _line(values_of(entry_of(passage))))
            none = dict.fromkeys(ORDERS, 0)
            state = {"kind": STATE, "change": change, "shown": vocabulary, **none}
            kept.write(_line(_action(STATE)) + _line(state))
            self._client.indices.refresh(index=self._index)
            self._remove(list(removed))
            kept.seek(0)
            for part in _parts(kept):
                self._send(part)
            self._client.indices.refresh(index=self._index)

    def clear(self) -> None:
        """Forget everything."""
        with self._told():
            self._client.indices.refresh(index=self._index)
            self._delete({"match_all": {}})
            self._client.indices.refresh(index=self._index)

    def search(self, query: Query) -> Results:
        """Return the hits for a query; any words whatever give a result, never an error.

        Raises SearchError only where the server cannot answer.
        """
        prepared = Prepared(query)
        limit = query.page.limit
        ordered = [query.sort] if query.sort in ORDER_OF else []
        asked = {
            "query": compiled(prepared.clause),
            "from": query.page.offset,
            "size": 2**31 - 1 - query.page.offset if limit is None else limit,
            "sort": [*({ORDER_OF[one]: "desc"} for one in ordered), "_score", "id"],
            "track_scores": True,
            "track_total_hits": True,
            "_source": ["shown"],
            "aggs": {
                name: {"terms": {"field": name, "size": _FACET_VALUES}} for name in prepared.counted
            },
        }
        with self._told():
            found = self._client.search(index=self._index, body=_line(asked))
        hits = (
            prepared.hit(hit["_source"]["shown"].encode(), hit["_score"])
            for hit in found["hits"]["hits"]
        )
        told = found.get("aggregations", {})
        facets = {name: _counts(told[name]["buckets"]) for name in prepared.counted}
        return prepared.results(found["hits"]["total"]["value"], hits, facets)

    def close(self) -> None:
        """Give back files and memory."""
        self._client.close()

    def _prepare(self) -> None:
        """Make the index where there is none, or one that another version made."""
        try:
            (kept,) = self._client.indices.get_mapping(index=self._index).values()
        except NotFoundError:
            self._client.indices.create(index=self._index, body=definition())
            return
        version = kept["mappings"].get("_meta", {}).get(OURS)
        if version is None:
            raise SearchError(
                f"The index {self._index!r} of {self._shown_url} was not made by this program: "
                "name another one."
            )
        if version != VERSION:
            self._client.indices.delete(index=self._index)
            self._client.indices.create(index=self._index, body=definition())

    def _remove(self, documents: list[str]) -> None:
        for start in range(0, len(documents), _MOST_REMOVED):
            self._delete({"terms": {"document": documents[start : start + _MOST_REMOVED]}})

    def _delete(self, query: dict[str, Any]) -> None:
        # two writers that bring up the same changes meet in what they delete
        self._client.delete_by_query(
            index=self._index,
            body=_line({"query": query}),
            params={"conflicts": "proceed"},
        )

    def _send(self, part: bytes) -> None:
        told = self._client.bulk(index=self._index, body=part)
        if told["errors"]:
            refused = next(item["index"] for item in told["items"] if "error" in item["index"])
            raise SearchError(f"The server refused a passage: {refused['error']['reason']}.")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Say in a sentence what the server, or the way to it, did not do."""
        try:
            yield
        except NoConnection as error:
            raise SearchError(f"No search server answers at {self._shown_url}.") from error
        except TransportError as error:
            why = f"{error.status_code} {error.error}"
            raise SearchError(f"The search server {self._shown_url} refused: {why}.") from error
        except OpenSearchException as error:
            raise SearchError(f"The search server {self._shown_url} failed: {error}.") from error


def _action(entry_id: str) -> dict[str, Any]:
    """Return the line before an entry; the same passage has the same short id each time."""
    return {"index": {"_id": blake2b(entry_id.encode("utf-8", "replace")).hexdigest()[:32]}}


def _line(value: dict[str, Any]) -> bytes:
    """Return a line of JSON; halves of signs, which no text may hold, become question marks."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _parts(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield lines in parts of about one size, an entry never apart from the line before it."""
    part: list[bytes] = []
    size = 0
    for number, line in enumerate(lines):
        if number % 2 == 0 and size >= _PART:
            yield b"".join(part)
            part, size = [], 0
        part.append(line)
        size += len(line)
    if part:
        yield b"".join(part)


def _counts(buckets: Iterable[dict[str, Any]]) -> tuple[tuple[str, int], ...]:
    counts = ((str(bucket["key"]), int(bucket["doc_count"])) for bucket in buckets)
    return tuple(sorted(counts, key=lambda count: (-count[1], count[0])))
