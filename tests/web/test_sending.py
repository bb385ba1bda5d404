"""A page travels light: packed, small at the first visit, and its files are kept."""

from __future__ import annotations

import gzip
import re
from html import unescape

import pytest
from flask.testing import FlaskClient

PACKED = {"Accept-Encoding": "gzip, br"}
FIRST_PAGES = ("/", "/search?q=食品", "/documents", "/documents/qc-2022", "/actions/qc-2022-1")
MOST_BYTES = 150_000


def files_of(page: str) -> list[str]:
    return [unescape(found) for found in re.findall(r'(?:src|href)="(/static/[^"]+)"', page)]


def size_of(client: FlaskClient, file: str) -> int:
    with client.get(file, headers=PACKED) as answer:
        return len(answer.data)


def kept_how(client: FlaskClient, file: str) -> set[str]:
    with client.get(file) as answer:
        return set(answer.headers["Cache-Control"].split(", "))


@pytest.mark.parametrize("address", FIRST_PAGES)
@pytest.mark.parametrize("code", ["zh", "zh-Hant", "en"])
def test_a_first_page_with_its_files_is_small(client: FlaskClient, address: str, code: str) -> None:
    client.get(f"/language/{code}")
    answer = client.get(address, headers=PACKED)
    files = files_of(gzip.decompress(answer.data).decode())
    assert files
    assert len(answer.data) + sum(size_of(client, file) for file in files) < MOST_BYTES


@pytest.mark.parametrize("address", ["/documents/qc-2022", "/api/v1/openapi.json", "/terms"])
def test_what_is_packed_says_so_and_is_the_same(client: FlaskClient, address: str) -> None:
    packed, plain = client.get(address, headers=PACKED), client.get(address)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(packed.data) == plain.data
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data)
    assert "Accept-Encoding" in packed.vary
    assert "Accept-Encoding" in plain.vary


@pytest.mark.parametrize("encodings", ["", "identity", "gzip;q=0", "br"])
def test_nothing_is_packed_for_who_cannot_unpack_it(client: FlaskClient, encodings: str) -> None:
    answer = client.get("/terms", headers={"Accept-Encoding": encodings})
    assert "Content-Encoding" not in answer.headers


def test_a_page_for_somebody_who_is_known_is_not_packed_and_its_files_are(
    client: FlaskClient,
) -> None:
    client.set_cookie("session", "secret")
    answer = client.get("/terms", headers=PACKED)
    assert "Content-Encoding" not in answer.headers
    with client.get(files_of(answer.text)[2], headers=PACKED) as file:
        assert file.headers["Content-Encoding"] == "gzip"


def test_a_file_is_kept_for_a_year_by_the_address_that_tells_its_digest(
    client: FlaskClient,
) -> None:
    for file in files_of(client.get("/network").text):
        assert {"immutable", "max-age=31536000"} <= kept_how(client, file)
        assert "immutable" not in kept_how(client, f"{file}0")
        assert "immutable" not in kept_how(client, file.partition("?")[0])


def test_a_packed_file_that_has_not_changed_is_not_sent_again(client: FlaskClient) -> None:
    file = next(file for file in files_of(client.get("/").text) if "page.css" in file)
    with client.get(file, headers=PACKED) as first:
        tag = first.headers["ETag"]
    assert tag.startswith("W/")
    again = client.get(file, headers=PACKED | {"If-None-Match": tag})
    assert again.status_code == 304
    assert again.data == b""
