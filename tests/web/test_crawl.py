"""Who follows every link from the home page, without JavaScript, meets whole and valid pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException

from tests.web.reading import Read

MOST_OF_A_KIND = 6
"""How many pages of one kind are read; their links are all followed."""
PEOPLE = {"Accept": "text/html"}


class Walk:
    """A walk over the site: what was read, by its address, and what was wrong on the way."""

    def __init__(self, app: Flask, client: FlaskClient) -> None:
        self.pages: dict[str, Read] = {}
        self.faults: list[str] = []
        self.anchors: list[tuple[str, str, str]] = []
        self._seen = Counter[str]()
        self._rules = app.url_map.bind("localhost")
        self._client = client
        waiting = [("/", "")]
        known = {"/"}
        while waiting:
            address, origin = waiting.pop(0)
            for link in self._follow(address, origin):
                if link not in known:
                    known.add(link)
                    waiting.append((link, address))

    def _follow(self, address: str, origin: str) -> Iterator[str]:
        """Read a page; yield the pages of this site that it leads to."""
        kind = self._kind(address)
        self._seen[kind] += 1
        if kind.startswith("languages.") or self._seen[kind] > MOST_OF_A_KIND:
            return
        with self._client.get(address, headers=PEOPLE) as answer:
            if answer.status_code != 200:
                self.faults.append(f"{answer.status_code} {address} from {origin}")
            if answer.mimetype != "text/html":
                return
            page = self.pages[unquote(address)] = Read(answer.get_data(as_text=True))
        for link in page.links:
            whole, anchor = urldefrag(urljoin(address, link))
            if anchor:
                self.anchors.append((unquote(whole), unquote(anchor), address))
            if not urlsplit(whole).netloc:
                yield whole

    def _kind(self, address: str) -> str:
        try:
            endpoint = str(self._rules.match(urlsplit(address).path)[0])
        except HTTPException:
            return "nowhere"
        shape = address.partition("find=")[2].partition("&")[0]
        return f"{endpoint} {shape}"


@pytest.fixture(scope="module", params=["zh", "zh-Hant", "en"])
def walk(app: Flask, request: pytest.FixtureRequest) -> Walk:
    with app.test_client() as client:
        client.get(f"/language/{request.param}")
        return Walk(app, client)


def test_no_link_is_broken(walk: Walk) -> None:
    assert len(walk.pages) > 50
    assert walk.faults == []


def test_every_page_is_valid_with_one_heading_and_each_id_once(walk: Walk) -> None:
    assert {address: page.faults for address, page in walk.pages.items() if page.faults} == {}


def test_every_page_has_a_title_of_its_own(walk: Walk) -> None:
    plain = [page.title for address, page in walk.pages.items() if "?" not in address]
    assert [title for title in plain if not title.partition(" · ")[0].strip()] == []
    assert [title for title, count in Counter(plain).items() if count > 1] == []


def test_every_link_to_a_place_on_a_page_finds_it(walk: Walk) -> None:
    lost = [
        f"{address}#{anchor} from {origin}"
        for address, anchor, origin in walk.anchors
        if address in walk.pages and anchor not in walk.pages[address].ids
    ]
    assert lost == []
