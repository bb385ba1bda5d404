"""MemoryStore: the store in dictionaries, the reference that every other store is tested against.

It answers by looking at everything; it is for tests and small graphs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from itertools import chain
from typing import Self

from graph.chains import plans_above
from graph.fragments import checked
from graph.memory_answers import answer
from graph.memory_view import View, view_of
from graph.model import Change, Document, Edge, Fragment, Kind, Node, Relation
from graph.questions import Answer, Question
from graph.store import EdgePattern, Ends
from graph.works import WorkName, name_of, works_of


class MemoryStore:
    """Holds fragments as they came and computes everything else from them."""

    def __init__(self) -> None:
        self._fragments: dict[str, Fragment] = {}
        self._changes: dict[str, Change] = {}
        self._view: View | None = None
        self._names: dict[str, list[WorkName]] = {}
        self._works: dict[str, str] = {}
        self._plans: dict[str, str] = {}

    def replace(self, fragment: Fragment, instead_of: str | None = None) -> bool:
        """Put the document in place of what the store holds of it."""
        fragment = checked(fragment)
        document_id = fragment.document.id
        is_changed = instead_of not in (None, document_id) and self.remove(str(instead_of))
        if self._fragments.get(document_id) == fragment:
            return is_changed
        self._fragments[document_id] = fragment
        self._names[document_id] = [name for node in fragment.nodes if (name := name_of(node))]
        self._record(document_id, is_removal=False)
        self._settle()
        return True

    def remove(self, document_id: str) -> bool:
        """Remove a document and what only it said; False where there is no such document."""
        if self._fragments.pop(document_id, None) is None:
            return False
        del self._names[document_id]
        self._record(document_id, is_removal=True)
        self._settle()
        return True

    def node(self, node_id: str) -> Node | None:
        """Return the node with this id, or None."""
        return self._now.nodes.get(self._now.id_of(node_id))

    def nodes(self, kind: Kind | None = None) -> Iterator[Node]:
        """Yield the nodes of a kind, or all, in order of their ids."""
        prefix = f"{kind}/" if kind else ""
        nodes = self._now.nodes
        return iter([nodes[node_id] for node_id in sorted(nodes) if node_id.startswith(prefix)])

    def document(self, document_id: str) -> Document | None:
        """Return the document with this id, or None."""
        fragment = self._fragments.get(document_id)
        if fragment is None:
            return None
        said = fragment.document.regulation
        return replace(fragment.document, regulation=self._works.get(said, said))

    def text(self, document_id: str) -> str:
        """Return the text of a document; raises KeyError where there is no such document."""
        return self._fragments[document_id].text

    def fragment(self, document_id: str) -> Fragment:
        """Return all that one document says; raises KeyError where there is no such document."""
        return self._fragments[document_id]

    def edges(self, pattern: EdgePattern) -> Iterator[Edge]:
        """Yield the edges that match, by document id, place in the text, then their fields."""
        return iter([edge for edge in self._now.edges if _matches(edge, pattern)])

    def ends(self, relations: Collection[Relation]) -> Iterator[Ends]:
        """Yield what the edges with one of some relations join, in any order."""
        return iter(
            [
                Ends(e.evidence.document, e.source, e.relation, e.target, e.mode)
                for e in self._now.edges
                if e.relation in relations
            ]
        )

    def answer(self, question: Question) -> Answer:
        """Return the rows that answer a question, in the order that the question promises."""
        return answer(self._now, question)

    def changes(self, since: int) -> Iterator[Change]:
        """Yield the last change of each document changed after change number ``since``."""
        changes = sorted(self._changes.values(), key=lambda change: change.number)
        return iter([change for change in changes if change.number > since])

    def moment(self) -> AbstractContextManager[Self]:
        """Give the store itself, which goes on changing."""
        return nullcontext(self)

    @property
    def last_change(self) -> int:
        """The number of the last change, 0 for a store that never changed."""
        return max((change.number for change in self._changes.values()), default=0)

    def together(self) -> AbstractContextManager[None]:
        """Do nothing of its own: what is done is done."""
        return nullcontext()

    def faults(self) -> Iterator[str]:
        """Yield nothing: what is not kept on a disk has no fault there."""
        return iter(())

    def close(self) -> None:
        """Do nothing: there is nothing to give back."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def _now(self) -> View:
        if self._view is None:
            self._view = view_of(self._fragments, self._works)
        return self._view

    def _record(self, document_id: str, *, is_removal: bool) -> None:
        number = self.last_change + 1
        self._changes.pop(document_id, None)
        self._changes[document_id] = Change(number, document_id, is_removal)
        self._view = None

    def _settle(self) -> None:
        """Settle anew which work each name means and which plan carries out which.

        Where that changed for a document, it counts as changed too.
        """
        works, plans = self._works, self._plans
        self._works = works_of(chain(*self._names.values()))
        documents = (fragment.document for fragment in self._fragments.values())
        self._plans = {lower: upper.regulation for lower, upper in plans_above(documents).items()}
        moved = {name for name, work in self._works.items() if works.get(name, work) != work}
        just_now = next(reversed(self._changes))
        for document_id in sorted(self._fragments):
            plan = self._plans.get(document_id)
            has_moved = moved & {plan, *(name.id for name in self._names[document_id])}
            is_other_plan = plans.get(document_id) != plan
            if document_id != just_now and (has_moved or is_other_plan):
                self._record(document_id, is_removal=False)


def _matches(edge: Edge, pattern: EdgePattern) -> bool:
    return (
        pattern.source in (None, edge.source)
        and pattern.relation in (None, edge.relation)
        and pattern.target in (None, edge.target)
        and pattern.document in (None, edge.evidence.document)
    )
