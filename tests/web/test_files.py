"""The list of files handed in, as a visitor reads it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from graph.memory import MemoryStore
from ingest.incoming import files_in
from ingest.ledger import Ledger
from ingest.limits import Limits
from ingest.pipeline import Pipeline
from ingest.processing import Work
from search.engine import open_engine
from search.sync import catch_up
from tests.ingest.plans import TASKS, a_plan
from web.app import create_app


@pytest.fixture
def visitor(tmp_path: Path) -> FlaskClient:
    (tmp_path / "a.txt").write_text(a_plan(TASKS[0]), "utf-8")
    (tmp_path / "b.txt").write_text(a_plan(TASKS[0]), "utf-8")
    (tmp_path / "c<b>.txt").write_bytes(b"")
    (tmp_path / "d.txt").write_bytes(b"x" * 20_000)
    store, ledger, engine = MemoryStore(), Ledger(":memory:"), open_engine("tantivy:")
    pipeline = Pipeline(store, ledger, Work(limits=Limits(size=15_000)))
    assert len(list(pipeline.add(files_in([tmp_path])))) == 4
    catch_up(store, engine)
    return create_app(store, engine, ledger=ledger).test_client()


def rows(page: str) -> dict[str, str]:
    """Return the words of each row by the name of its file."""
    found = re.findall(r"(?s)<tr>\s*<td class=\"said\">(.*?)</td>(.*?)</tr>", page)
    return {
        re.sub(r"<[^>]+>", "", name): " ".join(re.sub(r"<[^>]+>", " ", rest).split())
        for name, rest in found
    }


def test_each_file_has_its_row_with_outcome_and_reason(visitor) -> None:
    told = rows(visitor.get("/files").text)
    assert set(told) == {"a.txt", "b.txt", "c&lt;b&gt;.txt", "d.txt"}
    assert told["a.txt"].startswith("收录")
    assert told["b.txt"].startswith("内容重复 与“a.txt”是同一公文")
    assert told["c&lt;b&gt;.txt"].startswith("没有收录 文件是空的，或没有文字")
    assert told["d.txt"].startswith("没有收录 文件太大（上限 size：15,000）")


def test_files_of_one_outcome_can_be_chosen(visitor) -> None:
    assert set(rows(visitor.get("/files?outcome=duplicate").text)) == {"b.txt"}
    assert visitor.get("/files?outcome=lost").status_code == 404


def test_reasons_are_in_english_for_who_chose_it(visitor) -> None:
    visitor.get("/language/en")
    told = rows(visitor.get("/files?outcome=refused").text)
    assert "The file is empty." in told["c&lt;b&gt;.txt"]


def test_the_page_about_the_data_leads_to_the_files(visitor) -> None:
    assert 'href="/files?outcome=refused"' in visitor.get("/about").text


def test_the_page_about_the_data_says_what_was_refused_and_why(visitor) -> None:
    told = visitor.get("/about").text.partition("收到的文件")[2]
    assert "c&lt;b&gt;.txt" in told
    assert "文件太大" in told
    assert ">a.txt" not in told


def test_a_file_leads_to_its_document(visitor) -> None:
    page = visitor.get("/files?outcome=duplicate").text
    (address,) = re.findall(r'<td class="said"><a href="(/documents/[^"]+)"', page)
    assert visitor.get(address).status_code == 200
