"""Rows of the interface as an assistant is told them: shortly, with quote, source and link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote as quoted

from graph.codec import record_of
from graph.model import Action, Document, Node
from web.addresses import address_of, place_in
from web.labels import node_name
from web.site import site
from web.sources import absolute

LONGEST_QUOTE: Final = 600
MOST_NAMED: Final = 5
"""How many actions are named where a row counts them all."""

Record = dict[str, Any]


def brief(row: Mapping[str, Any]) -> Record:
    """Return a row of the interface as an assistant is told it.

    ``quote`` are words of the document, those of its text from ``span[0]`` to ``span[1]``.
    """
    match row["type"]:
        case "action":
            return {**_task(row), **_of_action(row["action"])}
        case "indicator":
            return {**_task(row), "indicator": row["indicator"], **_said(row["evidence"])}
        case "citation":
            return _citation(row)
        case "partner":
            told = {"agency": named(row["agency"]["id"]), "tasks": row["weight"]}
            return {**told, **_proved(row["actions"])}
        case "cooperation":
            ends = {end: named(row[end]["id"]) for end in ("a", "b")}
            return {**ends, "tasks": row["weight"], **_proved(row["actions"])}
        case "path":
            return _path(row)
        case "aligned":
            return _aligned(row)
        case "document":
            return document(row["document"]["id"])
        case "hit":
            return _hit(row)
        case _:
            return _counted(row)


def named(node_id: str) -> Record:
    """Return the id and the name of a node, and the address of its page."""
    node = site().nodes.node(node_id)
    name = node_name(node) if node else node_id.partition("/")[2]
    return {"id": node_id, "name": name, "link": absolute(address_of(node_id))}


def document(document_id: str) -> Record:
    """Return a document by its title and number, with the address of its page."""
    found = site().nodes.node(document_id)
    told: Record = {"id": document_id, "resource": resource_of(document_id)}
    if isinstance(found, Document):
        told |= {"title": found.title, "number": found.document_number}
        told |= {"year": found.year, "issued_on": found.issued_on}
    return {**told, "link": absolute(address_of(document_id))}


def resource_of(node_id: str) -> str:
    """Return the address by which an assistant reads a node as a resource.

    >>> resource_of("document/青川 1")
    'zhize://document/%E9%9D%92%E5%B7%9D%201'
    """
    return f"zhize://{quoted(node_id)}"


def _task(row: Mapping[str, Any]) -> Record:
    action = row["action"]
    return {
        "id": action["id"],
        "task": _cut(action["title"] or action["text"]),
        "text": _cut(action["text"]) if action["title"] else "",
        "who": [
            {"id": one["agency"]["id"], "name": one["agency"]["name"], "role": one["role"]}
            for one in row["takings"]
        ],
        "deadlines": [deadline["date"] for deadline in action["deadlines"]],
    }


def _of_action(action: Mapping[str, Any]) -> Record:
    """Return where an action is said: its statement or, where it has none, its text."""
    has_statement = action["statement_end"] > action["statement_start"]
    start = action["statement_start"] if has_statement else action["start"]
    words = action["statement"] if has_statement else action["text"]
    return _quote(action["document"], start, words)


def _said(evidence: Mapping[str, Any]) -> Record:
    return _quote(evidence["document"], evidence["start"], evidence["quote"])


def _quote(document_id: str, start: int, words: str) -> Record:
    words = words[:LONGEST_QUOTE]
    return {
        "quote": words,
        "span": [start, start + len(words)],
        "document": document(document_id),
        "link": absolute(place_in(document_id, start)),
    }


def _citation(row: Mapping[str, Any]) -> Record:
    return {
        "citing": named(row["source"]["id"]),
        "cited": named(row["regulation"]["id"]),
        "how": row["treatment"],
        "distance": row["distance"],
        **_said(row["evidence"]),
    }


def _proved(actions: Sequence[str]) -> Record:
    """Return the first of the actions that prove a row, with the words of the very first."""
    first = site().nodes.node(actions[0]) if actions else None
    return {"actions": list(actions[:MOST_NAMED]), **_of_node(first)}


def _path(row: Mapping[str, Any]) -> Record:
    steps = [_proved(actions) for actions in row["actions"]]
    ends = [named(agency["id"]) for agency in row["agencies"]]
    return {"agencies": ends, "tasks": row["weight"], "steps": steps}


def _aligned(row: Mapping[str, Any]) -> Record:
    tasks = [task and {**_task(task), **_of_action(task["action"])} for task in row["tasks"]]
    return {"tasks": tasks, "likeness": row["likeness"], "differences": row["differences"]}


def _hit(row: Mapping[str, Any]) -> Record:
    node = site().nodes.node(row["id"])
    told = {
        "id": row["id"],
        "title": row["title"]["text"],
        "found": row["snippet"]["text"],
        "because": [f"{one['asked']} → {one['found']}" for one in row["reasons"]],
    }
    return {**told, **(_of_node(node) or {"document": document(row["document"])})}


def _counted(row: Mapping[str, Any]) -> Record:
    """Return a row that counts something of a node, with that node by its name."""
    told = {name: value for name, value in row.items() if name != "type"}
    for name, value in told.items():
        if isinstance(value, dict) and isinstance(value.get("id"), str):
            told[name] = named(value["id"])
    if "documents" in told:
        told["documents"] = [document(one) for one in told["documents"][:MOST_NAMED]]
    return told


def _of_node(node: Node | None) -> Record:
    return _of_action(record_of(node)) if isinstance(node, Action) else {}


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE]}…"
