"""Who takes part by role, and how many actions a party has in each role."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graph.model import Role
from graph.questions import ActionsOf, Page, Party, Scope, Taking
from web.labels import role_label
from web.pages.choices import Choice
from web.site import site


def roles_of(party: Party, scope: Scope, total: int | None = None) -> list[Choice]:
    """Return in how many actions of the scope the party has each role, all together first.

    ``total`` is the number of all, where it is known.
    """
    counts = [Choice("", "", _count(party, scope) if total is None else total)]
    for role in Role:
        in_role = replace(party, roles=(role,))
        counts.append(Choice(role, role_label(role), _count(in_role, scope)))
    return [choice for choice in counts if choice.count or not choice.value]


def by_role(takings: Iterable[Taking]) -> list[tuple[Role, list[Taking]]]:
    """Return who takes part, by role: leaders first, then the others in order of the text."""
    found: dict[Role, list[Taking]] = {role: [] for role in Role}
    for taking in takings:
        found[taking.role].append(taking)
    return [(role, bodies) for role, bodies in found.items() if bodies]


def _count(party: Party, scope: Scope) -> int:
    return site().store.answer(ActionsOf(parties=(party,), scope=scope, page=Page(0, 0))).total
