"""What a document says once and means for all its statements: who leads, who always shares."""

from __future__ import annotations

from dataclasses import dataclass, replace

from graph.model import Role
from ingest.extract.found import Responsibility
from ingest.extract.occurrences import Occurrences
from ingest.extract.role_words import first_leads_in, standing_in
from ingest.extract.statements import StatementGrammar

_NOTE_AT_END = 0.8


@dataclass(frozen=True, slots=True)
class Conventions:
    """From which place on the first of a list leads, and on whom every action rests from where.

    Places are offsets into the normalised text, None where there is no such convention.
    """

    first_leads_from: int | None = None
    standing: tuple[Responsibility, ...] = ()
    standing_from: int = 0


def conventions_of(plain: str, grammar: StatementGrammar, occurrences: Occurrences) -> Conventions:
    """Return the conventions that a text states, as 排名第一的为牵头单位，下同."""
    found = Conventions(_first_leads(plain, occurrences))
    match = standing_in(plain)
    statement = grammar.parse(match[0], at=match.start()) if match else None
    if match is None or statement is None:
        return found
    return replace(
        found,
        standing=statement.standing,
        standing_from=0 if match["for_all"] else match.start(),
    )


def _first_leads(plain: str, occurrences: Occurrences) -> int | None:
    match = first_leads_in(plain)
    if match is None:
        return None
    inside = [o for o in occurrences.all if o.span[0] <= match.start() < o.span[1]]
    if inside:
        return inside[0].span[0]
    return 0 if match.start() > _NOTE_AT_END * len(plain) else match.start()


def led_by_first(found: tuple[Responsibility, ...]) -> tuple[Responsibility, ...]:
    """Return the responsibilities with the first as lead, where none of several leads yet."""
    if len(found) < 2 or any(r.role in (Role.LEAD, Role.SUPPORT) for r in found):
        return found
    first, *others = found
    return (first._replace(role=Role.LEAD), *(r._replace(role=Role.JOINT) for r in others))
