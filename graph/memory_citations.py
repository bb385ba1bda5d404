"""The citations of a memory store, followed step by step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graph.fragments import edge_key
from graph.memory_view import View
from graph.model import Action, Document, Edge, Regulation, Relation
from graph.questions import CitationRow, Citations, CitedTogether, CitedTogetherRow, Scope


def citations(view: View, question: Citations) -> list[CitationRow]:
    """Return what cites a work, or what it cites, nearest first."""
    wanted = view.id_of(question.node)
    every = [
        edge
        for edge in view.edges
        if edge.relation == Relation.CITES
        and (not question.treatments or edge.mode in question.treatments)
    ]
    is_in = question.direction == "in"
    first = _cites if is_in else _speaks_for
    rows: list[CitationRow] = []
    step = [edge for edge in every if first(view, edge, wanted)]
    for distance in range(1, question.depth + 1):
        rows += [_row(view, edge, distance) for edge in sorted(step, key=edge_key)]
        every = [edge for edge in every if edge not in step]
        works = {_citing(view, edge) if is_in else edge.target for edge in step}
        step = [edge for edge in every if (edge.target if is_in else _citing(view, edge)) in works]
    return rows


def cited_together(view: View, question: CitedTogether) -> list[CitedTogetherRow]:
    """Return the works that are cited beside one, those of most documents first."""
    node = view.nodes.get(view.id_of(question.node))
    wanted = node.regulation if isinstance(node, Document) else view.id_of(question.node)
    cited_by: dict[str, set[str]] = defaultdict(set)
    for edge in citations_in(view, question.scope):
        cited_by[edge.target].add(edge.evidence.document)
    rows = []
    for work, documents in cited_by.items():
        regulation, both = view.nodes[work], documents & cited_by.get(wanted, set())
        if work != wanted and both and isinstance(regulation, Regulation):
            rows.append(CitedTogetherRow(regulation, tuple(sorted(both))))
    return sorted(rows, key=lambda row: (-row.weight, row.regulation.id))


def citations_in(view: View, scope: Scope) -> Iterator[Edge]:
    """Yield the citations of a scope: where it is about something, those of its actions alone."""
    documents = {document.id for document in view.documents_in(scope)}
    is_of_actions = bool(scope.subject or scope.words)
    actions = {action.id for action in view.actions_in(scope)} if is_of_actions else set()
    for edge in view.edges:
        is_cited = edge.relation == Relation.CITES and edge.evidence.document in documents
        if is_cited and (not is_of_actions or edge.source in actions):
            yield edge


def _row(view: View, edge: Edge, distance: int) -> CitationRow:
    regulation = view.nodes[edge.target]
    assert isinstance(regulation, Regulation)
    document = view.document(edge.evidence.document)
    return CitationRow(view.nodes[edge.source], regulation, document, edge, distance)


def _citing(view: View, edge: Edge) -> str:
    """Return the work that a citation stands in."""
    is_of_action = isinstance(view.nodes[edge.source], Action)
    return view.document(edge.evidence.document).regulation if is_of_action else edge.source


def _cites(view: View, edge: Edge, node_id: str) -> bool:
    node = view.nodes.get(node_id)
    return edge.target == (node.regulation if isinstance(node, Document) else node_id)


def _speaks_for(view: View, edge: Edge, node_id: str) -> bool:
    document = view.document(edge.evidence.document)
    is_of_action = isinstance(view.nodes[edge.source], Action)
    if document.id == node_id:
        return is_of_action or edge.source == document.regulation
    return edge.source == node_id or (is_of_action and document.regulation == node_id)
