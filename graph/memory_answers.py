"""The answers of a memory store, each written as plainly as its question reads."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations
from operator import eq, ge, gt, le, lt

from graph.fragments import edge_key
from graph.memory_citations import citations
from graph.memory_ranking import ranking
from graph.memory_view import View, newest_first
from graph.model import (
    Action,
    Agency,
    AgencyGroup,
    Indicator,
    Relation,
    kind_of,
)
from graph.questions import (
    BOUNDS,
    ActionRow,
    ActionsOf,
    Answer,
    CensusRow,
    Citations,
    Comparison,
    CooperationIn,
    CooperationRow,
    Documents,
    IndicatorRow,
    Indicators,
    Page,
    PartnerRow,
    PartnersOf,
    Question,
    Ranking,
    Row,
)


def answer(view: View, question: Question) -> Answer:
    """Return the page of rows that a question asks for, and the number of all its rows."""
    match question:
        case ActionsOf():
            return _paged(_actions(view, question), question.page)
        case PartnersOf():
            return _paged(_partners(view, question), question.page)
        case Citations():
            return _paged(citations(view, question), question.page)
        case Indicators():
            return _paged(_indicators(view, question), question.page)
        case Documents():
            return _paged(view.documents_in(question.scope), question.page)
        case CooperationIn():
            return _paged(_cooperation(view, question), question.page)
        case Ranking():
            return _paged(ranking(view, question), question.page)
        case _:
            return _paged([_census(view)], Page())


def _paged(rows: Sequence[Row], page: Page) -> Answer:
    end = None if page.limit is None else page.offset + page.limit
    return Answer(len(rows), tuple(rows[page.offset : end]))


def _actions(view: View, question: ActionsOf) -> list[ActionRow]:
    taking_part = [view.taking_part(party) for party in question.parties]
    return [
        ActionRow(action, view.document(action.document), view.takings_in(action.id))
        for action in view.actions_in(question.scope)
        if all(action.id in actions for actions in taking_part)
        and not any(t.role in question.without_roles for t in view.takings_in(action.id))
        and (question.due is None or _is_due(action, question.due))
    ]


def _is_due(action: Action, due: tuple[str, str]) -> bool:
    """Whether a deadline lies in a range; the end of a year or a month stands for it."""
    first, last = due
    dates = (deadline.date for deadline in action.deadlines if deadline.date)
    ends = [date + "-12-31"[len(date) - 4 :] for date in dates]
    return any(end[: len(first)] >= first and end[: len(last)] <= last for end in ends)


def _partners(view: View, question: PartnersOf) -> list[PartnerRow]:
    bodies: dict[str, Agency | AgencyGroup] = {}
    shared: dict[str, set[str]] = defaultdict(set)
    own, taking_part = view.bodies_of(question.party), view.taking_part(question.party)
    for action in view.actions_in(question.scope):
        if action.id in taking_part:
            for taking in view.takings_in(action.id):
                if taking.agency.id not in own:
                    bodies[taking.agency.id] = taking.agency
                    shared[taking.agency.id].add(action.id)
    rows = [
        PartnerRow(bodies[agency_id], len(actions), tuple(sorted(actions)))
        for agency_id, actions in shared.items()
    ]
    return sorted(rows, key=lambda row: (-row.weight, row.agency.id))


def _indicators(view: View, question: Indicators) -> list[IndicatorRow]:
    actions = {action.id for action in view.actions_in(question.scope)}
    if question.party is not None:
        actions &= view.taking_part(question.party)
    rows = []
    for edge in view.edges:
        action, indicator = view.nodes[edge.source], view.nodes[edge.target]
        if (
            edge.relation == Relation.HAS_TARGET
            and isinstance(action, Action)
            and action.id in actions
            and isinstance(indicator, Indicator)
            and (question.metric in indicator.metric or question.metric in indicator.text)
            and (question.compared is None or _asks_for(indicator, question.compared))
        ):
            document = view.document(action.document)
            takings = view.takings_in(action.id)
            rows.append(IndicatorRow(indicator, action, document, edge, takings))
    return sorted(rows, key=lambda row: (newest_first(row.document), edge_key(row.edge)))


_STANDS = {">=": ge, "<=": le, ">": gt, "<": lt, "=": eq}


def _asks_for(indicator: Indicator, compared: Comparison) -> bool:
    sign, comparators = BOUNDS[compared.bound]
    return (
        indicator.unit == compared.unit
        and indicator.comparator in comparators
        and bool(_STANDS[sign](indicator.value, compared.value))
    )


def _cooperation(view: View, question: CooperationIn) -> list[CooperationRow]:
    bodies: dict[str, Agency | AgencyGroup] = {}
    shared: dict[tuple[str, str], list[str]] = defaultdict(list)
    for action in view.actions_in(question.scope):
        taking_part = {taking.agency.id: taking.agency for taking in view.takings_in(action.id)}
        bodies.update(taking_part)
        for pair in combinations(sorted(taking_part), 2):
            if question.agency is None or question.agency in pair:
                shared[pair].append(action.id)
    rows = [
        CooperationRow(bodies[a], bodies[b], len(actions), tuple(sorted(actions)))
        for (a, b), actions in shared.items()
        if len(actions) >= question.min_weight
    ]
    return sorted(rows, key=lambda row: (-row.weight, row.a.id, row.b.id))


def _census(view: View) -> CensusRow:
    nodes = Counter(str(kind_of(node_id)) for node_id in view.nodes)
    edges = Counter(str(edge.relation) for edge in view.edges)
    return CensusRow(tuple(sorted(nodes.items())), tuple(sorted(edges.items())))
