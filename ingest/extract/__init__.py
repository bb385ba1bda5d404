"""Extraction: from the text of one document to everything found in it."""

from __future__ import annotations

import re

from graph.lexicon import Lexicon
from graph.model import Basis, Role, Treatment
from ingest.extract.citations import CitationFinder
from ingest.extract.confidence import CONFIDENCE
from ingest.extract.conventions import Conventions, conventions_of, led_by_first
from ingest.extract.deadlines import deadlines, limits, stated_deadlines, years_of
from ingest.extract.found import (
    Citation,
    Extraction,
    FoundAction,
    Mention,
    Metadata,
    Place,
    Responsibility,
    Span,
)
from ingest.extract.indicators import targets
from ingest.extract.memberships import memberships_of
from ingest.extract.metadata import MetadataReader
from ingest.extract.names import NameShapes
from ingest.extract.occurrences import Occurrence, Occurrences
from ingest.extract.places import PlaceFinder
from ingest.extract.prose import ProseReader
from ingest.extract.statements import StatementGrammar
from ingest.extract.subjects import SubjectFinder
from ingest.extract.tables import Tables
from ingest.extract.taken import Taken
from ingest.extract.units import Unit, Units
from ingest.outline import Block, outline, title_end
from ingest.text import Text, normalise, repair

# 临夏州食品安全委员会（以下简称州食安委）
_SHORT_NAME = re.compile(r"（(?:以下)?(?:统一)?简称[：:]?[“]?(?P<short>[^”“（）《》]{2,16})[”]?）")
_FULL_NAME = re.compile(r"[一-鿿]{4,30}\Z")
# a body with offices of its own, rather than a government or its office
_BUREAU = re.compile(r"(?:局|(?<!办公)厅|[^市省州县区党]委|健康委员会|改革委员会)$")


