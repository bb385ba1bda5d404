"""A table as a Word document for officials' desks, written row by row.

The page is made by python-docx, which would hold all rows in memory; they are put into what it
made as they come (ECMA-376, 17.4). Fonts are those of GB/T 9704—2012, by name.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any
from xml.sax.saxutils import escape

from flask_babel import gettext

from graph.cells import NOT_XML
from web.downloads import Cell
from web.provenance import Provenance

_BODY = "word/document.xml"
_HERE = "⸺rows⸺"
_ROW_START, _ROW_END = "<w:tr><w:trPr><w:cantSplit/></w:trPr>", "</w:tr>"
_STYLE = "Cell"
_WIDTH = 14_570
"""What is between the margins of a sheet of A4 on its side, in twentieths of a point."""
_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Linked:
    """Words that lead to an address, below lines of words that do not."""

    words: str
    label: str
    address: str


WordCell = Cell | Linked


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a column, and how wide it is beside the others."""

    words: str
    share: int = 2


def write_docx(
    about: Provenance,
    headings: Sequence[Heading],
    rows: Iterable[Sequence[WordCell]],
    output: IO[bytes],
) -> None:
    """Write a table as a document: title, what it is made from, and a head on each page."""
    page = zipfile.ZipFile(io.BytesIO(_page(about, headings)))
    widths = _widths(headings)
    before, after = _around(page.read(_BODY).decode())
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as written:
        for name in page.namelist():
            if name != _BODY:
                written.writestr(name, page.read(name))
        with written.open(_BODY, "w", force_zip64=True) as body:
            body.write(before.encode())
            for piece in _pieces(_row(row, widths) for row in rows):
                body.write(piece)
            body.write(after.encode())


def _pieces(rows: Iterable[str]) -> Iterator[bytes]:
    waiting: list[str] = []
    size = 0
    for row in rows:
        waiting.append(row)
        size += len(row)
        if size > _PIECE:
            yield "".join(waiting).encode()
            waiting, size = [], 0
    yield "".join(waiting).encode()


def _row(row: Sequence[WordCell], widths: Sequence[int]) -> str:
    cells = (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_paragraphs(cell)}</w:tc>'
        for cell, width in zip(row, widths, strict=True)
    )
    return f"{_ROW_START}{''.join(cells)}{_ROW_END}"


def _paragraphs(cell: WordCell) -> str:
    if isinstance(cell, Linked):
        lines = cell.words.splitlines()
        above = "".join(_paragraph(_run(line)) for line in lines)
        return above + _paragraph(_link(cell.label, cell.address))
    number = int(cell) if isinstance(cell, float) and cell.is_integer() else cell
    lines = ("" if number is None else str(number)).split("\n")
    return "".join(_paragraph(_run(line)) for line in lines)


def _paragraph(runs: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{_STYLE}"/></w:pPr>{runs}</w:p>'


def _run(words: str, style: str = "") -> str:
    plain = escape(NOT_XML.sub("", words))
    return f'<w:r>{style}<w:t xml:space="preserve">{plain}</w:t></w:r>'


def _link(words: str, address: str) -> str:
    """Return a field that leads somewhere; a relation for each would have to be kept in mind."""
    told = escape(NOT_XML.sub("", address).replace('"', "%22").replace("\\", "%5C"))
    blue = '<w:rPr><w:color w:val="1F4E8C"/><w:u w:val="single"/></w:rPr>'
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    code = f'<w:r><w:instrText xml:space="preserve"> HYPERLINK "{told}" </w:instrText></w:r>'
    return f"{sign('begin')}{code}{sign('separate')}{_run(words, blue)}{sign('end')}"


def _around(body: str) -> tuple[str, str]:
    """Return what stands before the row that rows take the place of, and what behind it."""
    at = body.index(_HERE)
    start, end = body.rindex("<w:tr>", 0, at), body.index(_ROW_END, at)
    return body[:start], body[end + len(_ROW_END) :]


def _widths(headings: Sequence[Heading]) -> list[int]:
    shares = sum(heading.share for heading in headings)
    return [_WIDTH * heading.share // shares for heading in headings]


def _page(about: Provenance, headings: Sequence[Heading]) -> bytes:
    """Return a document with all but the rows."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm

    document = Document()
    _set_styles(document)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    title = NOT_XML.sub("", about.title)
    document.core_properties.title = title[:250]
    document.core_properties.author = str(gettext("职责图谱"))
    document.core_properties.created = about.made.replace(tzinfo=None)
    document.add_paragraph(title, style="Title").alignment = WD_ALIGN_PARAGRAPH.CENTER
    for label, words in about.told()[1:]:
        document.add_paragraph(NOT_XML.sub("", f"{label}：{words}"), style=_STYLE)
    table = document.add_table(rows=2, cols=len(headings))
    table.style, table.autofit = "Table Grid", False
    for column, heading, width in zip(table.columns, headings, _widths(headings), strict=True):
        column.width = Cm(width / 567)
        column.cells[0].width = Cm(width / 567)
        words = column.cells[0].paragraphs[0]
        words.style = _STYLE
        words.add_run(heading.words).bold = True
    _repeat(table.rows[0])
    table.cell(1, 0).text = _HERE
    _number_pages(section.footer.paragraphs[0])
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _set_styles(document: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    styles = document.styles
    styles.add_style(_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    for name, font, size in (("Normal", "仿宋", 12), (_STYLE, "仿宋", 10.5), ("Title", "宋体", 18)):
        style = styles[name]
        style.font.name, style.font.size = "Times New Roman", Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("eastAsiaTheme", "asciiTheme", "hAnsiTheme", "cstheme"):
            fonts.attrib.pop(_name(kind), None)
        fonts.set(_name("eastAsia"), font)
        style.paragraph_format.space_after = Pt(2 if name == _STYLE else 6)
    styles["Title"].font.bold = True
    for border in styles["Title"].element.findall(f".//{_name('pBdr')}"):
        border.getparent().remove(border)


def _repeat(row: Any) -> None:
    """Make a row stand at the top of each page of its table."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _number_pages(paragraph: Any) -> None:
    """Write the number of the page and of all pages in the middle of a line."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for number, field in enumerate(("PAGE", "NUMPAGES")):
        if number:
            paragraph.add_run(" / ")
        element = OxmlElement("w:fldSimple")
        element.set(_name("instr"), field)
        element.append(paragraph.add_run("1")._r)
        paragraph._p.append(element)


def _name(local: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"w:{local}"))
