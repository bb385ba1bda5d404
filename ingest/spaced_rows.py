"""Tables of tasks whose columns are parted by spaces or bars: one line a row."""

from __future__ import annotations

import re

_GAP = re.compile(r"[ \u3000]+")
_BAR = re.compile(r"[ \u3000]*\|[ \u3000]*")
# |---|:---:| between a heading and its rows
_RULE = re.compile(r"[ \u3000|:\-—]+")
_LINE = re.compile(r"[^\n]+")
_UNITS = re.compile(r"(?:牵头|责任|配合|主办|协办|承办|落实)(?:单位|部门)")
_TASKS = re.compile(r"任务|内容|措施|事项|工作|项目|目标")
_NUMBER = re.compile(r"\d{1,3}")
_FEWEST_COLUMNS, _LONGEST_HEADING, _LONGEST_ROW = 3, 10, 2_000


def with_tabs(source: str) -> str:
    r"""Return the source with tabs for the gaps of such tables, every character in its place.

    A row has as many cells as the heading and, where spaces part them, begins with a number; the
    first line that is none ends the table.

    >>> with_tabs("序号 任务 责任单位\n1 建站 市水利局\n见 附件 说明")
    '序号\t任务\t责任单位\n1\t建站\t市水利局\n见 附件 说明'
    >>> with_tabs("|序号|任务|责任单位|\n|--|--|--|\n|1|建站|市水利局|")
    ' 序号\t任务\t责任单位 \n          \n 1\t建站\t市水利局 '
    """
    if _UNITS.search(source) is None:
        return source
    pieces: list[str] = []
    position = columns = 0
    for match in _LINE.finditer(source):
        line = match[0]
        cells = _cells(line)
        is_rule = columns > 0 and "|" in line and _RULE.fullmatch(line) is not None
        if _is_heading(line, cells):
            columns = len(cells)
        elif not is_rule and not _is_row(line, cells, columns):
            columns = 0
        if columns:
            laid_out = " " * len(line) if is_rule else _tabbed(line)
            pieces += (source[position : match.start()], laid_out)
            position = match.end()
    return "".join((*pieces, source[position:]))


def _cells(line: str) -> list[str]:
    if len(line) > _LONGEST_ROW or "\t" in line:
        return []
    if "|" not in line:
        return line.split()
    inner = line.strip().removeprefix("|").removesuffix("|")
    return [cell.strip() for cell in inner.split("|")]


def _is_heading(line: str, cells: list[str]) -> bool:
    return (
        len(cells) >= _FEWEST_COLUMNS
        and (cells[0] == "序号" or "|" in line)
        and all(len(cell) <= _LONGEST_HEADING for cell in cells)
        and any(map(_UNITS.search, cells))
        and any(map(_TASKS.search, cells))
    )


def _is_row(line: str, cells: list[str], columns: int) -> bool:
    if not cells or len(cells) != columns:
        return False
    return "|" in line or _NUMBER.fullmatch(cells[0]) is not None


def _tabbed(line: str) -> str:
    """Return a line with a tab at the start of each gap between its cells."""
    begin, end = len(line) - len(line.lstrip()), len(line.rstrip())
    inner = line[begin:end]
    if "|" not in inner:
        inner = _GAP.sub(lambda gap: "\t" + gap[0][1:], inner)
    else:
        bare = inner.removeprefix("|")
        before, bare = " " * (len(inner) - len(bare)), bare.removesuffix("|")
        after = " " * (len(inner) - len(before) - len(bare))
        inner = before + _BAR.sub(lambda bar: "\t" + " " * (len(bar[0]) - 1), bare) + after
    return line[:begin] + inner + line[end:]
