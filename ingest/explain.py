"""An extraction for people to judge: each found item with its words, its meaning and its rule.

Spans are offsets into the repaired text that the rules read, not into the file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from graph.lexicon import Lexicon
from graph.model import Basis
from ingest.extract import Extraction
from ingest.extract.confidence import CONFIDENCE, DOUBTFUL_BELOW
from ingest.extract.found import (
    Citation,
    Due,
    FoundAction,
    FoundSubject,
    Mention,
    Place,
    Responsibility,
    Span,
    Target,
)
from ingest.extract.names import NameShapes
from ingest.identity import agency_id, division_of, document_key, resolver_of
from ingest.resolve import Resolver
from ingest.text import Text

# what steers a terminal or turns the direction of writing; tabs and line breaks stay
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Note:
    """One found item: its kind, its words, what they were taken to mean, and by which rule."""

    kind: str
    surface: str
    meaning: str
    span: Span
    rule: str
    confidence: float

    @property
    def is_doubtful(self) -> bool:
        """Whether its rule is wrong too often for the item to be shown as a fact."""
        return self.confidence < DOUBTFUL_BELOW


@dataclass(frozen=True, slots=True)
class Part:
    """An action with its notes, or what was found outside of all actions."""

    number: str
    section: str
    title: str
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words over which the same notes lie, the longest first."""

    words: str
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A piece of the text and the actions that begin in it; rows make up the whole text."""

    stretches: tuple[Stretch, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A document as it was understood: what it says of itself, then its text in rows."""

    metadata: tuple[tuple[str, str], ...]
    outside: Part
    rows: tuple[Row, ...]

    @property
    def notes(self) -> Iterator[Note]:
        """All notes, in order of the document."""
        yield from self.outside.notes
        for row in self.rows:
            for part in row.parts:
                yield from part.notes

    def rules(self) -> list[tuple[str, int, int]]:
        """Return each rule with how often it fired and how many of these are doubtful."""
        fired = Counter(note.rule for note in self.notes)
        doubtful = Counter(note.rule for note in self.notes if note.is_doubtful)
        return [(rule, count, doubtful[rule]) for rule, count in fired.most_common()]


def explanation_of(
    text: Text, found: Extraction, lexicon: Lexicon, shapes: NameShapes
) -> Explanation:
    """Return what was found in a text, ready to be shown; control characters are made visible."""
    key = document_key(text, found, division_of(found, lexicon))
    explainer = _Explainer(resolver_of(found, lexicon, shapes, key))
    outside = Part("", "", "", tuple(explainer.outside(found)))
    parts = [(action.span[0], explainer.part(action)) for action in found.actions]
    notes = [*outside.notes, *(note for _, part in parts for note in part.notes)]
    headings = [start for _, _, (start, _) in found.headings]
    rows = _rows(legible(text.clean), notes, _placed(text.clean, parts, headings))
    return Explanation(tuple(_metadata(found)), outside, tuple(rows))


def legible(text: str) -> str:
    r"""Return the text with each control character made visible, as long as before.

    >>> legible("食品\x1b[2J")
    '食品�[2J'
    """
    return _CONTROL.sub("�", text)


