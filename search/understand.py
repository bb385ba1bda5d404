"""Understanding a question in Chinese or English: a sentence becomes a value of graph/questions.py.

A wrong guess is worse than none: where a role has no known body, or a name has several
meanings, there is no question, and the words can be searched instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from graph.link_parts import MOST_PARTS
from graph.links import MAX_DEPTH
from graph.model import Treatment
from graph.questions import (
    ALL_ROWS,
    ActionsOf,
    Citations,
    Documents,
    Indicators,
    Question,
    Ranking,
    Scope,
)
from search.describe import Chip, chips_of
from search.folding import fold
from search.names import Names
from search.networks import COMPARING, NETWORKS, cited_together, comparison, network
from search.numbers import with_numbers
from search.reading import Reading, read
from search.settling import Candidates, settle
from search.tokens import query_words

LONGEST = 200
"""How many characters of a question are read."""

LONGEST_TOPIC = 24
"""How many characters that are no names are taken for words of the tasks asked for."""


_NAMING = ("unknown", "bare", "subject", "place", "agency", "function", "years")
"""The kinds of parts that say what something is about, not what is asked of it."""


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What was understood: a question, or None where the words are to be searched.

    ``candidates`` are names that may stand for several nodes; ``ignored`` are the pieces, as
    typed, that have no part in the question; ``words`` are those to search where it finds nothing:
    what was typed without the words that ask.
    """

    question: Question | None
    candidates: tuple[Candidates, ...] = ()
    ignored: tuple[str, ...] = ()
    words: str = ""

    @property
    def chips(self) -> tuple[Chip, ...]:
        """The parts of the question, each a kind and the id or value that it has."""
        return chips_of(self.question) if self.question else ()


def understand(text: str, names: Names, meant: Mapping[str, str] | None = None) -> Interpretation:
    """Return what a sentence asks of the graph; any text whatever gives an interpretation.

    ``meant`` tells, by name among the candidates of another interpretation, the id that is meant.
    """
    cut_off = [f"{text[LONGEST : LONGEST + 20]}…"] if len(text) > LONGEST else []
    text = with_numbers(text[:LONGEST])
    settled = settle(names.parts(text), names, meant)
    reading = read(settled.parts, names.latest_year, names.former)
    question = None if settled.candidates else _question(reading, names)
    used = _used(question)
    ignored = [text[p.start : p.end] for p in reading.ignored if not set(_words(p.text)) & used]
    ignored += cut_off
    is_asking = question is not None or bool(reading.asked)
    said = [text[p.start : p.end] for p in settled.parts if p.kind in _NAMING]
    words = " ".join(said) if is_asking and said else text
    return Interpretation(question, settled.candidates, tuple(ignored), words)


def _question(reading: Reading, names: Names) -> Question | None:
    if reading.about & COMPARING:
        return comparison(reading)
    scope = _scope(reading, names)
    if scope is None or not reading.is_clear or len(reading.parties) > MOST_PARTS:
        return None
    is_figure = reading.is_how_many and not (reading.about or reading.parties or reading.is_each)
    if "indicators" in reading.about or reading.figures or is_figure:
        return _indicators(reading, scope, names)
    if reading.is_alongside and reading.titles:
        return cited_together(reading, scope)
    if reading.verbs and reading.is_most and not reading.titles:
        return None if reading.ignored else Ranking(by="regulation", scope=scope, page=ALL_ROWS)
    if reading.titles and reading.verbs:
        return None if reading.ignored else _citations(reading, names)
    words = _topic(reading)
    if words is None or reading.verbs:
        return None
    if "documents" in reading.about:
        is_other = reading.parties or words or reading.is_most
        return None if is_other else Documents(scope=scope, page=ALL_ROWS)
    narrowed = replace(scope, words=words)
    if reading.without or reading.gap or reading.due or reading.deadlines:
        return _tasks(reading, narrowed)
    if reading.about & NETWORKS:
        return network(reading, narrowed)
    if reading.is_most or reading.is_each:
        return _ranking(reading, narrowed)
    is_asked = reading.asked_roles is not None and narrowed != Scope()
    if reading.parties or is_asked or ("tasks" in reading.about and scope != Scope()):
        return ActionsOf(parties=tuple(reading.parties), scope=narrowed, page=ALL_ROWS)
    return None


