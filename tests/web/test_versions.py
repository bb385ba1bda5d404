"""Who has the present version is told so; who has another is sent the present one."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.builders import FragmentBuilder, a_fragment
from tests.web.conftest import site_of

ADDRESSES = (
    "/",
    "/documents/qc-2022",
    "/answer?find=actions",
    "/api/v1/actions?size=2",
    "/api/v1/search?q=食品",
    "/api/v1/documents/qc-2022",
    "/api/v1/census",
    "/api/v1/openapi.json",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_there_already_is_not_sent_again(client: FlaskClient, address: str) -> None:
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"].removeprefix("W/") == first.headers["ETag"].removeprefix("W/")
    assert again.headers["Cache-Control"] == "private, no-cache"
    assert "default-src 'none'" in again.headers["Content-Security-Policy"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_another_version_is_no_reason_to_send_nothing(client: FlaskClient, address: str) -> None:
    answer = client.get(address, headers={"If-None-Match": '"of-another-day"'})
    assert answer.status_code == 200
    assert answer.data


@pytest.mark.parametrize("address", ["/api/v1/actions", "/api/v1/census", "/", "/documents"])
def test_a_new_document_makes_a_new_version(address: str) -> None:
    app = site_of([a_fragment(key="one")])
    client, store = app.test_client(), app.extensions["zhize"].store
    version = client.get(address).headers["ETag"]
    store.replace(FragmentBuilder("two").build())
    assert client.get(address, headers={"If-None-Match": version}).status_code == 200
    assert client.get(address).headers["ETag"] != version


def test_versions_differ_by_question_and_by_language(app: Flask) -> None:
    versions = [
        app.test_client().get(address, headers={"Accept-Language": tongue}).headers["ETag"]
        for address in ("/api/v1/actions?size=1", "/api/v1/actions?size=2", "/documents")
        for tongue in ("zh", "en")
    ]
    assert len(set(versions)) == 4  # rows are the same in every language, pages are not


def test_the_version_is_strong_where_nothing_is_packed(client: FlaskClient) -> None:
    plain = client.get("/api/v1/actions?size=1", headers={"Accept-Encoding": "identity"})
    assert not plain.headers["ETag"].startswith("W/")


def test_every_process_gives_the_same_version() -> None:
    sites = [site_of([a_fragment(key="one")]).test_client() for _ in range(2)]
    one, other = (client.get("/api/v1/actions").headers["ETag"] for client in sites)
    assert one == other


def test_a_page_that_sets_a_cookie_has_no_version(client: FlaskClient) -> None:
    assert "ETag" not in client.get("/language/en").headers
