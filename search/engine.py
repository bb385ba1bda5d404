"""SearchEngine: what every full-text engine can do, and the values it takes and gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from graph.questions import Page
from search.reasons import Reason
from search.synonyms import Synonyms

Sort = Literal["relevance", "newest", "place"]
"""What comes first: the best, the newest year, or the first place by its code, newest first."""


class SearchError(Exception):
    """The engine cannot do what was asked; the message is a sentence that says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What is indexed: one document or one action, with what it can be filtered by.

    ``parts`` are the bodies that take part as ``(agency id, role)``; ``locations`` the ids of
    its place and all places above; ``regulations`` the ids of what it cites. ``role_names``
    are pairs of a role and the names, in words, of one body that has it; ``places`` names the
    locations; ``subjects`` are the ids of what it acts on and of all subjects above; ``cited``
    names what it cites, ``division`` is the code of its place (GB/T 2260).
    """

    id: str
    kind: Literal["document", "action"]
    document: str
    title: str
    heading: str = ""
    text: str = ""
    names: str = ""
    document_number: str = ""
    document_type: str = ""
    year: int | None = None
    parts: tuple[tuple[str, str], ...] = ()
    functions: tuple[str, ...] = ()
    locations: tuple[str, ...] = ()
    regulations: tuple[str, ...] = ()
    role_names: tuple[tuple[str, str], ...] = ()
    places: str = ""
    subjects: tuple[str, ...] = ()
    cited: str = ""
    division: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What hits must be: values are ids of the graph.

    ``location`` and ``subject`` include what lies below. ``agency`` with ``role`` means that
    agency in that role; each alone means itself.
    """

    kind: str | None = None
    agency: str | None = None
    role: str | None = None
    function: str | None = None
    location: str | None = None
    years: tuple[int, int] | None = None
    regulation: str | None = None
    document_type: str | None = None
    document: str | None = None
    subject: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Words as a person typed them, filters, and the page wanted.

    ``synonyms`` are the other names that words find as well; None finds only what is typed, no
    names by their sound either. ``like``
    are words of an index of which a hit has any, best what has most of the rare ones; they
    stand in place of ``words``. ``facets`` are those that are counted, None all of them.
    """

    words: str = ""
    synonyms: Synonyms | None = None
    like: tuple[str, ...] = ()
    filters: Filters = field(default_factory=Filters)
    sort: Sort = "relevance"
    page: Page = field(default_factory=lambda: Page(0, 20))
    facets: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of text with the spans in it that matched, ``[start, end)`` into ``text``."""

    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """One passage that matched, with why it did; best first."""

    id: str
    kind: str
    document: str
    score: float
    title: Snippet
    snippet: Snippet
    reasons: tuple[Reason, ...] = ()


Facets = Mapping[str, tuple[tuple[str, int], ...]]
"""The values of each facet with their counts, most frequent first."""


@dataclass(frozen=True, slots=True)
class Results:
    """A page of hits, the exact total, counts by facet, and what of the words was ignored.

    ``other_names`` are pairs of what was typed and the names that were looked for as well.

    ``facets`` maps kind, agency, leader, role, function, location, subject, year, document_type
    to pairs of value and count, most frequent first; a leader leads, alone or with others.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Facets
    ignored: tuple[str, ...] = ()
    other_names: tuple[tuple[str, tuple[str, ...]], ...] = ()


class SearchEngine(Protocol):
    """Holds passages and finds them; a projection of the store, never precious."""

    @property
    def name(self) -> str:
        """What the engine is called."""
        ...

    @property
    def last_change(self) -> int:
        """The number of the store's last change that the index holds, 0 when empty."""
        ...

    @property
    def vocabulary(self) -> str:
        """What the words of all passages were cut with, empty where that is not known."""
        ...

    def update(
        self, removed: Iterable[str], added: Iterable[Passage], change: int, vocabulary: str = ""
    ) -> None:
        """Drop all passages of the ``removed`` document ids, add passages, remember the rest.

        All or nothing: after a crash the index is as before.
        """
        ...

    def clear(self) -> None:
        """Forget everything."""
        ...

    def search(self, query: Query) -> Results:
        """Return the hits for a query; any words whatever give a result, never an error."""
        ...

    def close(self) -> None:
        """Give back files and memory."""
        ...


def open_engine(url: str) -> SearchEngine:
    """Open the engine that a url names.

    ``tantivy:PATH`` or ``whoosh:PATH``, where without PATH the index goes with the engine, or
    ``opensearch+http://HOST:PORT/INDEX``, also with ``https``.

    Raises SearchError for any other url, and where what the engine needs is missing.
    """
    scheme, _, rest = url.partition(":")
    if scheme == "tantivy":
        try:
            from search.tantivy_engine import TantivyEngine
        except ImportError as error:
            raise SearchError("tantivy is not installed here: use whoosh:PATH.") from error

        return TantivyEngine(rest or None)
    if scheme == "whoosh":
        from search.whoosh_engine import WhooshEngine

        return WhooshEngine(rest or None)
    if scheme in ("opensearch+http", "opensearch+https"):
        try:
            from search.opensearch_engine import OpenSearchEngine
        except ImportError as error:
            raise SearchError(
                "OpenSearch's client is missing: pip install -r requirements-opensearch.txt."
            ) from error

        return OpenSearchEngine(url.removeprefix("opensearch+"))
    raise SearchError(
        f"No search engine is known for {url!r}: use tantivy:PATH, whoosh:PATH or "
        "opensearch+http://HOST:PORT/INDEX."
    )
