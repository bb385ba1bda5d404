"""A page for what cannot be shown says what happened and what to do, in each language."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask import abort
from flask.testing import FlaskClient
from werkzeug.exceptions import ServiceUnavailable, TooManyRequests

from graph.renewed import NotYetError
from graph.store import StoreError
from search.engine import SearchError
from tests.web.conftest import site_of
from tests.web.town import town

HAN = re.compile(r"[\u4e00-\u9fff]")
STATUSES = (400, 401, 403, 404, 405, 410, 413, 422, 429, 500, 503)


@pytest.fixture(scope="module")
def broken() -> FlaskClient:
    """The site with addresses at which something goes wrong."""
    app = site_of(town())
    app.add_url_rule("/fails/<int:code>", "fails", abort)
    app.add_url_rule("/api/v1/fails/<int:code>", "api_fails", abort)
    for name, error in {
        "waits": TooManyRequests(retry_after=7),
        "meanwhile": ServiceUnavailable("导出期间图谱有了变化，请再导出一次。"),
        "store": StoreError("The store is locked."),
        "index": SearchError("The index is locked."),
        "first": NotYetError("It is being made."),
        "fault": ZeroDivisionError("secret"),
    }.items():
        app.add_url_rule(f"/{name}", name, raising(error))
    app.add_url_rule("/api/v1/first", "api_first", raising(NotYetError("It is being made.")))
    return app.test_client()


def raising(error: Exception):
    def view() -> str:
        raise error

    return view


def main_of(html: str) -> str:
    main = html[html.index("<main") : html.index("</main>")]
    return unescape(" ".join(re.sub("<[^>]+>", " ", main).split()))


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize(("code", "tag"), [("zh", "zh-Hans"), ("zh-Hant", "zh-Hant"), ("en", "en")])
def test_each_problem_has_its_page(broken: FlaskClient, status: int, code: str, tag: str) -> None:
    broken.get(f"/language/{code}")
    answer = broken.get(f"/fails/{status}")
    assert answer.status_code == status
    assert f'<html lang="{tag}">' in answer.text
    words = main_of(answer.text)
    assert str(status) in words
    assert bool(HAN.search(words)) == (code != "en")
    assert 'href="/"' in answer.text


def test_no_two_problems_are_told_alike(broken: FlaskClient) -> None:
    broken.get("/language/zh")
    told = {main_of(broken.get(f"/fails/{status}").text) for status in STATUSES}
    assert len(told) == len(STATUSES)


def test_who_asks_too_often_is_told_how_long_to_wait_and_can_ask_again(
    broken: FlaskClient,
) -> None:
    broken.get("/language/zh")
    answer = broken.get("/waits?q=食品")
    assert answer.headers["Retry-After"] == "7"
    assert "请等 7 秒" in answer.text
    assert 'href="/waits?q=食品">重新载入' in answer.text


@pytest.mark.parametrize("address", ["/store", "/index"])
def test_a_store_or_index_that_does_not_answer_is_no_fault_of_the_site(
    broken: FlaskClient, address: str
) -> None:
    answer = broken.get(address)
    assert answer.status_code == 503
    assert "locked" not in answer.text
    assert int(answer.headers["Retry-After"]) > 0


def test_what_was_said_where_the_problem_was_met_is_shown(broken: FlaskClient) -> None:
    broken.get("/language/zh")
    assert "导出期间图谱有了变化" in main_of(broken.get("/meanwhile").text)


def test_a_fault_keeps_what_it_was_to_itself(broken: FlaskClient) -> None:
    answer = broken.get("/fault")
    assert answer.status_code == 500
    assert "secret" not in answer.text


@pytest.mark.parametrize("status", STATUSES)
def test_programs_are_told_in_json(broken: FlaskClient, status: int) -> None:
    answer = broken.get(f"/api/v1/fails/{status}")
    assert answer.mimetype == "application/problem+json"
    assert answer.get_json()["status"] == status
    assert answer.get_json()["detail"]


def test_who_may_do_what_is_told_beside_a_refusal(client: FlaskClient) -> None:
    assert "GET" in client.post("/search").headers["Allow"]


def test_a_search_says_that_the_index_is_behind() -> None:
    behind = site_of(town())
    words = "索引正在更新"
    assert words not in behind.test_client().get("/search?q=食品").text
    here = behind.extensions["zhize"]
    here.store.remove("document/lj-2022")
    assert words in behind.test_client().get("/search?q=食品").text


def test_what_is_made_for_the_first_time_comes_by_itself(broken: FlaskClient) -> None:
    answer = broken.get("/first")
    assert answer.status_code == 503
    assert answer.headers["Refresh"] == answer.headers["Retry-After"] == "10"
    assert "每 10 秒自动重新载入一次" in main_of(answer.text)
    program = broken.get("/api/v1/first")
    assert (program.status_code, program.headers["Retry-After"]) == (503, "10")
    assert program.json["detail"].endswith("Ask again in a while.")
