"""The answers of a memory store, each written as plainly as its question reads."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from operator import eq, ge, gt, le, lt

from graph.fragments import edge_key
from graph.memory_citations import citations, cited_together
from graph.memory_comparison import functions_compared, side_by_side
from graph.memory_networks import cooperation, ego_network, partners, paths
from graph.memory_ranking import ranking
from graph.memory_view import View, newest_first
from graph.model import Action, Document, Indicator, Relation, Role, kind_of
from graph.questions import (
    BOUNDS,
    PLAIN,
    VAGUE,
    ActionRow,
    ActionsOf,
    Answer,
    CensusRow,
    Citations,
    CitedTogether,
    Comparison,
    CooperationIn,
    Documents,
    EgoNetwork,
    FunctionsCompared,
    Gap,
    IndicatorRow,
    Indicators,
    MetricRow,
    Metrics,
    Page,
    PartnersOf,
    Paths,
    Question,
    Ranking,
    Row,
    SideBySide,
    Taking,
)


def answer(view: View, question: Question) -> Answer:
    """Return the page of rows that a question asks for, and the number of all its rows."""
    match question:
        case ActionsOf():
            return _paged(_actions(view, question), question.page)
        case PartnersOf():
            return _paged(partners(view, question), question.page)
        case Citations():
            return _paged(citations(view, question), question.page)
        case CitedTogether():
            return _paged(cited_together(view, question), question.page)
        case Indicators():
            return _paged(_indicators(view, question), question.page)
        case Metrics():
            return _paged(_metrics(view, question), question.page)
        case Documents():
            return _paged(view.documents_in(question.scope), question.page)
        case CooperationIn():
            return _paged(cooperation(view, question), question.page)
        case EgoNetwork():
            return _paged(ego_network(view, question), question.page)
        case Paths():
            return _paged(paths(view, question), question.page)
        case Ranking():
            return _paged(ranking(view, question), question.page)
        case FunctionsCompared():
            return _paged(functions_compared(view, question), question.page)
        case SideBySide():
            return _paged(side_by_side(view, question), question.page)
        case _:
            return _paged([_census(view)], Page())


def _paged(rows: Sequence[Row], page: Page) -> Answer:
    end = None if page.limit is None else page.offset + page.limit
    return Answer(len(rows), tuple(rows[page.offset : end]))


def _actions(view: View, question: ActionsOf) -> list[ActionRow]:
    taking_part = [view.taking_part(party) for party in question.parties]
    rows = [
        ActionRow(action, view.document(action.document), view.takings_in(action.id))
        for action in view.actions_in(question.scope)
        if all(action.id in actions for actions in taking_part)
        and not any(t.role in question.without_roles for t in view.takings_in(action.id))
        and (question.gap is None or _has_gap(action, view.takings_in(action.id), question.gap))
        and (question.due is None or _is_due(action, question.due))
    ]
    if question.sort == "oldest":
        rows.sort(key=lambda row: _oldest_first(row.document))  # the rest stays in order
    return rows


def _oldest_first(document: Document) -> tuple[bool, int, str]:
    return (document.year is None, document.year or 0, document.id)


def _has_gap(action: Action, takings: Sequence[Taking], gap: Gap) -> bool:
    match gap:
        case "two-leads":
            leading = (Role.LEAD, Role.SOLE)
            return len({one.agency.id for one in takings if one.role in leading}) > 1
        case "open-list":
            return action.is_open_list
        case "vague":
            said = action.statement
            return any(word in said for word in VAGUE) and not any(word in said for word in PLAIN)


def _is_due(action: Action, due: tuple[str, str]) -> bool:
    """Whether a deadline lies in a range; the end of a year or a month stands for it."""
    first, last = due
    dates = (deadline.date for deadline in action.deadlines if deadline.date)
    ends = [date + "-12-31"[len(date) - 4 :] for date in dates]
    return any(end[: len(first)] >= first and end[: len(last)] <= last for end in ends)


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
            and _is_about(indicator, question)
            and (question.compared is None or _asks_for(indicator, question.compared))
        ):
            document = view.document(action.document)
            takings = view.takings_in(action.id)
            rows.append(IndicatorRow(indicator, action, document, edge, takings))
    rows.sort(key=lambda row: edge_key(row.edge))
    match question.sort:
        case "highest" | "lowest":
            sign = -1 if question.sort == "highest" else 1
            rows.sort(key=lambda row: sign * row.indicator.value)
        case "oldest":
            rows.sort(key=lambda row: _oldest_first(row.document))
        case "newest":
            rows.sort(key=lambda row: newest_first(row.document))
    return rows


def _is_about(indicator: Indicator, question: Indicators) -> bool:
    if question.unit is not None and indicator.unit != question.unit:
        return False
    if question.is_exact:
        return indicator.metric == question.metric
    return question.metric in indicator.metric or question.metric in indicator.text


def _metrics(view: View, question: Metrics) -> list[MetricRow]:
    found: dict[tuple[str, str], list[Document]] = defaultdict(list)
    for row in _indicators(view, Indicators(scope=question.scope)):
        if question.words in row.indicator.metric:
            found[row.indicator.metric, row.indicator.unit].append(row.document)
    rows = [
        MetricRow(
            *of,
            len(documents),
            len({document.location for document in documents} - {None}),
            len({document.year for document in documents} - {None}),
        )
        for of, documents in found.items()
    ]
    return sorted(rows, key=lambda row: (-row.weight, row.metric, row.unit))


_STANDS = {">=": ge, "<=": le, ">": gt, "<": lt, "=": eq}


def _asks_for(indicator: Indicator, compared: Comparison) -> bool:
    sign, comparators = BOUNDS[compared.bound]
    return (
        indicator.unit == compared.unit
        and indicator.comparator in comparators
        and bool(_STANDS[sign](indicator.value, compared.value))
    )


def _census(view: View) -> CensusRow:
    nodes = Counter(str(kind_of(node_id)) for node_id in view.nodes)
    edges = Counter(str(edge.relation) for edge in view.edges)
    return CensusRow(tuple(sorted(nodes.items())), tuple(sorted(edges.items())))