class _Explainer:
    """Makes notes of found items, with names resolved as for the graph."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver

    def outside(self, found: Extraction) -> Iterator[Note]:
        """Yield the issuers, the citations above the actions, and places that no action names."""
        for issuer in found.metadata.issuers:
            yield self._named(issuer, "issuer", "issuer")
        yield from map(self._citation, found.preamble)
        in_actions = {place.name for action in found.actions for place in action.places}
        yield from (self._place(p) for p in found.places if p.name not in in_actions)

    def part(self, action: FoundAction) -> Part:
        """Return an action with a note for each item in it."""
        notes = (
            *map(self._responsibility, action.responsibilities),
            *map(self._target, action.targets),
            *map(self._citation, action.citations),
            *map(self._place, action.places),
            *map(self._due, action.deadlines),
            *map(self._subject, action.subjects),
        )
        return Part(legible(action.number), legible(action.section), legible(action.title), notes)

    def _responsibility(self, responsibility: Responsibility) -> Note:
        role = str(responsibility.role)
        is_issuer = responsibility.basis is Basis.ISSUER
        said = f"{role}, as issuer" if is_issuer else role
        return self._named(responsibility.agency, role, said)

    def _named(self, mention: Mention, kind: str, said: str) -> Note:
        identity = self._resolver.agency(mention.plain)
        known = "" if identity.is_resolved else ", unsettled"
        meaning = f"{said} → {identity.name} ({agency_id(identity)}{known})"
        return _note(kind, mention.surface, meaning, mention.span, mention.rule, mention.confidence)

    def _target(self, target: Target) -> Note:
        due = f", by {target.deadline}" if target.deadline else ""
        meaning = f"{target.metric} {target.comparator} {target.value:g} {target.unit}{due}"
        return _note("target", target.text, meaning, target.span, target.rule, target.confidence)

    def _citation(self, citation: Citation) -> Note:
        parts = (citation.title, citation.document_number, citation.kind, str(citation.treatment))
        meaning = " · ".join(filter(None, parts))
        return _note(
            "citation",
            citation.surface,
            meaning,
            citation.span,
            citation.rule,
            citation.confidence,
        )

    def _place(self, place: Place) -> Note:
        return _note("place", place.surface, place.name, place.span, "place", CONFIDENCE["place"])

    def _due(self, due: Due) -> Note:
        rule = "deadline"
        return _note("deadline", due.text, due.date, due.span, rule, CONFIDENCE[rule])

    def _subject(self, subject: FoundSubject) -> Note:
        meaning = f"{subject.label} ({subject.concept})"
        return _note(
            "subject",
            subject.surface,
            meaning,
            subject.span,
            subject.rule,
            subject.confidence,
        )


def _note(kind: str, surface: str, meaning: str, span: Span, rule: str, confidence: float) -> Note:
    return Note(kind, legible(surface), legible(meaning), span, rule, confidence)


def _metadata(found: Extraction) -> Iterator[tuple[str, str]]:
    """Yield what the document says of itself, name and value."""
    said = found.metadata
    values = {
        "title": said.title,
        "document number": said.document_number,
        "issued on": said.issued_on,
        "year": said.year and str(said.year),
        "document type": said.document_type,
        "status": said.status,
        "jurisdiction": said.jurisdiction,
        "addressees": "、".join(said.addressees),
        "copied to": "、".join(said.copied_to),
        "short names": "、".join(f"{a} = {b}" for a, b in found.abbreviations.items()),
    }
    for name, value in values.items():
        yield name, legible(value or "—")


def _placed(
    clean: str, parts: Iterable[tuple[int, Part]], headings: Iterable[int]
) -> dict[int, list[Part]]:
    """Return the offsets at which rows begin, with the parts of each.

    An action's row begins with its line, so that its number stands with it; of several
    actions in a line only the first takes the line's beginning.
    """
    placed: dict[int, list[Part]] = {0: []}
    for start in headings:
        placed.setdefault(start, [])
    for start, part in parts:
        line = clean.rfind("\n", 0, start) + 1
        placed.setdefault(start if placed.get(line) else line, []).append(part)
    return placed


def _rows(clean: str, notes: list[Note], placed: dict[int, list[Part]]) -> Iterator[Row]:
    """Yield the rows of the text, each cut where a note begins or ends."""
    opening: dict[int, list[Note]] = {}
    for note in notes:
        if note.span[1] > note.span[0]:
            opening.setdefault(note.span[0], []).append(note)
    borders = sorted({len(clean), *placed, *(end for note in notes for end in note.span)})
    stretches: list[Stretch] = []
    parts: list[Part] = []
    over: list[Note] = []
    for start, end in pairwise(borders):
        if start in placed:
            if stretches:
                yield Row(tuple(stretches), tuple(parts))
            stretches, parts = [], placed[start]
        over = [note for note in over if note.span[1] > start] + opening.get(start, [])
        over.sort(key=lambda note: note.span[0] - note.span[1])
        stretches.append(Stretch(clean[start:end], tuple(over)))
    yield Row(tuple(stretches), tuple(parts))
