"""The ranking of a memory store, written as plainly as it reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from graph.memory_citations import citations_in
from graph.memory_view import View
from graph.model import Action, Role
from graph.questions import Party, Ranking, RankingRow, Scope


def ranking(view: View, question: Ranking) -> list[RankingRow]:
    """Return who or what has most actions, or is cited most, and how many."""
    owned = {
        "agency": _of_agencies,
        "function": _of_functions,
        "location": _of_locations,
        "regulation": _of_regulations,
    }[question.by](view, question)
    counts = Counter(owned)
    rows = [RankingRow(view.nodes[node], count) for node, count in counts.items()]
    return sorted(rows, key=lambda row: (-row.weight, row.node.id))


def _of_agencies(view: View, question: Ranking) -> Iterator[str]:
    for action in _actions(view, question):
        yield from {
            taking.agency.id
            for taking in view.takings_in(action.id)
            if not question.roles or taking.role in question.roles
        }


def _of_functions(view: View, question: Ranking) -> Iterator[str]:
    among = {action.id for action in _actions(view, question)}
    return _functions_among(view, among, question.roles)


def actions_of_functions(view: View, scope: Scope, roles: tuple[Role, ...]) -> Iterator[str]:
    """Yield the id of a function for each action of a scope that is its."""
    return _functions_among(view, {action.id for action in view.actions_in(scope)}, roles)


def _functions_among(view: View, among: set[str], roles: tuple[Role, ...]) -> Iterator[str]:
    bodies = {taking.agency for takings in view.takings.values() for taking in takings}
    for function in {body.function for body in bodies}:
        if function is not None and function in view.nodes:
            party = Party(function=function, roles=roles)
            yield from (function for _ in among & view.taking_part(party))


def _of_locations(view: View, question: Ranking) -> Iterator[str]:
    for action in _actions(view, question):
        place = view.document(action.document).location
        takings = view.takings_in(action.id)
        has_role = any(taking.role in question.roles for taking in takings)
        if place is not None and place in view.nodes and (has_role or not question.roles):
            yield place


def _of_regulations(view: View, question: Ranking) -> Iterator[str]:
    its = view.taking_part(question.party) if question.party else None
    for edge in citations_in(view, question.scope):
        if its is None or edge.source in its:
            yield edge.target


def _actions(view: View, question: Ranking) -> list[Action]:
    found = view.actions_in(question.scope)
    if question.party is None:
        return found
    its = view.taking_part(question.party)
    return [action for action in found if action.id in its]
