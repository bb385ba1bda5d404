"""The menu leads to its pages and says on which of them, or below which, a reader is."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

CURRENT = re.compile(r'<a href="([^"]+)" aria-current="([^"]+)">')


def entries(client: FlaskClient, address: str) -> str:
    return client.get(address).text.partition("<nav")[2].partition("</nav>")[0]


def test_each_entry_leads_to_a_page_that_is_then_the_current_one(client: FlaskClient) -> None:
    for address in re.findall(r'href="([^"]+)"', entries(client, "/")):
        assert CURRENT.findall(entries(client, address)) == [(address, "page")]


@pytest.mark.parametrize(
    ("address", "above"),
    [
        ("/documents/qc-2022", "/documents"),
        ("/network/change", "/network"),
        ("/answer?find=indicators", "/search"),
        ("/doctor", "/about"),
    ],
)
def test_a_page_below_an_entry_says_so(client: FlaskClient, address: str, above: str) -> None:
    assert CURRENT.findall(entries(client, address)) == [(above, "true")]