def _topic(reading: Reading) -> tuple[str, ...] | None:
    """Return the words that tasks must have, None where there are too many to mean just that.

    The rank in 市市场监管局 is no topic, nor is a lone sign or a number.
    """
    pieces = [part.text for part in reading.ignored]
    if sum(map(len, pieces)) > LONGEST_TOPIC or any(piece.isdigit() for piece in pieces):
        return None
    if not reading.parties and not all(map(_words, pieces)):
        return None  # 青川市水的任务: without it the answer is to another question
    return tuple(dict.fromkeys(word for piece in pieces for word in _words(piece)))


def _tasks(reading: Reading, scope: Scope) -> ActionsOf | None:
    """Return the tasks without a role or by when they are due."""
    if "tasks" not in reading.about or len(reading.about) > 1:
        return None
    due = None
    if len(reading.deadlines) > 1:
        return None
    if reading.deadlines:
        [due] = reading.deadlines
        if due[0] and not reading.due:  # 2020年6月的任务: due then, or begun?
            return None
    elif reading.due:
        if scope.years is None or len(reading.years) > 1:
            return None
        first, last = map(str, scope.years)
        due, scope = ("" if reading.due == "by" else first, last), replace(scope, years=None)
    return ActionsOf(
        parties=tuple(reading.parties),
        without_roles=reading.without,
        gap=reading.gap,
        due=due,
        scope=scope,
        page=ALL_ROWS,
    )


def _ranking(reading: Reading, scope: Scope) -> Ranking | None:
    """Return who or where most is done: 哪个单位牵头任务最多, 各地任务数量."""
    if reading.parties or not reading.about <= {"tasks"}:
        return None
    if not (reading.about or reading.asked_roles or reading.is_how_many):
        return None
    if scope.words and not (reading.is_most or reading.is_how_many):
        return None  # 各部门职责分工 asks for no numbers
    kinds = [kind for kind in reading.asked if kind != "agency"] or ["agency"]
    if len(set(kinds)) > 1 or kinds[0] == "regulation":
        return None
    by, roles = kinds[0], reading.asked_roles or ()
    return Ranking(by=by, roles=roles, scope=scope, page=ALL_ROWS)  # type: ignore[arg-type]


def _words(piece: str) -> list[str]:
    """Return the words of a piece in their order, a lone sign with the word before it.

    >>> _words("校园食品安全")
    ['校园', '食品安全']
    """
    words: list[str] = []
    end = 0
    for word in query_words(piece):
        said = piece[word.start : word.end]
        if len(said) == 1 and words and word.start == end:
            words[-1] += said
        else:
            words.append(said)
        end = word.end
    return [word for word in words if len(word) > 1]


def _used(question: Question | None) -> frozenset[str]:
    """Return the words typed that a question has in it."""
    if isinstance(question, Indicators):
        return frozenset(_words(question.metric))
    return frozenset(getattr(question, "scope", Scope()).words)


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
    if len(reading.parties) > 1 or unread > (0 if reading.figures else reading.read):
        return None
    if not (metric or reading.figures or reading.about):
        return None
    if len(reading.figures) > 1 or reading.is_most or reading.due or reading.without:
        return None
    return Indicators(
        scope=scope,
        party=reading.parties[0] if reading.parties else None,
        metric=metric,
        compared=reading.figures[0] if reading.figures else None,
        page=ALL_ROWS,
    )


def _citations(reading: Reading, names: Names) -> Citations | None:
    if len(reading.titles) > 1 or reading.parties or reading.places or reading.years:
        return None
    [title], verb = reading.titles, reading.verbs[0]
    direction = _direction(reading)
    node = title.values[0]
    if direction == "out":
        node = names.document_of(node) or node
    treatments = () if verb.values[0] == "any" else (Treatment(verb.values[0]),)
    return Citations(
        node=node,
        direction=direction,
        treatments=treatments,
        depth=MAX_DEPTH if reading.is_indirect else 1,
        page=ALL_ROWS,
    )


def _direction(reading: Reading) -> Literal["in", "out"]:
    """Return ``in`` for 引用《Y》 and 《Y》被引用, ``out`` for 《Y》引用了 and "cited by Y"."""
    [title], verb = reading.titles, reading.verbs[0]
    is_object = title.start > verb.start
    if verb.kind == "cited":
        is_object = not is_object
    elif any(title.start < passive.start < verb.start for passive in reading.passives):
        is_object = True
    return "in" if is_object else "out"
