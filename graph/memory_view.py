"""The whole graph of a memory store at one moment, and the tests that questions put to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from graph.chains import inferred, plans_above
from graph.fragments import edge_key, merged, settled, small
from graph.model import (
    RESPONSIBILITY,
    Action,
    Agency,
    AgencyGroup,
    Document,
    Edge,
    Fragment,
    Location,
    Node,
    Relation,
    Subject,
)
from graph.questions import Party, Scope, Taking


@dataclass(frozen=True, slots=True)
class View:
    """All nodes by id, all edges in order, and who takes part in each action."""

    nodes: Mapping[str, Node]
    edges: tuple[Edge, ...]
    takings: Mapping[str, tuple[Taking, ...]]
    works: Mapping[str, str]

    def id_of(self, node_id: str) -> str:
        """Return the id of the node that an id means: of a name of a work, the work's."""
        return self.works.get(node_id, node_id)

    @property
    def documents(self) -> list[Document]:
        """All documents, newest year first, those of no year last, then by id."""
        documents = [node for node in self.nodes.values() if isinstance(node, Document)]
        return sorted(documents, key=newest_first)

    def document(self, document_id: str) -> Document:
        """Return a document that is there; raises TypeError where the id names another kind."""
        node = self.nodes[document_id]
        if not isinstance(node, Document):
            raise TypeError(f"{document_id} is no document.")
        return node

    def takings_in(self, action_id: str) -> tuple[Taking, ...]:
        """Return everyone who takes part in an action, in order of the text."""
        return self.takings.get(action_id, ())

    def actions_in(self, scope: Scope) -> list[Action]:
        """Return the actions of a scope: by year, document id, order in the document, id."""
        documents = {document.id: document for document in self._documents_of(scope)}
        acting = self._acting_on(scope.subject)
        actions = [
            node
            for node in self.nodes.values()
            if isinstance(node, Action)
            and node.document in documents
            and (acting is None or node.id in acting)
            and _has(node, scope.words)
        ]
        return sorted(
            actions, key=lambda node: (*newest_first(documents[node.document]), node.order, node.id)
        )

    def documents_in(self, scope: Scope) -> list[Document]:
        """Return the documents of a scope, newest year first, then by id."""
        documents = self._documents_of(scope)
        if scope.subject is None and not scope.words:
            return documents
        holding = {action.document for action in self.actions_in(scope)}
        return [document for document in documents if document.id in holding]

    def taking_part(self, party: Party) -> set[str]:
        """Return the actions in which a party takes part, in one of its roles."""
        bodies = self.bodies_of(party)
        return {
            action_id
            for action_id, takings in self.takings.items()
            if any(
                taking.agency.id in bodies and (not party.roles or taking.role in party.roles)
                for taking in takings
            )
        }

    def bodies_of(self, party: Party) -> set[str]:
        """Return the ids of the bodies that a party means."""
        if party.agency is not None:
            found = {party.agency}
        else:
            found = {
                node.id
                for node in self.nodes.values()
                if isinstance(node, Agency | AgencyGroup) and node.function == party.function
            }
        succession = [e for e in self.edges if e.relation == Relation.SUCCEEDS]
        if party.with_predecessors:
            while before := {e.target for e in succession if e.source in found} - found:
                found |= before
        elif party.function is not None:
            found -= {e.target for e in succession if e.source in found}
        return found

    def _documents_of(self, scope: Scope) -> list[Document]:
        """Return the documents of the places and years of a scope, whatever they say."""
        places = self._places(scope)
        return [
            document
            for document in self.documents
            if (places is None or document.location in places)
            and scope.document in (None, document.id)
            and (scope.years is None or _is_in(document.year, scope.years))
        ]

    def _places(self, scope: Scope) -> set[str] | None:
        if not scope.locations:
            return None
        places = set(scope.locations)
        return self._with_below(places) if scope.with_subdivisions else places

    def _acting_on(self, subject: str | None) -> set[str] | None:
        """Return the actions on a subject or one below it."""
        if subject is None:
            return None
        subjects = self._with_below({subject})
        return {
            edge.source
            for edge in self.edges
            if edge.relation == Relation.HAS_TARGET and edge.target in subjects
        }

    def _with_below(self, found: set[str]) -> set[str]:
        """Return the ids of places or of subjects with the ids of all below them."""
        while True:
            below = {node.id for node in self.nodes.values() if _above(node) in found}
            if below <= found:
                return found
            found = found | below


def view_of(fragments: Mapping[str, Fragment], works: Mapping[str, str]) -> View:
    """Return the graph that fragments, by document id, make together.

    ``works`` has, for each name of a work, the work that it means.
    """
    said: dict[str, list[Node]] = defaultdict(list)
    every: list[Edge] = []
    for document_id in sorted(fragments):
        fragment = settled(fragments[document_id], works)
        every += fragment.edges
        for node in (fragment.document, *fragment.nodes):
            said[node.id].append(node)
    nodes = {node_id: merged(same) for node_id, same in said.items()}
    every += _inferred(fragments, works)
    edges = tuple(sorted(every, key=edge_key))
    takings: dict[str, tuple[Taking, ...]] = {}
    for edge in edges:
        agency = nodes[edge.source]
        if edge.relation in RESPONSIBILITY and isinstance(agency, Agency | AgencyGroup):
            takings[edge.target] = (*takings.get(edge.target, ()), Taking(agency, edge))
    return View(nodes, edges, takings, works)


def _inferred(fragments: Mapping[str, Fragment], works: Mapping[str, str]) -> Iterator[Edge]:
    documents = {key: fragment.document for key, fragment in fragments.items()}
    for lower_id, upper in plans_above(documents.values()).items():
        lower = documents[lower_id]
        quote = fragments[lower_id].text[lower.title_start : lower.title_end]
        edge = inferred(lower, upper, quote)
        source, target = works.get(edge.source, edge.source), works.get(edge.target, edge.target)
        yield replace(edge, source=source, target=target)


def _has(action: Action, words: tuple[str, ...]) -> bool:
    """Whether all words stand in an action, A and a being one letter."""
    said = small(f"{action.section} {action.title} {action.text}")
    return all(small(word) in said for word in words)


def _above(node: Node) -> str | None:
    if isinstance(node, Location):
        return node.parent
    return node.broader if isinstance(node, Subject) else None


def newest_first(document: Document) -> tuple[bool, int, str]:
    """Return what documents are ordered by: year, newest first, none last; then the id."""
    return (document.year is None, -(document.year or 0), document.id)


def _is_in(year: int | None, years: tuple[int, int]) -> bool:
    return year is not None and years[0] <= year <= years[1]
