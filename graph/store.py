"""GraphStore: what every store of the graph can do, and how one is opened."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from types import TracebackType
from typing import NamedTuple, Protocol, Self

from graph.model import Change, Document, Edge, Fragment, Kind, Node, Relation
from graph.questions import Answer, Question


class StoreError(Exception):
    """The store cannot do what was asked; the message is a sentence that says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgePattern:
    """Which edges are wanted; what is None does not matter."""

    source: str | None = None
    relation: Relation | None = None
    target: str | None = None
    document: str | None = None


class Ends(NamedTuple):
    """What an edge joins and how, without the words that say so; ``document`` says it."""

    document: str
    source: str
    relation: str
    target: str
    mode: str | None


class GraphStore(Protocol):
    """Holds documents, nodes and edges; a node lives while any document names it.

    Where documents say different things of one node, the node shows, field by field, the
    first value that is not None or empty, in the order of document ids, the document that
    holds a work before others. Names of works that mean one work (``graph/works.py``) are one
    node, and edges end there; asked for by any of its names, that node comes. The result does
    not depend on the order of arrival. Where a document makes others speak of another work
    than before, they count as changed after it.
    """

    def replace(self, fragment: Fragment, instead_of: str | None = None) -> bool:
        """Put the document in place of what the store holds of it, in one transaction.

        ``instead_of`` is the id of another document that this one replaces; it is removed in
        the same transaction. Returns False, and records no change, where nothing differs.
        Raises StoreError where an edge has an end or a document that the fragment lacks.
        """
        ...

    def remove(self, document_id: str) -> bool:
        """Remove a document and what only it said; False where there is no such document."""
        ...

    def together(self) -> AbstractContextManager[None]:
        """Bring what is replaced and removed in a block to the disk at once, at its end.

        Each replacement still is whole or not at all. When the block ends, by an exception too,
        what was done in it is kept; after a crash before that, nothing of it is. This thread sees
        it at once, others when the block has ended, and until then they cannot write.
        """
        ...

    def node(self, node_id: str) -> Node | None:
        """Return the node with this id, or None."""
        ...

    def nodes(self, kind: Kind | None = None) -> Iterator[Node]:
        """Yield the nodes of a kind, or all, in order of their ids."""
        ...

    def document(self, document_id: str) -> Document | None:
        """Return the document with this id, or None."""
        ...

    def text(self, document_id: str) -> str:
        """Return the text of a document; raises KeyError where there is no such document."""
        ...

    def fragment(self, document_id: str) -> Fragment:
        """Return all that one document says, as it said it, nodes and edges in order.

        Works have the ids that the document itself gave them.

        Raises KeyError where there is no such document.
        """
        ...

    def edges(self, pattern: EdgePattern) -> Iterator[Edge]:
        """Yield the edges that match, by document id, place in the text, then their fields."""
        ...

    def ends(self, relations: Collection[Relation]) -> Iterator[Ends]:
        """Yield what the edges with one of some relations join, in any order.

        It costs a third of ``edges``, for those who read most of a graph.
        """
        ...

    def answer(self, question: Question) -> Answer:
        """Return the rows that answer a question, in the order that the question promises."""
        ...

    def changes(self, since: int) -> Iterator[Change]:
        """Yield the last change of each document changed after change number ``since``."""
        ...

    def moment(self) -> AbstractContextManager[GraphStore]:
        """Give for a block a store to read that does not change, whatever comes in meanwhile.

        A store that cannot keep a moment (in memory, Neo4j) gives itself: who reads for long has
        to look at ``last_change``. What a moment needs is kept on the disk until the block ends.
        """
        ...

    @property
    def last_change(self) -> int:
        """The number of the last change, 0 for a store that never changed."""
        ...

    def faults(self) -> Iterator[str]:
        """Yield a sentence for each fault in what the store keeps on the disk."""
        ...

    def close(self) -> None:
        """Give back files and connections."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


def open_store(url: str) -> GraphStore:
    """Open the store that a url names: ``memory:``, ``sqlite:PATH`` or a Neo4j server's.

    Raises StoreError for any other url, or where what is there is no store of this version.
    """
    scheme, _, rest = url.partition(":")
    if scheme == "memory":
        from graph.memory import MemoryStore

        return MemoryStore()
    if scheme == "sqlite":
        from graph.sqlite_store import SqliteStore

        return SqliteStore(rest)
    if scheme.partition("+")[0] in ("neo4j", "bolt"):
        from graph.neo4j_store import Neo4jStore

        return Neo4jStore(url)
    raise StoreError(
        f"No store is known for {f'{scheme}:'!r}: use memory:, sqlite:PATH or neo4j://HOST:PORT."
    )
