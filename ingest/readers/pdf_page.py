"""One page of PDF: its words and the lines drawn on it, where they stand on the page as shown.

pdfium, which draws PDF in browsers, tells text, place and size of each run of text; it leaves out
what is drawn twice to look bold.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2
from pypdfium2 import raw

from ingest.readers.placed import Box, Words

# Strokes and rectangles thinner than this rule a table; points.
_THIN = 2.0
# A run that leans more than this share is no text of the body: watermarks and stamps.
_LEANING = 0.05
# Forms in forms, deeper than any program writes, and objects of a page that are looked at.
_DEEPEST, _MOST_OBJECTS = 8, 100_000


class Matrix(NamedTuple):
    """A transformation of a plane, as PDF writes it: x' = ax + cy + e, y' = bx + dy + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def then(self, other: Matrix) -> Matrix:
        """Return this transformation followed by another one."""
        return Matrix(
            self.a * other.a + self.b * other.c,
            self.a * other.b + self.b * other.d,
            self.c * other.a + self.d * other.c,
            self.c * other.b + self.d * other.d,
            self.e * other.a + self.f * other.c + other.e,
            self.e * other.b + self.f * other.d + other.f,
        )

    def of(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point comes to lie."""
        return (self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is on a page: words, and the ends of level and upright lines."""

    words: list[Words] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)


def drawn_on(page: pypdfium2.PdfPage) -> Drawn:
    """Return what a page shows within its edges; points from its upper left corner.

    The texts of its words together are bounded by the page's own text, so that they are no
    longer than what pdfium holds anyway.
    """
    shown, width, height = _as_shown(page)
    drawn = Drawn()
    textpage = page.get_textpage()
    try:
        for number, (item, matrix) in enumerate(_objects(page, None, shown, 0)):
            if number >= _MOST_OBJECTS:
                break
            kind = raw.FPDFPageObj_GetType(item)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                words = _words(item, textpage, matrix)
                if words and 0 <= words.middle[0] <= width and 0 <= words.middle[1] <= height:
                    drawn.words.append(words)
            elif kind == raw.FPDF_PAGEOBJ_PATH:
                drawn.rules.extend(_rules(item, matrix))
    finally:
        textpage.close()
    return drawn


def _as_shown(page: pypdfium2.PdfPage) -> tuple[Matrix, float, float]:
    """Return the way from the page's own plane to the page as shown, and how large that is."""
    left, bottom, right, top = page.get_cropbox()
    width, height = right - left, top - bottom
    match page.get_rotation():
        case 90:
            return Matrix(0, 1, 1, 0, -bottom, -left), height, width
        case 180:
            return Matrix(-1, 0, 0, 1, right, -bottom), width, height
        case 270:
            return Matrix(0, -1, -1, 0, top, right), height, width
    return Matrix(1, 0, 0, -1, -left, top), width, height


def _objects(
    page: pypdfium2.PdfPage, form: Any, matrix: Matrix, depth: int
) -> Iterator[tuple[Any, Matrix]]:
    """Yield the objects of a page or form, those of forms in their place, and the way to it."""
    count = raw.FPDFFormObj_CountObjects(form) if form else raw.FPDFPage_CountObjects(page)
    for index in range(count):
        item = (
            raw.FPDFFormObj_GetObject(form, index) if form else raw.FPDFPage_GetObject(page, index)
        )
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_FORM:
            yield item, matrix
        elif depth < _DEEPEST:
            yield from _objects(page, item, _matrix(item).then(matrix), depth + 1)


def _matrix(item: Any) -> Matrix:
    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, found)
    return Matrix(found.a, found.b, found.c, found.d, found.e, found.f)


def _words(item: Any, textpage: pypdfium2.PdfTextPage, matrix: Matrix) -> Words | None:
    """Return the words of a run; None where it has none or leans."""
    own = _matrix(item).then(matrix)
    length = abs(own.a) + abs(own.b)
    if own.a <= 0 or abs(own.b) > _LEANING * length or own.d >= 0:
        return None
    size = raw.FPDFTextObj_GetText(item, textpage, None, 0)
    if size <= 2:
        return None
    buffer = (raw.FPDF_WCHAR * (size // 2))()
    raw.FPDFTextObj_GetText(item, textpage, buffer, size)
    text = bytes(buffer)[: size - 2].decode("utf-16-le", "replace")
    if not text.strip():
        return None
    points = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(item, points)
    right = _bounds(item, matrix)[2]
    return Words(own.e, own.f, points.value * -own.d, text, max(right, own.e))


def _bounds(item: Any, matrix: Matrix) -> Box:
    sides = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(item, *sides)
    left, bottom, right, top = (side.value for side in sides)
    corners = [matrix.of(x, y) for x in (left, right) for y in (bottom, top)]
    xs, ys = zip(*corners, strict=True)
    return (min(xs), min(ys), max(xs), max(ys))


def _rules(item: Any, matrix: Matrix) -> Iterator[Box]:
    """Yield the level and upright lines of a path; a thin filled rectangle is one of them."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    if stroke.value:
        yield from filter(_is_thin, _segments(item, _matrix(item).then(matrix)))
    elif fill.value and _is_thin(bounds := _bounds(item, matrix)):
        yield bounds


def _is_thin(box: Box) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    return min(width, height) <= _THIN < max(width, height)


def _segments(item: Any, matrix: Matrix) -> Iterator[Box]:
    """Yield the box of each straight stroke of a path."""
    first = last = (0.0, 0.0)
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(raw.FPDFPath_CountSegments(item), _MOST_OBJECTS)):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.of(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_LINETO:
            yield _between(last, point)
        elif kind == raw.FPDF_SEGMENT_MOVETO:
            first = point
        last = point
        if raw.FPDFPathSegment_GetClose(segment):
            yield _between(last, first)
            last = first


def _between(one: tuple[float, float], other: tuple[float, float]) -> Box:
    (x1, y1), (x2, y2) = one, other
    return (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
