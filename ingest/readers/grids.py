"""Tables that lines rule: the cells between lines that are drawn, merged ones as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.readers.placed import Box, Words, joined, lines_of
from ingest.readers.reading import row_line

# Lines nearer than this are one, and ends nearer than this meet; points.
_NEAR = 3.0
# More lines than any table has: a drawing, in which no table is looked for.
_MOST_RULES = 5_000
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
    if len(rules) > _MOST_RULES:
        return []
    levels = [rule for rule in rules if rule[2] - rule[0] >= rule[3] - rule[1]]
    uprights = [rule for rule in rules if rule[2] - rule[0] < rule[3] - rule[1]]
    found = (_grid(*group) for group in _groups(levels, uprights))
    return sorted((grid for grid in found if grid), key=lambda grid: grid.ys[0])


def _groups(levels: list[Box], uprights: list[Box]) -> Iterator[tuple[list[Box], list[Box]]]:
    """Yield lines that hang together, where they cross or meet."""
    rest = [*levels, *uprights]
    while rest:
        group, edge = [rest.pop()], 0
        while edge < len(group):
            touching = [rule for rule in rest if _touch(rule, group[edge])]
            rest = [rule for rule in rest if not _touch(rule, group[edge])]
            group += touching
            edge += 1
        yield (
            [rule for rule in group if rule[2] - rule[0] >= rule[3] - rule[1]],
            [rule for rule in group if rule[2] - rule[0] < rule[3] - rule[1]],
        )


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
    numbers = [[row * columns + column for column in range(columns)] for row in range(rows)]
    for row in range(rows):
        middle = (ys[row] + ys[row + 1]) / 2
        for column in range(columns):
            if column and not _is_upright_at(uprights, xs[column], middle):
                _unite(numbers, numbers[row][column], numbers[row][column - 1])
            across = (xs[column] + xs[column + 1]) / 2
            if row and not _is_level_at(levels, across, ys[row]):
                _unite(numbers, numbers[row][column], numbers[row - 1][column])
    return Grid(tuple(xs), tuple(ys), tuple(map(tuple, numbers)))


def _unite(numbers: list[list[int]], one: int, other: int) -> None:
    if one == other:
        return
    for row in numbers:
        for column, number in enumerate(row):
            if number == one:
                row[column] = other


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
