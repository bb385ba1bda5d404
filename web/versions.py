"""Versions of what is sent: who has the present one is told so instead of being sent it again.

Pages and answers are private (they follow the reader's cookies) and are looked after each time
they are used, which costs no more than the version.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from flask import Flask, Response, request

_ROOT: Final = Path(__file__).parents[1]
_PACKAGES: Final = ("graph", "ingest", "search", "web")
_TOLD: Final = frozenset({"text/html", "application/json"})


@cache
def edition() -> str:
    """Return a word that tells this program from any other version of it."""
    digest = sha256()
    for package in _PACKAGES:
        for file in sorted((_ROOT / package).rglob("*.py")):
            digest.update(file.read_bytes())
    return digest.hexdigest()


def version_of(*parts: object) -> str:
    """Return the version of what depends on this program, the address and some parts alone."""
    told = (edition(), request.script_root, request.full_path, *parts)
    return sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def is_there(version: str) -> bool:
    """Return whether whoever asks has this version already."""
    return request.if_none_match.contains_weak(version)


def unchanged(version: str) -> Response:
    """Return the answer to those who have this version already."""
    response = Response(status=304)
    response.set_etag(version)
    _look_after(response)
    return response


def tell_versions(app: Flask) -> None:
    """Give every whole page and JSON answer a version, that of its content where it has none."""

    @app.after_request
    def tell(response: Response) -> Response:
        if not _has_version(response):
            return response
        if not response.get_etag()[0]:
            response.set_etag(sha256(response.get_data()).hexdigest()[:32])
        _look_after(response)
        response.make_conditional(request)
        return response


def _has_version(response: Response) -> bool:
    return (
        request.method in ("GET", "HEAD")
        and response.status_code == 200
        and response.mimetype in _TOLD
        and not response.is_streamed
        and not response.cache_control.no_store
        and "Set-Cookie" not in response.headers
    )


def _look_after(response: Response) -> None:
    response.cache_control.private = True
    response.cache_control.no_cache = True
