"""An action: the sentence, who is responsible and in which role, to which figure, by which rule."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from flask import Blueprint, abort, render_template

from graph.model import Action, Document, Edge, Kind, Node, Relation, Subject
from graph.questions import ActionRow, ActionsOf, Page, Scope
from graph.store import EdgePattern
from search.similar import Similar, similar_to
from web.marks import Line, Mark, marked_lines
from web.pages.marking import marker
from web.sheets import page_at
from web.site import node_or_404, site

actions = Blueprint("actions", __name__, url_prefix="/actions")

CONTEXT = 120
"""How many characters of the document are shown on either side of the action."""


@dataclass(frozen=True, slots=True)
class Said:
    """What an action says of another node, and the place that says it."""

    edge: Edge
    node: Node


@actions.get("/<key>")
def action(key: str) -> str:
    """Show one action with all that is said of it."""
    found = node_or_404(Kind.ACTION, key)
    assert isinstance(found, Action)
    row = _row_of(found)
    edges = list(site().store.edges(EdgePattern(source=found.id)))
    targets = _said(edges, Relation.HAS_TARGET)
    text = site().store.text(found.document)
    return render_template(
        "action.html",
        row=row,
        action=found,
        document=row.document,
        quote=_quote(row, edges, text),
        targets=[one for one in targets if not isinstance(one.node, Subject)],
        subjects=[one for one in targets if isinstance(one.node, Subject)],
        citations=_said(edges, Relation.CITES),
        places=_said(edges, Relation.APPLIES_IN),
        neighbours=_neighbours(found),
        page=page_at(text, found.start),
        alike=_alike(found),
    )


def _alike(action: Action) -> list[tuple[Similar, Document]]:
    """Return the tasks that are like one, each with its document."""
    here = site()
    found = similar_to(action, here.store, here.engine)
    documents = ((one, here.store.document(one.action.document)) for one in found)
    return [(one, document) for one, document in documents if document is not None]


def _row_of(action: Action) -> ActionRow:
    scope = Scope(document=action.document)
    rows = site().store.answer(ActionsOf(scope=scope, page=Page(action.order - 1, 1))).rows
    row = next(iter(rows), None)
    if not isinstance(row, ActionRow) or row.action.id != action.id:
        abort(404)
    return row


def _neighbours(action: Action) -> dict[int, Action]:
    """Return the actions before and after in the document, by -1 and 1."""
    offset = max(action.order - 2, 0)
    question = ActionsOf(scope=Scope(document=action.document), page=Page(offset, 3))
    rows = (row for row in site().store.answer(question).rows if isinstance(row, ActionRow))
    near = ((row.action.order - action.order, row.action) for row in rows)
    return {step: other for step, other in near if step in (-1, 1)}


def _said(edges: list[Edge], relation: Relation) -> list[Said]:
    found = []
    for edge in edges:
        node = site().nodes.node(edge.target) if edge.relation == relation else None
        if node is not None:
            found.append(Said(edge, node))
    return found


def _quote(row: ActionRow, edges: list[Edge], text: str) -> list[Line]:
    """Return the text around the action, marked, the action itself as a mark of its own."""
    action = row.action
    first = max(text.rfind("\n", 0, action.start) + 1, action.start - CONTEXT)
    end = max(action.end, action.statement_end)
    last = min(text.find("\n", end) if "\n" in text[end:] else len(text), end + CONTEXT)
    mark_of = marker()
    marks = [Mark(first, action.start, "around"), Mark(end, last, "around")]
    for edge in (*edges, *(taking.edge for taking in row.takings)):
        if first <= edge.evidence.start and edge.evidence.end <= last:
            marks += mark_of(edge)
    moved = (Mark(m.start - first, m.end - first, m.kind, m.href, m.title) for m in marks)
    return list(islice(marked_lines(text[first:last], moved), 200))
