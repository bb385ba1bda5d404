"""What a work rests on and what rests on it, as links between works, each with what proves it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.model import Action, Basis, Document, Treatment
from graph.rows import CitationRow


@dataclass(frozen=True, slots=True)
class Link:
    """A work that cites another in one way, with all places that say so, the nearest first.

    What was concluded from other texts comes last.
    """

    citing: str
    cited: str
    treatment: Treatment
    rows: tuple[CitationRow, ...]

    @property
    def is_inferred(self) -> bool:
        """Whether no text says so, and it was concluded from titles, places and dates."""
        return all(map(_is_inferred, self.rows))

    @property
    def since(self) -> int | None:
        """The first year whose documents say so, None where no year is known."""
        return min((row.document.year for row in self.rows if row.document.year), default=None)


def links_of(rows: Iterable[CitationRow]) -> list[Link]:
    """Return the links that citations make, in their order.

    What a task cites, its document cites. A work that cites itself makes no link.
    """
    found: dict[tuple[str, str, Treatment], list[CitationRow]] = {}
    for row in rows:
        ends = (citing_work(row), row.regulation.id)
        if ends[0] != ends[1]:
            treatment = Treatment(row.edge.mode or Treatment.REFERS)
            found.setdefault((*ends, treatment), []).append(row)
    return [
        Link(*ends, tuple(sorted(several, key=_is_inferred))) for ends, several in found.items()
    ]


def _is_inferred(row: CitationRow) -> bool:
    return row.edge.evidence.basis is Basis.INFERRED


def citing_work(row: CitationRow) -> str:
    """Return the id of the work in which a citation stands."""
    if isinstance(row.source, Action):
        return row.document.regulation
    return row.source.regulation if isinstance(row.source, Document) else row.source.id
