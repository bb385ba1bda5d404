"""How responses travel: text is packed, and files whose address tells their digest are kept."""

from __future__ import annotations

import gzip
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from flask import Flask, Response, request, url_for

from web.languages import COOKIE

YEAR: Final = 365 * 24 * 3600
LEAST: Final = 1_000
"""From how many bytes on packing is worth its time."""
_LEVEL: Final = 5
_FILES: Final = 64
_STATIC: Final = Path(__file__).parent / "static"
_TEXT: Final = frozenset(
    {
        *("text/html", "text/css", "text/javascript", "text/plain", "image/svg+xml"),
        *("application/json", "application/problem+json", "application/atom+xml"),
    }
)


def static_file(name: str) -> str:
    """Return the address of a file of the site; it changes when the file does."""
    return url_for("static", filename=name, v=_digest_of(name))


def _digest_of(name: str) -> str:
    path = _STATIC / name
    return _digest(path, path.stat().st_mtime_ns) if path.is_file() else ""


@lru_cache(maxsize=_FILES)
def _digest(path: Path, _changed_at: int) -> str:
    return sha256(path.read_bytes()).hexdigest()[:10]


def send_lightly(app: Flask) -> None:
    """Make an application pack the text it sends, and have its files kept for a year."""

    @app.after_request
    def send(response: Response) -> Response:
        if _is_file_of_its_address():
            _keep_for_long(response)
        if response.mimetype in _TEXT:
            response.vary.add("Accept-Encoding")
        if _can_be_packed(response):
            _pack(response)
        return response


def _is_file_of_its_address() -> bool:
    if request.endpoint != "static" or not request.args.get("v"):
        return False
    return request.args["v"] == _digest_of((request.view_args or {})["filename"])


def _keep_for_long(response: Response) -> None:
    response.cache_control.max_age = YEAR
    response.cache_control.public = True
    response.cache_control.immutable = True
    response.expires = None


def _can_be_packed(response: Response) -> bool:
    """Return whether a response is text that is there as a whole and holds no secret.

    What is sent to somebody who is known may hold a secret beside words of the address, and
    its packed length would tell of it (BREACH).
    """
    is_file = request.endpoint == "static"
    is_for_all = "Set-Cookie" not in response.headers and request.cookies.keys() <= {COOKIE}
    return (
        response.status_code == 200
        and response.mimetype in _TEXT
        and request.accept_encodings["gzip"] > 0
        and not response.content_encoding
        and (is_file or (is_for_all and not response.is_streamed))
    )


def _pack(response: Response) -> None:
    response.direct_passthrough = False
    data = response.get_data()
    if len(data) < LEAST:
        return
    response.set_data(_packed_file(data) if request.endpoint == "static" else _packed(data))
    response.content_encoding = "gzip"
    etag, _ = response.get_etag()
    if etag:
        response.set_etag(etag, weak=True)


def _packed(data: bytes) -> bytes:
    return gzip.compress(data, _LEVEL, mtime=0)


_packed_file = lru_cache(maxsize=_FILES)(_packed)
