"""The statement that tells who or what has most actions, or is cited most."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model import Role
from graph.questions import Ranking, Scope
from graph.sqlite_conditions import (
    Binding,
    has_roles,
    is_not_succeeded,
    limit,
    narrowed,
    where,
    within,
)


def ranking(question: Ranking, bind: Binding) -> str:
    """Return the statement that answers a ranking."""
    counted = {
        "agency": _of_agencies,
        "function": _of_functions,
        "location": _of_locations,
        "regulation": _of_regulations,
    }[question.by](question, bind)
    return f"""
    WITH counted AS MATERIALIZED ({counted}),
    matched AS MATERIALIZED (
        SELECT n.id, n.body, weight FROM counted JOIN nodes n ON n.id = counted.node),
    page AS (SELECT * FROM matched ORDER BY weight DESC, id {limit(question.page, bind)})
    SELECT total, page.body, page.weight
    FROM (SELECT count(*) AS total FROM matched) LEFT JOIN page
    ORDER BY page.weight DESC, page.id"""


def actions_of_functions(scope: Scope, roles: Iterable[Role], bind: Binding) -> str:
    """Return the query for functions, with how many actions of a scope are theirs.

    The bodies that have any are found first, for there are fewer of them than actions.
    """
    told = where(*has_roles(roles, "t", bind), *narrowed(scope, "t", "t.duty", bind))
    acting = f"SELECT DISTINCT t.agency FROM takings t {told}"
    conditions = ("b.function IS NOT NULL", is_not_succeeded("b"))
    bodies = f"""SELECT b.id, b.function FROM ({acting}) here
        CROSS JOIN nodes b ON b.id = here.agency {where(*conditions)}"""
    return f"""SELECT bodies.function AS node, count(DISTINCT t.duty) AS weight
        FROM ({bodies}) bodies CROSS JOIN takings t ON t.agency = bodies.id {told}
        GROUP BY bodies.function"""


def _of_functions(question: Ranking, bind: Binding) -> str:
    return actions_of_functions(question.scope, question.roles, bind)


def _of_agencies(question: Ranking, bind: Binding) -> str:
    roles = has_roles(question.roles, "t", bind)
    conditions = (*roles, *narrowed(question.scope, "t", "t.duty", bind))
    return f"""SELECT t.agency AS node, count(*) AS weight FROM takings t {where(*conditions)}
        GROUP BY t.agency"""


def _of_locations(question: Ranking, bind: Binding) -> str:
    roles = has_roles(question.roles, "u", bind)
    conditions = (*roles, *narrowed(question.scope, "u", "u.key", bind))
    return f"""SELECT u.location AS node, count(*) AS weight FROM duties u {where(*conditions)}
        GROUP BY u.location"""


def _of_regulations(question: Ranking, bind: Binding) -> str:
    conditions = ("e.relation = 'cites'", *within(question.scope, bind, action="e.source"))
    return f"""SELECT e.target AS node, count(*) AS weight
        FROM documents d CROSS JOIN edges e ON e.document = d.id {where(*conditions)}
        GROUP BY e.target"""
