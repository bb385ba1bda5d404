"""Tables as files that other programs open: CSV, XLSX and JSON lines.

No cell is a formula to a spreadsheet, and none holds what XML cannot.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import IO, Any

from flask_babel import gettext

from graph.cells import NOT_XML, harmless

Cell = str | int | float | None
Lines = Iterable[Sequence[Cell]]

LONGEST_CELL = 32_767
"""How many characters a cell of XLSX holds."""

_WIDEST = 60
_WIDE = 0x2E80
"""From this character on signs take the room of two."""


def csv_bytes(headings: Sequence[str], parts: Iterable[Lines]) -> Iterator[bytes]:
    """Yield a table as CSV, in UTF-8 with the mark without which Excel and WPS misread Chinese.

    What it holds and when it was taken is told by the name of the file only: CSV knows no
    comments (RFC 4180), so to all programs a line before the headings would be the headings.
    """
    yield b"\xef\xbb\xbf" + _csv_lines([headings])
    for part in parts:
        yield _csv_lines(part)


def jsonl_bytes(parts: Iterable[Iterable[Mapping[str, Any]]]) -> Iterator[bytes]:
    """Yield records as JSON, one a line."""
    for part in parts:
        lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in part)
        yield "".join(lines).encode()


def write_xlsx(
    headings: Sequence[str],
    parts: Iterable[Lines],
    output: IO[bytes],
    about: Sequence[tuple[str, str]] = (),
) -> None:
    """Write a table as a workbook, with a second sheet of what is told ``about`` it.

    A cell that is too long ends with ….
    """
    from openpyxl import Workbook  # type: ignore[import-untyped]
    from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Zhize")
    sheet.freeze_panes = "A2"
    left = iter(parts)
    first = list(next(left, ()))
    for number, width in enumerate(_widths([headings, *first]), 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    try:
        for line in chain([headings], first, chain.from_iterable(left)):
            sheet.append([_short(_plain(cell)) for cell in line])
    except BaseException:
        sheet.close()  # what it has begun on the disk
        raise
    if about:
        told = book.create_sheet(gettext("说明"))
        told.column_dimensions["A"].width, told.column_dimensions["B"].width = 14, _WIDEST
        for line in about:
            told.append([_short(_plain(cell)) for cell in line])
    book.save(output)


def _widths(lines: Lines) -> list[int]:
    """Return for each column a width that most of its cells fit in."""
    return [min(_WIDEST, 2 + max(map(_width, column))) for column in zip(*lines, strict=True)]


def _width(cell: Cell) -> int:
    text = "" if cell is None else str(cell)[:_WIDEST]
    return len(text) + sum(ord(sign) >= _WIDE for sign in text)


def _csv_lines(lines: Lines) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([_plain(cell) for cell in line] for line in lines)
    return text.getvalue().encode()


def _plain(cell: Cell) -> Cell:
    r"""Return a cell as any spreadsheet can hold it.

    >>> _plain("\x00=1+1"), _plain(95.0), _plain(0.5)
    ("'=1+1", 95, 0.5)
    """
    if isinstance(cell, str):
        return harmless(NOT_XML.sub("", cell))
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def _short(cell: Cell) -> Cell:
    if isinstance(cell, str) and len(cell) > LONGEST_CELL:
        return cell[: LONGEST_CELL - 1] + "…"
    return cell
