"""A store that remembers costly answers until the graph changes."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Collection, Hashable, Iterator
from contextlib import AbstractContextManager
from threading import Lock
from types import TracebackType
from typing import Final, Generic, Self, TypeVar

from graph.model import Change, Document, Edge, Fragment, Kind, Node, Relation
from graph.questions import Answer, Question
from graph.store import EdgePattern, Ends, GraphStore

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
COSTLY: Final = 0.005
"""Seconds from which on an answer is remembered."""
MOST_ROWS: Final = 100
"""How many rows a remembered answer has at most: pages of lists are, whole lists are not."""
ANSWERS: Final = 500
"""How many are remembered; with pages of 25 tasks these take some 50 MB."""


class Remembered(Generic[Key, Value]):
    """What was found last for keys, as long as what it was found in has the same state."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._state: object = None
        self._values: OrderedDict[Key, Value] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key, state: object) -> Value | None:
        """Return what was found for a key in a state; of another state all is forgotten."""
        with self._lock:
            if self._state != state:
                self._values.clear()
                self._state = state
            if key in self._values:
                self._values.move_to_end(key)
            return self._values.get(key)

    def keep(self, key: Key, state: object, value: Value) -> None:
        """Remember what was found for a key; what was not asked for the longest makes room."""
        with self._lock:
            if self._state == state:
                self._values[key] = value
            if len(self._values) > self._most:
                self._values.popitem(last=False)


class RememberingStore:
    """Another store, whose costly answers are given again while it does not change."""

    def __init__(self, store: GraphStore, costly: float = COSTLY, answers: int = ANSWERS) -> None:
        self._store = store
        self._costly = costly
        self._remembered: Remembered[Question, Answer] = Remembered(answers)

    def answer(self, question: Question) -> Answer:
        """Return the rows that answer a question, in the order that the question promises."""
        change = self._store.last_change
        if known := self._remembered.get(question, change):
            return known
        began = time.perf_counter()
        answer = self._store.answer(question)
        is_costly = time.perf_counter() - began >= self._costly
        if is_costly and len(answer.rows) <= MOST_ROWS and self._store.last_change == change:
            self._remembered.keep(question, change, answer)
        return answer

    def replace(self, fragment: Fragment, instead_of: str | None = None) -> bool:
        """Put the document in place of what the store holds of it, in one transaction."""
        return self._store.replace(fragment, instead_of)

    def remove(self, document_id: str) -> bool:
        """Remove a document and what only it said; False where there is no such document."""
        return self._store.remove(document_id)

    def together(self) -> AbstractContextManager[None]:
        """Bring what is replaced and removed in a block to the disk at once, at its end."""
        return self._store.together()

    def node(self, node_id: str) -> Node | None:
        """Return the node with this id, or None."""
        return self._store.node(node_id)

    def nodes(self, kind: Kind | None = None) -> Iterator[Node]:
        """Yield the nodes of a kind, or all, in order of their ids."""
        return self._store.nodes(kind)

    def document(self, document_id: str) -> Document | None:
        """Return the document with this id, or None."""
        return self._store.document(document_id)

    def text(self, document_id: str) -> str:
        """Return the text of a document; raises KeyError where there is no such document."""
        return self._store.text(document_id)

    def fragment(self, document_id: str) -> Fragment:
        """Return all that one document says, as it said it, nodes and edges in order."""
        return self._store.fragment(document_id)

    def edges(self, pattern: EdgePattern) -> Iterator[Edge]:
        """Yield the edges that match, by document id, place in the text, then their fields."""
        return self._store.edges(pattern)

    def ends(self, relations: Collection[Relation]) -> Iterator[Ends]:
        """Yield what the edges with one of some relations join, in any order."""
        return self._store.ends(relations)

    def changes(self, since: int) -> Iterator[Change]:
        """Yield the last change of each document changed after change number ``since``."""
        return self._store.changes(since)

    def moment(self) -> AbstractContextManager[GraphStore]:
        """Give for a block a store to read that does not change; it remembers nothing."""
        return self._store.moment()

    @property
    def last_change(self) -> int:
        """The number of the last change, 0 for a store that never changed."""
        return self._store.last_change

    def faults(self) -> Iterator[str]:
        """Yield a sentence for each fault in what the store keeps on the disk."""
        return self._store.faults()

    def close(self) -> None:
        """Give back files and connections."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
