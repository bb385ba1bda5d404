"""A result as a Word document reads back whole, tells what it is, and links each row."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from datetime import datetime

import pytest
from docx import Document
from docx.oxml.ns import qn
from flask.testing import FlaskClient
from lxml import etree
from openpyxl import load_workbook

from graph.model import Role
from tests.builders import FragmentBuilder, an_agency
from tests.web.conftest import site_of
from tests.web.test_exports import HOSTILE, RESULTS, a_hostile_fragment, rows_of
from web.provenance import Provenance
from web.word_table import Heading, Linked, write_docx


def word_of(client: FlaskClient, asked: str) -> Document:
    with client.get(f"/export?format=docx&{asked}") as answer:
        assert answer.status_code == 200
        return Document(io.BytesIO(answer.data))


def rows_in(document: Document) -> list[list[str]]:
    rows = document.tables[0]._tbl.tr_lst  # python-docx takes minutes for the cells of many rows
    return [
        ["\n".join("".join(p.itertext(qn("w:t"))) for p in cell.p_lst) for cell in row.tc_lst]
        for row in rows
    ]


def links_in(document: Document) -> list[str]:
    codes = document.element.iter(qn("w:instrText"))
    return [code.text.strip().removeprefix('HYPERLINK "').removesuffix('"') for code in codes]


@pytest.mark.parametrize("asked", RESULTS)
def test_the_document_has_as_many_rows_as_the_table(client: FlaskClient, asked: str) -> None:
    head, *rows = rows_in(word_of(client, asked))
    assert head[0] == "序号"
    assert [row[0] for row in rows] == [str(n + 1) for n in range(len(rows_of(client, asked)))]


def test_tasks_are_a_breakdown_as_offices_write_it() -> None:
    builder = FragmentBuilder(title="青川市工作要点", issued_on="2021-03-01")
    parts = ((an_agency("甲局"), Role.LEAD), (an_agency("乙局"), Role.SUPPORT))
    action = builder.action(*parts, (an_agency("丙局"), Role.JOINT), text="办展会", due="2021-10")
    builder.target(action, "展位", 30, "个")
    document = word_of(site_of([builder.build()]).test_client(), "find=actions")
    head, row = rows_in(document)
    assert head == [
        "序号",
        "任务",
        "牵头单位",
        "责任单位",
        "配合单位",
        "完成时限",
        "指标",
        "依据原文",
    ]
    assert row[:6] == ["1", "办展会", "甲局", "丙局", "乙局", "2021-10"]
    assert "展位" in row[6]
    assert row[7] == "办展会\n《青川市工作要点》（2021-03-01）"
    (link,) = links_in(document)
    assert link.startswith("http://localhost/documents/")


def test_each_row_leads_to_its_sentence(client: FlaskClient) -> None:
    document = word_of(client, "find=actions&agency=agency/青川市教育局")
    expected = [
        row["出处链接"] for row in rows_of(client, "find=actions&agency=agency/青川市教育局")
    ]
    assert links_in(document) == expected


def test_the_page_is_a_sheet_on_its_side_with_a_head_on_each_page(client: FlaskClient) -> None:
    document = word_of(client, "find=actions")
    (section,) = document.sections
    assert section.page_width.cm == pytest.approx(29.7, abs=0.1)
    assert section.page_height.cm == pytest.approx(21.0, abs=0.1)
    first, second = document.tables[0]._tbl.tr_lst[:2]
    assert first.find(f".//{qn('w:tblHeader')}") is not None
    assert second.find(f".//{qn('w:tblHeader')}") is None
    fields = section.footer._element.iter(qn("w:fldSimple"))
    assert [field.get(qn("w:instr")) for field in fields] == ["PAGE", "NUMPAGES"]
    fonts = {
        style.name: style.element.rPr.rFonts.get(qn("w:eastAsia"))
        for style in document.styles
        if style.name in ("Title", "Cell")
    }
    assert fonts == {"Title": "宋体", "Cell": "仿宋"}


def test_a_document_tells_when_and_of_what_it_was_made(client: FlaskClient, app) -> None:
    asked = "q=市场监管局牵头的所有任务"
    title, *told = [paragraph.text for paragraph in word_of(client, asked).paragraphs]
    change = app.extensions["zhize"].store.last_change
    assert title == "市场监管局牵头的所有任务"
    assert told[0] == f"条数：{len(rows_of(client, asked))}"
    assert str(datetime.now().year) in told[1]
    assert f"第 {change} 次更新" in told[2]
    assert told[3].startswith("网上查看：http://localhost/search?q=")


def test_a_workbook_tells_the_same_on_a_sheet_of_its_own(client: FlaskClient) -> None:
    asked = "q=市场监管局牵头的所有任务"
    with client.get(f"/export?format=xlsx&{asked}") as answer:
        book = load_workbook(io.BytesIO(answer.data))
    assert book.sheetnames == ["Zhize", "说明"]
    assert book["Zhize"].freeze_panes == "A2"
    told = dict(book["说明"].values)
    assert told["内容"] == "市场监管局牵头的所有任务"
    assert told["条数"] == str(len(rows_of(client, asked)))
    assert set(told) == {"内容", "条数", "导出时间", "依据", "网上查看"}


@pytest.mark.parametrize("words", [*HOSTILE, "<w:p>&amp;]]>", "\x00\ufffe"])
def test_words_are_words_whatever_they_are(words: str) -> None:
    client = site_of([a_hostile_fragment(words)]).test_client()
    for asked in ("find=actions", "find=indicators", "find=documents"):
        (_, *rows) = rows_in(word_of(client, asked))
        assert rows


def about() -> Provenance:
    return Provenance("表", 2, "http://localhost/", datetime(2026, 1, 1), 1)


def test_an_address_cannot_leave_its_field(app) -> None:
    output = io.BytesIO()
    with app.test_request_context():
        link = Linked("", "去", 'http://x/?a="&b=\\\\c<d>')
        write_docx(about(), [Heading("一"), Heading("二")], [[1, link]], output)
    assert links_in(Document(output)) == ["http://x/?a=%22&b=%5C%5Cc<d>"]


def test_many_rows_are_not_held_in_memory(app, tmp_path) -> None:
    def most_for(count: int) -> int:
        rows = ([number, "任" * 100, Linked("句", "源", "http://x/")] for number in range(count))
        headings = [Heading("号", 1), Heading("任务"), Heading("依据")]
        with app.test_request_context(), (tmp_path / "table.docx").open("wb") as output:
            tracemalloc.start()
            write_docx(about(), headings, rows, output)
            most = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        return most

    most_for(1)
    # threads that other tests have left may take memory meanwhile, hardly three times
    assert any(most_for(20_000) - most_for(200) < 4_000_000 for _ in range(3))
    most_for(20_000)
    with zipfile.ZipFile(tmp_path / "table.docx") as file, file.open("word/document.xml") as body:
        assert sum(1 for _ in etree.iterparse(body, tag=qn("w:tr"))) == 20_001
