"""Places and years beside each other, as a visitor meets them."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape

import pytest
from docx import Document
from flask.testing import FlaskClient
from openpyxl import load_workbook

from tests.web.conftest import site_of
from tests.web.test_pages import words_of
from tests.web.test_word_files import rows_in
from tests.web.town import CITY, plan, town

YEARS = "/compare?jurisdiction=location/青川市&year=2022&jurisdiction2=location/青川市&year2=2023"
TURNED = "/compare?jurisdiction=location/青川市&year=2023&jurisdiction2=location/青川市&year2=2022"
PLACES = "/compare?jurisdiction=location/青川市&jurisdiction2=location/临江县&year=2022&year2=2022"


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    """The invented town with a plan of one more year."""
    return site_of((*town(), plan("qc-2023", CITY, 2023))).test_client()


def shown_counts(page: str) -> dict[str, int]:
    """Return the choices of rows with the number that each tells."""
    tabs = page.partition('aria-label="显示哪些任务"')[2].partition("</ul>")[0]
    found = re.findall(r">([^<>]+) <span class=\"muted\">(\d+)</span>", tabs)
    return {unescape(label): int(count) for label, count in found}


def test_the_page_offers_one_place_in_two_years(client: FlaskClient) -> None:
    page = client.get("/compare").text
    address = re.search(r'href="([^"]+)">青川市 2022 — 2023<', page)
    assert address
    assert "已对应" in words_of(client, unescape(address[1]))


def test_one_column_is_too_few_and_that_is_said(client: FlaskClient) -> None:
    assert "还差一栏" in words_of(client, "/compare?year=2021")
    assert "还差一栏" in words_of(client, "/compare?year=2021&year2=2021")


def test_each_choice_shows_as_many_rows_as_it_tells(client: FlaskClient) -> None:
    page = client.get(YEARS).text
    counts = shown_counts(page)
    assert counts["全部"] == counts["已对应"] + counts["不再列出"] + counts["新增"]
    for address in re.findall(r'href="(/compare\?[^"]*show=[^"]*)"', page):
        words = words_of(client, unescape(address))
        total = re.search(r"共 (\d+) 条", words)
        assert total
        assert int(total[1]) in counts.values()


def test_differences_are_told_row_by_row(client: FlaskClient) -> None:
    assert shown_counts(client.get(YEARS).text) == {
        "全部": 8,
        "只看不同": 6,
        "已对应": 3,
        "没有发现不同": 2,
        "牵头不同": 1,
        "指标数值更高": 1,
        "不再列出": 4,
        "新增": 1,
    }
    words = words_of(client, f"{YEARS}&show=raised")
    assert "牵头不同 指标数值更高 推行“互联网+明厨亮灶”" in words
    assert "明厨亮灶覆盖率达到98%以上 ↑" in words
    assert "明厨亮灶覆盖率达到95%以上 ↑" not in words


def test_a_cell_leads_to_its_sentence(client: FlaskClient) -> None:
    page = client.get(YEARS).text
    places = re.findall(r'href="(/documents/qc-202[23])#(c\d+)"', page)
    assert len(places) > 5
    for document, place in places:
        assert f'id="{place}"' in client.get(document).text


def test_years_of_one_place_tell_what_is_new_and_places_what_only_one_has(
    client: FlaskClient,
) -> None:
    assert "新增" in shown_counts(client.get(YEARS).text)
    counts = shown_counts(client.get(PLACES).text)
    assert any(label.startswith("仅临江县") for label in counts)
    assert "新增" not in counts


def test_the_order_of_years_does_not_matter_for_what_is_new(client: FlaskClient) -> None:
    there, back = (shown_counts(client.get(address).text) for address in (YEARS, TURNED))
    assert there["新增"] == back["新增"]
    assert there["不再列出"] == back["不再列出"]


def test_a_scope_without_documents_says_so(client: FlaskClient) -> None:
    words = words_of(client, "/compare?year=2022&year2=1999")
    assert "1999年 没有收录这个范围的公文" in words


def test_words_and_subject_narrow_all_columns(client: FlaskClient) -> None:
    narrowed = shown_counts(client.get(f"{YEARS}&words=食堂").text)
    assert 0 < narrowed["全部"] < shown_counts(client.get(YEARS).text)["全部"]


def test_a_comparison_is_taken_along_as_it_is_shown(client: FlaskClient) -> None:
    counts = shown_counts(client.get(YEARS).text)
    address = YEARS.replace("/compare?", "/compare/export?")
    table = client.get(f"{address}&format=csv")
    assert table.headers["Content-Disposition"].startswith("attachment")
    head, *rows = csv.reader(io.StringIO(table.data.decode("utf-8-sig")))
    assert len(rows) == counts["全部"]
    assert head[:2] == ["对比结果", "2022年 任务"]
    assert {len(row) for row in rows} == {len(head)}
    new = client.get(f"{address}&format=jsonl&show=only2").text.splitlines()
    assert len(new) == counts["新增"]
    assert all(json.loads(line)["tasks"][0] is None for line in new)
    with client.get(f"{address}&format=xlsx") as answer:
        book = load_workbook(io.BytesIO(answer.data))
    assert book.active.max_row == counts["全部"] + 1


def test_on_paper_each_place_or_year_is_a_column(client: FlaskClient) -> None:
    address = YEARS.replace("/compare?", "/compare/export?")
    with client.get(f"{address}&format=docx") as answer:
        head, *rows = rows_in(Document(io.BytesIO(answer.data)))
    assert head == ["序号", "对比结果", "2022年", "2023年"]
    assert [row[0] for row in rows] == [
        str(number + 1) for number in range(shown_counts(client.get(YEARS).text)["全部"])
    ]
    alone = [row for row in rows if row[1] == "新增"]
    assert alone
    for row in alone:
        assert row[2] == "没有对应的任务"
        assert row[3].splitlines()[-1].startswith("《")


@pytest.mark.parametrize("form", ["", "pdf"])
def test_a_form_that_is_none_is_refused(client: FlaskClient, form: str) -> None:
    address = YEARS.replace("/compare?", "/compare/export?")
    assert client.get(f"{address}&format={form}").status_code == 422


def test_nothing_to_compare_gives_no_file(client: FlaskClient) -> None:
    assert client.get("/compare/export?year=2021&format=csv").status_code == 404


@pytest.mark.parametrize("query", ["year=20x2", "jurisdiction=青川市", "year=2022..2020"])
def test_what_makes_no_sense_is_refused_with_a_sentence(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/compare?{query}&year2=2021")
    assert answer.status_code == 422
    assert query.partition("=")[2].partition("..")[0] in answer.text


def test_the_interface_gives_the_rows_of_the_page(client: FlaskClient) -> None:
    counts = shown_counts(client.get(YEARS).text)
    told = client.get("/api/v1" + YEARS.replace("/compare?", "/compare/tasks?")).json
    assert told["total"] == counts["全部"] == len(told["results"])
    assert [scope["label"] for scope in told["scopes"]] == ["2022年", "2023年"]
    paired = [row for row in told["results"] if None not in row["tasks"]]
    assert len(paired) == counts["已对应"]
