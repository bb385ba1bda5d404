"""Bodies, tasks and works as JSON, each with what is told of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import abort

from graph.codec import edge_record, record_of
from graph.model import Action, Kind, Node, Regulation, Role, Treatment
from graph.questions import ActionRow, ActionsOf, Page, Scope
from graph.store import EdgePattern
from search.answers import row_as_json
from search.similar import similar_to
from web.api.answers import answered, total_of
from web.api.reading import Values
from web.pages.agencies import joined_to
from web.sheets import page_at
from web.site import site


def agency(key: str, values: Values) -> dict[str, Any]:
    """Return a body, how many actions it has in each role, and the bodies it belongs with."""
    node_id = agency_id(key)
    roles = {role: total_of(find="actions", agency=node_id, role=role) for role in Role}
    return {
        "agency": record_of(_node(node_id)),
        "actions": total_of(find="actions", agency=node_id),
        "roles": roles,
        **{
            name: [record_of(_node(one)) for one in ids] for name, ids in joined_to(node_id).items()
        },
    }


def agency_actions(key: str, values: Values) -> dict[str, Any]:
    """Return the actions in which a body takes part."""
    return answered(values, find="actions", agency=agency_id(key))


def agency_partners(key: str, values: Values) -> dict[str, Any]:
    """Return who shares actions with a body, most first."""
    return answered(values, find="partners", agency=agency_id(key))


def action(key: str, values: Values) -> dict[str, Any]:
    """Return an action with who takes part, its targets, what it cites, and its page."""
    found = _action(key)
    edges = list(site().store.edges(EdgePattern(source=found.id)))
    return {
        **row_as_json(_row_of(found)),
        "edges": [edge_record(edge) for edge in edges],
        "nodes": [record_of(_node(end)) for end in sorted({edge.target for edge in edges})],
        "page": page_at(site().store.text(found.document), found.start),
    }


def similar(key: str, values: Values) -> dict[str, Any]:
    """Return the actions of other documents that are most like one, best first."""
    found = similar_to(_action(key), site().store, site().engine, values["most"])
    return {"similar": [{"action": record_of(a.action), "likeness": a.likeness} for a in found]}


def regulation(key: str, values: Values) -> dict[str, Any]:
    """Return a regulation, and how often it is cited in each way."""
    found = _node(f"{Kind.REGULATION}/{key}")
    assert isinstance(found, Regulation)
    treatments = {
        one: total_of(find="citations", node=found.id, treatment=one) for one in Treatment
    }
    cited = total_of(find="citations", node=found.id)
    return {"regulation": record_of(found), "cited": cited, "treatments": treatments}


def agency_id(key: str) -> str:
    """Return the id of the body, or else the group of bodies, with a key; 404 for neither."""
    for kind in (Kind.AGENCY, Kind.AGENCY_GROUP):
        if site().nodes.node(f"{kind}/{key}") is not None:
            return f"{kind}/{key}"
    abort(404)


def _action(key: str) -> Action:
    found = _node(f"{Kind.ACTION}/{key}")
    assert isinstance(found, Action)
    return found


def _row_of(action: Action) -> ActionRow:
    question = ActionsOf(scope=Scope(document=action.document))
    page = Page(action.order - 1, 1)
    row = next(iter(site().store.answer(replace(question, page=page)).rows), None)
    if not isinstance(row, ActionRow) or row.action.id != action.id:
        abort(404)  # its document went a moment ago
    return row


def _node(node_id: str) -> Node:
    found = site().nodes.node(node_id)
    return found if found is not None else abort(404)
