"""DOCX: paragraphs, tables and text boxes in order, with the numbers that Word adds.

Deletions under review are left out and insertions taken; so are comments, notes, headers
and footers left out, which stand in parts of the file that are not opened.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ingest.errors import Reason, Refusal
from ingest.limits import Limits
from ingest.readers.archive import Archive, holds
from ingest.readers.numbering import (
    Numbering,
    attribute,
    children,
    descend,
    local,
    number,
    read_numbering,
)
from ingest.readers.reading import Reading, bounded, clean, row_line

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DOCUMENT = "word/document.xml"

# rt is the reading above a word, Fallback repeats what Choice holds, instrText is a field's code
_LEFT_OUT = frozenset(("del", "moveFrom", "Fallback", "rt", "instrText", "delText", "pPr", "rPr"))
# Word has no table with more columns than this.
_MOST_COLUMNS = 63
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def accepts(data: bytes) -> bool:
    """Return whether this is a zip archive that names the body of a Word document."""
    return holds(data, _DOCUMENT)


def read(data: bytes, limits: Limits) -> Reading:
    """Return the lines of the body; raises Refusal for damaged, locked or explosive files."""
    archive = Archive(data, limits)
    root = archive.xml(_DOCUMENT)
    body = descend(root, "body")
    if body is None:
        raise Refusal(Reason.DAMAGED, f"{_DOCUMENT} has no body.")
    numbering = read_numbering(archive.xml("word/numbering.xml"), archive.xml("word/styles.xml"))
    text = clean("\n".join(_Body(numbering).lines(body)))
    return Reading(bounded(text, limits), MEDIA_TYPE)


class _Body:
    """Walks the body once, in order, so that the numbers count as Word counts them."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        # the start of a paragraph whose end mark was deleted: it runs on into the next one
        self._carried = ""

    def lines(self, parent: etree._Element) -> Iterator[str]:
        """Yield the lines of the blocks in a body, cell, text box or content control."""
        for element in parent:
            match local(element):
                case "p":
                    yield from self._paragraph(element)
                case "tbl":
                    yield from self._table(element)
                case "sdt":
                    if not _is_contents_list(element):
                        content = descend(element, "sdtContent")
                        yield from self.lines(content) if content is not None else ()
                case "ins" | "moveTo" | "customXml" | "smartTag":
                    yield from self.lines(element)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[str]:
        properties = descend(paragraph, "pPr")
        boxes: list[etree._Element] = []
        text = "".join(_inline(paragraph, boxes))
        label = self._numbering.label(properties) if text.strip() else ""
        line = self._carried + label + text
        if descend(properties, "rPr", "del") is not None:
            self._carried = line
        else:
            self._carried = ""
            yield line
        for box in boxes:
            yield from self.lines(box)

    def _table(self, table: etree._Element) -> Iterator[str]:
        """Yield a line a row; a cell merged over several rows stands in each of them.

        A cell over several columns stands in the first, so that columns keep their places.
        """
        above: dict[int, str] = {}
        for row in _rows(table):
            cells = [(cell, list(self.lines(cell))) for cell in _cells(row)]
            if len(cells) == 1:
                yield from (line for line in cells[0][1] if line.strip())
                continue
            texts = [""] * _left_out(row)
            now: dict[int, str] = {}
            for cell, lines in cells:
                text = "\n".join(lines)
                merged = descend(cell, "tcPr", "vMerge")
                if merged is not None and attribute(merged, "val") != "restart":
                    text = above.get(len(texts), "")
                if merged is not None:
                    now[len(texts)] = text
                texts += [text] + [""] * (_span(cell) - 1)
            above = now
            if line := row_line(texts):
                yield line


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for element in children(table, "tr", "sdt", "ins", "customXml", "sdtContent"):
        if local(element) != "tr":
            yield from _rows(element)
        elif descend(element, "trPr", "del") is None:
            yield element


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for element in children(row, "tc", "sdt", "customXml", "sdtContent"):
        if local(element) == "tc":
            yield element
        else:
            yield from _cells(element)


def _span(cell: etree._Element) -> int:
    """Return how many columns a cell covers."""
    span = number(attribute(descend(cell, "tcPr", "gridSpan"), "val"), 1)
    return min(max(1, span), _MOST_COLUMNS)


def _left_out(row: etree._Element) -> int:
    """Return how many columns a row leaves out before its first cell."""
    skipped = number(attribute(descend(row, "trPr", "gridBefore"), "val"))
    return min(max(0, skipped), _MOST_COLUMNS)


def _inline(parent: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
    """Yield the text of runs in order; text boxes on the way are put aside into ``boxes``."""
    for element in parent:
        name = local(element)
        if name in _LEFT_OUT or (name == "r" and _is_hidden(element)):
            continue
        if name == "t":
            yield element.text or ""
        elif name == "txbxContent":
            boxes.append(element)
        else:
            yield _SIGNS.get(name, "")
            yield from _inline(element, boxes)


def _is_hidden(run: etree._Element) -> bool:
    hidden = descend(run, "rPr", "vanish")
    return hidden is not None and attribute(hidden, "val") not in ("0", "false", "off")


def _is_contents_list(control: etree._Element) -> bool:
    """Return whether a content control is a table of contents, which repeats the headings."""
    gallery = descend(control, "sdtPr", "docPartObj", "docPartGallery")
    return attribute(gallery, "val") == "Table of Contents"
