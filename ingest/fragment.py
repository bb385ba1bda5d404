"""From an extraction to the fragment of the graph that the document states."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.lexicon import Division, Lexicon
from graph.lexicon.subjects import subject_id, subject_nodes
from graph.model import (
    RELATION_OF_ROLE,
    Action,
    Basis,
    Deadline,
    Document,
    Edge,
    Evidence,
    Fragment,
    Heading,
    Indicator,
    Node,
    Regulation,
    Relation,
)
from ingest.bodies import Bodies
from ingest.extract import Extraction
from ingest.extract.citations import kind_of_work
from ingest.extract.confidence import CONFIDENCE, sure_of
from ingest.extract.found import (
    Citation,
    FoundAction,
    FoundSubject,
    Membership,
    Mention,
    Responsibility,
    Span,
    Target,
)
from ingest.extract.names import NameShapes
from ingest.identity import division_of, document_key, resolver_of
from ingest.text import Text, normalise
from ingest.work_names import Named, WorkNames
from ingest.works import without_marks

EXTRACTOR = "5"


def fragment_of(
    text: Text, extraction: Extraction, lexicon: Lexicon, shapes: NameShapes
) -> Fragment:
    """Return the document as a fragment of the graph, every edge with its evidence."""
    builder = _Builder(text, extraction, lexicon, shapes)
    return builder.fragment()


@dataclass(slots=True)
class _Builder:
    text: Text
    extraction: Extraction
    lexicon: Lexicon
    shapes: NameShapes
    nodes: dict[str, Node] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    key: str = ""
    bodies: Bodies = field(init=False)
    division: Division | None = None
    works: WorkNames = field(init=False)

    def fragment(self) -> Fragment:
        found = self.extraction
        self.division = division_of(found, self.lexicon)
        self.key = document_key(self.text, found, self.division)
        resolver = resolver_of(found, self.lexicon, self.shapes, self.key)
        self.bodies = Bodies(self.lexicon, resolver, self.nodes)
        self.works = WorkNames(self.lexicon, self.division, self.key)
        document = self._document()
        work = self.nodes[document.regulation]
        for citation in found.preamble:
            self._cite(work.id, citation)
        for order, action in enumerate(found.actions, 1):
            self._action(sure_of(action), order)
        for membership in found.memberships:
            self._belong(membership)
        nodes = tuple(self.nodes[node_id] for node_id in sorted(self.nodes))
        return Fragment(document, self.text.source, nodes, tuple(dict.fromkeys(self.edges)))

    @property
    def _document_id(self) -> str:
        return f"document/{self.key}"

    def _document(self) -> Document:
        metadata = self.extraction.metadata
        title = metadata.title or self.text.clean[:30].split("\n")[0] or self.key
        issuers = [self._agency(mention) for mention in metadata.issuers]
        named = self.works.own(metadata, [self.nodes[issuer].label for issuer in issuers])
        work = Regulation(
            **named.keys,
            title=title,
            kind=kind_of_work(title),
            document_number=metadata.document_number,
            document=self._document_id,
        )
        self.nodes[work.id] = work
        if metadata.title_span:
            self._version(work, named, metadata.title_span, CONFIDENCE["title"])
        location = self.bodies.location(self.division) if self.division else None
        for mention, issuer in zip(metadata.issuers, issuers, strict=True):
            self._issued_by(work.id, issuer, mention)
        if location and metadata.title_span:
            self._join(
                work.id,
                Relation.APPLIES_IN,
                location,
                metadata.title_span,
                "title",
                CONFIDENCE["title"],
            )
        title_span = self.text.span(*metadata.title_span) if metadata.title_span else (0, 0)
        return Document(
            id=self._document_id,
            title=title,
            regulation=work.id,
            document_number=metadata.document_number,
            issued_on=metadata.issued_on,
            year=metadata.year,
            document_type=normalise(metadata.document_type) if metadata.document_type else None,
            status=metadata.status,
            location=location,
            issuers=tuple(issuers),
            addressees=metadata.addressees,
            copied_to=metadata.copied_to,
            outline=tuple(
                Heading(words, depth, *self.text.span(*span))
                for words, depth, span in self.extraction.headings
            ),
            extractor=EXTRACTOR,
            topic=named.topic,
            above=self._above(),
            title_start=title_span[0],
            title_end=title_span[1],
        )

    def _above(self) -> tuple[str, ...]:
        if self.division is None:
            return ()
        above = self.lexicon.divisions.ancestors(self.division.code)
        return tuple(f"location/{division.code}" for division in above)

    def _issued_by(self, work: str, agency: str, mention: Mention) -> None:
        self._join(
            work,
            Relation.ISSUED_BY,
            agency,
            mention.span,
            "issuer",
            mention.confidence,
            surface=mention.surface,
        )

    def _action(self, found: FoundAction, order: int) -> None:
        start, end = self.text.span(*found.span)
        stated = self.text.span(*found.statement_span) if found.statement_span else (0, 0)
        action = Action(
            id=f"action/{self.key}-{order}",
            document=self._document_id,
            order=order,
            number=found.number,
            section=found.section,
            title=found.title,
            text=found.text,
            start=start,
            end=end,
            statement=found.statement,
            statement_start=stated[0],
            statement_end=stated[1],
            is_open_list=found.is_open_list,
            deadlines=tuple(
                Deadline(d.text, d.date, *self.text.span(*d.span)) for d in found.deadlines
            ),
        )
        self.nodes[action.id] = action
        for responsibility in found.responsibilities:
            self._take(action.id, responsibility)
        for citation in found.citations:
            self._cite(action.id, citation)
        for index, target in enumerate(found.targets, 1):
            self._aim(action.id, f"indicator/{self.key}-{order}-{index}", target)
        for subject in found.subjects:
            self._act_on(action.id, subject)
        for place in found.places:
            division = self.lexicon.divisions.by_code(place.code)
            if division is not None:
                location = self.bodies.location(division)
                self._join(
                    action.id,
                    Relation.APPLIES_IN,
                    location,
                    place.span,
                    "place",
                    CONFIDENCE["place"],
                    surface=place.surface,
                )

    def _agency(self, mention: Mention) -> str:
        """Add a body and, where it is first named, what the lexicon joins it to; return its id."""
        agency = self.bodies.agency(mention.plain)
        span, rule, sure = mention.span, "lexicon", mention.confidence
        for source, relation, target in self.bodies.kin(mention.plain):
            self._join(source, relation, target, span, rule, sure, basis=Basis.LEXICON)
        return agency

    def _belong(self, membership: Membership) -> None:
        """Join those that the document lists as members to their group."""
        group = self.bodies.agency(membership.group)
        for member in membership.members:
            agency = self._agency(member)
            span, rule, sure = member.span, member.rule, member.confidence
            surface = self.text.verbatim(*span)
            self._join(agency, Relation.PART_OF, group, span, rule, sure, surface=surface)

    def _take(self, action: str, responsibility: Responsibility) -> None:
        mention = responsibility.agency
        agency = self._agency(mention)
        self._join(
            agency,
            RELATION_OF_ROLE[responsibility.role],
            action,
            mention.span,
            mention.rule,
            mention.confidence,
            mode=str(responsibility.role),
            surface=mention.surface,
            basis=responsibility.basis,
        )

    def _cite(self, source: str, citation: Citation) -> None:
        named = self.works.cited(citation)
        work = Regulation(
            **named.keys,
            title=citation.title,
            kind=citation.kind,
            document_number=citation.document_number,
        )
        self.nodes.setdefault(work.id, work)
        self._version(work, named, citation.span, citation.confidence)
        self._join(
            source,
            Relation.CITES,
            work.id,
            citation.span,
            citation.rule,
            citation.confidence,
            mode=str(citation.treatment),
            surface=citation.surface,
        )

    def _version(self, work: Regulation, named: Named, span: Span, confidence: float) -> None:
        """Join a version of a work to the work."""
        if named.base is None:
            return
        base = Regulation(**named.base, title=without_marks(work.title), kind=work.kind)
        self.nodes.setdefault(base.id, base)
        self._join(work.id, Relation.VERSION_OF, base.id, span, "version-mark", confidence)

    def _aim(self, action: str, key: str, target: Target) -> None:
        self.nodes[key] = Indicator(
            id=key,
            text=target.text,
            metric=target.metric,
            comparator=target.comparator,
            value=target.value,
            unit=target.unit,
            deadline=target.deadline,
        )
        self._join(action, Relation.HAS_TARGET, key, target.span, target.rule, target.confidence)

    def _act_on(self, action: str, found: FoundSubject) -> None:
        subject = subject_id(found.concept)
        if subject not in self.nodes:
            nodes = subject_nodes(self.lexicon.subjects, found.concept)
            self.nodes.update((node.id, node) for node in nodes)
        span, rule, sure = found.span, found.rule, found.confidence
        self._join(action, Relation.HAS_TARGET, subject, span, rule, sure, surface=found.surface)

    def _join(
        self,
        source: str,
        relation: Relation,
        target: str,
        span: Span,
        rule: str,
        confidence: float,
        *,
        mode: str | None = None,
        surface: str = "",
        basis: Basis = Basis.STATED,
    ) -> None:
        start, end = self.text.span(*span)
        quote = self.text.source[start:end]
        evidence = Evidence(self._document_id, start, end, quote, rule, confidence, basis)
        self.edges.append(Edge(source, relation, target, evidence, mode, surface))
