"""What the index holds of one document: the document as a whole and each of its actions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from graph.model import (
    RESPONSIBILITY,
    Action,
    Agency,
    AgencyGroup,
    Document,
    Edge,
    Fragment,
    Function,
    Location,
    Regulation,
    Relation,
    Subject,
)
from graph.nodes import Nodes
from graph.store import EdgePattern
from search.engine import Passage


def passages_of(nodes: Nodes, document_id: str) -> Iterator[Passage]:
    """Yield the passages of a document, the document itself first.

    Raises KeyError where there is no such document.
    """
    store = nodes.store
    fragment = store.fragment(document_id)
    document = fragment.document
    places = tuple(_places_up(nodes, document.location))
    shared = _Shared(
        document=document,
        locations=tuple(place.id for place in places) or _only(document.location),
        places=" ".join(place.name for place in places),
        division=next((place.code for place in places if place.code), ""),
    )
    stated = list(store.edges(EdgePattern(document=document_id)))
    yield _document_passage(nodes, fragment, shared, _cited(stated))
    edges = _by_action(stated)
    for node in fragment.nodes:
        if isinstance(node, Action):
            yield _action_passage(nodes, node, edges[node.id], shared)


@dataclass(frozen=True, slots=True)
class _Shared:
    """What all passages of a document have in common."""

    document: Document
    locations: tuple[str, ...]
    places: str
    division: str


def _document_passage(
    nodes: Nodes, fragment: Fragment, shared: _Shared, regulations: tuple[str, ...]
) -> Passage:
    document = fragment.document
    return Passage(
        id=document.id,
        kind="document",
        document=document.id,
        title=document.title,
        text=fragment.text,
        names=" ".join(_labels(nodes, document.issuers)),
        document_number=document.document_number or "",
        document_type=document.document_type or "",
        year=document.year,
        locations=shared.locations,
        regulations=regulations,
        places=shared.places,
        cited=_names_of_cited(nodes, regulations),
        division=shared.division,
    )


def _action_passage(nodes: Nodes, action: Action, edges: list[Edge], shared: _Shared) -> Passage:
    document, regulations = shared.document, _cited(edges)
    takings = [edge for edge in edges if edge.relation in RESPONSIBILITY]
    role_names = tuple((edge.mode or "", _names_in(nodes, edge)) for edge in takings)
    return Passage(
        id=action.id,
        kind="action",
        document=document.id,
        title=action.title,
        heading=f"{document.title} {action.section}",
        text=_whole(action),
        names=" ".join(names for _, names in role_names),
        document_number=document.document_number or "",
        document_type=document.document_type or "",
        year=document.year,
        parts=tuple((edge.source, edge.mode or "") for edge in takings),
        functions=tuple(sorted(set(chain(*(_functions(nodes, edge) for edge in takings))))),
        locations=shared.locations,
        regulations=regulations,
        role_names=role_names,
        places=shared.places,
        subjects=tuple(sorted(set(_subjects(nodes, edges)))),
        cited=_names_of_cited(nodes, regulations),
        division=shared.division,
    )


def _by_action(edges: Iterable[Edge]) -> defaultdict[str, list[Edge]]:
    by_action: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        end = edge.target if edge.relation in RESPONSIBILITY else edge.source
        by_action[end].append(edge)
    return by_action


def _whole(action: Action) -> str:
    """Return the text of an action with its statement, where it stands outside the text."""
    if not action.statement or action.statement in action.text:
        return action.text
    return f"{action.text}\n{action.statement}"


def _cited(edges: Iterable[Edge]) -> tuple[str, ...]:
    return tuple(sorted({edge.target for edge in edges if edge.relation == Relation.CITES}))


def _names_of_cited(nodes: Nodes, regulations: Iterable[str]) -> str:
    found = (nodes.node(regulation) for regulation in regulations)
    cited = [node for node in found if isinstance(node, Regulation)]
    named = ((node.title, node.document_number or "") for node in cited)
    return "；".join(" ".join(filter(None, names)) for names in named)


def _subjects(nodes: Nodes, edges: Iterable[Edge]) -> Iterator[str]:
    """Yield the ids of what is acted on and of all subjects above."""
    for edge in edges:
        node = nodes.node(edge.target) if edge.relation == Relation.HAS_TARGET else None
        seen: set[str] = set()
        while isinstance(node, Subject) and node.id not in seen:
            seen.add(node.id)
            yield node.id
            node = nodes.node(node.broader) if node.broader else None


def _body(nodes: Nodes, edge: Edge) -> Agency | AgencyGroup | None:
    node = nodes.node(edge.source)
    return node if isinstance(node, Agency | AgencyGroup) else None


def _functions(nodes: Nodes, edge: Edge) -> tuple[str, ...]:
    body = _body(nodes, edge)
    return _only(body.function if body else None)


def _names_in(nodes: Nodes, edge: Edge) -> str:
    """Return the names of who takes part: its own, as the text has it, and its function."""
    body = _body(nodes, edge)
    function = nodes.node(body.function) if body and body.function else None
    labels = [body.name] if body else []
    labels += [edge.surface] if edge.surface else []
    labels += [function.name] if isinstance(function, Function) else []
    return " ".join(dict.fromkeys(labels))


def _labels(nodes: Nodes, ids: Iterable[str]) -> Iterator[str]:
    found = (nodes.node(node_id) for node_id in ids)
    return (node.label for node in found if node is not None)


def _places_up(nodes: Nodes, location_id: str | None) -> Iterator[Location]:
    """Yield a place and all places above it."""
    seen: set[str] = set()
    while location_id and location_id not in seen:
        seen.add(location_id)
        place = nodes.node(location_id)
        if not isinstance(place, Location):
            return
        yield place
        location_id = place.parent


def _only(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()
