"""One document in each further format: rich text, mail, saved pages, workbooks, OFD."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from html import escape

import openpyxl


def rtf_of(lines: list[str], rows: list[list[str]] = []) -> bytes:  # noqa: B006 -- never changed
    r"""Return the lines as rich text, every second one as \u, the others in code page 936."""
    parts = []
    for index, line in enumerate(lines):
        units = line.encode("utf-16-le")
        signed = (
            int.from_bytes(units[i : i + 2], "little", signed=True) for i in range(0, len(units), 2)
        )
        if index % 2:
            words = "".join(f"\\u{unit}?" for unit in signed)
        else:
            words = "".join(f"\\'{byte:02x}" for byte in line.encode("gb18030"))
        parts.append(f"{{\\f1\\fs32 {words}}}\\par\n")
    for row in rows:
        cells = "".join(
            "".join(f"\\'{byte:02x}" for byte in cell.encode("gb18030")) + "\\cell " for cell in row
        )
        parts.append(f"\\trowd\\cellx3000\\cellx6000\\pard\\intbl {cells}\\row\n")
    fonts = "{\\fonttbl{\\f0\\froman Times;}{\\f1\\fnil\\fcharset134 \\'cb\\'ce\\'cc\\'e5;}}"
    picture = "{\\pict\\pngblip 89504e47}{\\*\\generator Msftedit;}{\\info{\\title \\'b1\\'ea}}"
    return f"{{\\rtf1\\ansi\\ansicpg936{fonts}{picture}{''.join(parts)}}}".encode("ascii")


def page_of(lines: list[str]) -> str:
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return f"<html><head><title>公文</title></head><body>{paragraphs}</body></html>"


def eml_of(lines: list[str], attachment: str = "") -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = "a@example.cn", "b@example.cn"
    message["Subject"] = lines[0]
    message.set_content("\n".join(lines), charset="gb18030")
    if attachment:
        message.add_attachment(b"PK", maintype="application", subtype="zip", filename=attachment)
    return bytes(message)


def mht_of(lines: list[str]) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "<Saved by a browser>", "page"
    message["Snapshot-Content-Location"] = "http://example.cn/1.html"
    message.set_content(page_of(lines), subtype="html", charset="gb18030")
    message.make_related()
    message.add_related(b"\x89PNG", maintype="image", subtype="png", filename="seal.png")
    return bytes(message)


def xlsx_of(rows: list[list[object]], merged: str = "") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    if merged:
        sheet.merge_cells(merged)
    hidden = book.create_sheet("草稿")
    hidden["A1"], hidden.sheet_state = "不公开的草稿", "hidden"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def ofd_of(*pages: list[str], size: float = 4.2) -> bytes:
    """Return an OFD whose words stand in the file from the last line to the first.

    Every line is two text objects, the right one written first.
    """
    stream = io.BytesIO()
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "OFD.xml",
            f"<ofd:OFD {space}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
            "</ofd:DocBody></ofd:OFD>",
        )
        listed = "".join(
            f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages))
        )
        archive.writestr(
            "Doc_0/Document.xml",
            f"<ofd:Document {space}><ofd:CommonData><ofd:TemplatePage ID='9' BaseLoc='Tpls/T.xml'/>"
            f"</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        )
        archive.writestr("Doc_0/Tpls/T.xml", _content(space, [(20.0, 10.0, "内部资料")], size))
        for number, lines in enumerate(pages):
            words = []
            for row, line in enumerate(lines):
                half = len(line) // 2
                base = 30.0 + 8 * row
                words += [(20.0, base, line[:half]), (20.0 + half * size, base + 0.1, line[half:])]
            path = f"Doc_0/Pages/Page_{number}/Content.xml"
            archive.writestr(path, _content(space, words[::-1], size))
    return stream.getvalue()


def _content(space: str, words: list[tuple[float, float, str]], size: float) -> str:
    objects = "".join(
        f'<ofd:TextObject Boundary="{left} {base - size} 100 {size}" Size="{size}" Font="1">'
        f'<ofd:TextCode X="0" Y="{size}" DeltaX="g {len(text) - 1} {size}">{escape(text)}'
        "</ofd:TextCode></ofd:TextObject>"
        for left, base, text in words
        if text
    )
    return (
        f"<ofd:Page {space}><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>"
    )
