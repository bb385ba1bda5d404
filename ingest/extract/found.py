"""What extraction finds in one document: mentions with their places, nothing decided yet.

Spans are ``(start, end)`` into the repaired text; ``rule`` names what found the item and
``confidence`` (0–1) how sure that rule is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from graph.model import Basis, Role, Treatment

Span = tuple[int, int]


class Mention(NamedTuple):
    """A name as the document writes it, in its own script, and in simplified script."""

    surface: str
    plain: str
    span: Span
    rule: str = ""
    confidence: float = 1.0

    def written(self, surface: str) -> Mention:
        """Return the same mention as the document writes it."""
        return Mention(surface, self.plain, self.span, self.rule, self.confidence)


class Responsibility(NamedTuple):
    """One agency or group named in a statement, or the issuer where the text names nobody."""

    agency: Mention
    role: Role
    basis: Basis = Basis.STATED


@dataclass(frozen=True, slots=True)
class Statement:
    """A responsibility statement: its place and what it says; ``end`` is past its bracket."""

    span: Span
    responsibilities: tuple[Responsibility, ...]
    is_open_list: bool = False
    first_leads: bool = False
    standing: tuple[Responsibility, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """A quantified commitment; ``comparator`` is one of ``>= <= = ~ + -``."""

    text: str
    metric: str
    comparator: str
    value: float
    unit: str
    span: Span
    deadline: str | None = None
    rule: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference to another work; ``title`` is full and without brackets."""

    surface: str
    title: str
    span: Span
    kind: str
    treatment: Treatment
    document_number: str | None = None
    rule: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Place:
    """A named division or zone in the text; ``name`` is its full official name."""

    surface: str
    name: str
    span: Span
    code: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline; ``date`` is an ISO date or a prefix of one."""

    text: str
    date: str
    span: Span


@dataclass(frozen=True, slots=True)
class FoundSubject:
    """A thing that an action acts on, at the first place that names it.

    ``concept`` is its slug in the lexicon and ``label`` its Chinese label there.
    """

    surface: str
    concept: str
    label: str
    span: Span
    rule: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class FoundAction:
    """One responsibility unit with all that was found in it."""

    number: str
    section: str
    title: str
    text: str
    span: Span
    statement: str = ""
    statement_span: Span | None = None
    responsibilities: tuple[Responsibility, ...] = ()
    is_open_list: bool = False
    targets: tuple[Target, ...] = ()
    citations: tuple[Citation, ...] = ()
    places: tuple[Place, ...] = ()
    deadlines: tuple[Due, ...] = ()
    subjects: tuple[FoundSubject, ...] = ()


@dataclass(frozen=True, slots=True)
class Membership:
    """A list of who belongs to a group: 市食安委成员单位, the span of its body, the members."""

    group: str
    span: Span
    members: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the document says of itself.

    ``body`` is where the text below the title begins, ``signature`` where the lines of a
    signature below the text begin.
    """

    title: str = ""
    title_span: Span | None = None
    document_number: str | None = None
    issuers: tuple[Mention, ...] = ()
    issued_on: str | None = None
    year: int | None = None
    document_type: str | None = None
    status: str = "final"
    jurisdiction: str | None = None
    jurisdiction_code: str | None = None
    addressees: tuple[str, ...] = ()
    copied_to: tuple[str, ...] = ()
    body: int = 0
    signature: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything found in one document."""

    metadata: Metadata
    headings: tuple[tuple[str, int, Span], ...] = ()
    actions: tuple[FoundAction, ...] = ()
    preamble: tuple[Citation, ...] = ()
    places: tuple[Place, ...] = ()
    abbreviations: dict[str, str] = field(default_factory=dict)
    memberships: tuple[Membership, ...] = ()
