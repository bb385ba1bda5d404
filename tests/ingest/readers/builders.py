"""Files of every format, made by real writers from the same lines."""

import io
import zipfile
from html import escape

import docx
from pypdf import PdfReader, PdfWriter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

LINES = (
    "青川市食品安全工作要点（2022年）",
    "一、守住源头",
    "1.抽检合格率达到98%以上。（市市场监管局牵头，市教育局、市卫健委配合）",
    "２．建设“放心食堂”120家〔市教育局负责〕",
)
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def kept(text: str) -> list[str]:
    """Return the lines that hold something, without the space around them."""
    return [line.strip() for line in text.split("\n") if line.strip()]


def docx_of(lines=LINES) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    return saved(document)


def saved(document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def docx_with_body(body: str, **parts: str) -> bytes:
    """Return a DOCX with this XML as its body; ``parts`` are further parts below word/."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        document = f"<w:document {NAMESPACE}><w:body>{body}</w:body></w:document>"
        archive.writestr("word/document.xml", document)
        for name, xml in parts.items():
            archive.writestr(f"word/{name}.xml", xml)
    return stream.getvalue()


def zip_of(**parts) -> bytes:
    """Return a zip; plan__a_xml names the part plan/a.xml."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return stream.getvalue()


def pdf_of(*pages) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    stream = io.BytesIO()
    sheet = canvas.Canvas(stream)
    for page in pages or (LINES,):
        sheet.setFont("STSong-Light", 12)
        for row, line in enumerate(page):
            sheet.drawString(60, 780 - 20 * row, line)
        sheet.showPage()
    sheet.save()
    return stream.getvalue()


def locked_pdf(password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_of())))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def html_of(lines=LINES, charset="utf-8") -> bytes:
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    page = f'<!DOCTYPE html><html><head><meta charset="{charset}"></head><body>{body}</body></html>'
    return page.encode(charset)
