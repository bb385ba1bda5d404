"""Whether the process lives, and whether it can answer: for those who watch over the site."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, jsonify

from graph.store import StoreError
from search.engine import SearchError
from web.access import for_anyone
from web.readiness import State
from web.site import site

health_pages = Blueprint("health", __name__)

log = logging.getLogger(__name__)


@health_pages.get("/health")
@for_anyone
def health() -> Response:
    """Tell that the process lives."""
    return _told(200, {"status": "ok"})


@health_pages.get("/ready")
@for_anyone
def ready() -> Response:
    """Tell whether pages can be had, and with 503 what is missing."""
    state = State(
        _asked("store", lambda: site().store.last_change),
        _asked("index", lambda: site().engine.last_change),
    )
    missing = state.missing(site().pace, time.monotonic())
    told: dict[str, Any] = {"status": "waiting" if missing else "ok"}
    told |= {"store": state.store, "index": state.index, "missing": missing}
    return _told(503 if missing else 200, told)


def _asked(name: str, ask: Callable[[], int]) -> int | None:
    try:
        return ask()
    except (StoreError, SearchError) as error:
        log.warning("The %s does not answer: %s", name, error)
        return None


def _told(status: int, words: dict[str, Any]) -> Response:
    response = jsonify(words)
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    return response
