"""The tasks of a document as the list beside its text: where each begins and who leads it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from graph.model import Action, Basis, Fragment, Relation
from web.sheets import page_at
from web.site import site


@dataclass(frozen=True, slots=True)
class Task:
    """A task, the names of those that lead it as the text says, and its page, where known."""

    action: Action
    leads: tuple[str, ...]
    page: int | None


def tasks_of(fragment: Fragment) -> Iterator[Task]:
    """Yield the tasks of a document in the order of its text."""
    leads: dict[str, list[str]] = defaultdict(list)
    for edge in fragment.edges:
        if edge.relation is Relation.LEADS and edge.evidence.basis is not Basis.ISSUER:
            leads[edge.target].append(edge.surface or site().nodes.name(edge.source))
    for action in actions_of(fragment):
        named = tuple(dict.fromkeys(leads[action.id]))
        yield Task(action, named, page_at(fragment.text, action.start))


def actions_of(fragment: Fragment) -> list[Action]:
    """Return the actions of a document in the order of its text."""
    found = (node for node in fragment.nodes if isinstance(node, Action))
    return sorted(found, key=lambda action: action.order)
