"""The log tells of each request once, of faults in full, and of nobody's words."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest
from werkzeug.test import Client

from tests.web.conftest import site_of
from tests.web.town import town
from web.serving.around import around
from web.serving.log_form import JsonForm, TextForm
from web.serving.options import Options


class Lines(logging.Handler):
    """What was logged, in the form that it would have been written in."""

    def __init__(self, form: logging.Formatter) -> None:
        super().__init__()
        self.setFormatter(form)
        self.all: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.all.append(self.format(record))


@pytest.fixture(params=["json", "text"])
def lines(request) -> Iterator[Lines]:
    form = (
        JsonForm() if request.param == "json" else TextForm("%(levelname)s %(message)s%(request)s")
    )
    lines, log = Lines(form), logging.getLogger("web")
    log.addHandler(lines)
    log.setLevel(logging.INFO)
    yield lines
    log.removeHandler(lines)
    log.setLevel(logging.NOTSET)


def broken() -> Client:
    app = site_of(town())
    app.testing = False

    @app.get("/broken")
    def fail() -> str:
        raise ValueError("秘密的缘由")

    @app.get("/api/v1/broken")
    def fail_too() -> str:
        raise ValueError("秘密的缘由")

    return Client(around(app, Options()))


def test_a_fault_is_in_the_log_with_the_number_that_the_visitor_sees(lines: Lines) -> None:
    answer = broken().get("/broken", buffered=True)
    number = answer.headers["X-Request-Id"]
    assert answer.status_code == 500
    assert number in answer.text
    assert "秘密的缘由" not in answer.text
    assert "Traceback" not in answer.text
    fault, line = lines.all
    assert number in fault
    assert number in line
    assert "Traceback" in fault
    assert "ValueError: 秘密的缘由" in fault


def test_a_program_is_told_the_number_too(lines: Lines) -> None:
    answer = broken().get("/api/v1/broken", buffered=True)
    assert answer.json["request"] == answer.headers["X-Request-Id"]
    assert "秘密的缘由" not in answer.text
    assert lines.all


def test_a_path_cannot_write_lines_of_its_own(lines: Lines, app) -> None:
    Client(around(app, Options())).get("/x%0A2026-01-01 INFO forged%1b[31m").close()
    assert len(lines.all) == 1
    assert "\n" not in lines.all[0]
    assert "\x1b" not in lines.all[0]


def test_queries_are_logged_where_that_is_wished(lines: Lines, app) -> None:
    for with_queries in (False, True):
        Client(around(app, Options(with_queries=with_queries))).get("/search?q=secret").close()
        assert ("q=secret" in lines.all[-1]) is with_queries


def test_bytes_and_status_are_those_that_were_sent(app) -> None:
    lines, log = Lines(JsonForm()), logging.getLogger("web.requests")
    log.addHandler(lines)
    log.setLevel(logging.INFO)
    try:
        answer = Client(around(app, Options())).get("/export?format=csv&find=actions")
        size = len(answer.data)
        answer.close()
    finally:
        log.removeHandler(lines)
        log.setLevel(logging.NOTSET)
    told = json.loads(lines.all[-1])
    assert (told["status"], told["bytes"], told["path"]) == (200, size, "/export")
