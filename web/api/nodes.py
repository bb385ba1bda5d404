"""Single nodes of the graph with what is told of them, as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask import abort

from graph.codec import edge_record, record_of
from graph.model import Action, Kind, Node, Regulation
from graph.questions import ActionsOf, Page, Scope
from graph.store import EdgePattern
from ingest.layouts import places_of
from search.answers import row_as_json
from search.similar import similar_to
from web.api.answers import answered
from web.api.parameters import Values
from web.sheets import page_at
from web.site import site


def agency(key: str, values: Values) -> dict[str, Any]:
    """Return a body, and how many actions it has."""
    node_id = agency_id(key)
    found = answered({}, find="actions", agency=node_id, size="0")
    return {"agency": record_of(_node(node_id)), "actions": found["total"]}


def agency_actions(key: str, values: Values) -> dict[str, Any]:
    """Return the actions in which a body takes part."""
    return answered(values, find="actions", agency=agency_id(key))


def action(key: str, values: Values) -> dict[str, Any]:
    """Return an action with who takes part, its targets and what it cites."""
    found = _node(f"{Kind.ACTION}/{key}")
    assert isinstance(found, Action)
    scope, page = Scope(document=found.document), Page(found.order - 1, 1)
    row = site().store.answer(ActionsOf(scope=scope, page=page)).rows[0]
    edges = list(site().store.edges(EdgePattern(source=found.id)))
    return {
        **row_as_json(row),
        "edges": [edge_record(edge) for edge in edges],
        "nodes": [record_of(_node(end)) for end in sorted({edge.target for edge in edges})],
    }


def similar(key: str, values: Values) -> dict[str, Any]:
    """Return the actions of other documents that are most like one, best first."""
    found = _node(f"{Kind.ACTION}/{key}")
    assert isinstance(found, Action)
    alike = similar_to(found, site().store, site().engine, values["most"])
    return {"similar": [{"action": record_of(a.action), "likeness": a.likeness} for a in alike]}


def document(key: str, values: Values) -> dict[str, Any]:
    """Return a document with its text and the documents that belong to it."""
    node_id = f"{Kind.DOCUMENT}/{key}"
    found = site().store.document(node_id) or abort(404)
    known = site().relatives
    relatives = [asdict(relative) for relative in known.of(node_id)] if known else []
    text = site().store.text(node_id)
    return {"document": record_of(found), "text": text, "relatives": relatives}


def document_places(key: str, values: Values) -> dict[str, Any]:
    """Return where a span of a document's text stands in its file: pages from 1 and boxes."""
    node_id = f"{Kind.DOCUMENT}/{key}"
    site().store.document(node_id) or abort(404)
    text, ledger = site().store.text(node_id), site().ledger
    known = ledger.layout(node_id, text) if ledger else ()
    return {
        "page": page_at(text, values["start"]),
        "places": [
            {"start": place.start, "page": place.page + 1, "box": list(place.box)}
            for place in places_of(known, values["start"], values["end"])
        ],
    }


def document_actions(key: str, values: Values) -> dict[str, Any]:
    """Return the actions of a document."""
    node_id = f"{Kind.DOCUMENT}/{key}"
    site().store.document(node_id) or abort(404)
    return answered(values, find="actions", document=node_id)


def regulation(key: str, values: Values) -> dict[str, Any]:
    """Return a regulation, and how often it is cited."""
    found = _regulation(key)
    cited = answered({}, find="citations", node=found.id, size="0")
    return {"regulation": record_of(found), "cited": cited["total"]}


def agency_id(key: str) -> str:
    """Return the id of the body, or else the group of bodies, with a key; 404 for neither."""
    for kind in (Kind.AGENCY, Kind.AGENCY_GROUP):
        if site().nodes.node(f"{kind}/{key}") is not None:
            return f"{kind}/{key}"
    abort(404)


def _regulation(key: str) -> Regulation:
    found = _node(f"{Kind.REGULATION}/{key}")
    assert isinstance(found, Regulation)
    return found


def _node(node_id: str) -> Node:
    found = site().nodes.node(node_id)
    return found if found is not None else abort(404)
