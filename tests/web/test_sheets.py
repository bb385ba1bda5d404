"""The way from a fact back to the page of the file that says it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from graph.memory import MemoryStore
from graph.model import Action
from ingest.incoming import files_in
from ingest.ledger import Ledger
from ingest.pipeline import Pipeline
from search.engine import open_engine
from search.sync import catch_up
from tests.ingest.readers.builders import pdf_of
from web.app import create_app

PAGES = [
    ["青川市2024年节水工作要点", "一、守住水源", "1.新建水厂2座。（市水利局负责）"],
    ["2.更换水表5万只。（市水利局牵头，市财政局配合）"],
]


class Desk:
    """The site over one document of two pages, as PDF or as text."""

    def __init__(self, folder: Path, name: str, data: bytes) -> None:
        (folder / name).write_bytes(data)
        self.store, ledger, engine = MemoryStore(), Ledger(":memory:"), open_engine("tantivy:")
        [entry] = Pipeline(self.store, ledger).add(files_in([folder]))
        catch_up(self.store, engine)
        self.document = str(entry.document)
        self.client: FlaskClient = create_app(self.store, engine, ledger=ledger).test_client()

    @property
    def actions(self) -> list[Action]:
        found = [node for node in self.store.nodes() if isinstance(node, Action)]
        return sorted(found, key=lambda action: action.start)

    def shown(self, action: Action) -> str:
        return self.client.get(f"/actions/{action.id.partition('/')[2]}").text

    def places(self, start: int, end: int) -> dict:
        address = f"/api/v1/documents/{self.document.partition('/')[2]}/places"
        return self.client.get(f"{address}?start={start}&end={end}").json


@pytest.fixture
def pdf(tmp_path: Path) -> Desk:
    return Desk(tmp_path, "要点.pdf", pdf_of(*PAGES))


@pytest.fixture
def text(tmp_path: Path) -> Desk:
    return Desk(tmp_path, "要点.txt", "\n".join(chain(*PAGES)).encode())


def test_the_text_shows_where_pages_begin(pdf) -> None:
    page = pdf.client.get(f"/documents/{pdf.document.partition('/')[2]}").text
    pages = re.findall(r'role="doc-pagebreak"[^>]* aria-label="([^"]+)"', page)
    assert pages == ["第 1 页", "第 2 页"]
    text = page[page.index('<div class="text">') :]
    assert text.index("守住水源") < text.index("第 2 页") < text.index("财政局")


def test_the_end_of_a_page_ends_a_line(pdf) -> None:
    page = pdf.client.get(f"/documents/{pdf.document.partition('/')[2]}").text
    assert "\f" not in page
    assert page[page.index('<div class="text">') : page.index("</article>")].count("<p>") == 3


def test_a_task_tells_the_page_of_its_sentence(pdf) -> None:
    shown = [
        pdf.client.get(f"/{action.id.replace('action/', 'actions/')}").text
        for action in pdf.actions
    ]
    assert ["原文件第 1 页" in shown[0], "原文件第 2 页" in shown[1]] == [True, True]


def test_a_text_without_pages_tells_none(text) -> None:
    page = text.client.get(f"/documents/{text.document.partition('/')[2]}").text
    assert "doc-pagebreak" not in page
    (first, _) = text.actions
    assert "原文件第" not in text.shown(first)
    assert text.places(first.start, first.end) == {"page": None, "places": []}


def test_the_interface_tells_page_and_box_of_a_span(pdf) -> None:
    for number, action in enumerate(pdf.actions, 1):
        told = pdf.places(action.start, action.end)
        assert told["page"] == number
        (place,) = told["places"]
        assert place["page"] == number
        left, top, right, bottom = place["box"]
        assert (left, round(bottom)) == (60.0, {1: 102, 2: 62}[number])
        assert top < bottom
        assert left < right


def test_places_of_another_reading_of_the_document_are_not_used(tmp_path) -> None:
    desk = Desk(tmp_path, "要点.pdf", pdf_of(*PAGES))
    start = desk.actions[0].start
    assert desk.places(start, start + 5)["places"]
    fragment = desk.store.fragment(desk.document)
    desk.store.replace(replace(fragment, text=fragment.text + "\n"))
    assert desk.places(start, start + 5)["places"] == []
