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
    CooperationIn,
    Documents,
    Indicators,
    PartnersOf,
    Party,
    Question,
    Ranking,
    Row,
)
from graph.sqlite_citations import citations
from graph.sqlite_conditions import (
    RESPONSIBLE,
    Binding,
    actions_of,
    asks_for,
    bodies_of,
    breadth,
    is_due,
    lacks,
    limit,
    takes_part,
    where,
    within,
)
from graph.sqlite_ranking import ranking
from graph.sqlite_rows import (
    SqlRow,
    action_rows,
    citation_rows,
    cooperation_rows,
    document_rows,
    edge_columns,
    indicator_rows,
    partner_rows,
    ranking_rows,
)

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
            return Statement(_partners(question, bind), bind.values, partner_rows)
        case Citations():
            return Statement(citations(question, bind), bind.values, citation_rows)
        case Indicators():
            return Statement(_indicators(question, bind), bind.values, indicator_rows)
        case Documents():
            return Statement(_documents(question, bind), bind.values, document_rows)
        case CooperationIn():
            return Statement(_cooperation(question, bind), bind.values, cooperation_rows)
        case Ranking():
            return Statement(ranking(question, bind), bind.values, ranking_rows)
    raise TypeError(f"{question!r} is no question with pages.")


def _actions(question: ActionsOf, bind: Binding) -> str:
    parties = sorted(question.parties, key=breadth)
    conditions = within(question.scope, bind, action="n.id")
    conditions += [f"n.id IN ({actions_of(party, bind)})" for party in parties[:1]]
    conditions += [takes_part(party, "n.id", bind) for party in parties[1:]]
    conditions += [lacks(question.without_roles, "n.id", bind)] if question.without_roles else []
    conditions += [is_due(question.due, "n.body", bind)] if question.due else []
    return f"""
    WITH matched AS {"" if parties else "NOT"} MATERIALIZED (
        SELECT n.id AS action, n.position, d.year, d.id AS document
        FROM documents d JOIN nodes n ON n.document = d.id
        {where(*conditions)}),
    page AS (
        SELECT * FROM matched ORDER BY year DESC, document, position, action
        {limit(question.page, bind)})
    SELECT total, n.body, d.body, b.body, {edge_columns("t")}
    FROM (SELECT count(*) AS total FROM matched) LEFT JOIN page
    LEFT JOIN nodes n ON n.id = page.action LEFT JOIN documents d ON d.id = page.document {_TAKINGS}
    ORDER BY page.year DESC, page.document, page.position, page.action, {edge_columns("t")}"""


def _partners(question: PartnersOf, bind: Binding) -> str:
    party = question.party
    conditions = [
        f"e.relation IN ({RESPONSIBLE})",
        f"e.target IN ({actions_of(party, bind)})",
        f"e.source NOT IN ({bodies_of(party, bind)})",
        *within(question.scope, bind, action="e.target"),
    ]
    return f"""
    WITH shared AS MATERIALIZED (
        SELECT DISTINCT e.source AS agency, e.target AS action
        FROM edges e JOIN documents d ON d.id = e.document
        {where(*conditions)}),
    matched AS MATERIALIZED (
        SELECT agency, count(*) AS weight, json_group_array(action) AS actions
        FROM shared GROUP BY agency),
    page AS (
        SELECT * FROM matched ORDER BY weight DESC, agency {limit(question.page, bind)})
    SELECT total, n.body, page.weight, page.actions
    FROM (SELECT count(*) AS total FROM matched) LEFT JOIN page
    LEFT JOIN nodes n ON n.id = page.agency
    ORDER BY page.weight DESC, page.agency"""


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
    return f"""
    WITH matched AS NOT MATERIALIZED (
        SELECT e.rowid AS edge, e.source AS action, e.target AS indicator, d.year,
               {edge_columns("e")}
        FROM documents d JOIN edges e ON e.document = d.id JOIN nodes i ON i.id = e.target
        {where(*conditions, *within(question.scope, bind, action="e.source"))}),
    page AS (
        SELECT edge, action, indicator, year FROM matched e
        ORDER BY year DESC, {edge_columns("e")} {limit(question.page, bind)})
    SELECT total, n.body, d.body, b.body, {edge_columns("t")}, i.body, {edge_columns("e")}
    FROM (SELECT count(*) AS total FROM matched) LEFT JOIN page
    LEFT JOIN edges e ON e.rowid = page.edge LEFT JOIN documents d ON d.id = e.document
    LEFT JOIN nodes n ON n.id = page.action LEFT JOIN nodes i ON i.id = page.indicator {_TAKINGS}
    ORDER BY page.year DESC, {edge_columns("e")}, {edge_columns("t")}"""


def _documents(question: Documents, bind: Binding) -> str:
    return f"""
    WITH matched AS NOT MATERIALIZED (
        SELECT d.id, d.year FROM documents d {where(*within(question.scope, bind))}),
    page AS (SELECT * FROM matched ORDER BY year DESC, id {limit(question.page, bind)})
    SELECT total, d.body
    FROM (SELECT count(*) AS total FROM matched) LEFT JOIN page
    LEFT JOIN documents d ON d.id = page.id
    ORDER BY page.year DESC, page.id"""


def _cooperation(question: CooperationIn, bind: Binding) -> str:
    conditions = [f"e.relation IN ({RESPONSIBLE})"]
    conditions += within(question.scope, bind, action="e.target")
    side = ""
    if question.agency is not None:
        conditions.append(f"e.target IN ({actions_of(Party(agency=question.agency), bind)})")
        agency = bind(question.agency)
        side = f"AND (a.agency = {agency} OR b.agency = {agency})"
    return f"""
    WITH taking AS MATERIALIZED (
        SELECT DISTINCT e.target AS action, e.source AS agency
        FROM edges e JOIN documents d ON d.id = e.document {where(*conditions)}),
    matched AS MATERIALIZED (
        SELECT a.agency AS a, b.agency AS b, count(*) AS weight,
               json_group_array(a.action) AS actions
        FROM taking a JOIN taking b ON a.action = b.action AND a.agency < b.agency {side}
        GROUP BY a.agency, b.agency HAVING count(*) >= {bind(question.min_weight)}),
    page AS (SELECT * FROM matched ORDER BY weight DESC, a, b {limit(question.page, bind)})
    SELECT total, x.body, y.body, page.weight, page.actions
    FROM (SELECT count(*) AS total FROM matched) LEFT JOIN page
    LEFT JOIN nodes x ON x.id = page.a LEFT JOIN nodes y ON y.id = page.b
    ORDER BY page.weight DESC, page.a, page.b"""
