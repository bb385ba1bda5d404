"""What every store asks of a fragment, and how what several documents say becomes one node."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from string import ascii_lowercase, ascii_uppercase
from typing import Any

from graph.codec import field_names
from graph.model import (
    CLASS_OF_KIND,
    RELATION_OF_ROLE,
    RESPONSIBILITY,
    Action,
    Basis,
    Edge,
    Fragment,
    Indicator,
    Kind,
    Node,
    Relation,
    Role,
    Treatment,
    kind_of,
)
from graph.store import StoreError

_BODIES = frozenset({Kind.AGENCY, Kind.AGENCY_GROUP})
ENDS = {
    **dict.fromkeys(RESPONSIBILITY, (_BODIES, frozenset({Kind.ACTION}))),
    Relation.CITES: (frozenset({Kind.ACTION, Kind.REGULATION}), frozenset({Kind.REGULATION})),
    Relation.VERSION_OF: (frozenset({Kind.REGULATION}), frozenset({Kind.REGULATION})),
    Relation.HAS_TARGET: (
        frozenset({Kind.ACTION}),
        frozenset({Kind.INDICATOR, Kind.SUBJECT}),
    ),
}
"""The kinds that a relation joins, for the relations that questions walk along."""
MODES: dict[Relation, frozenset[str | None]] = {
    relation: frozenset(role for role in Role if RELATION_OF_ROLE[role] is relation)
    for relation in RESPONSIBILITY
} | {Relation.CITES: frozenset({None, *Treatment})}
"""The modes that an edge of a relation may have, where not all are allowed."""

_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)
EdgeKey = tuple[str, int, int, str, str, str, bool, str, str, str, str, float, str]


def edge_key(edge: Edge) -> EdgeKey:
    """Return what edges are ordered by: document, place in the text, then their fields."""
    evidence = edge.evidence
    return (
        evidence.document,
        evidence.start,
        evidence.end,
        edge.source,
        edge.relation,
        edge.target,
        edge.mode is not None,
        edge.mode or "",
        edge.surface,
        evidence.quote,
        evidence.rule,
        evidence.confidence,
        evidence.basis,
    )


def checked(fragment: Fragment) -> Fragment:
    """Return the fragment with nodes and edges sorted and said once.

    Raises StoreError where a node, an edge or its evidence does not fit the document.
    """
    _check_text(fragment)
    nodes = {node.id: node for node in fragment.nodes}
    if fragment.document.topic and fragment.document.regulation not in nodes:
        raise StoreError(f"{fragment.document.id} has a topic but does not name the work it is.")
    for node in fragment.nodes:
        _check_node(fragment, node, nodes[node.id])
    ends = {node_id: kind_of(node_id) for node_id in (fragment.document.id, *nodes)}
    for edge in fragment.edges:
        _check_evidence(fragment, edge)
        _check_edge(edge, ends)
    return replace(
        fragment,
        nodes=tuple(nodes[node_id] for node_id in sorted(nodes)),
        edges=tuple(sorted(set(fragment.edges), key=edge_key)),
    )


def merged(nodes: Sequence[Node]) -> Node:
    """Return one node of what documents say of it, given in order of the document ids.

    Each field has the first value that is not None and not empty. What the document that holds
    a work says of it comes before what others say.
    """
    nodes = sorted(nodes, key=lambda node: not getattr(node, "document", None))
    first = nodes[0]
    if len(nodes) == 1:
        return first
    told: dict[str, Any] = {}
    for name in field_names(type(first)):
        values = (getattr(node, name) for node in nodes)
        told[name] = next((value for value in values if not _is_empty(value)), getattr(first, name))
    return replace(first, **told)


def settled(fragment: Fragment, works: Mapping[str, str]) -> Fragment:
    """Return a fragment that calls each work by the id that it has among all documents.

    Nodes with one id may then be several, in the order of the ids that the document gave them.
    """
    other = {name for name, work in works.items() if name != work}
    document = fragment.document
    if document.regulation in other:
        document = replace(document, regulation=works[document.regulation])
    nodes = (replace(n, id=works[n.id]) if n.id in other else n for n in fragment.nodes)
    edges = (
        replace(e, source=works.get(e.source, e.source), target=works.get(e.target, e.target))
        if e.source in other or e.target in other
        else e
        for e in fragment.edges
    )
    return replace(fragment, document=document, nodes=tuple(nodes), edges=tuple(edges))


def _is_empty(value: object) -> bool:
    return value is None or value == "" or value == ()


def _check_text(fragment: Fragment) -> None:
    document = fragment.document
    if kind_of_or_none(document.id) is not Kind.DOCUMENT:
        raise StoreError(f"The id {document.id!r} is not the id of a document.")
    try:
        fragment.text.encode()
    except UnicodeEncodeError as error:
        raise StoreError(f"The text of {document.id} holds a half character: {error}.") from error
    if not 0 <= document.title_start <= document.title_end <= len(fragment.text):
        raise StoreError(f"The title of {document.id} does not lie in its text.")


def _check_node(fragment: Fragment, node: Node, same: Node) -> None:
    document = fragment.document.id
    kind = kind_of_or_none(node.id)
    if kind is None or type(node) is not CLASS_OF_KIND[kind]:
        raise StoreError(f"The id {node.id!r} does not fit a {type(node).__name__} in {document}.")
    if kind is Kind.DOCUMENT:
        raise StoreError(f"{document} lists the document {node.id} among the nodes it names.")
    if node != same:
        raise StoreError(f"{document} says two different things of {node.id}.")
    if isinstance(node, Action) and node.document != document:
        raise StoreError(f"{document} names {node.id}, an action of {node.document}.")
    if isinstance(node, Indicator) and not math.isfinite(node.value):
        raise StoreError(f"{node.id} in {document} has no finite value, but {node.value}.")


def _check_evidence(fragment: Fragment, edge: Edge) -> None:
    evidence = edge.evidence
    if evidence.document != fragment.document.id:
        raise StoreError(
            f"An edge from {edge.source} in {fragment.document.id} has its evidence"
            f" in {evidence.document}."
        )
    if evidence.basis is Basis.INFERRED:
        raise StoreError(f"{fragment.document.id} states what only a store infers.")
    inside = 0 <= evidence.start <= evidence.end <= len(fragment.text)
    if not inside or fragment.text[evidence.start : evidence.end] != evidence.quote:
        raise StoreError(
            f"The quote {evidence.quote!r} of an edge from {edge.source} does not stand"
            f" at {evidence.start}–{evidence.end} in {fragment.document.id}."
        )


def _check_edge(edge: Edge, kinds: Mapping[str, Kind]) -> None:
    for end in (edge.source, edge.target):
        if end not in kinds:
            raise StoreError(
                f"An edge of {edge.evidence.document} ends at {end}, which it does not name."
            )
    if edge.relation in ENDS:
        sources, targets = ENDS[edge.relation]
        if kinds[edge.source] not in sources or kinds[edge.target] not in targets:
            raise StoreError(f"{edge.source} cannot be joined to {edge.target} by {edge.relation}.")
    if edge.relation in MODES and edge.mode not in MODES[edge.relation]:
        raise StoreError(
            f"The mode {edge.mode!r} does not fit {edge.relation} between {edge.source}"
            f" and {edge.target}."
        )


def small(text: str) -> str:
    """Return a text in which A and a are one letter, as SQL's lower has it; all others stay."""
    return text.translate(_SMALL)


def kind_of_or_none(node_id: str) -> Kind | None:
    """Return the kind that an id names, or None where it names none."""
    try:
        return kind_of(node_id)
    except ValueError:
        return None
