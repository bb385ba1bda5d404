"""Tables of tasks that a page gave one cell a line: which line begins a row, which a column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_LONGEST_HEADING, _FEWEST_COLUMNS, _MOST_LINES, _SECOND_TASK = 10, 3, 30, 5
_NUMBER_HEADING = re.compile(
    r"^[ \t\u3000]*(?:序号|編號|编号|序號)[ \t\u3000]*(?:\|[ \t\u3000]*)?$", re.MULTILINE
)
_NUMBER = re.compile(r"[1-9]\d{0,2}")
_UNITS = re.compile(r"[单單]位|部[门門]|[处處]室|科室")
_TIME = re.compile(r"[时時]限|[时時][间間]|期限|[进進]度")
_IS_BODY = re.compile(
    r"[^。；：，]{2,28}(?:[局委办辦厅廳院会會社府部署室中心所站队隊]|公司|指[挥揮]部|[单單]位|部[门門]|[区區]|管委[会會])"
)
_IS_TIME = re.compile(
    r"(?:20\d\d年|\d{1,2}月|年底|全年|[长長]期|持[续續]|[常每]\w?[态態年月季])[^。；]{0,12}"
)
SAME_CELL = -1
Line = tuple[int, str]


@dataclass(slots=True)
class _Heading:
    """The columns right of the number: which hold bodies, times, tasks."""

    texts: list[int] = field(default_factory=list)
    units: list[int] = field(default_factory=list)
    times: list[int] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.texts) + len(self.units) + len(self.times)


def tabs_before(source: str, lines: list[Line]) -> dict[int, int]:
    """Return for each line of such a table, by where it starts, how many tabs go before it.

    0 begins a row; ``SAME_CELL`` goes on in the cell of the line above. Rows are told by
    their numbers 1, 2, 3 …, or from another one on where the next follows; a table without a
    column of numbers is not seen.
    """
    found: dict[int, int] = {}
    if _NUMBER_HEADING.search(source) is None:
        return found
    index = 0
    while index < len(lines):
        heading = _heading(lines, index) if _NUMBER_HEADING.fullmatch(lines[index][1]) else None
        if heading is None:
            index += 1
            continue
        first = index + heading.count + 1
        found[lines[index][0]] = 0
        found.update((start, 1) for start, _ in lines[index + 1 : first])
        index = first
        for row in _rows(lines, first):
            found.update(_placed(row, heading))
            index += len(row)
    return found


def _heading(lines: list[Line], index: int) -> _Heading | None:
    heading = _Heading()
    for column, (_, words) in enumerate(lines[index + 1 : index + 12], 1):
        if words.isdigit() or len(words) > _LONGEST_HEADING:
            break
        kind = (
            heading.units
            if _UNITS.search(words)
            else heading.times
            if _TIME.search(words)
            else heading.texts
        )
        kind.append(column)
    following = index + 1 + heading.count
    is_table = heading.count + 1 >= _FEWEST_COLUMNS and heading.units and heading.texts
    return heading if is_table and _begins(lines[following : following + _MOST_LINES]) else None


def _begins(lines: list[Line]) -> bool:
    """Whether rows begin here: with 1, or with any number that the next one soon follows."""
    number = lines[0][1] if lines else ""
    if not _NUMBER.fullmatch(number):
        return False
    return number == "1" or any(words == str(int(number) + 1) for _, words in lines[1:])


def _rows(lines: list[Line], first: int) -> Iterator[list[Line]]:
    """Yield the lines of each row; the last ends where its bodies and times end."""
    number, index = int(lines[first][1]), first
    while index < len(lines) and lines[index][1] == str(number):
        end = index + 1
        seen_body = False
        while end < len(lines) and end - index < _MOST_LINES and lines[end][1] != str(number + 1):
            words = lines[end][1]
            is_closing = _IS_BODY.fullmatch(words) or _IS_TIME.fullmatch(words)
            if seen_body and not is_closing and not _goes_on(lines[end:], number + 1):
                break
            seen_body = seen_body or is_closing is not None
            end += 1
        yield lines[index:end]
        number, index = number + 1, end


def _goes_on(lines: list[Line], number: int) -> bool:
    """Whether the row of a number follows soon: a row may hold a second task with its time."""
    return any(words == str(number) for _, words in lines[1:_SECOND_TASK])


def _placed(row: list[Line], heading: _Heading) -> Iterator[tuple[int, int]]:
    """Yield the start of each line of a row with the tabs before it."""
    columns = _columns([words for _, words in row[1:]], heading)
    yield row[0][0], 0
    before = 0
    for (start, _), column in zip(row[1:], columns, strict=True):
        yield start, column - before if column > before else SAME_CELL
        before = max(before, column)


def _columns(cells: list[str], heading: _Heading) -> list[int]:
    """Return the column of each cell; bodies beyond the columns of bodies share the last."""
    if len(cells) == heading.count:
        return list(range(1, heading.count + 1))
    times = [c for c in cells if _IS_TIME.fullmatch(c)]
    first_body = next((i for i, c in enumerate(cells) if _IS_BODY.fullmatch(c)), len(cells))
    columns = []
    texts = heading.texts[-first_body:] if first_body < len(heading.texts) else heading.texts
    bodies = 0
    for index, cell in enumerate(cells):
        if index < first_body:
            columns.append(texts[min(index, len(texts) - 1)])
        elif cell in times and heading.times:
            columns.append(heading.times[-1])
        else:
            columns.append(heading.units[min(bodies, len(heading.units) - 1)])
            bodies += 1
    return columns
