"""The statements that put scopes, or bodies with one function, beside each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graph.model import Role
from graph.questions import FunctionsCompared, Scope, SideBySide
from graph.sqlite_conditions import Binding, has_roles, is_not_succeeded, limit, narrowed, where
from graph.sqlite_ranking import actions_of_functions


def functions_compared(question: FunctionsCompared, bind: Binding) -> str:
    """Return the statement that tells how many actions functions have in each scope."""
    owned = " UNION ALL ".join(
        f"SELECT node, weight, {number} AS scope FROM"
        f" ({actions_of_functions(scope, question.roles, bind)})"
        for number, scope in enumerate(question.scopes)
    )
    names = [f"w{number}" for number in range(len(question.scopes))]
    counts = ", ".join(
        f"sum(iif(scope = {number}, weight, 0)) AS {name}" for number, name in enumerate(names)
    )
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
    own = _acting(f"t.agency = {agency}", anywhere, question.roles, bind)
    theirs = _acting("t.agency IN (SELECT id FROM alike)", question.scope, question.roles, bind)
    return f"""
    WITH alike AS MATERIALIZED (
        SELECT n.id FROM nodes n JOIN nodes own ON own.function = n.function
        WHERE own.id = {agency} AND n.id <> {agency} AND {is_not_succeeded("n")}),
    taken AS MATERIALIZED ({own} UNION ALL {theirs}),
    counted AS (
        SELECT o.subject,
            count(DISTINCT iif(agency = {agency}, taken.duty, NULL)) AS own,
            count(DISTINCT iif(agency <> {agency}, taken.duty, NULL)) AS elsewhere,
            count(DISTINCT iif(agency <> {agency}, agency, NULL)) AS bodies
        FROM taken JOIN acting o ON o.duty = taken.duty GROUP BY o.subject),
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
    told = (*has_roles(roles, "t", bind), *narrowed(scope, "t", "t.duty", bind))
    return f"SELECT t.agency, t.duty FROM takings t {where(bodies, *told)}"
