"""Understanding a question in Chinese or English: a sentence becomes a value of graph/questions.py.

A wrong guess is worse than none: where a role has no known body, or a name has several
meanings, there is no question, and the words can be searched instead.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from graph.links import MAX_PARTIES
from graph.model import Treatment
from graph.questions import (
    ActionsOf,
    Citations,
    CooperationIn,
    Documents,
    Indicators,
    Page,
    PartnersOf,
    Question,
    Scope,
)
from search.describe import Chip, chips_of
from search.folding import fold
from search.names import Names
from search.numbers import with_numbers
from search.reading import Reading, read
from search.settling import Candidates, settle

LONGEST = 200
"""How many characters of a question are read."""

ALL_ROWS = Page(0, None)


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What was understood: a question, or None where the words are to be searched.

    ``candidates`` are names that may stand for several nodes; ``ignored`` are the pieces, as
    typed, that have no part in the question.
    """

    question: Question | None
    candidates: tuple[Candidates, ...] = ()
    ignored: tuple[str, ...] = ()

    @property
    def chips(self) -> tuple[Chip, ...]:
        """The parts of the question, each a kind and the id or value that it has."""
        return chips_of(self.question) if self.question else ()


def understand(text: str, names: Names) -> Interpretation:
    """Return what a sentence asks of the graph; any text whatever gives an interpretation."""
    cut_off = [f"{text[LONGEST : LONGEST + 20]}…"] if len(text) > LONGEST else []
    text = with_numbers(text[:LONGEST])
    settled = settle(names.parts(text), names)
    reading = read(settled.parts, names.latest_year, names.former)
    question = None if settled.candidates else _question(reading, names)
    ignored = [text[part.start : part.end] for part in reading.ignored]
    if isinstance(question, Indicators) and question.metric:
        ignored = [piece for piece in ignored if fold(piece) != question.metric]
    ignored += cut_off
    return Interpretation(question, settled.candidates, tuple(ignored))


def _question(reading: Reading, names: Names) -> Question | None:
    scope = _scope(reading, names)
    if scope is None or not reading.is_clear or len(reading.parties) > MAX_PARTIES:
        return None
    if reading.without or reading.due:
        return _tasks(reading, scope)
    if "indicators" in reading.about:
        return _indicators(reading, scope, names)
    # A topic narrows more than a place does: without it the answer is to another question.
    spared = reading.read if reading.parties or reading.titles else 0
    if sum(len(part.text) for part in reading.ignored) > spared:
        return None
    if reading.titles and reading.verbs:
        return _citations(reading, names)
    if "partners" in reading.about:
        return _partners(reading, scope)
    if "documents" in reading.about:
        return None if reading.parties else Documents(scope=scope, page=ALL_ROWS)
    if reading.parties or ("tasks" in reading.about and scope != Scope()):
        return ActionsOf(parties=tuple(reading.parties), scope=scope, page=ALL_ROWS)
    return None


def _tasks(reading: Reading, scope: Scope) -> ActionsOf | None:
    """Return the tasks without a role or by when they are due; any word too many makes none."""
    if "tasks" not in reading.about or len(reading.about) > 1 or reading.ignored or reading.verbs:
        return None
    due = None
    if reading.due:
        if scope.years is None or len(reading.years) > 1:
            return None
        first, last = map(str, scope.years)
        due, scope = ("" if reading.due == "by" else first, last), replace(scope, years=None)
    return ActionsOf(
        parties=tuple(reading.parties),
        without_roles=reading.without,
        due=due,
        scope=scope,
        page=ALL_ROWS,
    )


def _scope(reading: Reading, names: Names) -> Scope | None:
    """Return where, when and on what, None where one of these is not one."""
    years = sorted(reading.years)
    if any(b[0] > a[1] + 1 for a, b in pairwise(years)):
        return None
    if len(set(reading.subjects)) > 1:
        return None
    document = None
    if reading.titles and not reading.verbs:
        document = names.document_of(reading.titles[0].values[0]) if reading.is_clear else None
        if document is None or len(reading.titles) > 1:
            return None
    return Scope(
        locations=tuple(reading.places),
        with_subdivisions=not (reading.places and reading.is_own),
        years=(years[0][0], max(last for _, last in years)) if years else None,
        document=document,
        subject=reading.subjects[0] if reading.subjects else None,
    )


def _indicators(reading: Reading, scope: Scope, names: Names) -> Indicators | None:
    pieces = [fold(part.text) for part in reading.ignored]
    metric = pieces[0] if len(pieces) == 1 and names.is_metric(pieces[0]) else ""
    unread = 0 if metric else sum(map(len, pieces))
    if len(reading.parties) > 1 or unread > reading.read:
        return None
    party = reading.parties[0] if reading.parties else None
    return Indicators(scope=scope, party=party, metric=metric, page=ALL_ROWS)


def _partners(reading: Reading, scope: Scope) -> Question:
    match reading.parties:
        case []:
            return CooperationIn(scope=scope, page=ALL_ROWS)
        case [party]:
            return PartnersOf(party=party, scope=scope, page=ALL_ROWS)
        case several:
            return ActionsOf(parties=tuple(several), scope=scope, page=ALL_ROWS)


def _citations(reading: Reading, names: Names) -> Citations | None:
    if len(reading.titles) > 1 or reading.parties or reading.places or reading.years:
        return None
    [title], verb = reading.titles, reading.verbs[0]
    direction = _direction(reading)
    node = title.values[0]
    if direction == "out":
        node = names.document_of(node) or node
    treatments = () if verb.values[0] == "any" else (Treatment(verb.values[0]),)
    return Citations(node=node, direction=direction, treatments=treatments, page=ALL_ROWS)


def _direction(reading: Reading) -> Literal["in", "out"]:
    """Return ``in`` for 引用《Y》 and 《Y》被引用, ``out`` for 《Y》引用了 and "cited by Y"."""
    [title], verb = reading.titles, reading.verbs[0]
    is_object = title.start > verb.start
    if verb.kind == "cited":
        is_object = not is_object
    elif any(title.start < passive.start < verb.start for passive in reading.passives):
        is_object = True
    return "in" if is_object else "out"
