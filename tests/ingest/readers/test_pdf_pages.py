"""PDF as it is seen: columns, ruled tables, what is drawn twice, aslant or off the page."""

from __future__ import annotations

import io
import random

import docx
import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Table

from ingest.layouts import places_of
from ingest.readers import read
from tests.ingest.readers.builders import saved
from tests.ingest.readers.extraction import found_in

FONT = "STSong-Light"
TITLE = "青川市人民政府办公室关于印发重点任务的通知"
TASKS = [
    f"（{number}）推进{what}，开展第{number}批专项检查，落实主体责任，健全{what}长效机制。"
    f"（{lead}牵头，{support}配合）"
    for number, (what, lead, support) in enumerate(
        zip(
            ("供餐中心建设", "农村公路提质", "饮用水达标", "养老床位改造", "危桥改造", "河道清淤")
            * 3,
            ("市教育局", "市交通运输局", "市水务局", "市民政局") * 5,
            ("市财政局", "市市场监管局", "市卫生健康委") * 6,
            strict=False,
        ),
        1,
    )
]


@pytest.fixture(autouse=True, scope="module")
def _font() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def style(size: float = 12, indent: float = 0) -> ParagraphStyle:
    return ParagraphStyle(
        f"{size}-{indent}",
        fontName=FONT,
        fontSize=size,
        leading=1.5 * size,
        wordWrap="CJK",
        firstLineIndent=indent,
    )


def in_frames(story: list, *frames: Frame) -> bytes:
    stream = io.BytesIO()
    document = BaseDocTemplate(stream)
    document.addPageTemplates([PageTemplate(frames=list(frames))])
    document.build(story)
    return stream.getvalue()


