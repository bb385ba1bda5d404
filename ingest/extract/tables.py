"""Tables of tasks, flattened to lines with tabs: one row, one action."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.extract.found import Responsibility, Span, Statement
from ingest.extract.occurrences import Occurrence
from ingest.extract.statements import StatementGrammar
from ingest.extract.units import Unit
from ingest.outline import paragraph_spans

# what a column holds, by the words of its heading; the first that matches counts
_COLUMNS = (
    ("number", re.compile(r"序号|编号|顺序")),
    ("lead", re.compile(r"(?:牵头|主办|承办)(?:单位|部门|处室|科室|责任单位)?(?!领导)")),
    ("support", re.compile(r"(?:配合|协办|参与|协助)(?:单位|部门|处室|科室)?")),
    ("joint", re.compile(r"(?:责任|落实|实施|负责|主管|承担)(?:单位|部门|处室|科室|主体|机构)")),
    ("deadline", re.compile(r"时限|时间|期限|进度|时段")),
    ("task", re.compile(r"任务|内容|事项|实事|举措|措施|目标|要求|项目|工作|要点")),
)
_LABELS = {"lead": "牵头单位：", "joint": "责任单位：", "support": "配合单位："}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table of tasks: number, title and text cells, statement, deadline cell."""

    number: str
    title: Span | None
    span: Span
    statement: Statement
    deadline: Span | None
    line: Span


class Tables:
    """Finds the tables of tasks in a normalised text."""

    def __init__(self, plain: str, grammar: StatementGrammar, start: int = 0) -> None:
        self._plain = plain
        self._grammar = grammar
        self.lines: set[int] = set()
        self.rows = list(self._rows(start))

    def units(self, headings: list[Span]) -> Iterator[Unit]:
        """Yield a unit for each row; its section is the nearest of ``headings`` above."""
        starts = [start for start, _ in headings]
        for row in self.rows:
            above = bisect_left(starts, row.line[0])
            section = headings[above - 1] if above else None
            occurrence = Occurrence(row.statement.span, row.statement)
            yield Unit(row.number, section, row.title, row.span, occurrence, due=row.deadline)

    def _rows(self, start: int) -> Iterator[Row]:
        columns: list[str] = []
        for begin, end in paragraph_spans(self._plain, start):
            cells = self._cells(begin, end) if self._plain.find("\t", begin, end) >= 0 else []
            if len(cells) < 2:
                columns = []
                continue
            kinds = [self._kind(cell) for cell in cells]
            if "task" in kinds and any(kind in _LABELS for kind in kinds):
                columns = kinds
                self.lines.add(begin)
            elif columns and _fills(columns, len(cells)):
                self.lines.add(begin)
                row = self._row(columns[: len(cells)], cells, (begin, end))
                if row:
                    yield row

    def _cells(self, begin: int, end: int) -> list[Span]:
        cells = []
        for match in re.finditer(r"[^\t]*(?:\t|$)", self._plain[begin:end]):
            if match.start() < end - begin or not match[0]:
                cells.append((begin + match.start(), begin + match.end() - match[0].count("\t")))
        return (
            cells[:-1] if cells and cells[-1][0] >= end and self._plain[end - 1] != "\t" else cells
        )

    def _kind(self, cell: Span) -> str:
        words = self._plain[slice(*cell)]
        if len(words) > 12:
            return ""
        return next((kind for kind, pattern in _COLUMNS if pattern.search(words)), "")

    def _row(self, columns: list[str], cells: list[Span], line: Span) -> Row | None:
        tasks = [
            c for kind, c in zip(columns, cells, strict=True) if kind == "task" and c[1] > c[0]
        ]
        statement = self._statement(columns, cells)
        if not tasks or statement is None:
            return None
        number = next((c for kind, c in zip(columns, cells, strict=True) if kind == "number"), None)
        due = next((c for kind, c in zip(columns, cells, strict=True) if kind == "deadline"), None)
        title = tasks[0] if len(tasks) > 1 else None
        return Row(
            self._plain[slice(*number)].strip() if number else "",
            title,
            tasks[1] if title else tasks[0],
            statement,
            due,
            line,
        )

    def _statement(self, columns: list[str], cells: list[Span]) -> Statement | None:
        """Parse the cells of a row that name units as one statement with labels."""
        words = ""
        moves: list[tuple[int, int]] = []
        used: list[Span] = []
        for kind, cell in zip(columns, cells, strict=True):
            if kind in _LABELS and cell[1] > cell[0]:
                words += ("；" if words else "") + _LABELS[kind]
                moves.append((len(words), cell[0]))
                words += self._plain[slice(*cell)]
                used.append(cell)
        parsed = self._grammar.parse(words) if used else None
        if parsed is None:
            return None
        return replace(
            parsed,
            span=(used[0][0], used[-1][1]),
            responsibilities=tuple(_moved(r, moves) for r in parsed.responsibilities),
        )


def _fills(columns: list[str], count: int) -> bool:
    """Whether a row has all cells but empty last ones, of which lines keep no trace."""
    kinds = columns[:count]
    return count == len(columns) or (
        count < len(columns) and "task" in kinds and any(kind in _LABELS for kind in kinds)
    )


def _moved(responsibility: Responsibility, moves: list[tuple[int, int]]) -> Responsibility:
    """Return a responsibility with its span led back from the joined words to the text."""
    mention = responsibility.agency
    begin, origin = max(move for move in moves if move[0] <= mention.span[0])
    by = origin - begin
    span = (mention.span[0] + by, mention.span[1] + by)
    return responsibility._replace(agency=mention._replace(span=span))
