"""Drafts, copies and the plans of other years, as a visitor meets them on a document's page."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from search.engine import open_engine
from search.sync import catch_up
from tests.graph.test_relatives import FOOD, Office, changed, text_of
from web.app import create_app


@pytest.fixture
def visitor() -> FlaskClient:
    office = Office()
    office.add("2023", FOOD.format(2023), 2023)
    office.add("2024", FOOD.format(2024), 2024, text=text_of(1, 60))
    office.add("draft", FOOD.format(2024) + "（征求意见稿）", 2024, status="draft")
    text = changed(text_of(1, 60), 0.05)
    office.add("elsewhere", "临江县<b>要点", 2024, place="location/临江县", text=text)
    office.add("copy", "抄录<b>要点", 2024, text=text)
    engine = open_engine("tantivy:")
    catch_up(office.store, engine)
    return create_app(office.store, engine, relatives=office.relatives).test_client()


def facts(page: str) -> list[tuple[str, str]]:
    """Return the terms and words of the list of facts, with the address of a link."""
    found = re.findall(r'<dt>([^<]+)</dt><dd><a href="(/documents/[^"]+)">', page)
    return [(term, address.rpartition("/")[2]) for term, address in found]


def test_a_document_leads_to_its_draft_its_years_and_its_copies(visitor) -> None:
    found = facts(visitor.get("/documents/2024").text)
    assert found[:2] == [("征求意见稿", "draft"), ("上一期", "2023")]
    copy, elsewhere = found[2:]
    assert (copy[1], elsewhere[1]) == ("copy", "elsewhere")
    assert re.fullmatch(r"文字相同 (8\d|9\d)%", copy[0])
    assert re.fullmatch(r"外地相近 (8\d|9\d)%", elsewhere[0])
    assert ("正式稿", "2024") in facts(visitor.get("/documents/draft").text)
    assert ("下一期", "2024") in facts(visitor.get("/documents/2023").text)


def test_what_a_relative_is_is_said_in_english_too(visitor) -> None:
    visitor.get("/language/en")
    terms = [term for term, _ in facts(visitor.get("/documents/2023").text)]
    assert terms == ["The one after"]


def test_the_interface_tells_relatives(visitor) -> None:
    told = visitor.get("/api/v1/documents/2024").json["relatives"]
    assert [(one["document"], one["relation"]) for one in told] == [
        ("document/draft", "draft"),
        ("document/2023", "before"),
        ("document/copy", "copy"),
        ("document/elsewhere", "similar"),
    ]
    assert [one["likeness"] is None for one in told] == [True, True, False, False]
