"""A whole result leaves the site as a file that spreadsheets and programs read safely."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from urllib.parse import unquote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

from graph.model import Fragment, Role
from graph.sqlite_store import SqliteStore
from search.engine import open_engine
from search.sync import catch_up
from tests.builders import FragmentBuilder, a_regulation, an_agency
from tests.web.conftest import site_of
from tests.web.test_pages import words_of
from web import takeaway, whole
from web.app import create_app
from web.pages import exports

QUESTION = "q=市场监管局牵头的所有任务"
COUNTS = {
    "find=ranking&role=lead,sole": {"任务数": "所计任务链接"},
    "find=ranking&by=function": {"任务数": "所计任务链接"},
    "find=comparison&year=2021&year2=2022": {
        "2021年": "所计任务链接 1",
        "2022年": "所计任务链接 2",
    },
    "find=side-by-side&agency=agency/青川市教育局": {"本机构任务": "所计任务链接"},
    "find=metrics": {"目标数": "所计目标链接"},
}
"""Results that count: in which columns, and in which stand the links to what is counted."""
RESULTS = (
    QUESTION,
    "q=食品",
    "q=食品&kind=action&role=lead&year=2022&sort=newest",
    "find=actions&agency=agency/青川市教育局",
    "find=indicators",
    "find=citations&node=regulation/云岭省食品安全条例&direction=in",
    "find=documents&year=2022",
    "find=partners&function=function/education",
    "find=cooperation&min_weight=2",
    "find=around&agency=agency/青川市教育局",
    "find=paths&agency=agency/青川市教育局&agency2=agency/青川市公安局",
    *COUNTS,
)
FORMULA = re.compile(r"\s*[=+\-@]")


def rows_of(client: FlaskClient, asked: str) -> list[dict[str, str]]:
    """Return the rows of an export as CSV, each by its headings."""
    with client.get(f"/export?format=csv&{asked}") as answer:
        text = answer.data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def records_of(client: FlaskClient, asked: str) -> list[dict]:
    """Return the records of an export as JSON lines."""
    with client.get(f"/export?format=jsonl&{asked}") as answer:
        return [json.loads(line) for line in answer.text.splitlines()]


def cells_of(client: FlaskClient, asked: str) -> list[tuple]:
    """Return the rows of an export as XLSX, the headings first."""
    with client.get(f"/export?format=xlsx&{asked}") as answer:
        return list(load_workbook(io.BytesIO(answer.data)).active.values)


def page_of(asked: str) -> str:
    return f"/answer?{asked}" if asked.startswith("find=") else f"/search?{asked}"


def many_tasks(count: int) -> Fragment:
    builder = FragmentBuilder()
    for _ in range(count):
        builder.action((an_agency(), Role.LEAD), (an_agency("教育局", None), Role.SUPPORT))
    return builder.build()


@pytest.fixture
def long(monkeypatch) -> FlaskClient:
    """A site of 60 tasks that are fetched seven at a time."""
    monkeypatch.setattr(whole, "PART", 7)
    return site_of([many_tasks(60)]).test_client()


@pytest.mark.parametrize("asked", RESULTS)
def test_all_forms_hold_as_many_rows_as_the_page_counts(client: FlaskClient, asked: str) -> None:
    total = int(re.search(r"共 (\d+) 条", words_of(client, page_of(asked)))[1])
    assert total > 0
    assert len(rows_of(client, asked)) == total
    assert len(records_of(client, asked)) == total
    assert len(cells_of(client, asked)) == total + 1


@pytest.mark.parametrize("asked", RESULTS)
def test_the_page_of_a_result_leads_to_its_files(client: FlaskClient, asked: str) -> None:
    page = client.get(page_of(asked)).text
    links = [unescape(link) for link in re.findall(r'href="(/export\?[^"]+)"', page)]
    assert len(links) == 4
    for link, form in zip(links, ("docx", "xlsx", "csv", "jsonl"), strict=True):
        assert f"format={form}&" in link
        expected = client.get(f"/export?format=jsonl&{asked}").data
        assert client.get(link.replace(f"format={form}", "format=jsonl")).data == expected


@pytest.mark.parametrize("asked", ["find=actions", "kind=action"])
def test_a_long_result_is_given_whole_and_once(long: FlaskClient, asked: str) -> None:
    links = [row["出处链接"] for row in rows_of(long, asked)]
    assert len(links) == len(set(links)) == 60


def test_the_page_in_the_address_does_not_matter(long: FlaskClient) -> None:
    assert len(rows_of(long, "find=actions&page=2&size=10")) == 60


@pytest.mark.parametrize("asked", COUNTS)
def test_a_number_leads_to_all_that_it_counts(client: FlaskClient, asked: str) -> None:
    for row in rows_of(client, asked):
        for count, link in COUNTS[asked].items():
            page = client.get(row[link].removeprefix("http://localhost")).text
            assert f'<span class="count">{row[count]}</span>' in page


@pytest.mark.parametrize("asked", [one for one in RESULTS if one not in COUNTS])
def test_every_row_leads_to_the_words_that_say_it(client: FlaskClient, asked: str) -> None:
    for row in rows_of(client, asked):
        path, _, place = row["出处链接"].removeprefix("http://localhost").partition("#")
        page = client.get(path).text
        assert row["出处链接"].startswith("http://localhost/documents/")
        assert not place or f'id="{place}"' in page
        assert row.get("原句", row.get("摘录", row["公文"]))


def test_a_task_tells_who_does_what_by_when_in_which_document() -> None:
    builder = FragmentBuilder(title="青川市工作要点", issued_on="2021-03-01")
    parts = ((an_agency("甲局"), Role.LEAD), (an_agency("乙局"), Role.SUPPORT))
    builder.action(*parts, (an_agency("丙局"), Role.SUPPORT), text="办好展会", due="2021-10")
    (row,) = rows_of(site_of([builder.build()]).test_client(), "find=actions")
    assert (row["年份"], row["公文"], row["日期"]) == ("2021", "青川市工作要点", "2021-03-01")
    assert (row["牵头"], row["配合"], row["期限"]) == ("甲局", "乙局、丙局", "2021-10")
    assert (row["任务"], row["原句"]) == ("办好展会", "办好展会")


def test_who_was_concluded_from_the_issuer_is_said_to_be(client: FlaskClient) -> None:
    told = [row["独自负责"] for row in rows_of(client, "find=actions")]
    assert any("（由发文机关推定）" in bodies for bodies in told)


def test_a_figure_can_be_counted_with(client: FlaskClient) -> None:
    headings, *rows = cells_of(client, "find=indicators")
    values = [row[headings.index("目标值")] for row in rows]
    assert 95 in values
    assert all(isinstance(value, int | float) for value in values)


def test_records_are_those_of_the_interface(client: FlaskClient) -> None:
    asked = client.get("/api/v1/ask?q=市场监管局牵头的所有任务").json
    assert records_of(client, QUESTION) == asked["results"]
    assert records_of(client, "q=农贸") == client.get("/api/v1/search?q=农贸").json["hits"]


def test_the_table_is_marked_as_utf_8_and_ends_lines_as_spreadsheets_do(
    client: FlaskClient,
) -> None:
    data = client.get(f"/export?format=csv&{QUESTION}").data
    assert data.startswith(b"\xef\xbb\xbf" + "年份,".encode())
    assert data.endswith(b"\r\n")


@pytest.mark.parametrize("form", ["csv", "xlsx", "jsonl"])
def test_a_file_is_named_after_what_was_asked(client: FlaskClient, form: str) -> None:
    with client.get(f"/export?format={form}&{QUESTION}") as answer:
        told = answer.headers["Content-Disposition"]
    assert re.match(rf"attachment; filename=zhize-\d{{4}}-\d\d-\d\d\.{form}; filename\*=", told)
    name = unquote(told.partition("filename*=UTF-8''")[2])
    assert re.fullmatch(rf"职责图谱-市场监管局牵头的所有任务-\d{{4}}-\d\d-\d\d\.{form}", name)


def test_headings_are_in_the_language_of_the_reader(english: FlaskClient) -> None:
    assert "Link to the source" in rows_of(english, QUESTION)[0]
    assert "Lead" in rows_of(english, QUESTION)[0]


HOSTILE = ("=1+1", " =1+1", "\t=1+1", "\r=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "\x00=1\x1b+1")


def a_hostile_fragment(words: str) -> Fragment:
    builder = FragmentBuilder(title=words)
    bodies = [replace(an_agency(name, None), name=words) for name in ("甲局", "乙局")]
    action = builder.action((bodies[0], Role.LEAD), (bodies[1], Role.SUPPORT), text=words + "食品")
    builder.target(action, words, 1, words)
    builder.join(action, "cites", replace(a_regulation("恶意"), title=words), mode="refers")
    return builder.build()


@pytest.mark.parametrize("words", HOSTILE)
def test_no_cell_is_a_formula_or_holds_what_a_workbook_cannot(words: str) -> None:
    client = site_of([a_hostile_fragment(words)]).test_client()
    for asked in (
        "find=actions",
        "find=indicators",
        "find=cooperation",
        "q=食品",
        "find=documents",
    ):
        rows = [list(row.values()) for row in rows_of(client, asked)]
        assert rows
        for row in [*rows, *cells_of(client, asked)]:
            texts = [cell for cell in row if isinstance(cell, str)]
            assert not [text for text in texts if FORMULA.match(text) or text.startswith("＝")]
            assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", "".join(texts))


def test_a_cell_that_is_too_long_for_a_workbook_is_cut_visibly() -> None:
    builder = FragmentBuilder()
    builder.action((an_agency(), Role.SOLE), text="长" * 40_000)
    client = site_of([builder.build()]).test_client()
    headings, row = cells_of(client, "find=actions")
    assert row[headings.index("任务")] == "长" * 32_766 + "…"
    assert rows_of(client, "find=actions")[0]["任务"] == "长" * 40_000


@pytest.mark.parametrize("form", ["", "pdf", "CSV", "<b>"])
def test_a_form_that_is_none_is_refused_with_a_sentence(client: FlaskClient, form: str) -> None:
    answer = client.get("/export", query_string={"format": form, "q": "食品"})
    assert answer.status_code == 422
    assert f"不能导出为“{form}”；可以导出为 Word、XLSX、CSV、JSONL。" in unescape(answer.text)


def test_a_result_that_is_too_long_is_refused_not_cut(long: FlaskClient, monkeypatch) -> None:
    monkeypatch.setattr(exports, "MOST_ROWS", 59)
    monkeypatch.setattr(takeaway, "MOST_ROWS", 59)
    for form in ("csv", "xlsx", "jsonl"):
        answer = long.get(f"/export?format={form}&find=actions")
        assert answer.status_code == 422
        assert "共 60 条，一次最多导出 59 条" in answer.text
    page = long.get("/answer?find=actions").text
    assert "/export?" not in page
    assert "结果超过 59 条" in page


@pytest.mark.parametrize(
    ("asked", "status"), [("find=wonders", 422), ("find=census", 422), ("q=x&year=x", 404)]
)
def test_what_makes_no_result_makes_no_file(client: FlaskClient, asked: str, status: int) -> None:
    assert client.get(f"/export?format=csv&{asked}").status_code == status


def test_nothing_found_is_a_table_of_headings(client: FlaskClient) -> None:
    asked = "find=actions&agency=agency/无此局"
    assert len(cells_of(client, asked)) == 1
    assert "/export?" not in client.get(page_of(asked)).text


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_a_download_breaks_off_where_the_graph_changes_meanwhile(monkeypatch, form: str) -> None:
    monkeypatch.setattr(whole, "PART", 7)
    app = site_of([many_tasks(60)])
    answer = app.test_client().get(f"/export?format={form}&find=actions")
    app.extensions["zhize"].store.replace(many_tasks(61))
    with pytest.raises(whole.ChangedMeanwhileError):
        assert answer.data


def test_a_workbook_is_not_made_of_two_graphs(long: FlaskClient, monkeypatch) -> None:
    numbers = iter(range(100))
    monkeypatch.setattr(whole, "changes", lambda: (next(numbers),) * 2)
    answer = long.get("/export?format=xlsx&find=actions")
    assert answer.status_code == 503
    assert "图谱有了变化" in answer.text


@pytest.fixture
def growing(tmp_path, monkeypatch) -> Iterator[Flask]:
    """A site over a file, whose tasks are fetched seven at a time."""
    monkeypatch.setattr(whole, "PART", 7)
    with SqliteStore(tmp_path / "graph.sqlite") as store:
        store.replace(many_tasks(60))
        engine = open_engine("tantivy:")
        catch_up(store, engine)
        yield create_app(store, engine)


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_a_download_is_of_one_moment_while_documents_come_in(growing: Flask, form: str) -> None:
    store = growing.extensions["zhize"].store
    with growing.test_client().get(f"/export?format={form}&find=actions") as answer:
        for number, part in enumerate(answer.iter_encoded()):
            store.replace(many_tasks(61 + number))
            assert part
        given = answer.headers["Content-Disposition"]
    assert number > 3
    assert given
    with growing.test_client().get(f"/export?format={form}&find=actions") as answer:
        assert answer.data.count(b"\n") == 61 + number + (form == "csv")


def test_a_moment_is_given_back_when_a_download_is_broken_off(growing: Flask) -> None:
    store = growing.extensions["zhize"].store._store
    answer = growing.test_client().get("/export?format=csv&find=actions")
    next(iter(answer.iter_encoded()))
    answer.close()
    assert not [one for one in store._pool._idle if one.in_transaction]
    assert growing.test_client().get("/answer?find=actions").status_code == 200


def test_what_the_index_finds_is_begun_again_where_it_has_changed(
    growing: Flask, monkeypatch
) -> None:
    numbers = iter([1, *range(1, 20), *[20] * 100])
    monkeypatch.setattr(whole, "PART", 50)
    monkeypatch.setattr(whole, "changes", lambda: (0, next(numbers)))
    with growing.test_client().get("/export?format=csv&kind=action") as answer:
        assert answer.status_code == 200
        assert answer.data.count(b"\r\n") == 61


@pytest.mark.parametrize("asked", RESULTS)
def test_the_list_in_the_interface_is_the_same(client: FlaskClient, asked: str) -> None:
    page = client.get(page_of(asked)).text
    total = int(re.search(r"共 (\d+) 条", words_of(client, page_of(asked)))[1])
    found = re.search(r'href="(/api/v1/[^"]+)"[^>]*>JSON<', page)
    if found is None:
        assert re.search("citations|partners|cooperation|around|paths|side-by-side", asked)
        return
    told = client.get(unescape(found[1])).json
    assert told["total"] == total
    rows = records_of(client, asked)
    assert (told.get("results") or told.get("hits"))[:10] == rows[:10]
