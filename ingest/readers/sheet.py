"""XLSX (ECMA-376, SpreadsheetML): one line a row, cells parted by tabs, sheet after sheet."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from lxml import etree

from ingest.errors import Reason, Refusal
from ingest.limits import Limits, over
from ingest.readers.archive import Archive, holds
from ingest.readers.reading import Reading, bounded, clean, row_line

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WORKBOOK, _FOLDER = "xl/workbook.xml", "xl/"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_INDEX = re.compile(r"[0-9]{1,9}")
_MOST_COLUMNS = 1_000
# built-in formats of dates (ECMA-376 18.8.30) and the Chinese ones
_DATES = frozenset((*range(14, 18), 22, *range(27, 32), 36, *range(50, 55), 57, 58))
_IS_DATE = re.compile(r"y|年", re.I)
_DAY_ZERO = datetime.date(1899, 12, 30)
_LAST_DAY = 2_958_465


def accepts(data: bytes) -> bool:
    """Return whether this is a zip that holds a workbook."""
    return holds(data, _WORKBOOK)


def read(data: bytes, limits: Limits) -> Reading:
    """Return the rows of all sheets that are shown; raises Refusal where there are none."""
    archive = Archive(data, limits)
    workbook = archive.xml(_WORKBOOK)
    if workbook is None:
        raise Refusal(Reason.UNKNOWN_FORMAT, "The file is a zip archive without a workbook.")
    targets = _targets(archive)
    strings = [_text(item) for item in _all(archive.xml("xl/sharedStrings.xml"), "si")]
    dates = _date_styles(archive)
    lines: list[str] = []
    length = 0
    for sheet in _all(workbook, "sheet"):
        part = targets.get(str(sheet.get(_ID)), "")
        root = archive.xml(part) if part and sheet.get("state", "visible") == "visible" else None
        for line in _rows(root, strings, dates) if root is not None else ():
            length += len(line)
            if length > limits.characters:
                raise over(limits, "characters", "The text has more characters")
            lines.append(line)
    return Reading(bounded(clean("\n".join(lines)), limits), MEDIA_TYPE)


def _all(root: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """Yield the elements of a local name below a root, none for None."""
    return iter(()) if root is None else root.iter("{*}" + name)


def _targets(archive: Archive) -> dict[str, str]:
    """Return the part that each relation of the workbook leads to."""
    found = _all(archive.xml("xl/_rels/workbook.xml.rels"), "Relationship")
    return {str(r.get("Id")): _part(str(r.get("Target"))) for r in found}


def _part(target: str) -> str:
    return target[1:] if target.startswith("/") else _FOLDER + target


def _text(element: etree._Element) -> str:
    """Return the words of a string, without the readings above them."""
    found = (
        t.text or "" for t in element.iter("{*}t") if etree.QName(t.getparent()).localname != "rPh"
    )
    return "".join(found)


def _date_styles(archive: Archive) -> frozenset[int]:
    """Return the numbers of the styles that show a date."""
    styles = archive.xml("xl/styles.xml")
    own = {
        str(f.get("numFmtId")): _IS_DATE.search(str(f.get("formatCode"))) is not None
        for f in _all(styles, "numFmt")
    }
    found = set()
    for cells in _all(styles, "cellXfs"):
        for index, style in enumerate(cells):
            number = str(style.get("numFmtId"))
            if own.get(number, _index(number) in _DATES):
                found.add(index)
    return frozenset(found)


def _rows(root: etree._Element, strings: list[str], dates: frozenset[int]) -> Iterator[str]:
    """Yield a line a row; a cell merged over several rows stands in each of them."""
    merged = _merged(root)
    above: dict[int, str] = {}
    for index, row in enumerate(_all(root, "row"), 1):
        stated = _index(row.get("r"))
        number = index if stated is None else stated
        cells: dict[int, str] = {}
        for place, cell in enumerate(_all(row, "c"), 1):
            at = _CELL.fullmatch(str(cell.get("r")))
            column = _column(at[1]) if at else place
            if column <= _MOST_COLUMNS:
                cells[column] = _value(cell, strings, dates)
        for column, first, last in merged:
            if first == number:
                above[column] = cells.get(column, "")
            elif first < number <= last:
                cells[column] = above.get(column, "")
        if cells and (line := row_line([cells.get(c, "") for c in range(1, max(cells) + 1)])):
            yield line


def _merged(root: etree._Element) -> list[tuple[int, int, int]]:
    """Return the first column and the rows of each merged area of several rows."""
    found = []
    for area in _all(root, "mergeCell"):
        corners = _CELL.findall(str(area.get("ref")))
        if len(corners) == 2 and int(corners[0][1]) < int(corners[1][1]):
            found.append((_column(corners[0][0]), int(corners[0][1]), int(corners[1][1])))
    return found


def _column(letters: str) -> int:
    """Return the number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def _index(value: str | None) -> int | None:
    """Return a number of a row, style or string, None for what is none."""
    return int(value) if value is not None and _INDEX.fullmatch(value) else None


def _value(cell: etree._Element, strings: list[str], dates: frozenset[int]) -> str:
    """Return what a cell shows; a date as 2024年6月30日."""
    kind = cell.get("t")
    if kind == "inlineStr":
        return _text(cell)
    value = next((v.text or "" for v in cell.iter("{*}v")), "")
    if kind == "s":
        place = _index(value)
        return strings[place] if place is not None and place < len(strings) else ""
    if kind in (None, "n") and _index(cell.get("s")) in dates:
        return _day(value)
    return "" if kind == "e" else value


def _day(value: str) -> str:
    try:
        days = int(float(value))
    except (ValueError, OverflowError):
        return value
    if not 0 < days <= _LAST_DAY:
        return value
    day = _DAY_ZERO + datetime.timedelta(days)
    return f"{day.year}年{day.month}月{day.day}日"
