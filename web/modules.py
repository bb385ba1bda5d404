"""The script modules of the site: one address for all, which changes when one of them does.

A module imports others by their names beside it, so a digest for each file alone would leave
a browser with new modules that import old ones.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from flask import Blueprint, Response, abort, url_for

from web.access import for_anyone
from web.sending import YEAR

modules = Blueprint("modules", __name__, url_prefix="/modules")

_FOLDER: Final = Path(__file__).parent / "static" / "modules"


def module_address(folder: str, name: str) -> str:
    """Return the address of a module; those that it imports stand beside it."""
    return url_for("modules.module", version=_version(), folder=folder, name=name)


@modules.get("/<version>/<folder>/<name>")
@for_anyone
def module(version: str, folder: str, name: str) -> Response:
    """Give a module; only as of its own version it may be kept."""
    file = _FOLDER / folder / name
    if file not in _files():
        abort(404)
    response = Response(file.read_bytes(), content_type="text/javascript; charset=utf-8")
    if version == _version():
        response.cache_control.max_age = YEAR
        response.cache_control.public = True
        response.cache_control.immutable = True
    else:
        response.cache_control.no_cache = True
    return response


def _files() -> list[Path]:
    return sorted(_FOLDER.glob("*/*.js"))


def _version() -> str:
    return _digest(tuple((file, file.stat().st_mtime_ns) for file in _files()))


@lru_cache(maxsize=1)
def _digest(files: tuple[tuple[Path, int], ...]) -> str:
    digest = sha256()
    for file, _ in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:10]
