"""The lines that a browser would show for a piece of HTML, without its layout."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from ingest.readers.reading import row_line

_BLOCKS = frozenset(
    (
        *("html", "body", "main", "article", "section", "div", "center", "address", "blockquote"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "p", "pre", "hr", "figure", "figcaption"),
        *("ul", "ol", "li", "dl", "dt", "dd", "details", "summary"),
        *("table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"),
    )
)
# A cell with more text than this is a column of the page's layout, not of a table.
_LAYOUT_CELL = 1_500
_SPACE = re.compile(r"[ \t\n\r\f]+")
# A line break of the source between two Chinese characters is no space.
_CHINESE = r"[\u2e80-\u9fff\uff00-\uffef]"
_WRAPPED = re.compile(rf"(?<={_CHINESE})[ \t]*\n\s*(?={_CHINESE})")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page and how many of its characters are links."""

    text: str
    linked: int


def flow(root: etree._Element) -> Iterator[Line]:
    r"""Yield the lines of an element in order: one for each block, table row or ``<br>``.

    >>> from lxml.html import fragment_fromstring
    >>> page = fragment_fromstring("<div><p>一、\n总则</p>甲<br>乙</div>")
    >>> [line.text for line in flow(page)]
    ['一、总则', '甲', '乙']
    """
    return _Flow(root).lines()


class _Flow:
    """Walks an element and gathers text until a block ends."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._texts: list[str] = []
        self._linked = 0
        self._open = {"a": 0, "pre": 0}

    def lines(self) -> Iterator[Line]:
        """Yield the lines, without the text that follows the element."""
        walk = etree.iterwalk(self._root, events=("start", "end"))
        for event, element in walk:
            row = _data_row(element) if event == "start" and element.tag == "tr" else None
            if element.tag in _BLOCKS:
                yield from self._flush()
            if row:
                yield row
                walk.skip_subtree()
            elif event == "start":
                self._enter(element)
            elif element is not self._root:
                self._leave(element)
        yield from self._flush()

    def _enter(self, element: etree._Element) -> None:
        if element.tag in self._open:
            self._open[element.tag] += 1
        if element.tag == "br":
            self._texts.append("\n")
        self._add(element.text)

    def _leave(self, element: etree._Element) -> None:
        if element.tag in self._open:
            self._open[element.tag] -= 1
        self._add(element.tail)

    def _add(self, text: str | None) -> None:
        if text:
            shown = text if self._open["pre"] else _SPACE.sub(" ", _WRAPPED.sub("", text))
            self._texts.append(shown)
            self._linked += len(shown.strip()) if self._open["a"] else 0

    def _flush(self) -> Iterator[Line]:
        lines = [line.strip() for line in "".join(self._texts).split("\n")]
        linked, self._linked = self._linked, 0
        self._texts.clear()
        kept = [re.sub(" {2,}", " ", line) for line in lines if line]
        yield from (Line(line, linked if len(kept) == 1 else 0) for line in kept)


def _data_row(row: etree._Element) -> Line | None:
    """Return a table row as one line, None where it is layout: one cell, or cells of prose."""
    cells = [child for child in row if child.tag in ("td", "th")]
    if len(cells) < 2 or any(cell.find(".//table") is not None for cell in cells):
        return None
    lines = [list(flow(cell)) for cell in cells]
    texts = ["\n".join(line.text for line in cell) for cell in lines]
    text = row_line(texts)
    if not text or any(len(text) > _LAYOUT_CELL for text in texts):
        return None
    return Line(text, sum(line.linked for cell in lines for line in cell))
