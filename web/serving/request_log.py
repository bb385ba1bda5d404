"""One line in the log for each request, and the number by which a visitor can ask about it.

What stands behind ``?`` is left out unless it is asked for: it holds the words that people
search for. Who asks is not written down.
"""

from __future__ import annotations

import logging
import re
import secrets
import time
from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HEADER = "X-Request-Id"
PROBES = ("/health", "/ready")

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""The number of the request that this thread answers."""

log = logging.getLogger("web.requests")
_ID = re.compile(r"[\w-]{8,64}", re.ASCII)


def logged(app: WSGIApplication, *, with_queries: bool = False) -> WSGIApplication:
    """Return the application with a line in the log for each request, when it has been answered."""

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        given = environ.get("HTTP_X_REQUEST_ID", "")
        number = given if _ID.fullmatch(given) else secrets.token_hex(8)
        request_id.set(number)
        answer = _Answer(_told(environ, with_queries=with_queries))

        def begin(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            answer.status = int(status[:3])
            return start_response(status, [*headers, (HEADER, number)], *error)

        answer.body = app(environ, begin)
        return answer

    return application


def _told(environ: WSGIEnvironment, *, with_queries: bool) -> dict[str, Any]:
    path = environ.get("PATH_INFO", "").encode("latin-1").decode("utf-8", "replace")
    told = {"method": environ.get("REQUEST_METHOD", ""), "path": path}
    if with_queries and environ.get("QUERY_STRING"):
        told["query"] = environ["QUERY_STRING"]
    return told


class _Answer:
    """The body of an answer; what is known of it is logged when it is closed."""

    def __init__(self, told: dict[str, Any]) -> None:
        self._told, self._start = told, time.perf_counter()
        self._bytes = 0
        self.status = 0
        self.body: Iterable[bytes] = ()

    def __iter__(self) -> Iterator[bytes]:
        for part in self.body:
            self._bytes += len(part)
            yield part

    def close(self) -> None:
        if hasattr(self.body, "close"):
            self.body.close()
        ms = round((time.perf_counter() - self._start) * 1000, 1)
        told = {**self._told, "status": self.status, "ms": ms, "bytes": self._bytes}
        level = logging.DEBUG if self._told["path"].endswith(PROBES) else logging.INFO
        log.log(level, _line(told), extra={"told": told})
        request_id.set("")


def _line(told: dict[str, Any]) -> str:
    address = "?".join(filter(None, (told["path"], told.get("query"))))
    # A path can hold line ends, which would look like lines of their own.
    shown = "".join(sign if sign.isprintable() else "�" for sign in address)
    return f"{told['method']} {shown} {told['status']} {told['ms']} ms {told['bytes']} bytes"
