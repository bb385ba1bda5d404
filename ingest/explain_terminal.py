"""An explanation in the terminal: the text in colours, below each action a table of its notes."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from ingest.explain import Explanation, Note, Part, Row

_STYLES = {
    "issuer": "bold blue",
    "lead": "bold red",
    "sole": "bold red",
    "joint": "yellow",
    "support": "green",
    "target": "magenta",
    "citation": "cyan",
    "place": "blue",
    "deadline": "bold magenta",
    "subject": "italic",
}
_DOUBTFUL = "reverse"


def show(explanation: Explanation, console: Console) -> None:
    """Print an explanation: metadata, the text with its actions, how often each rule fired."""
    _show_metadata(explanation, console)
    for row in explanation.rows:
        _show_row(row, console)
    console.print(Rule("rules", align="left"))
    console.print(_table_of_rules(explanation))


def _show_metadata(explanation: Explanation, console: Console) -> None:
    table = Table.grid(padding=(0, 2))
    table.add_column()
    table.add_column(overflow="fold")
    for name, value in explanation.metadata:
        table.add_row(Text(name, "dim"), Text(value))
    console.print(table)
    if explanation.outside.notes:
        console.print(_table_of_notes(explanation.outside.notes))


def _show_row(row: Row, console: Console) -> None:
    for part in row.parts:
        console.print(Rule(Text(_heading(part)), align="left"))
    words = Text()
    for stretch in row.stretches:
        innermost = stretch.notes[-1:]
        words.append(stretch.words, _style(innermost[0]) if innermost else "")
    words.rstrip()
    console.print(words)
    for part in row.parts:
        if part.notes:
            console.print(_table_of_notes(part.notes))


def _heading(part: Part) -> str:
    return " · ".join(filter(None, (part.number, part.section, part.title))) or "action"


def _style(note: Note) -> str:
    style = _STYLES[note.kind]
    return f"{style} {_DOUBTFUL}" if note.is_doubtful else style


def _table_of_notes(notes: Sequence[Note]) -> Table:
    table = Table(box=None, padding=(0, 1), header_style="dim")
    for name in ("kind", "surface", "meaning", "rule"):
        table.add_column(name, overflow="fold")
    table.add_column("confidence", justify="right")
    for note in notes:
        sign = "doubtful " if note.is_doubtful else ""
        table.add_row(
            Text(note.kind, _style(note)),
            Text(note.surface),
            Text(note.meaning),
            Text(note.rule),
            Text(f"{sign}{note.confidence:.2f}"),
        )
    return table


def _table_of_rules(explanation: Explanation) -> Table:
    table = Table(box=None, padding=(0, 1), header_style="dim")
    table.add_column("rule")
    table.add_column("fired", justify="right")
    table.add_column("doubtful", justify="right")
    for rule, fired, doubtful in explanation.rules():
        table.add_row(rule, str(fired), str(doubtful or ""))
    return table