class Extractor:
    """Reads texts with one lexicon; holds no state between texts."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.shapes = NameShapes(lexicon)
        self._grammar = StatementGrammar(self.shapes)
        self._metadata = MetadataReader(lexicon, self.shapes)
        self._prose = ProseReader(self.shapes)

    def extract(self, source: str) -> tuple[Text, Extraction]:
        """Return the repaired text and everything found in it; never raises on any text."""
        text = repair(source)
        metadata = self._metadata.read(text)
        tables = Tables(text.plain, self._grammar, metadata.body)
        root = outline(text.plain, metadata.body, tables.lines | metadata.signature)
        in_bureau = len(metadata.issuers) == 1 and _BUREAU.search(metadata.issuers[0].plain)
        occurrences = Occurrences(text.plain, self._grammar, in_bureau=bool(in_bureau))
        places = PlaceFinder(text, self.lexicon, self.shapes, metadata.jurisdiction_code)
        citations = CitationFinder(text, metadata.title, metadata.document_number)
        subjects = SubjectFinder(text, self.lexicon, [place.span for place in places.all])
        conventions = conventions_of(text.plain, self._grammar, occurrences)
        reading = _Reading(self._prose, text, metadata, citations, places, subjects, conventions)
        headings = list(_headings(text, root))
        rows = tables.units([span for _, _, span in headings])
        units = sorted((*Units(text.plain, occurrences).of(root), *rows), key=lambda u: u.span)
        actions = tuple(reading.action(unit) for unit in units)
        in_actions = {c.span for action in actions for c in action.citations}
        read = Taken(len(text.plain), (action.span for action in actions))
        preamble = tuple(
            c
            for c in citations.all
            if c.span not in in_actions
            and not read.meets((c.span[0], c.span[0] + 1))
            and not reading.is_of_cover(c)
        )
        return text, Extraction(
            metadata,
            tuple(headings),
            actions,
            _once(preamble),
            _named(places.all),
            _short_names(text),
            memberships_of(text.plain, self._grammar),
        )


class _Reading:
    """Reads the actions of one document."""

    def __init__(
        self,
        prose: ProseReader,
        text: Text,
        metadata: Metadata,
        citations: CitationFinder,
        places: PlaceFinder,
        subjects: SubjectFinder,
        conventions: Conventions,
    ) -> None:
        self._prose = prose
        self._text = text
        self._metadata = metadata
        self._citations = citations
        self._places = places
        self._subjects = subjects
        self._conventions = conventions
        self._years = years_of(normalise(metadata.title), metadata.year)

    def is_of_cover(self, citation: Citation) -> bool:
        """Whether the covering notice only names the plan that it sends.

        What it sends the plan by (根据《…》) is a work like others.
        """
        title = self._metadata.title_span
        if title is None or citation.span[0] >= title[1]:
            return False
        own, name = normalise(self._metadata.title), normalise(citation.title)
        is_reason = citation.treatment in (Treatment.BASED_ON, Treatment.IMPLEMENTS)
        return not is_reason or own in name or name in own

    def action(self, unit: Unit) -> FoundAction:
        """Return the action of a unit with all that its text says."""
        start, end = unit.span
        stated, is_open = self._responsibilities(unit)
        citations = self._citations.within(start, end)
        if unit.title and unit.title != unit.span:
            citations = (*self._citations.within(*unit.title), *citations)
        hidden = [c.span for c in citations] + [r.agency.span for r in stated]
        statement = unit.occurrence.span if unit.occurrence else None
        return FoundAction(
            number=unit.number,
            section=self._text.verbatim(*unit.section) if unit.section else "",
            title=self._text.verbatim(*unit.title) if unit.title else "",
            text=self._text.verbatim(start, end),
            span=unit.span,
            statement=self._text.verbatim(*statement) if statement else "",
            statement_span=statement,
            responsibilities=stated,
            is_open_list=is_open,
            targets=tuple(targets(self._text, start, end, self._years and self._years[0])),
            citations=_once(citations),
            places=self._places.within(start, end, hidden),
            deadlines=(
                *deadlines(self._text, start, end, self._years),
                *(stated_deadlines(self._text, *statement, self._years) if statement else ()),
                *(limits(self._text, *unit.due, self._years) if unit.due else ()),
            ),
            subjects=self._subjects.within(
                unit.title, unit.span, (*hidden, *((statement,) if statement else ()))
            ),
        )

    def _responsibilities(self, unit: Unit) -> tuple[tuple[Responsibility, ...], bool]:
        found: tuple[Responsibility, ...] = ()
        is_open = False
        if unit.occurrence:
            found, is_open = self._stated(unit.occurrence)
        if not found and unit.inherited:
            found = self._prose.responsible(self._text.plain, unit.span)
        for above in unit.inherited:
            theirs, also_open = self._stated(above)
            found = _joined(found, theirs)
            is_open = is_open or also_open
        with_issuer = False
        if not found:
            found, with_issuer = self._prose.read(
                self._text.plain, unit.span, unit.title, unit.section
            )
        found = tuple(self._written(r) for r in found)
        if not found or with_issuer:
            found = (*self._by_issuer(bool(found)), *found)
        end = unit.occurrence.span[1] if unit.occurrence else unit.span[1]
        if end < self._conventions.standing_from:
            return found, is_open
        standing = tuple(self._written(r) for r in self._conventions.standing)
        return _joined(found, standing), is_open

    def _stated(self, occurrence: Occurrence) -> tuple[tuple[Responsibility, ...], bool]:
        statement = occurrence.statement
        found = statement.responsibilities
        since = self._conventions.first_leads_from
        holds = since is not None and occurrence.span[0] >= since
        return (led_by_first(found) if holds else found), statement.is_open_list

    def _written(self, responsibility: Responsibility) -> Responsibility:
        """Return a responsibility with the surface that the document writes."""
        mention = responsibility.agency
        if mention.surface:
            return responsibility
        agency = mention.written(self._text.verbatim(*mention.span))
        return Responsibility(agency, responsibility.role, responsibility.basis)

    def _by_issuer(self, with_partners: bool) -> tuple[Responsibility, ...]:
        role = Role.LEAD if with_partners else Role.SOLE
        return tuple(
            Responsibility(
                m._replace(rule="issuer-acts", confidence=CONFIDENCE["issuer-acts"]),
                role,
                Basis.ISSUER,
            )
            for m in self._metadata.issuers[:1]
        )


def _joined(
    own: tuple[Responsibility, ...], others: tuple[Responsibility, ...]
) -> tuple[Responsibility, ...]:
    """Return own responsibilities and those others that name further bodies; own leads win."""
    names = {r.agency.plain for r in own}
    has_lead = any(r.role in (Role.LEAD, Role.SOLE) for r in own)
    rest = (r for r in others if r.agency.plain not in names)
    return own + tuple(r for r in rest if not (has_lead and r.role in (Role.LEAD, Role.SOLE)))


def _headings(text: Text, root: Block) -> list[tuple[str, int, Span]]:
    found = []
    for block in root.walk():
        if block.style:
            end = title_end(text.plain, block.body, block.paragraphs[0][1])
            if end > block.body:
                found.append((text.verbatim(block.start, end), block.depth + 1, (block.start, end)))
    return found


def _once(citations: tuple) -> tuple:  # type: ignore[type-arg]
    """Return the citations without repeats of a title."""
    return tuple({c.title: c for c in reversed(citations)}.values())[::-1]


def _named(places: tuple[Place, ...]) -> tuple[Place, ...]:
    return tuple({place.name: place for place in reversed(places)}.values())[::-1]


def _short_names(text: Text) -> dict[str, str]:
    """Return the abbreviations of bodies that the text defines, in simplified script."""
    found = {}
    for match in _SHORT_NAME.finditer(text.plain):
        before = text.plain[max(0, match.start() - 30) : match.start()]
        if full := _FULL_NAME.search(before):
            found[match["short"]] = full[0]
    return found


__all__ = ["Extraction", "Extractor", "Mention", "Metadata"]
