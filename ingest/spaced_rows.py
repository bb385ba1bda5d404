"""Tables of tasks whose columns are parted by spaces: one line a row, as some pages give them."""

from __future__ import annotations

import re

_GAP = re.compile(r"[ \u3000]+")
_LINE = re.compile(r"[^\n]+")
_UNITS = re.compile(r"(?:牵头|责任|配合|主办|协办|承办|落实)(?:单位|部门)")
_TASKS = re.compile(r"任务|内容|措施|事项|工作|项目|目标")
_NUMBER = re.compile(r"\d{1,3}")
_FEWEST_COLUMNS, _LONGEST_HEADING, _LONGEST_ROW = 3, 10, 2_000


def with_tabs(source: str) -> str:
    r"""Return the source with tabs for the gaps of such tables, every character in its place.

    A row begins with a number and has as many cells as the heading; the first line that is none
    ends the table.

    >>> with_tabs("序号 任务 责任单位\n1 建站 市水利局\n见 附件 说明")
    '序号\t任务\t责任单位\n1\t建站\t市水利局\n见 附件 说明'
    """
    if _UNITS.search(source) is None:
        return source
    pieces: list[str] = []
    position = columns = 0
    for match in _LINE.finditer(source):
        line = match[0]
        cells = line.split() if len(line) <= _LONGEST_ROW and "\t" not in line else []
        if _is_heading(cells):
            columns = len(cells)
        elif len(cells) != columns or not cells or not _NUMBER.fullmatch(cells[0]):
            columns = 0
        if columns:
            pieces += (source[position : match.start()], _tabbed(line))
            position = match.end()
    return "".join((*pieces, source[position:]))


def _is_heading(cells: list[str]) -> bool:
    return (
        len(cells) >= _FEWEST_COLUMNS
        and cells[0] == "序号"
        and all(len(cell) <= _LONGEST_HEADING for cell in cells)
        and any(map(_UNITS.search, cells))
        and any(map(_TASKS.search, cells))
    )


def _tabbed(line: str) -> str:
    """Return a line with a tab at the start of each gap between its cells."""
    begin, end = len(line) - len(line.lstrip()), len(line.rstrip())
    inner = _GAP.sub(lambda gap: "\t" + gap[0][1:], line[begin:end])
    return line[:begin] + inner + line[end:]
