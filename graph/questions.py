"""What can be asked of the graph, each question a frozen value, and the rows that answer it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from graph.figures import BOUNDS as BOUNDS
from graph.figures import Comparison as Comparison
from graph.model import Role, Treatment
from graph.rows import ActionRow as ActionRow
from graph.rows import Answer as Answer
from graph.rows import CensusRow as CensusRow
from graph.rows import CitationRow as CitationRow
from graph.rows import CitedTogetherRow as CitedTogetherRow
from graph.rows import CooperationRow as CooperationRow
from graph.rows import FunctionRow as FunctionRow
from graph.rows import IndicatorRow as IndicatorRow
from graph.rows import MetricRow as MetricRow
from graph.rows import PartnerRow as PartnerRow
from graph.rows import PathRow as PathRow
from graph.rows import RankingRow as RankingRow
from graph.rows import Row as Row
from graph.rows import SubjectRow as SubjectRow
from graph.rows import Taking as Taking

Gap = Literal["two-leads", "open-list", "vague"]
Sort = Literal["newest", "oldest"]
LONGEST_PATH = 3
"""A connection of two bodies leads through at most two others; longer ones tell nothing."""
VAGUE = ("指导", "督导", "参与", "支持", "协调", "推动")
PLAIN = ("牵头", "负责", "主办", "承办", "责任", "落实", "实施", "配合", "协办")
"""A statement that has a word of VAGUE and none of PLAIN binds nobody to anything."""


@dataclass(frozen=True, slots=True)
class Page:
    """Which rows of an answer are wanted; ``limit`` None means all from ``offset`` on."""

    offset: int = 0
    limit: int | None = 50


ALL_ROWS = Page(0, None)


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

    Actions in which any body has one of ``without_roles`` are left out. ``gap`` keeps those that
    two bodies or more lead, that name who takes part by a list left open (等部门), or whose
    statement is ``vague``. ``due`` keeps those with a deadline from its first date to its last,
    both ISO dates or prefixes of one, empty where that side is open; a deadline of a month or a
    year falls on its end.

    Rows are ``ActionRow``, by year as ``sort`` says, none last, document id, then order in the
    document.
    """

    parties: tuple[Party, ...] = ()
    without_roles: tuple[Role, ...] = ()
    gap: Gap | None = None
    due: tuple[str, str] | None = None
    sort: Sort = "newest"
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicators:
    """The quantified targets of a scope, of one party, with ``metric`` in their metric or text.

    Where ``is_exact``, ``metric`` is the whole metric; ``unit`` keeps those in that unit;
    ``compared`` keeps those that ask for such a figure in the same unit. Rows are
    ``IndicatorRow``, by year or by value as ``sort`` says, document id, then place in the text.
    """

    scope: Scope = field(default_factory=Scope)
    party: Party | None = None
    metric: str = ""
    is_exact: bool = False
    unit: str | None = None
    compared: Comparison | None = None
    sort: Sort | Literal["highest", "lowest"] = "newest"
    page: Page = field(default_factory=Page)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metrics:
    """What targets of a scope measure, each unit apart, with ``words`` in the metric.

    Rows are ``MetricRow``, those of most targets first, then by metric and unit.
    """

    scope: Scope = field(default_factory=Scope)
    words: str = ""
    page: Page = field(default_factory=Page)


@dataclass(frozen=True, slots=True, kw_only=True)
class Documents:
    """The documents of a scope. Rows are ``Document``, by year (newest first), then id."""

    scope: Scope = field(default_factory=Scope)
    page: Page = field(default_factory=Page)


@dataclass(frozen=True, slots=True, kw_only=True)
class CooperationIn:
    """The pairs of agencies that share at least ``min_weight`` actions within a scope.

    ``agency`` narrows the pairs to those with that agency on one side. An action counts where
    both agencies have one of ``roles`` in it; no roles means any role. Rows are
    ``CooperationRow``, heaviest first, then by the two ids.
    """

    scope: Scope = field(default_factory=Scope)
    agency: str | None = None
    roles: tuple[Role, ...] = ()
    min_weight: int = 1
    page: Page = field(default_factory=Page)


@dataclass(frozen=True, slots=True, kw_only=True)
class EgoNetwork:
    """The pairs of agencies around one: both at most ``depth`` pairs in a row away from it.

    Only pairs that share at least ``min_weight`` actions of the scope count. Rows are
    ``CooperationRow``, heaviest first, then by the two ids.
    """

    agency: str
    depth: int = 1
    min_weight: int = 1
    scope: Scope = field(default_factory=Scope)
    page: Page = field(default_factory=Page)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """How two agencies are connected: the shortest rows of pairs that lead from one to the other.

    Only pairs that share at least ``min_weight`` actions of the scope count, at most LONGEST_PATH
    in a row. Rows are ``PathRow``, all of one length, by the weight of their weakest pair
    (heaviest first), then by the ids on the way.
    """

    agency: str
    other: str
    min_weight: int = 1
    scope: Scope = field(default_factory=Scope)
    page: Page = field(default_factory=Page)


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedTogether:
    """The works that documents of a scope cite beside a work; ``node`` is its id or a document's.

    Rows are ``CitedTogetherRow``, those of most documents first, then by id.
    """

    node: str
    scope: Scope = field(default_factory=Scope)
    page: Page = field(default_factory=Page)


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionsCompared:
    """Each function in two scopes or more: in how many actions of each it has one of ``roles``.

    What counts for a function is what counts in a ``Ranking``. Rows are ``FunctionRow``, where
    the numbers differ most first, then by id; those with none in any scope are left out.
    """

    scopes: tuple[Scope, ...]
    roles: tuple[Role, ...] = ()
    page: Page = field(default_factory=Page)


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """What an agency acts on, and what other bodies with its function act on.

    An action in which a body has one of ``roles`` (none: any) counts for each subject it acts on
    and for those above. The places of the scope narrow the other bodies' actions alone. Rows are
    ``SubjectRow``, those first that most others have, then by id.
    """

    agency: str
    roles: tuple[Role, ...] = ()
    scope: Scope = field(default_factory=Scope)
    page: Page = field(default_factory=Page)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """Who or what has most: the nodes of a kind, each with how many actions of a scope are its.

    An agency or a function has the actions in which it, or a body with it, takes part in one of
    ``roles`` (none: any); a place those of its documents, where there are roles those in which
    anybody has one; a regulation has the citations of it. Only actions in which the ``party``
    takes part count, where there is one. A body whose successor has the same function does not
    count for that function. Rows are ``RankingRow``, most first, then by id.
    """

    by: Literal["agency", "function", "location", "regulation"]
    roles: tuple[Role, ...] = ()
    party: Party | None = None
    scope: Scope = field(default_factory=Scope)
    page: Page = field(default_factory=Page)


@dataclass(frozen=True, slots=True, kw_only=True)
class Census:
    """How much the graph holds. The one row is a ``CensusRow``."""


_OfBodies = ActionsOf | PartnersOf | CooperationIn | EgoNetwork | Paths | Ranking | SideBySide
_OfTexts = Citations | CitedTogether | Indicators | Metrics | Documents
Question = _OfBodies | _OfTexts | FunctionsCompared | Census
