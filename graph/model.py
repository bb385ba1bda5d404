"""The words of the graph as frozen values; the only place that defines them.

A node's ``id`` is ``<kind>/<key>``; the key holds no slash, is readable, and is the same
whenever and in whatever order documents are added. Spans are character offsets into the
text of the document, counted in Unicode code points, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.vocabulary import RELATION_OF_ROLE as RELATION_OF_ROLE
from graph.vocabulary import RESPONSIBILITY as RESPONSIBILITY
from graph.vocabulary import Basis as Basis
from graph.vocabulary import Kind as Kind
from graph.vocabulary import Level as Level
from graph.vocabulary import Relation as Relation
from graph.vocabulary import Role as Role
from graph.vocabulary import Treatment as Treatment


class _Named:
    """What people know by its name."""

    __slots__ = ()
    name: str

    @property
    def label(self) -> str:
        """The words a person knows it by."""
        return self.name


class _Titled:
    """What people know by its title."""

    __slots__ = ()
    title: str

    @property
    def label(self) -> str:
        """The words a person knows it by."""
        return self.title


@dataclass(frozen=True, slots=True)
class Evidence:
    """The place in a document that a fact was read from.

    ``quote`` equals ``text[start:end]`` of the document; ``confidence`` is in 0–1.
    """

    document: str
    start: int
    end: int
    quote: str
    rule: str
    confidence: float = 1.0
    basis: Basis = Basis.STATED


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(_Titled):
    """One ingested policy document, without its text.

    ``issued_on`` is an ISO date or a prefix of one (``2022-04``); ``regulation`` is the id of
    the same work among the things that are cited; ``location`` that of the division whose
    government speaks, ``above`` those above it, nearest first; ``topic`` is what titles of
    plans that carry out the same share, empty for none; ``outline`` lists its headings.
    """

    id: str
    title: str
    regulation: str
    document_number: str | None = None
    issued_on: str | None = None
    year: int | None = None
    document_type: str | None = None
    status: str = "final"
    location: str | None = None
    issuers: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    copied_to: tuple[str, ...] = ()
    outline: tuple[Heading, ...] = ()
    extractor: str = ""
    topic: str = ""
    above: tuple[str, ...] = ()
    title_start: int = 0
    title_end: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a document, with its depth from 1."""

    text: str
    depth: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day or year by which something is due; ``date`` is an ISO date or a prefix of one."""

    text: str
    date: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One responsibility unit: the text that one responsibility statement answers for.

    ``order`` counts the actions of a document from 1; ``[start, end)`` covers the text and
    ``[statement_start, statement_end)`` its statement, both 0 where there is no statement.
    """

    id: str
    document: str
    order: int
    number: str
    section: str
    title: str
    text: str
    start: int
    end: int
    statement: str = ""
    statement_start: int = 0
    statement_end: int = 0
    is_open_list: bool = False
    deadlines: tuple[Deadline, ...] = ()

    @property
    def label(self) -> str:
        """The words a person knows it by: its title, or the start of its text."""
        return self.title or self.text[:40]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency(_Named):
    """A body with a jurisdiction (``location``) and a ``function``, where these are known.

    ``is_resolved`` says whether the name was settled to one body of one jurisdiction; an
    unsettled name is a node of its own, and ``candidates`` are the full names it may mean.
    """

    id: str
    name: str
    location: str | None = None
    function: str | None = None
    is_resolved: bool = True
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyGroup(_Named):
    """Several agencies named as one (各县市政府); members are joined to it by ``part-of``."""

    id: str
    name: str
    location: str | None = None
    function: str | None = None
    is_resolved: bool = True
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A quantified target: metric, comparator (``>= <= = ~ + -``), value, unit, deadline."""

    id: str
    text: str
    metric: str
    comparator: str
    value: float
    unit: str
    deadline: str | None = None

    @property
    def label(self) -> str:
        """The words a person knows it by."""
        return self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject(_Named):
    """What an action acts on (学校食堂); ``broader`` is the id of the subject right above."""

    id: str
    name: str
    name_en: str = ""
    broader: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Regulation(_Titled):
    """A law, rule, plan or other policy text, whether ingested or only cited.

    ``kind`` is one of law, policy, interpretation, standard, other; ``document`` is the id of
    the document that holds its full text, where we have it. ``title_key`` and ``number_key``
    are the same however title and number are written; stores join what means one work.
    """

    id: str
    title: str
    kind: str = "policy"
    document_number: str | None = None
    document: str | None = None
    title_key: str = ""
    number_key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Location(_Named):
    """An administrative division (``code`` of GB/T 2260) or a named zone, below ``parent``."""

    id: str
    name: str
    level: Level
    code: str | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Function(_Named):
    """What a body does whatever its level and year."""

    id: str
    name: str
    name_en: str


_Thing = Indicator | Subject | Regulation | Location | Function
Node = Document | Action | Agency | AgencyGroup | _Thing

CLASS_OF_KIND: dict[Kind, type[Node]] = {
    Kind.DOCUMENT: Document,
    Kind.ACTION: Action,
    Kind.AGENCY: Agency,
    Kind.AGENCY_GROUP: AgencyGroup,
    Kind.INDICATOR: Indicator,
    Kind.SUBJECT: Subject,
    Kind.REGULATION: Regulation,
    Kind.LOCATION: Location,
    Kind.FUNCTION: Function,
}


def kind_of(node_id: str) -> Kind:
    """Return the kind that an id names.

    Raises ValueError where the part before the slash is no kind.

    >>> kind_of("agency/140500-market-regulation")
    <Kind.AGENCY: 'agency'>
    """
    return Kind(node_id.partition("/")[0])


@dataclass(frozen=True, slots=True)
class Edge:
    """One relation that one place in one document states.

    ``mode`` is the Role of a responsibility or the Treatment of a citation; ``surface`` is
    the target or agency as the document writes it.
    """

    source: str
    relation: Relation
    target: str
    evidence: Evidence
    mode: str | None = None
    surface: str = ""


@dataclass(frozen=True, slots=True)
class Fragment:
    """All that one document says: the document, its text, the nodes it names, its edges.

    The document itself is not repeated in ``nodes``. Each end of each edge is in ``nodes``.
    """

    document: Document
    text: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One numbered change of a store; numbers rise and are never used again."""

    number: int
    document: str
    is_removal: bool
