"""Pages that are kept: what is sent again is what would be made again."""

from __future__ import annotations

from threading import Thread

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient
from werkzeug.datastructures import Headers

from graph.memory import MemoryStore
from graph.questions import Answer, Question
from search.engine import open_engine
from search.sync import catch_up
from tests.builders import a_fragment
from tests.web.conftest import site_of
from web.app import create_app
from web.kept_pages import KeptPages

ADDRESSES = (
    "/",
    "/search?q=食品安全",
    "/search?q=市场监管局牵头的所有任务",
    "/answer?find=ranking",
    "/documents",
    "/documents/qc-2022",
    "/network",
    "/gaps",
    "/api/v1/search?q=食品",
    "/api/v1/documents",
)
READERS = (
    {"Accept-Encoding": "gzip"},
    {"Accept-Language": "en"},
    {"Accept-Language": "zh-Hant", "Accept-Encoding": "gzip"},
)
NOW, LATER = (1, 1), (2, 1)


class CountingStore(MemoryStore):
    """A store that counts what it is asked."""

    asked = 0

    def answer(self, question: Question) -> Answer:
        self.asked += 1
        return super().answer(question)


def _lines(headers: Headers) -> list[tuple[str, str]]:
    return sorted((name, value) for name, value in headers.items() if name != "Date")


@pytest.fixture
def counting() -> tuple[CountingStore, FlaskClient]:
    store, engine = CountingStore(), open_engine("tantivy:")
    store.replace(a_fragment(key="one"))
    catch_up(store, engine)
    return store, create_app(store, engine).test_client()


@pytest.mark.parametrize("reader", READERS, ids=str)
@pytest.mark.parametrize("address", ADDRESSES)
def test_who_asks_again_is_sent_the_same(app: Flask, address: str, reader: dict[str, str]) -> None:
    made, kept = (app.test_client().get(address, headers=reader) for _ in range(2))
    assert kept.data == made.data
    assert _lines(kept.headers) == _lines(made.headers)
    assert kept.status_code == made.status_code == 200


def test_a_page_is_made_once(counting: tuple[CountingStore, FlaskClient]) -> None:
    store, client = counting
    client.get("/answer?find=ranking")
    before = store.asked
    client.get("/answer?find=ranking")
    assert store.asked == before
    client.get("/answer?find=ranking&by=function")
    assert store.asked > before


def test_a_page_is_made_anew_after_a_change(counting: tuple[CountingStore, FlaskClient]) -> None:
    store, client = counting
    assert "/documents/two" not in client.get("/documents").text
    store.replace(a_fragment(key="two"))
    assert "/documents/two" in client.get("/documents").text


def test_each_language_has_its_own(app: Flask) -> None:
    client = app.test_client()
    pages = {client.get("/gaps", headers={"Accept-Language": tag}).text for tag in ("zh", "en")}
    assert len(pages) == 2


def test_what_was_made_for_an_open_site_is_not_sent_by_a_private_one() -> None:
    app = site_of([a_fragment(key="one")])
    assert app.test_client().get("/documents").status_code == 200
    private = create_app(
        app.extensions["zhize"].store, app.extensions["zhize"].engine, is_private=True
    )
    assert private.test_client().get("/documents").status_code != 200


def test_who_has_the_kept_page_is_told_so(app: Flask) -> None:
    client = app.test_client()
    version = client.get("/gaps").headers["ETag"]
    assert client.get("/gaps", headers={"If-None-Match": version}).status_code == 304


def test_a_kept_page_holds_for_one_state_only() -> None:
    pages = KeptPages()
    pages.keep("here", NOW, Response("then"))
    assert pages.find("here", LATER) is None
    pages.end("here")
    assert pages.find("here", NOW) is None, "what is old is let go"


def test_a_kept_page_holds_for_a_while_only() -> None:
    pages = KeptPages(longest=-1)
    pages.keep("here", NOW, Response("then"))
    assert pages.find("here", NOW) is None


def test_the_longest_unused_is_let_go_first() -> None:
    pages = KeptPages(most=10)
    for name in ("a", "b", "c"):
        pages.find(name, NOW)
        pages.end(name)
        pages.keep(name, NOW, Response(name * 3))
    assert pages.find("a", NOW) is not None
    pages.keep("d", NOW, Response("ddd"))
    assert [name for name in "abcd" if pages.find(name, NOW)] == ["a", "c", "d"]


def test_a_page_kept_again_counts_once() -> None:
    pages = KeptPages(most=10)
    for _ in range(9):
        pages.keep("a", NOW, Response("aaa"))
    pages.keep("b", NOW, Response("bbb"))
    assert [name for name in "ab" if pages.find(name, NOW)] == ["a", "b"]


def test_what_is_too_large_is_not_kept() -> None:
    pages = KeptPages(most=10, largest=4)
    pages.keep("a", NOW, Response("aaaaa"))
    assert pages.find("a", NOW) is None


def test_who_asks_for_what_is_being_made_waits_for_it() -> None:
    pages, found = KeptPages(), []
    assert pages.find("here", NOW) is None
    waiting = Thread(target=lambda: found.append(pages.find("here", NOW)))
    waiting.start()
    pages.keep("here", NOW, Response("made"))
    assert not found
    pages.end("here")
    waiting.join(20)
    assert found[0].data == b"made"


def test_a_page_that_fails_lets_the_next_one_go_on(app: Flask) -> None:
    client = app.test_client()
    for _ in range(2):
        assert client.get("/documents/none").status_code == 404


def test_what_is_done_with_a_kept_page_is_not_kept() -> None:
    pages = KeptPages()
    pages.keep("here", NOW, Response("made"))
    for name in ("X-One", "X-Two"):
        found = pages.find("here", NOW)
        assert found is not None
        assert "X-One" not in found.headers
        found.headers[name] = "1"
