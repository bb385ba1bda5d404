"""What is said when something cannot be shown: a page for people, problem+json for programs."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from types import MappingProxyType

from flask import Flask, Response, make_response, render_template, request
from werkzeug.exceptions import HTTPException, default_exceptions

from graph.renewed import NotYetError
from graph.store import StoreError
from search.engine import SearchError
from web.problem_words import Told, being_made, told
from web.serving.request_log import request_id

API = "/api/v1/"
WAIT = "10"
"""After how many seconds who met a busy store is asked to come again."""
FAULT = "The server met an error of its own."
SILENCE = "The store or the index does not answer."
BEING_MADE = "This is made of the whole graph for the first time. Ask again in a while."
NONE: Mapping[str, str] = MappingProxyType({})

log = logging.getLogger(__name__)


def explain(app: Flask) -> None:
    """Make the application answer every error with a sentence."""

    @app.errorhandler(HTTPException)
    def on_refusal(error: HTTPException) -> Response:
        if error.response is not None:
            return error.response  # type: ignore[return-value]
        headers = {name: value for name, value in error.get_headers() if name != "Content-Type"}
        return _answer(error.code or 500, error.name, error.description or "", headers)

    @app.errorhandler(StoreError)
    @app.errorhandler(SearchError)
    def on_silence(error: Exception) -> Response:
        log.error("%s %s: %s", request.method, request.path, error)
        return _answer(503, "Service Unavailable", SILENCE, {"Retry-After": WAIT})

    @app.errorhandler(NotYetError)
    def on_first_time(error: NotYetError) -> Response:
        if request.path.startswith(API):
            return _answer(503, "Service Unavailable", BEING_MADE, {"Retry-After": WAIT})
        answer = _page(503, being_made(WAIT))
        answer.headers.update({"Retry-After": WAIT, "Refresh": WAIT})
        return answer

    @app.errorhandler(Exception)
    def on_fault(error: Exception) -> Response:
        log.exception("%s %s failed", request.method, request.path, exc_info=error)
        return _answer(500, "Internal Server Error", FAULT)


def problem(status: int, title: str, detail: str, **more: str) -> Response:
    """Return problem+json (RFC 9457)."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return Response(
        json.dumps(body, ensure_ascii=False), status, content_type="application/problem+json"
    )


def _answer(status: int, title: str, detail: str, headers: Mapping[str, str] = NONE) -> Response:
    number = request_id.get() if status == 500 else ""
    if request.path.startswith(API):
        answer = problem(status, title, detail, **({"request": number} if number else {}))
    else:
        words = told(status, _own_words(status, detail), headers.get("Retry-After", ""))
        answer = _page(status, words, number)
    answer.headers.update(headers)  # which methods are allowed, when to come again
    return answer


def _page(status: int, words: Told, number: str = "") -> Response:
    page = render_template("problem.html", status=status, told=words, number=number)
    return make_response(page, status)


def _own_words(status: int, detail: str) -> str:
    """Return what was said where a problem was met, nothing where its kind alone says it."""
    kind = default_exceptions.get(status)
    return "" if detail in (FAULT, SILENCE) or (kind and detail == kind.description) else detail
