"""The statements that put scopes, or bodies with one function, beside each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graph.model import Role
from graph.questions import FunctionsCompared, Scope, SideBySide
from graph.sqlite_conditions import Binding, is_not_succeeded, limit, where, within
from graph.sqlite_ranking import actions_of_functions, takes_part


def functions_compared(question: FunctionsCompared, bind: Binding) -> str:
    """Return the statement that tells how many actions functions have in each scope."""
    owned = " UNION ALL ".join(
        f"SELECT node, {number} AS scope FROM ({actions_of_functions(scope, question.roles, bind)})"
        for number, scope in enumerate(question.scopes)
    )
    names = [f"w{number}" for number in range(len(question.scopes))]
    counts = ", ".join(f"sum(scope = {n}) AS {name}" for n, name in enumerate(names))
    weights = ", ".join(names)
    return f"""
    WITH owned AS MATERIALIZED ({owned}),
    counted AS (SELECT node, {counts} FROM owned GROUP BY node),
    matched AS MATERIALIZED (
        SELECT n.id, n.body, {weights}, min({weights}) - max({weights}) AS difference
        FROM counted JOIN nodes n ON n.id = counted.node),
    page AS (SELECT * FROM matched ORDER BY difference, id {limit(question.page, bind)})
    SELECT total, page.body, {weights}
    FROM (SELECT count(*) AS total FROM matched) LEFT JOIN page
    ORDER BY page.difference, page.id"""


def side_by_side(question: SideBySide, bind: Binding) -> str:
    """Return the statement that tells what a body and others with its function act on."""
    agency = bind(question.agency)
    anywhere = replace(question.scope, locations=())
    own = _acting(f"e.source = {agency}", anywhere, question.roles, bind)
    theirs = _acting("e.source IN (SELECT id FROM alike)", question.scope, question.roles, bind)
    return f"""
    WITH RECURSIVE up (subject, above) AS (
        SELECT id, id FROM nodes WHERE kind = 'subject'
        UNION SELECT up.subject, p.id FROM up JOIN nodes s ON s.id = up.above
        JOIN nodes p ON p.id = json_extract(s.body, '$.broader')),
    alike AS MATERIALIZED (
        SELECT n.id FROM nodes n JOIN nodes own ON own.function = n.function
        WHERE own.id = {agency} AND n.id <> {agency} AND {is_not_succeeded("n")}),
    acting AS MATERIALIZED ({own} UNION {theirs}),
    counted AS (
        SELECT up.above AS subject,
            count(DISTINCT iif(agency = {agency}, action, NULL)) AS own,
            count(DISTINCT iif(agency <> {agency}, action, NULL)) AS elsewhere,
            count(DISTINCT iif(agency <> {agency}, agency, NULL)) AS bodies
        FROM acting JOIN edges o ON o.source = acting.action AND o.relation = 'has-target'
        JOIN up ON up.subject = o.target GROUP BY up.above),
    matched AS MATERIALIZED (
        SELECT n.id, n.body, own, elsewhere, bodies
        FROM counted JOIN nodes n ON n.id = counted.subject),
    page AS (
        SELECT * FROM matched ORDER BY bodies DESC, elsewhere DESC, id
        {limit(question.page, bind)})
    SELECT total, page.body, page.own, page.elsewhere, page.bodies
    FROM (SELECT count(*) AS total FROM matched) LEFT JOIN page
    ORDER BY page.bodies DESC, page.elsewhere DESC, page.id"""


def _acting(bodies: str, scope: Scope, roles: Iterable[Role], bind: Binding) -> str:
    conditions = (bodies, takes_part(roles, bind), *within(scope, bind, action="e.target"))
    return f"""
        SELECT e.source AS agency, e.target AS action
        FROM edges e JOIN documents d ON d.id = e.document {where(*conditions)}"""
