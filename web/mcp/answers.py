"""What the tools answer: the answers of the interface, told to an assistant."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from graph.codec import record_of
from graph.links import question_from
from graph.model import Document, Kind, kind_of
from web.addresses import address_of, answer_address, place_in
from web.api import chains, comparing, networks, nodes, searching
from web.api.documents import document_text
from web.api.reading import ParameterError, Values
from web.mcp.rows import Record, brief, document, named, resource_of
from web.site import site
from web.sources import absolute

MOST_CHARACTERS: Final = 8_000
"""How much of a text is given at once."""
_MOST_HEADINGS = 100

Answer = Callable[[Values], Record]


def ask(values: Values) -> Record:
    """Return the answer to a question, how it was understood, and what of it was not."""
    found = searching.ask(values)
    understood = found["interpretation"]
    question = understood["question"]
    return {
        "understood": [f"{one['label']}：{one['value']}" for one in understood["text"]],
        "is_a_question": question is not None,
        "not_understood": understood["ignored"],
        "candidates": [
            {"name": one["name"], "ids": [named(node) for node in one["ids"]]}
            for one in understood["candidates"]
        ],
        "searched_instead": found["instead"],
        **_rows(found),
        "link": absolute(answer_address(question_from(question))) if question else None,
    }


def search(values: Values) -> Record:
    """Return the hits for words, what else was searched, and what was left out."""
    found = searching.search(values)
    return {
        "not_understood": found["ignored"],
        "searched_instead": found["instead"],
        "other_names": found["other_names"],
        **_rows({**found, "results": found["hits"]}),
    }


def names(values: Values) -> Record:
    """Return the names that begin with some words, with their ids."""
    found = searching.complete(values)["completions"]
    rows = [{"name": one["text"], "kind": one["kind"], "id": one["id"]} for one in found]
    return {"total": len(rows), "rows": rows, "cursor": None}


def actions(values: Values) -> Record:
    """Return tasks by who takes part, place, years, subject and what is unclear."""
    return _rows(searching.actions(values))


def indicators(values: Values) -> Record:
    """Return quantified targets, each with its task."""
    return _rows(searching.indicators(values))


def compare(values: Values) -> Record:
    """Return the tasks of places or years beside each other."""
    found = comparing.compare_tasks(values)
    return {"scopes": found["scopes"], **_rows(found)}


def agency(values: Values) -> Record:
    """Return a body, its number of tasks by role, what belongs with it, and its tasks."""
    key = _key(values["agency"])
    told = nodes.agency(key, {})
    joined = ("members", "groups", "former", "successors")
    return {
        "agency": told["agency"],
        "roles": told["roles"],
        **{name: [named(one["id"]) for one in told[name]] for name in joined},
        **_rows(nodes.agency_actions(key, _without(values, "agency"))),
        "link": absolute(address_of(values["agency"])),
    }


def partners(values: Values) -> Record:
    """Return who shares tasks with a body, with the tasks that prove it."""
    return _rows(nodes.agency_partners(_key(values["agency"]), _without(values, "agency")))


def paths(values: Values) -> Record:
    """Return the shortest ways from one body to another."""
    return _rows(chains.agency_paths(_key(values["agency"]), _without(values, "agency")))


def regulation(values: Values) -> Record:
    """Return a work, how often it is cited, and what cites it or what it cites."""
    key = _key(values["regulation"])
    told = nodes.regulation(key, {})
    held = told["regulation"]["document"]
    return {
        "regulation": told["regulation"],
        "document": document(held) if held else None,
        "cited": told["cited"],
        "treatments": told["treatments"],
        **_rows(chains.regulation_citations(key, _without(values, "regulation"))),
        "link": absolute(address_of(values["regulation"])),
    }


def network(values: Values) -> Record:
    """Return the pairs of bodies that share tasks, and the network as a whole."""
    found = networks.network(values)
    return {"documents": found["documents"], "whole": found["whole"], **_rows(found)}


def text(values: Values) -> Record:
    """Return a document with a part of its text, and where its headings stand."""
    node = site().nodes.node(values["document"])
    if not isinstance(node, Document):
        raise ParameterError(f"document: there is no {values['document']}.")
    end = min(values["end"], values["start"] + MOST_CHARACTERS)
    part = document_text(_key(node.id), {"start": values["start"], "end": end})
    headings = [{"text": one.text, "start": one.start} for one in node.outline]
    return {
        "document": {**document(node.id), "issuers": [named(one) for one in node.issuers]},
        "headings": headings[:_MOST_HEADINGS],
        "text": part["text"],
        "span": [part["start"], part["end"]],
        "length": part["length"],
        "next_start": part["end"] if part["end"] < part["length"] else None,
        "link": absolute(place_in(node.id, part["start"])),
    }


def node_told(node_id: str) -> Record:
    """Return what a node is, its address as a resource, and that of its page."""
    node = site().nodes.node(node_id)
    if node is None:
        raise ParameterError(f"There is no {node_id}.")
    told = record_of(node)
    told.pop("outline", None)
    return {
        "kind": kind_of(node_id).value,
        **told,
        "resource": resource_of(node_id),
        "link": absolute(address_of(node_id)),
    }


def is_document(node_id: str) -> bool:
    """Return whether an id is one of a document."""
    return node_id.partition("/")[0] == Kind.DOCUMENT


def _rows(found: Record) -> Record:
    rows = [brief(row) for row in found["results"]]
    return {"total": found["total"], "rows": rows, "cursor": found["cursor"]}


def _key(node_id: str) -> str:
    return node_id.partition("/")[2]


def _without(values: Values, name: str) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key != name}
