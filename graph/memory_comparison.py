"""Scopes and bodies beside each other in a memory store."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from graph.memory_ranking import actions_of_functions
from graph.memory_view import View
from graph.model import Agency, AgencyGroup, Function, Relation, Subject
from graph.questions import FunctionRow, FunctionsCompared, Party, SideBySide, SubjectRow


def functions_compared(view: View, question: FunctionsCompared) -> list[FunctionRow]:
    """Return each function with its numbers, where they differ most first."""
    counts = [
        Counter(actions_of_functions(view, scope, question.roles)) for scope in question.scopes
    ]
    rows = []
    for function_id in set().union(*counts):
        function = view.nodes[function_id]
        assert isinstance(function, Function)
        rows.append(FunctionRow(function, tuple(count[function_id] for count in counts)))
    return sorted(rows, key=lambda row: (min(row.weights) - max(row.weights), row.function.id))


def side_by_side(view: View, question: SideBySide) -> list[SubjectRow]:
    """Return the subjects of a body and of those with its function, the commonest first."""
    body = view.nodes.get(question.agency)
    function = body.function if isinstance(body, Agency | AgencyGroup) else None
    alike = view.bodies_of(Party(function=function)) if function else set()
    own = {action.id for action in view.actions_in(replace(question.scope, locations=()))}
    there = {action.id for action in view.actions_in(question.scope)}
    counted: dict[str, tuple[set[str], set[str], set[str]]] = {}
    for action_id, takings in view.takings.items():
        subjects = _subjects_of(view, action_id)
        for taking in takings:
            if question.roles and taking.role not in question.roles:
                continue
            for subject in subjects:
                mine, others, bodies = counted.setdefault(subject, (set(), set(), set()))
                if taking.agency.id == question.agency:
                    mine |= {action_id} & own
                elif taking.agency.id in alike and action_id in there:
                    others.add(action_id)
                    bodies.add(taking.agency.id)
    rows = []
    for subject_id, (mine, others, bodies) in counted.items():
        node = view.nodes[subject_id]
        if (mine or others) and isinstance(node, Subject):
            rows.append(SubjectRow(node, len(mine), len(others), len(bodies)))
    return sorted(rows, key=lambda row: (-row.bodies, -row.elsewhere, row.subject.id))


def _subjects_of(view: View, action_id: str) -> set[str]:
    """Return the subjects that an action is on, and those above them."""
    found = {
        edge.target
        for edge in view.edges
        if edge.relation == Relation.HAS_TARGET
        and edge.source == action_id
        and isinstance(view.nodes[edge.target], Subject)
    }
    waiting = [*found]
    while waiting:
        subject = view.nodes[waiting.pop()]
        above = subject.broader if isinstance(subject, Subject) else None
        if above is not None and above in view.nodes and above not in found:
            found.add(above)
            waiting.append(above)
    return found