def sheet(*paint) -> bytes:
    """Return one page of A4 on which each function painted."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    for one in paint:
        canvas.setFont(FONT, 12)
        one(canvas)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def lines(data: bytes) -> list[str]:
    return [line for line in read(data, "plan.pdf").text.splitlines() if line.strip()]


def paragraphs() -> list[Paragraph]:
    return [Paragraph(TITLE, style(16)), *(Paragraph(task, style(12, 24)) for task in TASKS)]


def test_two_columns_say_what_one_column_says() -> None:
    wide, left = Frame(60, 60, 470, 720), Frame(60, 60, 225, 720)
    one = in_frames(paragraphs(), wide)
    two = in_frames(paragraphs(), left, Frame(310, 60, 225, 720))
    assert found_in(two) == found_in(one)
    assert len(found_in(one)[1]) == len(TASKS)  # type: ignore[arg-type]


def test_a_title_over_both_columns_comes_first() -> None:
    def paint(canvas: Canvas) -> None:
        canvas.drawString(120, 800, "青川市食品安全工作简报第三期（总第十二期）二〇二四年五月")
        for row in range(8):
            # lines of the columns need not stand at one height
            canvas.drawString(60, 760 - 18 * row, f"左栏第{row}行文字写满这一栏的宽度为止")
            canvas.drawString(310, 755 - 18 * row, f"右栏第{row}行文字写满这一栏的宽度为止")

    found = lines(sheet(paint))
    assert found[0].startswith("青川市食品安全")
    assert [line[0] for line in found[1:]] == ["左"] * 8 + ["右"] * 8


def test_rows_without_rules_are_no_columns() -> None:
    rows = [("供餐中心", "市教育局"), ("农村公路", "市交通运输局"), ("饮用水", "市水务局")] * 2

    def paint(canvas: Canvas) -> None:
        for number, (task, body) in enumerate(rows):
            canvas.drawString(60, 760 - 20 * number, task)
            canvas.drawString(300, 760 - 20 * number, body)

    assert lines(sheet(paint)) == [f"{task}  {body}" for task, body in rows]


ROWS = [
    ["序号", "重点任务", "牵头单位", "配合单位"],
    ["1", "建设学校集中供餐中心，覆盖全部义务教育学校", "市教育局", "市财政局\n市市场监管局"],
    ["2", "开展农村公路提质", "市交通运输局", "各县区政府"],
    ["3", "改造危桥三十座", "", "市财政局"],
]


def table(rows: list[list[str]], *spans: tuple, widths=(40, 150, 90, 90), heights=None) -> Table:
    cells = [[Paragraph(cell.replace("\n", "<br/>"), style(11)) for cell in row] for row in rows]
    rules = [("GRID", (0, 0), (-1, -1), 0.5, "black"), *(("SPAN", *span) for span in spans)]
    return Table(cells, colWidths=widths, rowHeights=heights, style=rules)


def docx_table(rows: list[list[str]], merged: tuple = ()) -> bytes:
    document = docx.Document()
    document.add_paragraph(TITLE)
    made = document.add_table(len(rows), len(rows[0]))
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            made.cell(row, column).text = text
    for (left, top), (right, bottom) in merged:
        made.cell(top, left).merge(made.cell(bottom, right))
    return saved(document)


def test_a_ruled_table_gives_the_rows_that_word_gives() -> None:
    merged = (((2, 2), (2, 3)),)
    story = [Paragraph(TITLE, style(12)), table(ROWS, *merged)]
    pdf, word = in_frames(story, Frame(60, 60, 470, 720)), docx_table(ROWS, merged)
    assert lines(pdf) == lines(word)
    assert found_in(pdf) == found_in(word)
    assert len(found_in(pdf)[1]) == 3  # type: ignore[arg-type]


def test_a_table_goes_on_over_pages_as_rows() -> None:
    rows = [ROWS[0], *([str(n), f"第{n}项任务", "市教育局", "市财政局"] for n in range(1, 80))]
    reading = read(in_frames([table(rows)], Frame(60, 60, 470, 720)), "a")
    assert len(reading.pages) > 1
    found = [line.split("\t") for line in reading.text.replace("\f", "\n").splitlines()]
    assert found == rows


@pytest.mark.parametrize("seed", range(20))
def test_cells_merged_at_random_are_found(seed) -> None:
    chance = random.Random(seed)
    columns, count = chance.randint(2, 5), chance.randint(2, 6)
    rows = [[f"{row}行{column}列" for column in range(columns)] for row in range(count)]
    spans, taken = [], set()
    for _ in range(4):
        # the first row and column stay whole, so that each edge of the table is seen somewhere
        left, top = chance.randrange(1, columns), chance.randrange(1, count)
        right = min(columns - 1, left + chance.randint(0, 2))
        bottom = min(count - 1, top + chance.randint(0, 2))
        places = {(x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)}
        if len(places) > 1 and not places & taken:
            spans.append(((left, top), (right, bottom)))
            taken |= places
    expected = [list(row) for row in rows]
    for (left, top), (right, bottom) in spans:
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                expected[row][column] = rows[top][left] if column == left else ""
                if (column, row) != (left, top):
                    rows[row][column] = ""
    made = table(rows, *spans, widths=[80] * columns, heights=[30] * count)
    data = in_frames([made], Frame(60, 60, 470, 720))
    assert [line.split("\t") for line in lines(data)] == expected


def test_what_is_drawn_twice_to_look_bold_is_read_once() -> None:
    def paint(canvas: Canvas) -> None:
        for shift in (0, 0.3, 0.6):
            canvas.drawString(60 + shift, 700, "一、压实属地责任")

    assert lines(sheet(paint)) == ["一、压实属地责任"]


def test_words_off_the_page_and_aslant_are_left_out() -> None:
    def paint(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "市教育局牵头")
        canvas.drawString(60, -30, "页外文字")
        canvas.drawString(900, 700, "页外文字")
        canvas.saveState()
        canvas.translate(200, 300)
        canvas.rotate(45)
        canvas.drawString(0, 0, "内部资料")
        canvas.restoreState()

    assert lines(sheet(paint)) == ["市教育局牵头"]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_is_shown_turned_is_read_as_shown(turn) -> None:
    import pypdfium2

    def paint(canvas: Canvas) -> None:
        x, y = {90: (495, 60), 180: (535, 142), 270: (100, 782)}[turn]
        canvas.translate(x, y)
        canvas.rotate(turn)
        for row in range(3):
            canvas.drawString(0, -20 * row, f"第{row}行：市教育局牵头")

    document = pypdfium2.PdfDocument(sheet(paint))
    document[0].set_rotation(turn)
    stream = io.BytesIO()
    document.save(stream)
    reading = read(stream.getvalue(), "a")
    assert reading.text.splitlines() == [f"第{row}行：市教育局牵头" for row in range(3)]
    width, height = (595, 842) if turn == 180 else (842, 595)
    for place in reading.places:
        left, top, right, bottom = place.box
        assert 0 <= left < right <= width
        assert 0 <= top < bottom <= height


def test_words_in_a_form_stand_where_the_form_is_put() -> None:
    def paint(canvas: Canvas) -> None:
        canvas.beginForm("head")
        canvas.setFont(FONT, 12)
        canvas.drawString(0, 0, "第一行")
        canvas.endForm()
        canvas.drawString(60, 600, "第二行")
        canvas.translate(60, 700)
        canvas.doForm("head")

    reading = read(sheet(paint), "a")
    assert reading.text.splitlines() == ["第一行", "第二行"]
    left, _, _, bottom = reading.places[0].box
    assert (round(left), round(bottom)) == (60, 142)


def test_a_span_leads_to_the_line_on_its_page() -> None:
    pages = [[f"第{page}页第{row}行" for row in range(4)] for page in range(3)]

    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    for page in pages:
        canvas.setFont(FONT, 12)
        for row, line in enumerate(page):
            canvas.drawString(60, 780 - 20 * row, line)
        canvas.showPage()
    canvas.save()
    reading = read(stream.getvalue(), "a")
    for number, page in enumerate(pages):
        for row, line in enumerate(page):
            start = reading.text.index(line)
            (place,) = places_of(reading.places, start, start + len(line))
            assert (place.page, round(place.box[3])) == (number, 62 + 20 * row)
            assert round(place.box[0]) == 60
