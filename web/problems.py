"""What is said when something cannot be shown: a page for people, problem+json for programs."""

from __future__ import annotations

import json
import logging

from flask import Flask, Response, render_template, request
from flask_babel import gettext
from werkzeug.exceptions import HTTPException

from web.serving.request_log import request_id

API = "/api/"

log = logging.getLogger(__name__)


def explain(app: Flask) -> None:
    """Make the application answer every error with a sentence."""

    @app.errorhandler(HTTPException)
    def on_refusal(error: HTTPException) -> Response | tuple[str, int]:
        if error.response is not None:
            return error.response  # type: ignore[return-value]
        return _answer(error.code or 500, error.name, error.description or "")

    @app.errorhandler(Exception)
    def on_fault(error: Exception) -> Response | tuple[str, int]:
        log.exception("%s %s failed", request.method, request.path, exc_info=error)
        return _answer(500, "Internal Server Error", "The server met an error of its own.")


def problem(status: int, title: str, detail: str, **more: str) -> Response:
    """Return problem+json (RFC 9457)."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return Response(
        json.dumps(body, ensure_ascii=False), status, content_type="application/problem+json"
    )


def _answer(status: int, title: str, detail: str) -> Response | tuple[str, int]:
    number = request_id.get() if status == 500 else ""
    if request.path.startswith(API):
        return problem(status, title, detail, **({"request": number} if number else {}))
    words = {
        404: (gettext("没有这一页"), gettext("地址有误，或者所指的内容已不在图谱中。")),
        405: (gettext("不能这样请求"), gettext("这个地址只供阅读。")),
        500: (gettext("出了差错"), gettext("服务器没能完成这个请求，差错已经记录。")),
    }
    heading, sentence = words.get(status, (gettext("请求无法处理"), detail))
    page = render_template(
        "problem.html", status=status, title=heading, detail=sentence, number=number
    )
    return page, status
