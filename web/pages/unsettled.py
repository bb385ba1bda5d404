"""What in a document stayed open: names, works without their text, tasks without a body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.model import (
    RESPONSIBILITY,
    Action,
    Agency,
    AgencyGroup,
    Basis,
    Edge,
    Fragment,
    Regulation,
    Relation,
)
from ingest.ledger import Entry
from web.labels import notices
from web.pages.task_list import actions_of
from web.site import site


@dataclass(frozen=True, slots=True)
class Unsettled:
    """What a reader of a document should know before quoting it; each list may be empty.

    ``names`` are bodies whose name may mean several, each with the place that says it first;
    ``missing`` are works that are cited and not held, likewise; ``unnamed`` are tasks whose text
    names nobody, ``open_lists`` those whose list of bodies ends in 等; ``notices`` are what the
    reader of the file says of it.
    """

    names: tuple[tuple[Agency | AgencyGroup, Edge], ...]
    missing: tuple[tuple[Regulation, Edge], ...]
    unnamed: tuple[Action, ...]
    open_lists: tuple[Action, ...]
    notices: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many things are open."""
        lists = (self.names, self.missing, self.unnamed, self.open_lists, self.notices)
        return sum(map(len, lists))


def unsettled_in(fragment: Fragment, files: Iterable[Entry]) -> Unsettled:
    """Return what stayed open in a document that was read from these files."""
    actions, edges = actions_of(fragment), _first_edges(fragment)
    bodies = (node for node in fragment.nodes if isinstance(node, Agency | AgencyGroup))
    said = (words for file in files for words in notices(file.reason))
    return Unsettled(
        tuple((b, edges[b.id]) for b in bodies if not b.is_resolved and b.id in edges),
        tuple(_missing(fragment, edges)),
        tuple(_unnamed(fragment, actions)),
        tuple(action for action in actions if action.is_open_list),
        tuple(dict.fromkeys(said)),
    )


def _first_edges(fragment: Fragment) -> dict[str, Edge]:
    """Return for each body that takes part, and each work that is cited, where that is first."""
    found: dict[str, Edge] = {}
    for edge in sorted(fragment.edges, key=lambda edge: edge.evidence.start):
        if edge.relation in RESPONSIBILITY:
            found.setdefault(edge.source, edge)
        elif edge.relation is Relation.CITES and edge.evidence.basis is Basis.STATED:
            found.setdefault(edge.target, edge)
    return found


def _missing(fragment: Fragment, edges: dict[str, Edge]) -> Iterator[tuple[Regulation, Edge]]:
    for node in fragment.nodes:
        known = site().nodes.node(node.id) if isinstance(node, Regulation) else None
        if isinstance(known, Regulation) and known.document is None and node.id in edges:
            yield known, edges[node.id]


def _unnamed(fragment: Fragment, actions: Iterable[Action]) -> Iterator[Action]:
    named = {
        edge.target
        for edge in fragment.edges
        if edge.relation in RESPONSIBILITY and edge.evidence.basis is not Basis.ISSUER
    }
    return (action for action in actions if action.id not in named)
