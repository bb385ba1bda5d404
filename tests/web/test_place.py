"""The site lies wherever a proxy or its operator puts it, and no address of it leads elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from ipaddress import ip_network
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from flask import Flask
from werkzeug.test import Client, TestResponse

from web.serving.around import around
from web.serving.options import Options
from web.serving.place import Place

PROXY = {"REMOTE_ADDR": "10.1.2.3"}
TRUSTED = (ip_network("10.0.0.0/8"),)


def client(app: Flask, **place) -> Client:
    return Client(around(app, Options(place=Place(**place))))


class Addresses(HTMLParser):
    """All that a page leads to, loads, or sends forms and requests to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [
            value
            for name, value in attrs
            if value
            and (
                name in ("href", "src", "action", "formaction")
                or (name.startswith("data-") and value.startswith("/"))
            )
        ]


def addresses(answer: TestResponse) -> Iterator[str]:
    if answer.mimetype == "text/html":
        page = Addresses()
        page.feed(answer.text)
        yield from page.found
    elif answer.mimetype == "application/atom+xml":
        yield from re.findall(r'href="([^"]+)"', answer.text)
    if answer.location:
        yield answer.location


def kind_of(path: str) -> str:
    """Return what a path has in common with those that are made the same way."""
    first, _, rest = path.partition("?")
    return re.sub(r"(?<=/)[^/]+$", "", first) + "".join(sorted(re.findall(r"(\w+)=", rest)))


def test_no_address_leads_out_of_the_prefix(app: Flask) -> None:
    site, seen, waiting = client(app, prefix="/zhize"), set(), ["/zhize/"]
    while waiting:
        address = waiting.pop()
        answer = site.get(address)
        assert answer.status_code < 400, address
        for found in addresses(answer):
            parts = urlsplit(urljoin(f"http://localhost{address}", found))
            if parts.netloc != "localhost":
                continue
            assert parts.path.startswith("/zhize/"), f"{found} on {address}"
            onward = unquote(f"{parts.path}?{parts.query}".rstrip("?"))
            if kind_of(onward) not in seen and len(seen) < 300:
                seen.add(kind_of(onward))
                waiting.append(f"{parts.path}?{parts.query}".rstrip("?"))
        answer.close()
    assert len(seen) > 60


def test_the_language_comes_back_below_the_prefix_and_stays_there(app: Flask) -> None:
    answer = client(app, prefix="/zhize").get("/zhize/language/en?to=/documents%3Fyear=2024")
    assert answer.location == "/zhize/documents?year=2024"
    assert "Path=/zhize;" in answer.headers["Set-Cookie"]


def test_the_interface_is_described_where_it_lies(app: Flask) -> None:
    told = client(app, prefix="/zhize").get("/zhize/api/v1/openapi.json").json
    assert told["servers"] == [{"url": "/zhize/api/v1"}]


def test_who_forgets_the_prefix_is_led_to_it_or_told(app: Flask) -> None:
    site = client(app, prefix="/zhize")
    assert site.get("/").location == site.get("/zhize").location == "/zhize/"
    answer = site.get("/documents")
    assert (answer.status_code, answer.text) == (404, "The site lies below /zhize/.\n")
    assert site.get("/zhizeother").status_code == 404


def test_a_trusted_proxy_says_below_which_path_the_site_lies(app: Flask) -> None:
    headers = {"X-Forwarded-Prefix": "/a/b/", "X-Forwarded-Proto": "https"}
    page = client(app, trusted=TRUSTED).get("/", headers=headers, environ_base=PROXY)
    assert 'href="/a/b/documents"' in page.text
    assert "Strict-Transport-Security" in page.headers


@pytest.mark.parametrize("prefix", ["//evil.example", "/a b", '/x"><script>', "javascript:", "/"])
def test_a_prefix_that_is_none_is_not_taken(app: Flask, prefix: str) -> None:
    site = client(app, trusted=TRUSTED)
    page = site.get("/", headers={"X-Forwarded-Prefix": prefix}, environ_base=PROXY)
    assert 'href="/documents"' in page.text


def test_anybody_else_may_say_what_he_likes(app: Flask) -> None:
    headers = {
        "X-Forwarded-Prefix": "/evil",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-For": "10.1.2.3",
        "Forwarded": "host=evil.example",
        "X-Request-Id": "evil-evil-evil",
    }
    site = client(app, trusted=TRUSTED)
    feed = site.get("/feed?q=x", headers=headers, environ_base={"REMOTE_ADDR": "192.0.2.1"})
    assert "evil" not in feed.text + str(feed.headers)
    assert "Strict-Transport-Security" not in feed.headers


def test_a_proxy_that_is_trusted_gives_a_request_its_number(app: Flask) -> None:
    site = client(app, trusted=TRUSTED)
    for given, is_taken in (("abcdef0123456789", True), ("x y\r\n", False), ("short", False)):
        answer = site.get(
            "/health", environ_base=PROXY, environ_overrides={"HTTP_X_REQUEST_ID": given}
        )
        assert (answer.headers["X-Request-Id"] == given) is is_taken


def test_files_and_feeds_lead_to_the_public_address(app: Flask) -> None:
    public = {"scheme": "https", "host": "zhize.example.org", "prefix": "/z"}
    site = client(app, **public)
    headers = {"Host": "127.0.0.1:8000"}
    feed = site.get("/z/feed?q=食品", headers=headers)
    links = re.findall(r'href="([^"]+)"', feed.text)
    assert links
    assert all(link.startswith("https://zhize.example.org/z/") for link in links)
    file = site.get("/z/export?format=csv&find=actions", headers=headers).text
    assert set(re.findall(r"https?://[^/]+/\w+/", file)) == {"https://zhize.example.org/z/"}
    assert "Strict-Transport-Security" in feed.headers
