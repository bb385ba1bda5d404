"""Writes the sample documents from their sources: ``python samples/make.py``.

A source starts with ``key: value`` lines up to a line of three hyphens: ``file`` names the
document, ``form`` its format with options. The same sources always give the same bytes.
"""

# mypy: disable-error-code="import-untyped"

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path
from string import Template
from xml.sax.saxutils import quoteattr

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

SAMPLES = Path(__file__).parent
FONT = "STSong-Light"
POINTS = 14
LEADING = 26
MARGIN = 80
NOT_AT_LINE_START = "，。、；：！？）》〕】”"
NOT_AT_LINE_END = "（《〔【“"
UNBROKEN = re.compile(r"[!-~]+|.")
# (pattern of the written number, number format, text of the level)
LEVELS = (
    (re.compile(r"[一二三四五六七八九十]+、"), "chineseCountingThousand", "%1、"),
    (re.compile(r"（[一二三四五六七八九十]+）"), "chineseCountingThousand", "（%2）"),
    (re.compile(r"\d{1,2}\."), "decimal", "%3."),
)


@dataclass(frozen=True, slots=True)
class Source:
    """One sample: what its head says and the lines of its text."""

    head: dict[str, str]
    lines: tuple[str, ...]


def sources() -> Iterator[Source]:
    """Yield the sources in order of their names."""
    for path in sorted((SAMPLES / "sources").glob("*.txt")):
        head, _, body = path.read_text(encoding="utf-8").partition("---\n")
        pairs = (line.partition(": ") for line in head.splitlines())
        yield Source({key: value for key, _, value in pairs}, tuple(body.splitlines()))


def document_bytes(source: Source) -> bytes:
    """Return the file that a source describes."""
    form, _, options = source.head["form"].partition(" ")
    return WRITERS[form](source, options)


def text_bytes(source: Source, encoding: str) -> bytes:
    """Return plain text with the line breaks of Windows, as most such files have."""
    return "\r\n".join(source.lines).encode(encoding)


def html_bytes(source: Source, _options: str) -> bytes:
    """Return a page as government sites publish it, menus and footer included."""
    title, *rest = source.lines
    values = {key: escape(value) for key, value in source.head.items()}
    paragraphs = "\n".join(f"<p>　　{escape(line)}</p>" for line in rest)
    charset = source.head.get("charset", "utf-8")
    template = Template((SAMPLES / "page.html").read_text(encoding="utf-8"))
    page = template.substitute(values, title=escape(title), paragraphs=paragraphs, charset=charset)
    return page.encode(charset)


def docx_bytes(source: Source, options: str) -> bytes:
    """Return a Word document; ``numbered`` leaves the numbers to Word, tabs make tables."""
    document = docx.Document()
    is_numbered = options == "numbered"
    list_id = _define_list(document) if is_numbered else 0
    for has_tabs, lines in groupby(source.lines, key=lambda line: "\t" in line):
        if has_tabs:
            _add_table(document, [line.split("\t") for line in lines])
            continue
        for line in lines:
            _add_paragraph(document, line, list_id)
    stream = io.BytesIO()
    document.save(stream)
    return _with_fixed_times(stream.getvalue())


def _define_list(document: Document) -> int:
    """Add the three levels 一、（一） 1. to the document and return the id of their list."""
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>'
        f'<w:suff w:val="nothing"/><w:lvlText w:val={quoteattr(text)}/></w:lvl>'
        for depth, (_, number_format, text) in enumerate(LEVELS)
    )
    definition = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="900">{levels}</w:abstractNum>'
    numbering.insert(0, parse_xml(definition))
    return int(numbering.add_num(900).numId)


def _add_paragraph(document: Document, line: str, list_id: int) -> None:
    for depth, (number, _, _) in enumerate(LEVELS):
        match = number.match(line) if list_id else None
        if match:
            paragraph = document.add_paragraph(line[match.end() :])
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = depth
            properties.get_or_add_numId().val = list_id
            return
    document.add_paragraph(line)


def _add_table(document: Document, rows: list[list[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def _with_fixed_times(data: bytes) -> bytes:
    """Return the archive with one fixed time for all parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, date_time=(2024, 1, 1, 0, 0, 0))
            new.writestr(part, old.read(name), zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def pdf_bytes(source: Source, _options: str) -> bytes:
    """Return pages with a running head, page numbers and lines broken by the page's width."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    width, height = A4
    columns = int((width - 2 * MARGIN) / POINTS)
    rows = int((height - 2 * MARGIN) / LEADING)
    lines = [part for line in source.lines for part in _broken(f"　　{line}", columns)]
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    for first in range(0, len(lines), rows):
        canvas.setFont(FONT, POINTS)
        canvas.drawString(MARGIN, height - MARGIN / 2, source.head["head"])
        for row, line in enumerate(lines[first : first + rows]):
            canvas.drawString(MARGIN, height - MARGIN - row * LEADING, line)
        canvas.drawCentredString(width / 2, MARGIN / 2, f"— {first // rows + 1} —")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _broken(line: str, columns: int) -> Iterator[str]:
    """Yield the pieces of a line that fit a width; a half-wide character takes half a column.

    Like a typesetter it keeps figures whole, lets closing punctuation hang over the edge and
    leaves no opening bracket behind.
    """
    piece, used = "", 0.0
    for unit in UNBROKEN.findall(line):
        width = sum(0.5 if character < "\x7f" else 1 for character in unit)
        if used + width > columns and unit not in NOT_AT_LINE_START:
            kept = piece.rstrip(NOT_AT_LINE_END)
            yield kept
            piece = piece[len(kept) :]
            used = float(len(piece))
        piece += unit
        used += width
    yield piece


WRITERS: dict[str, Callable[[Source, str], bytes]] = {
    "text": text_bytes,
    "html": html_bytes,
    "docx": docx_bytes,
    "pdf": pdf_bytes,
}


def main() -> None:
    """Write every document and remove those that no source describes."""
    folder = SAMPLES / "documents"
    folder.mkdir(exist_ok=True)
    written = {source.head["file"]: document_bytes(source) for source in sources()}
    for path in folder.iterdir():
        if path.name not in written:
            path.unlink()
    for name, data in written.items():
        (folder / name).write_bytes(data)


if __name__ == "__main__":
    main()
