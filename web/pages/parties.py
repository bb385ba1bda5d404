"""How many actions a party has in each role."""

from __future__ import annotations

from dataclasses import replace

from graph.model import Role
from graph.questions import ActionsOf, Page, Party, Scope
from web.labels import role_label
from web.pages.choices import Choice
from web.site import site


def roles_of(party: Party, scope: Scope) -> list[Choice]:
    """Return in how many actions of the scope the party has each role, all together first."""
    counts = [Choice("", "", _count(party, scope))]
    for role in Role:
        in_role = replace(party, roles=(role,))
        counts.append(Choice(role, role_label(role), _count(in_role, scope)))
    return [choice for choice in counts if choice.count or not choice.value]


def _count(party: Party, scope: Scope) -> int:
    return site().store.answer(ActionsOf(parties=(party,), scope=scope, page=Page(0, 0))).total
