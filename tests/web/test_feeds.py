"""A search or a question can be followed with any reader of Atom feeds (RFC 4287)."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient
from lxml import etree

from graph.memory import MemoryStore
from graph.model import Role
from ingest.ledger import Entry, Ledger, Outcome
from search.engine import open_engine
from search.sync import catch_up
from tests.builders import FragmentBuilder, an_agency
from tests.web.conftest import site_of
from tests.web.test_exports import HOSTILE, RESULTS, a_hostile_fragment, many_tasks, page_of
from web.app import create_app

ATOM = {"a": "http://www.w3.org/2005/Atom"}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def feed_of(client: FlaskClient, asked: str) -> etree._Element:
    answer = client.get(f"/feed?{asked}")
    assert (answer.status_code, answer.mimetype) == (200, "application/atom+xml")
    return etree.fromstring(answer.data)


def texts(feed: etree._Element, path: str) -> list[str]:
    return [str(text) for text in feed.xpath(path, namespaces=ATOM)]


@pytest.mark.parametrize("asked", RESULTS)
def test_a_feed_has_all_that_the_format_requires(client: FlaskClient, asked: str) -> None:
    feed = feed_of(client, asked)
    entries = feed.findall("a:entry", ATOM)
    assert entries
    for element in (feed, *entries):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"a:{name}", ATOM)) == 1
            assert element.findtext(f"a:{name}", namespaces=ATOM)
        assert MOMENT.fullmatch(element.findtext("a:updated", namespaces=ATOM))
    assert texts(feed, "a:author/a:name/text()") == ["职责图谱"]
    ids = texts(feed, "//a:id/text()")
    assert len(set(ids)) == len(ids) == len(entries) + 1
    assert all(address.startswith("http://localhost/") for address in ids)


@pytest.mark.parametrize("asked", RESULTS)
def test_a_feed_names_itself_and_its_page(client: FlaskClient, asked: str) -> None:
    feed = feed_of(client, asked)
    (self,) = texts(feed, "a:link[@rel='self']/@href")
    (page,) = texts(feed, "a:link[@rel='alternate']/@href")
    assert unquote(self) == f"http://localhost/feed?{asked}"
    assert unquote(page) == f"http://localhost{page_of(asked)}"


@pytest.mark.parametrize("asked", RESULTS)
def test_a_page_leads_to_its_feed(client: FlaskClient, asked: str) -> None:
    page = client.get(page_of(asked)).text
    (in_head,) = re.findall(r'<link rel="alternate" type="application/atom\+xml"[^>]*>', page)
    address = re.search(r'href="([^"]+)"', in_head)[1]
    assert f'<a href="{address}"' in page
    assert unquote(unescape(address)) == f"/feed?{asked}"


def test_an_entry_tells_the_sentence_its_place_and_its_day(client: FlaskClient) -> None:
    feed = feed_of(client, "q=市场监管局牵头的所有任务")
    assert texts(feed, "a:title/text()") == ["职责图谱：市场监管局牵头的所有任务"]
    (entry, *_) = feed.findall("a:entry", ATOM)
    assert texts(entry, "a:title/text()") == ["规范农贸市场"]
    assert texts(entry, "a:summary/text()") == ["（县市场监管局牵头，县农业农村局配合）"]
    assert texts(entry, "a:link/@href") == ["http://localhost/documents/lj-2022#c33"]
    assert texts(entry, "a:id/text()") == ["http://localhost/actions/lj-2022-1"]
    assert texts(entry, "a:updated/text()") == ["2022-04-15T00:00:00+08:00"]


def test_words_are_told_newest_first(client: FlaskClient) -> None:
    days = texts(feed_of(client, "q=食品&kind=action"), "a:entry/a:updated/text()")
    assert len(set(days)) > 1
    assert days == sorted(days, reverse=True)
    feed = feed_of(client, "q=食品&kind=action")
    assert texts(feed, "a:updated/text()") == [max(days)]


def test_a_feed_is_read_again_only_where_the_graph_changed() -> None:
    app = site_of([many_tasks(2)])
    client, here = app.test_client(), app.extensions["zhize"]
    tag = client.get("/feed?find=actions").headers["ETag"]
    again = client.get("/feed?find=actions", headers={"If-None-Match": tag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert client.get("/feed?find=documents", headers={"If-None-Match": tag}).status_code == 200
    here.store.replace(many_tasks(3))
    catch_up(here.store, here.engine)
    changed = client.get("/feed?find=actions", headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert changed.headers["ETag"] != tag


def test_another_language_is_another_feed(client: FlaskClient) -> None:
    tag = client.get("/feed?q=食品").headers["ETag"]
    client.get("/language/en")
    english = client.get("/feed?q=食品", headers={"If-None-Match": tag})
    assert english.status_code == 200
    assert "Cookie" in english.headers["Vary"]
    assert 'xml:lang="en"' in english.text


def test_a_feed_has_fifty_entries_at_most() -> None:
    client = site_of([many_tasks(60)]).test_client()
    for asked in ("find=actions", "kind=action", "find=actions&page=2&size=5"):
        assert len(feed_of(client, asked).findall("a:entry", ATOM)) == 50


def test_a_feed_of_nothing_is_a_feed(empty: FlaskClient) -> None:
    feed = feed_of(empty, "q=食品")
    assert feed.findall("a:entry", ATOM) == []
    (updated,) = texts(feed, "a:updated/text()")
    assert MOMENT.fullmatch(updated)
    assert datetime.fromisoformat(updated) > datetime(2025, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("words", [*HOSTILE, "<b>&\ufffe\ud800"])
def test_any_words_whatever_give_a_feed_that_can_be_read(words: str) -> None:
    client = site_of([a_hostile_fragment(words.replace("\ud800", ""))]).test_client()
    for asked in ("find=actions", "find=indicators", "find=cooperation", "find=documents"):
        assert feed_of(client, asked).findall("a:entry", ATOM)
    answer = client.get("/feed", query_string={"q": words.encode("utf-8", "surrogatepass")})
    assert etree.fromstring(answer.data) is not None


def test_a_document_without_a_date_counts_from_when_it_was_taken_in(tmp_path) -> None:
    builder = FragmentBuilder()
    builder.action((an_agency(), Role.SOLE))
    store, engine = MemoryStore(), open_engine("tantivy:")
    store.replace(builder.build())
    catch_up(store, engine)
    told = {"path": "a.txt", "name": "a.txt", "sha256": "0", "size": 1, "outcome": Outcome.ADDED}
    at = "2023-05-06T07:08:09+00:00"
    with Ledger(tmp_path / "ledger.sqlite") as ledger:
        ledger.record(Entry(**told, document=builder.id, at=at))
        client = create_app(store, engine, ledger=ledger).test_client()
        moments = texts(feed_of(client, "find=actions"), "//a:updated/text()")
    assert [datetime.fromisoformat(moment) for moment in moments] == [
        datetime.fromisoformat(at)
    ] * 2


@pytest.mark.parametrize("asked", ["find=wonders", "find=census"])
def test_what_makes_no_result_makes_no_feed(client: FlaskClient, asked: str) -> None:
    assert client.get(f"/feed?{asked}").status_code == 422
