"""What can be asked of the graph, each question a frozen value, and the rows that answer it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from graph.model import (
    Action,
    Agency,
    AgencyGroup,
    Document,
    Edge,
    Indicator,
    Node,
    Regulation,
    Role,
    Treatment,
)


@dataclass(frozen=True, slots=True)
class Page:
    """Which rows of an answer are wanted; ``limit`` None means all from ``offset`` on."""

    offset: int = 0
    limit: int | None = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who takes part: one agency, or every body with a function; in any of ``roles``.

    Exactly one of ``agency`` and ``function`` is set, both are ids. No roles means any role.
    The bodies that others succeeded (the 食药监局 before the 市场监管局) count only
    ``with_predecessors``; a body of a function is left out where its successor has it too.
    """

    agency: str | None = None
    function: str | None = None
    roles: tuple[Role, ...] = ()
    with_predecessors: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Where, when and on what: documents of places (and those below them), of years, or one.

    ``locations`` are ids of places, of which any will do; none means anywhere. ``years`` is a
    closed range of the years that plans are about. ``subject`` keeps the actions that act on
    that subject or one below it, and the documents that hold such an action.
    """

    locations: tuple[str, ...] = ()
    with_subdivisions: bool = True
    years: tuple[int, int] | None = None
    document: str | None = None
    subject: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionsOf:
    """The actions in which all ``parties`` take part; with no party, all actions of the scope.

    Actions in which any body has one of ``without_roles`` are left out. ``due`` keeps those with
    a deadline from its first date to its last, both ISO dates or prefixes of one, empty where
    that side is open; a deadline of a month or a year falls on its end.

    Rows are ``ActionRow``, by year (newest first), document id, then order in the document.
    """

    parties: tuple[Party, ...] = ()
    without_roles: tuple[Role, ...] = ()
    due: tuple[str, str] | None = None
    scope: Scope = field(default_factory=Scope)
    page: Page = field(default_factory=Page)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnersOf:
    """Who shares actions with ``party``, and in which. Rows are ``PartnerRow``, most first.

    The bodies of the party are no partners: not the agency itself, nor any with the function,
    though two such bodies may well act together.
    """

    party: Party
    scope: Scope = field(default_factory=Scope)
    page: Page = field(default_factory=Page)


@dataclass(frozen=True, slots=True, kw_only=True)
class Citations:
    """What cites a regulation (``in``), or what a document, action or regulation cites (``out``).

    For a document, and for the regulation that it is, the citations of its actions count as
    its own; what cites a document is what cites that regulation. Rows are ``CitationRow`` by
    document id and place in the text.
    """

    node: str
    direction: Literal["in", "out"]
    treatments: tuple[Treatment, ...] = ()
    page: Page = field(default_factory=Page)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicators:
    """The quantified targets of a scope, of one party, with ``metric`` in their metric or text.

    Rows are ``IndicatorRow``, by year (newest first), document id, then place in the text.
    """

    scope: Scope = field(default_factory=Scope)
    party: Party | None = None
    metric: str = ""
    page: Page = field(default_factory=Page)


@dataclass(frozen=True, slots=True, kw_only=True)
class Documents:
    """The documents of a scope. Rows are ``Document``, by year (newest first), then id."""

    scope: Scope = field(default_factory=Scope)
    page: Page = field(default_factory=Page)


@dataclass(frozen=True, slots=True, kw_only=True)
class CooperationIn:
    """The pairs of agencies that share at least ``min_weight`` actions within a scope.

    ``agency`` narrows the pairs to those with that agency on one side. Rows are
    ``CooperationRow``, heaviest first, then by the two ids.
    """

    scope: Scope = field(default_factory=Scope)
    agency: str | None = None
    min_weight: int = 1
    page: Page = field(default_factory=Page)


@dataclass(frozen=True, slots=True, kw_only=True)
class Census:
    """How much the graph holds. The one row is a ``CensusRow``."""


Question = ActionsOf | PartnersOf | Citations | Indicators | Documents | CooperationIn | Census


@dataclass(frozen=True, slots=True)
class Taking:
    """One agency's part in an action: the edge that states it and the body itself."""

    agency: Agency | AgencyGroup
    edge: Edge

    @property
    def role(self) -> Role:
        """The role that the edge states."""
        return Role(self.edge.mode or "")


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action with its document and everyone who takes part, in order of the text."""

    action: Action
    document: Document
    takings: tuple[Taking, ...]


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """A partner, in how many actions, and the ids of these actions, sorted."""

    agency: Agency | AgencyGroup
    weight: int
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CitationRow:
    """One citation: who cites (an action or a regulation), what is cited, where it is said."""

    source: Node
    regulation: Regulation
    document: Document
    edge: Edge


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """A target with the action that is to reach it, who takes part, and where it is said."""

    indicator: Indicator
    action: Action
    document: Document
    edge: Edge
    takings: tuple[Taking, ...]


@dataclass(frozen=True, slots=True)
class CooperationRow:
    """Two agencies (``a`` has the smaller id) and the ids of the actions they share, sorted."""

    a: Agency | AgencyGroup
    b: Agency | AgencyGroup
    weight: int
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CensusRow:
    """Counts of nodes by kind and of edges by relation; only what is there has an entry."""

    nodes: tuple[tuple[str, int], ...]
    edges: tuple[tuple[str, int], ...]


Row = ActionRow | PartnerRow | CitationRow | IndicatorRow | CooperationRow | CensusRow | Document


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of one page and the exact number of rows there are."""

    total: int
    rows: tuple[Row, ...]
