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
    that subject or one below it, ``words`` those that have each of them in section, title or
    text; of documents those that hold such an action.
    """

    locations: tuple[str, ...] = ()
    with_subdivisions: bool = True
    years: tuple[int, int] | None = None
    document: str | None = None
    subject: str | None = None
    words: tuple[str, ...] = ()


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
    its own; what cites a document is what cites that regulation. ``depth`` says how many
    citations in a row are followed: 2 finds what cites the works that cite it, too. Rows are
    ``CitationRow``, nearest first, then by document id and place in the text.
    """

    node: str
    direction: Literal["in", "out"]
    treatments: tuple[Treatment, ...] = ()
    depth: int = 1
    page: Page = field(default_factory=Page)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A figure that a target is to ask for: 98 and ``%``, as ``least`` for 98 % or more.

    A target of "at least 99 %" asks for at least 98 %, one of "at most 99 %" does not.
    """

    bound: Literal["least", "most", "more", "less", "equal"]
    value: float
    unit: str


BOUNDS = {
    "least": (">=", (">=", "=", "~")),
    "most": ("<=", ("<=", "=", "~")),
    "more": (">", (">=", "=", "~")),
    "less": ("<", ("<=", "=", "~")),
    "equal": ("=", (">=", "<=", "=", "~")),
}
"""How the value of a target stands to that of a comparison, and what the target may say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicators:
    """The quantified targets of a scope, of one party, with ``metric`` in their metric or text.

    ``compared`` keeps those that ask for such a figure in the same unit. Rows are
    ``IndicatorRow``, by year (newest first), document id, then place in the text.
    """

    scope: Scope = field(default_factory=Scope)
    party: Party | None = None
    metric: str = ""
    compared: Comparison | None = None
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
class Ranking:
    """Who or what has most: the nodes of a kind, each with how many actions of a scope are its.

    An agency or a function has the actions in which it, or a body with it, takes part in one of
    ``roles`` (none: any); a place those of its documents, where there are roles those in which
    anybody has one; a regulation has the citations of it. A body whose successor has the same
    function does not count for that function. Rows are ``RankingRow``, most first, then by id.
    """

    by: Literal["agency", "function", "location", "regulation"]
    roles: tuple[Role, ...] = ()
    scope: Scope = field(default_factory=Scope)
    page: Page = field(default_factory=Page)


@dataclass(frozen=True, slots=True, kw_only=True)
class Census:
    """How much the graph holds. The one row is a ``CensusRow``."""


_OfBodies = ActionsOf | PartnersOf | CooperationIn | Ranking
Question = _OfBodies | Citations | Indicators | Documents | Census


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
    """One citation: who cites (an action or a regulation), what is cited, where it is said.

    ``distance`` counts the citations from the work that was asked for to this one, from 1.
    """

    source: Node
    regulation: Regulation
    document: Document
    edge: Edge
    distance: int = 1


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
class RankingRow:
    """A node and how many actions, or citations, are its."""

    node: Node
    weight: int


@dataclass(frozen=True, slots=True)
class CensusRow:
    """Counts of nodes by kind and of edges by relation; only what is there has an entry."""

    nodes: tuple[tuple[str, int], ...]
    edges: tuple[tuple[str, int], ...]


_OfFacts = ActionRow | CitationRow | IndicatorRow | Document
Row = _OfFacts | PartnerRow | CooperationRow | RankingRow | CensusRow


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of one page and the exact number of rows there are."""

    total: int
    rows: tuple[Row, ...]
