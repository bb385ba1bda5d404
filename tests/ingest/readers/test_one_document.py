"""One document, written once and saved in every format, says the same in each of them."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Table

from ingest.limits import Limits
from ingest.readers.container import members
from tests.ingest.readers.builders import docx_of, pdf_of, saved
from tests.ingest.readers.extraction import found_in
from tests.ingest.readers.test_container import zipped
from tests.ingest.readers.test_further_containers import mail, seven_zipped
from tests.ingest.readers.writers import eml_of, mht_of, ofd_of, page_of, rtf_of, xlsx_of

PLAN = [
    "青川市2024年节水工作要点",
    "一、守住水源",
    "1.新建水厂2座，水质合格率达到98%以上。（市水利局牵头，市财政局、市住建局配合）",
    "2.更换水表5万只。（市水利局负责）",
    "二、管好用水",
    "3.依据《青川市节约用水办法》，对年用水量5万立方米以上的单位开展水平衡测试，"
    "测试率达到100%。（市城管局牵头，市教育局、市卫生健康委按职责分工负责）",
]
LIST = "青川市2024年节水任务清单"
ROWS = [
    ["完成时限", "配合单位", "任务", "牵头单位", "序号"],
    ["2024年6月底前", "市财政局", "新建水厂2座。", "市水利局", "1"],
    ["2024年底前", "市公安局、市住建局", "更换水表5万只。", "市城管局", "2"],
]
OFFICE = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is missing")
# Lists first: a document that ends with a table loses the tabs of the last row in old DOC.
AFTER = "本清单自印发之日起执行。"


def set_in(story: list, *frames: Frame) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    stream = io.BytesIO()
    document = BaseDocTemplate(stream)
    document.addPageTemplates([PageTemplate(frames=list(frames))])
    document.build(story)
    return stream.getvalue()


def set_paragraph(text: str) -> Paragraph:
    style = ParagraphStyle("a", fontName="STSong-Light", fontSize=12, leading=18, wordWrap="CJK")
    return Paragraph(text, style)


def in_columns() -> bytes:
    frames = (Frame(60, 700, 225, 100), Frame(310, 60, 225, 740))
    return set_in([set_paragraph(line) for line in PLAN], *frames)


def ruled() -> bytes:
    cells = [[set_paragraph(cell) for cell in row] for row in ROWS]
    table = Table(
        cells, colWidths=(90, 110, 110, 90, 40), style=[("GRID", (0, 0), (-1, -1), 0.5, 0)]
    )
    return set_in([set_paragraph(LIST), table, set_paragraph(AFTER)], Frame(60, 60, 470, 740))


def listed() -> bytes:
    document = docx.Document()
    document.add_paragraph(LIST)
    table = document.add_table(len(ROWS), len(ROWS[0]))
    table.style = "Table Grid"
    for row, cells in enumerate(ROWS):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    document.add_paragraph(AFTER)
    return saved(document)


def comma_separated() -> bytes:
    stream = io.StringIO()
    csv.writer(stream).writerows([[LIST], *ROWS])
    return stream.getvalue().encode("gb18030")


def out_of(archive: bytes) -> bytes:
    (member,) = members(archive, Limits())
    return member.data


PLANS: dict[str, Callable[[], bytes]] = {
    "txt": lambda: "\r\n".join(PLAN).encode("gb18030"),
    "docx": lambda: docx_of(PLAN),
    "pdf": lambda: pdf_of(PLAN),
    "pdf in two columns": in_columns,
    "html": lambda: page_of(PLAN).encode(),
    "rtf": lambda: rtf_of(PLAN),
    "eml": lambda: eml_of(PLAN),
    "mht": lambda: mht_of(PLAN),
    "ofd": lambda: ofd_of(PLAN),
    "zip": lambda: out_of(zipped({"要点.docx": docx_of(PLAN)})),
    "7z": lambda: out_of(seven_zipped({"要点.docx": docx_of(PLAN)})),
    "attached to a mail": lambda: out_of(
        mail("见附件。", ("a.pdf", "application/pdf", pdf_of(PLAN)))
    ),
}
LISTS: dict[str, Callable[[], bytes]] = {
    "docx": listed,
    "pdf": ruled,
    "xlsx": lambda: xlsx_of([[LIST], *ROWS]),
    "csv": comma_separated,
    "rtf": lambda: rtf_of([LIST], ROWS),
    "zip": lambda: out_of(zipped({"清单.csv": comma_separated()})),
}


@pytest.mark.parametrize("kind", PLANS)
def test_a_plan_says_the_same_in_every_format(kind: str) -> None:
    assert found_in(PLANS[kind]()) == found_in("\n".join(PLAN).encode())


def test_the_plan_says_something() -> None:
    title, actions = found_in("\n".join(PLAN).encode())
    assert (title, len(actions)) == (PLAN[0], 3)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_says_the_same_in_every_format(kind: str) -> None:
    title, actions = found_in(LISTS[kind]())
    assert title == LIST
    assert [(number, text, acting) for number, text, acting, _ in actions] == [  # type: ignore[attr-defined]
        ("1", "新建水厂2座。", [("support", "市财政局"), ("lead", "市水利局")]),
        (
            "2",
            "更换水表5万只。",
            [("support", "市公安局"), ("support", "市住建局"), ("lead", "市城管局")],
        ),
    ]


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
    """Return a folder in which LibreOffice wrote a plan, a list and a sheet in its formats."""
    folder = tmp_path_factory.mktemp("written")
    (folder / "plan.docx").write_bytes(docx_of(PLAN))
    (folder / "list.docx").write_bytes(listed())
    (folder / "sheet.xlsx").write_bytes(xlsx_of([[LIST], *ROWS]))
    for extension in ("doc", "odt", "rtf", "html", "pdf"):
        convert(folder, extension, "plan.docx", "list.docx")
    for extension in ("xls", "ods"):
        convert(folder, extension, "sheet.xlsx")
    # WPS writes what Word 97 writes, under names of its own
    shutil.copy(folder / "plan.doc", folder / "plan.wps")
    shutil.copy(folder / "list.doc", folder / "list.wps")
    shutil.copy(folder / "sheet.xls", folder / "sheet.et")
    return folder


def convert(folder: Path, extension: str, *names: str) -> None:
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", extension, "--outdir", str(folder), *names]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)


@OFFICE
@pytest.mark.parametrize("extension", ["doc", "wps", "odt", "rtf", "html", "pdf"])
def test_a_plan_says_the_same_as_office_programs_write_it(written, extension) -> None:
    data = (written / f"plan.{extension}").read_bytes()
    assert found_in(data) == found_in("\n".join(PLAN).encode())


@OFFICE
@pytest.mark.parametrize(
    "name", ["list.doc", "list.wps", "list.odt", "list.rtf", "list.html", "list.pdf"]
)
def test_a_list_says_the_same_as_office_programs_write_it(written, name) -> None:
    assert found_in((written / name).read_bytes()) == found_in(listed())


@OFFICE
@pytest.mark.parametrize("name", ["sheet.xls", "sheet.et", "sheet.ods"])
def test_a_sheet_says_the_same_as_office_programs_write_it(written, name) -> None:
    assert found_in((written / name).read_bytes())[1] == found_in(listed())[1]
