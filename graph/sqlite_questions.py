"""Each question as one SQL statement, which gives a page of rows and, in each, their total.

``matched`` finds all rows, ``page`` cuts the wanted ones, and what a row needs to be shown is
joined to the page alone. The total comes with one empty row where the page is empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from graph.questions import (
    ActionsOf,
    Citations,
    CitedTogether,
    CooperationIn,
    Documents,
    EgoNetwork,
    FunctionsCompared,
    Indicators,
    PartnersOf,
    Paths,
    Question,
    Ranking,
    Row,
    SideBySide,
)
from graph.sqlite_citations import citations, cited_together
from graph.sqlite_comparison import functions_compared, side_by_side
from graph.sqlite_conditions import (
    RESPONSIBLE,
    Binding,
    actions_of,
    asks_for,
    breadth,
    has_gap,
    is_due,
    lacks,
    limit,
    takes_part,
    where,
    within,
)
from graph.sqlite_networks import cooperation, ego_network, partners, paths
from graph.sqlite_ranking import ranking
from graph.sqlite_rows import (
    SqlRow,
    action_rows,
    citation_rows,
    cited_together_rows,
    cooperation_rows,
    document_rows,
    edge_columns,
    function_rows,
    indicator_rows,
    partner_rows,
    path_rows,
    ranking_rows,
    subject_rows,
)

_ORDERS = {
    "newest": "{0}.year DESC",
    "oldest": "{0}.year IS NULL, {0}.year",
    "highest": "{0}.value DESC",
    "lowest": "{0}.value",
}
_TAKINGS = f"""
    LEFT JOIN edges t ON t.target = page.action AND t.relation IN ({RESPONSIBLE})
    LEFT JOIN nodes b ON b.id = t.source"""

CENSUS = """
    SELECT 'node', kind, count(*) FROM nodes GROUP BY kind
    UNION ALL SELECT 'node', 'document', count(*) FROM documents HAVING count(*) > 0
    UNION ALL SELECT 'edge', relation, count(*) FROM edges GROUP BY relation"""


@dataclass(frozen=True, slots=True)
class Statement:
    """One SQL statement with its values, and what reads its rows after the total."""

    sql: str
    values: dict[str, Any]
    read: Callable[[Iterable[SqlRow]], Sequence[Row]]


def statement_of(question: Question) -> Statement:
    """Return the statement that answers a question; a census is CENSUS instead."""
    bind = Binding()
    match question:
        case ActionsOf():
            return Statement(_actions(question, bind), bind.values, action_rows)
        case PartnersOf():
            return Statement(partners(question, bind), bind.values, partner_rows)
        case Citations():
            return Statement(citations(question, bind), bind.values, citation_rows)
        case CitedTogether():
            return Statement(cited_together(question, bind), bind.values, cited_together_rows)
        case Indicators():
            return Statement(_indicators(question, bind), bind.values, indicator_rows)
        case Documents():
            return Statement(_documents(question, bind), bind.values, document_rows)
        case CooperationIn():
            return Statement(cooperation(question, bind), bind.values, cooperation_rows)
        case EgoNetwork():
            return Statement(ego_network(question, bind), bind.values, cooperation_rows)
        case Paths():
            return Statement(paths(question, bind), bind.values, path_rows)
        case Ranking():
            return Statement(ranking(question, bind), bind.values, ranking_rows)
        case FunctionsCompared():
            return Statement(functions_compared(question, bind), bind.values, function_rows)
        case SideBySide():
            return Statement(side_by_side(question, bind), bind.values, subject_rows)
    raise TypeError(f"{question!r} is no question with pages.")


def _actions(question: ActionsOf, bind: Binding) -> str:
    parties = sorted(question.parties, key=breadth)
    conditions = within(question.scope, bind, action="n.id")
    conditions += [f"n.id IN ({actions_of(party, bind)})" for party in parties[:1]]
    conditions += [takes_part(party, "n.id", bind) for party in parties[1:]]
    conditions += [lacks(question.without_roles, "n.id", bind)] if question.without_roles else []
    conditions += [has_gap(question.gap, "n")] if question.gap else []
    conditions += [is_due(question.due, "n.body", bind)] if question.due else []
    order = f"{_ORDERS[question.sort]}, {{0}}.document, {{0}}.position, {{0}}.action"
    return f"""
    WITH matched AS {"" if parties else "NOT"} MATERIALIZED (
        SELECT n.id AS action, n.position, d.year, d.id AS document
        FROM documents d JOIN nodes n ON n.document = d.id
        {where(*conditions)}),
    page AS (
        SELECT * FROM matched ORDER BY {order.format("matched")}
        {limit(question.page, bind)})
    SELECT total, n.body, d.body, b.body, {edge_columns("t")}
    FROM (SELECT count(*) AS total FROM matched) LEFT JOIN page
    LEFT JOIN nodes n ON n.id = page.action LEFT JOIN documents d ON d.id = page.document {_TAKINGS}
    ORDER BY {order.format("page")}, {edge_columns("t")}"""


def _indicators(question: Indicators, bind: Binding) -> str:
    conditions = ["e.relation = 'has-target'", "e.target LIKE 'indicator/%'"]
    if question.party is not None:
        conditions.append(f"e.source IN ({actions_of(question.party, bind)})")
    if question.compared is not None:
        conditions.append(asks_for(question.compared, "i.body", bind))
    if question.metric:
        words = bind(question.metric)
        told = [f"instr(json_extract(i.body, '$.{name}'), {words})" for name in ("metric", "text")]
        conditions.append(f"({' OR '.join(told)})")
    order = _ORDERS[question.sort]
    value = "json_extract(i.body, '$.value') AS value"
    return f"""
    WITH matched AS NOT MATERIALIZED (
        SELECT e.rowid AS edge, e.source AS action, e.target AS indicator, d.year, {value},
               {edge_columns("e")}
        FROM documents d JOIN edges e ON e.document = d.id JOIN nodes i ON i.id = e.target
        {where(*conditions, *within(question.scope, bind, action="e.source"))}),
    page AS (
        SELECT edge, action, indicator, year, value FROM matched e
        ORDER BY {order.format("e")}, {edge_columns("e")} {limit(question.page, bind)})
    SELECT total, n.body, d.body, b.body, {edge_columns("t")}, i.body, {edge_columns("e")}
    FROM (SELECT count(*) AS total FROM matched) LEFT JOIN page
    LEFT JOIN edges e ON e.rowid = page.edge LEFT JOIN documents d ON d.id = e.document
    LEFT JOIN nodes n ON n.id = page.action LEFT JOIN nodes i ON i.id = page.indicator {_TAKINGS}
    ORDER BY {order.format("page")}, {edge_columns("e")}, {edge_columns("t")}"""


def _documents(question: Documents, bind: Binding) -> str:
    return f"""
    WITH matched AS NOT MATERIALIZED (
        SELECT d.id, d.year FROM documents d {where(*within(question.scope, bind))}),
    page AS (SELECT * FROM matched ORDER BY year DESC, id {limit(question.page, bind)})
    SELECT total, d.body
    FROM (SELECT count(*) AS total FROM matched) LEFT JOIN page
    LEFT JOIN documents d ON d.id = page.id
    ORDER BY page.year DESC, page.id"""
