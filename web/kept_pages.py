"""Pages that were made a moment ago, sent again to who asks for the same.

Only what is made of the graph and the index alone is kept, as those were sent it whom the site
does not know; a change of either is seen at once, what else a page tells within ``LONGEST``.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from threading import Condition
from typing import Final

from flask import Flask, Response, g, request
from werkzeug.datastructures import Headers

from web.languages import COOKIE, chosen_language
from web.site import site

LONGEST: Final = 20.0
"""Seconds for which a page is kept: names, files and what belongs together follow later."""
MOST: Final = 64_000_000
"""Bytes that the kept pages of a process may have together,"""
LARGEST: Final = MOST // 32
"""and one of them alone."""
PATIENCE: Final = 10.0
"""Seconds that one waits for another who makes the same page."""
OF_THE_GRAPH: Final = frozenset(
    {
        *("home", "search", "answers", "documents", "regulations", "lineage", "locations", "api"),
        *("agencies", "actions", "functions", "subjects", "gaps", "compare", "indicators"),
        *("network", "network_change", "network_citations", "network_view", "doctor"),
    }
)
"""The blueprints whose pages are kept,"""
OF_FILES: Final = frozenset({"api.files", "api.document_files", "api.census", "api.findings"})
"""but for these of their views, which tell what became of files."""


@dataclass(frozen=True, slots=True)
class _Kept:
    body: bytes
    headers: Headers
    state: tuple[int, int]
    until: float


@dataclass(slots=True)
class KeptPages:
    """What was sent last, each page as long as it holds; the longest unused are let go first."""

    most: int = MOST
    largest: int = LARGEST
    longest: float = LONGEST
    _pages: OrderedDict[Hashable, _Kept] = field(default_factory=OrderedDict)
    _size: int = 0
    _being_made: set[Hashable] = field(default_factory=set)
    _turn: Condition = field(default_factory=Condition)

    def find(self, key: Hashable, state: tuple[int, int]) -> Response | None:
        """Return what was sent last for a key, None where it no longer holds.

        Who is given none makes the page and tells its ``end``; others wait meanwhile.
        """
        with self._turn:
            self._turn.wait_for(lambda: key not in self._being_made, PATIENCE)
            if kept := self._held(key, state):
                return Response(kept.body, headers=kept.headers.copy())
            self._being_made.add(key)
        return None

    def end(self, key: Hashable) -> None:
        """Let others go on, whether the page of a key was made or not."""
        with self._turn:
            self._being_made.discard(key)
            self._turn.notify_all()

    def keep(self, key: Hashable, state: tuple[int, int], response: Response) -> None:
        """Remember what is sent for a key, as made of a state of the graph and the index."""
        body, headers = response.get_data(), response.headers.copy()
        if len(body) > self.largest:
            return
        headers.pop("Date", None)
        until = time.monotonic() + self.longest
        with self._turn:
            self._drop(key)
            self._pages[key] = _Kept(body, headers, state, until)
            self._size += len(body)
            while self._size > self.most:
                self._drop(next(iter(self._pages)))

    def _held(self, key: Hashable, state: tuple[int, int]) -> _Kept | None:
        kept = self._pages.get(key)
        if kept is None or (kept.state == state and time.monotonic() < kept.until):
            if kept:
                self._pages.move_to_end(key)
            return kept
        self._drop(key)
        return None

    def _drop(self, key: Hashable) -> None:
        if gone := self._pages.pop(key, None):
            self._size -= len(gone.body)


def keep_pages(app: Flask) -> None:
    """Make an application keep pages; said before what changes its responses."""
    pages = KeptPages()

    @app.after_request
    def keep(response: Response) -> Response:
        key, state = g.get("being_made", (None, None))
        if state is not None and _can_be_kept(response) and state == _state():
            pages.keep(key, state, response)
        return response

    @app.teardown_request
    def end(fault: BaseException | None) -> None:
        key, _ = g.pop("being_made", (None, None))
        if key is not None:
            pages.end(key)

    app.extensions["zhize_kept_pages"] = pages


def find_pages(app: Flask) -> None:
    """Make an application answer with kept pages; said after what may refuse a request."""
    pages: KeptPages = app.extensions["zhize_kept_pages"]

    @app.before_request
    def find() -> Response | None:
        if not _is_for_all():
            return None
        key, state = _key(), _state()
        if found := pages.find(key, state):
            return found
        g.being_made = key, state
        return None


def _is_for_all() -> bool:
    return (
        request.method == "GET"
        and request.blueprint in OF_THE_GRAPH
        and request.endpoint not in OF_FILES
        and request.cookies.keys() <= {COOKIE}
        and request.authorization is None
        and not site().is_private
    )


def _can_be_kept(response: Response) -> bool:
    return (
        response.status_code == 200
        and not response.is_streamed
        and not response.direct_passthrough
        and not response.cache_control.no_store
        and "Set-Cookie" not in response.headers
    )


def _key() -> Hashable:
    is_packed = request.accept_encodings["gzip"] > 0
    where = (request.scheme, request.host, request.script_root, request.path, request.query_string)
    return (*where, chosen_language(), is_packed)


def _state() -> tuple[int, int]:
    return (site().store.last_change, site().engine.last_change)
