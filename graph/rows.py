"""The rows that answer questions."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model import (
    Action,
    Agency,
    AgencyGroup,
    Document,
    Edge,
    Function,
    Indicator,
    Node,
    Regulation,
    Role,
    Subject,
)


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
class PathRow:
    """A row of agencies from one to another, and the ids of the actions that join each two.

    ``actions`` has one entry less than ``agencies``; ``weight`` is the fewest that any two share.
    """

    agencies: tuple[Agency | AgencyGroup, ...]
    actions: tuple[tuple[str, ...], ...]

    @property
    def weight(self) -> int:
        """How many actions the weakest pair shares."""
        return min(map(len, self.actions))


@dataclass(frozen=True, slots=True)
class CitedTogetherRow:
    """A work and the ids of the documents that cite it beside another one, sorted."""

    regulation: Regulation
    documents: tuple[str, ...]

    @property
    def weight(self) -> int:
        """How many documents cite both."""
        return len(self.documents)


@dataclass(frozen=True, slots=True)
class FunctionRow:
    """A function and how many actions of each scope are its."""

    function: Function
    weights: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """A subject: how many actions on it are a body's own, and how many those of how many others."""

    subject: Subject
    own: int
    elsewhere: int
    bodies: int


@dataclass(frozen=True, slots=True)
class MetricRow:
    """A metric in one unit, and how many targets it has, of how many places and years.

    A target without a place or a year counts in none.
    """

    metric: str
    unit: str
    weight: int
    places: int
    years: int


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
_OfBodies = PartnerRow | CooperationRow | PathRow | RankingRow
_OfCounts = CitedTogetherRow | FunctionRow | SubjectRow | MetricRow | CensusRow
Row = _OfFacts | _OfBodies | _OfCounts


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of one page and the exact number of rows there are."""

    total: int
    rows: tuple[Row, ...]
