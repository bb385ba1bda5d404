"""Tables that lines rule: the cells between lines that are drawn, merged ones as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.readers.placed import Box, Words, box_of, joined, lines_of
from ingest.readers.reading import row_line

# Lines nearer than this are one, and ends nearer than this meet; points.
_NEAR = 3.0
# More lines than any table has: a drawing, in which no table is looked for.
_MOST_RULES = 1_000
_MOST_CELLS = 20_000
# A line of a cell that ends this near to its edge, in characters, goes on in the next.
_FULL = 1.6


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: the edges of its columns and rows, and which cell each place is part of.

    ``cells[row][column]`` is the number of a cell, the same for places that are merged.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[tuple[int, ...], ...]

    @property
    def box(self) -> Box:
        """The outer edges."""
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def holds(self, words: Words) -> bool:
        """Whether words stand in the table."""
        return self._place(words) is not None

    def rows(self, words: Iterable[Words]) -> Iterator[tuple[str, Box]]:
        """Yield the lines of the rows with their boxes, as ``ingest.readers.word`` gives them.

        A cell over several rows stands in each of them, one over several columns in the first.
        A row that is one cell gives its lines as they are.
        """
        held: dict[int, list[Words]] = {}
        for word in words:
            if (place := self._place(word)) is not None:
                held.setdefault(self.cells[place[0]][place[1]], []).append(word)
        for number, cells in enumerate(self.cells):
            box = (self.xs[0], self.ys[number], self.xs[-1], self.ys[number + 1])
            if len(set(cells)) > 1:
                texts = [
                    "" if column and cell == cells[column - 1] else self._text(cell, held)
                    for column, cell in enumerate(cells)
                ]
                if line := row_line(texts):
                    yield line, box
            elif not number or cells[0] != self.cells[number - 1][0]:
                for line in self._text(cells[0], held).splitlines():
                    yield line, box

    def _text(self, cell: int, held: dict[int, list[Words]]) -> str:
        """Return the text of a cell, lines joined that only its width has broken."""
        words = held.get(cell, [])
        right = max(
            self.xs[column + 1]
            for cells in self.cells
            for column, number in enumerate(cells)
            if number == cell
        )
        text = ""
        for line in lines_of(words):
            text += joined(line).strip()
            is_full = right - line[-1].right < _FULL * line[-1].size
            text += "" if is_full else "\n"
        return text.rstrip("\n")

    def _place(self, words: Words) -> tuple[int, int] | None:
        x, y = words.middle
        column, row = _between(self.xs, x), _between(self.ys, y)
        return None if column is None or row is None else (row, column)


def grids_of(rules: Sequence[Box]) -> list[Grid]:
    """Return the ruled tables of a page from top to bottom; a frame round text is none."""
    levels = _whole([rule for rule in rules if _is_level(rule)], along=0)
    uprights = _whole([rule for rule in rules if not _is_level(rule)], along=1)
    if len(levels) + len(uprights) > _MOST_RULES:
        return []
    found = (_grid(*group) for group in _groups(levels, uprights))
    return sorted((grid for grid in found if grid), key=lambda grid: grid.ys[0])


def _is_level(rule: Box) -> bool:
    return rule[2] - rule[0] >= rule[3] - rule[1]


def _whole(rules: list[Box], along: int) -> list[Box]:
    """Join rules that continue each other: programs draw the border of each cell by itself.

    ``along`` is 0 for level rules, 1 for upright ones.
    """
    across = 1 - along
    lines: list[list[Box]] = []
    for rule in sorted(rules, key=lambda rule: rule[across]):
        if not lines or rule[across] - lines[-1][0][across] > _NEAR:
            lines.append([])
        lines[-1].append(rule)
    whole: list[Box] = []
    for line in lines:
        first = len(whole)
        for rule in sorted(line, key=lambda rule: rule[along]):
            if len(whole) > first and rule[along] <= whole[-1][along + 2] + _NEAR:
                whole[-1] = box_of((whole[-1], rule))
            else:
                whole.append(rule)
    return whole


def _groups(levels: list[Box], uprights: list[Box]) -> Iterator[tuple[list[Box], list[Box]]]:
    """Yield lines that hang together, where they cross or meet."""
    rest = [*levels, *uprights]
    while rest:
        group, edge = [rest.pop()], 0
        while edge < len(group):
            apart: list[Box] = []
            for rule in rest:
                (group if _touch(rule, group[edge]) else apart).append(rule)
            rest, edge = apart, edge + 1
        yield [rule for rule in group if _is_level(rule)], [r for r in group if not _is_level(r)]


def _touch(one: Box, other: Box) -> bool:
    return (
        one[0] <= other[2] + _NEAR
        and other[0] <= one[2] + _NEAR
        and one[1] <= other[3] + _NEAR
        and other[1] <= one[3] + _NEAR
    )


def _grid(levels: list[Box], uprights: list[Box]) -> Grid | None:
    """Return the table that lines rule, None where they rule less than two cells."""
    if len(levels) < 2 or not uprights:
        return None
    # Tables often are open at the sides: where the level lines end, the table ends.
    edges = [min(rule[0] for rule in levels), max(rule[2] for rule in levels)]
    xs = _merged([*((rule[0] + rule[2]) / 2 for rule in uprights), *edges])
    ys = _merged((rule[1] + rule[3]) / 2 for rule in levels)
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or not 2 <= rows * columns <= _MOST_CELLS:
        return None
    cells = _Cells(rows * columns)
    for row in range(rows):
        middle = (ys[row] + ys[row + 1]) / 2
        for column in range(columns):
            number = row * columns + column
            if column and not _is_upright_at(uprights, xs[column], middle):
                cells.join(number, number - 1)
            across = (xs[column] + xs[column + 1]) / 2
            if row and not _is_level_at(levels, across, ys[row]):
                cells.join(number, number - columns)
    numbers = [cells.of(number) for number in range(rows * columns)]
    return Grid(tuple(xs), tuple(ys), tuple(zip(*[iter(numbers)] * columns, strict=True)))


class _Cells:
    """Places of a table, and which of them are one cell (union-find; Tarjan, 1975)."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def of(self, place: int) -> int:
        """Return the number of the cell that a place is part of."""
        while self._above[place] != place:
            self._above[place] = self._above[self._above[place]]
            place = self._above[place]
        return place

    def join(self, one: int, other: int) -> None:
        """Make the cells of two places one."""
        self._above[self.of(one)] = self.of(other)


def _is_upright_at(uprights: list[Box], x: float, y: float) -> bool:
    return any(abs((r[0] + r[2]) / 2 - x) <= _NEAR and r[1] <= y <= r[3] for r in uprights)


def _is_level_at(levels: list[Box], x: float, y: float) -> bool:
    return any(abs((r[1] + r[3]) / 2 - y) <= _NEAR and r[0] <= x <= r[2] for r in levels)


def _merged(values: Iterable[float]) -> list[float]:
    """Return values in order, those that lie near each other as one."""
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _NEAR:
            kept.append(value)
    return kept


def _between(edges: Sequence[float], value: float) -> int | None:
    """Return which of the spaces between edges holds a value, None for those outside."""
    if not edges[0] <= value <= edges[-1]:
        return None
    return max(0, next(n for n, edge in enumerate(edges[1:]) if value <= edge))
