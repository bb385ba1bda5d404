"""An explanation as one HTML file that needs no other: text at the left, notes at the right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from string import Template

from ingest.explain import Explanation, Note, Part, Row, Stretch

_PAGE = Path(__file__).with_name("explain.html")


def page_of(explanation: Explanation, name: str) -> str:
    """Return the page about a document; ``name`` is that of its file."""
    numbers = {id(note): number for number, note in enumerate(explanation.notes, 1)}
    metadata = (
        f"<dt>{escape(key)}</dt><dd>{escape(value)}</dd>" for key, value in explanation.metadata
    )
    rules = (
        f"<tr><td>{escape(rule)}</td><td>{fired}</td><td>{doubtful}</td></tr>"
        for rule, fired, doubtful in explanation.rules()
    )
    return Template(_PAGE.read_text("utf-8")).substitute(
        title=escape(name),
        metadata="\n".join(metadata),
        rules="\n".join(rules),
        outside=_notes_html(explanation.outside.notes, numbers),
        rows="\n".join(_row_html(row, numbers) for row in explanation.rows),
    )


def _row_html(row: Row, numbers: Mapping[int, int]) -> str:
    words = "".join(_stretch_html(stretch, numbers) for stretch in row.stretches)
    parts = "".join(_part_html(part, numbers) for part in row.parts)
    return (
        f'<section class="row"><div class="text">{words.rstrip()}</div>'
        f"<aside>{parts}</aside></section>"
    )


def _stretch_html(stretch: Stretch, numbers: Mapping[int, int]) -> str:
    """Return words in the colour of the shortest note over them, linked to that note."""
    if not stretch.notes:
        return escape(stretch.words)
    note = stretch.notes[-1]
    said = "\n".join(f"{n.kind}: {n.meaning} [{n.rule} {n.confidence:.2f}]" for n in stretch.notes)
    return (
        f'<a class="{_classes(note)}" href="#n{numbers[id(note)]}" title="{escape(said)}">'
        f"{escape(stretch.words)}</a>"
    )


def _part_html(part: Part, numbers: Mapping[int, int]) -> str:
    heading = " · ".join(filter(None, (part.number, part.section, part.title)))
    return f"<h2>{escape(heading)}</h2>{_notes_html(part.notes, numbers)}"


def _notes_html(notes: Iterable[Note], numbers: Mapping[int, int]) -> str:
    items = "".join(_note_html(note, numbers[id(note)]) for note in notes)
    return f"<ul>{items}</ul>" if items else ""


def _note_html(note: Note, number: int) -> str:
    doubtful = " doubtful" if note.is_doubtful else ""
    kind = "" if note.meaning.startswith(note.kind) else f'<span class="why">{note.kind}</span> '
    return (
        f'<li id="n{number}" class="{_classes(note)}">{kind}'
        f"<b>{escape(note.surface)}</b> {escape(note.meaning)} "
        f'<span class="why">{escape(note.rule)} {note.confidence:.2f}{doubtful}</span></li>'
    )


def _classes(note: Note) -> str:
    return f"{note.kind} doubtful" if note.is_doubtful else note.kind
