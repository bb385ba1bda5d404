"""Nothing that documents or addresses say is ever run, and every response says so."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient

from graph.model import Fragment, Role
from tests.builders import FragmentBuilder, a_regulation, an_agency
from tests.web.conftest import site_of
from tests.web.test_pages import NOWHERE, PAGES
from web.security import CONTENT_SECURITY_POLICY

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


def a_hostile_fragment() -> Fragment:
    builder = FragmentBuilder(key="hostile", title=HOSTILE)
    bureau = replace(an_agency("恶意局", None), name=HOSTILE)
    other = replace(an_agency("另一局", None), name=HOSTILE + "2")
    action = builder.action((bureau, Role.LEAD), (other, Role.SUPPORT), text=HOSTILE)
    builder.target(action, HOSTILE, 1, HOSTILE)
    builder.join(action, "cites", replace(a_regulation("恶意"), title=HOSTILE), mode="refers")
    return builder.build()


class Tags(HTMLParser):
    """The tags and attributes of a page, as a browser reads them."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.scripts_in_place = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        told = dict(attrs)
        is_data = told.get("type") == "application/json"
        self.scripts_in_place += tag == "script" and "src" not in told and not is_data


HOSTILE_PAGES = (
    "/",
    "/documents",
    "/documents/hostile",
    "/actions/hostile-1",
    "/agencies/恶意局",
    "/regulations/恶意",
    "/regulations/恶意/lineage",
    "/network?around=agency/恶意局",
    "/network/sentences?agency=agency/恶意局&agency2=agency/另一局",
    "/network",
    f"/network?words={HOSTILE}",
    f"/network?subject=subject/{HOSTILE}&document=document/{HOSTILE}",
    f"/network?jurisdiction={HOSTILE}",
    f"/network/change?before=2021&after=2022&words={HOSTILE}",
    "/network/citations?show=citing",
    "/answer?find=indicators",
    "/search?q=alert",
    f"/search?q={HOSTILE}",
    f"/search?q=x&agency={HOSTILE}",
    f"/answer?find={HOSTILE}",
    f"/answer?find=documents&q={HOSTILE}",
)


@pytest.fixture(scope="module")
def hostile() -> FlaskClient:
    return site_of([a_hostile_fragment()]).test_client()


@pytest.mark.parametrize("address", HOSTILE_PAGES)
def test_words_of_documents_and_addresses_are_shown_not_run(
    hostile: FlaskClient, address: str
) -> None:
    tags = Tags()
    tags.feed(hostile.get(address).text)
    assert tags.scripts_in_place == 0
    assert "img" not in tags.names
    assert not [name for name in tags.attributes if name.startswith("on")]


@pytest.mark.parametrize("address", [*PAGES, *NOWHERE, "/api/v1/documents", "/api/v1/none"])
def test_every_response_carries_the_headers(client: FlaskClient, address: str) -> None:
    headers = client.get(address).headers
    assert headers.getlist("Content-Security-Policy") == [CONTENT_SECURITY_POLICY]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_files_carry_the_headers_too(client: FlaskClient) -> None:
    with client.get("/static/page.css") as answer:
        assert "Content-Security-Policy" in answer.headers


@pytest.mark.parametrize("address", PAGES)
def test_pages_hold_no_inline_script_or_style(client: FlaskClient, address: str) -> None:
    tags = Tags()
    tags.feed(client.get(address).text)
    assert tags.scripts_in_place == 0
    assert "style" not in tags.names | tags.attributes


@pytest.mark.parametrize("address", PAGES)
def test_pages_load_nothing_from_elsewhere(client: FlaskClient, address: str) -> None:
    page = client.get(address).text
    assert not re.search(r'(?:src|<link[^>]* href)="(?:https?:)?//', page)


@pytest.mark.parametrize(
    "address",
    [
        "/search?q=%00",
        "/search?q=%ED%A0%80",
        "/search?q=%22((",
        "/search?q=x&agency=%00",
        "/network?words=%00",
    ],
)
def test_odd_characters_are_only_words(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_site_can_only_be_read(client: FlaskClient, method: str) -> None:
    assert getattr(client, method)("/search").status_code == 405
