"""The statement that tells who or what has most actions, or is cited most."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model import Role
from graph.questions import Ranking, Scope
from graph.sqlite_conditions import RESPONSIBLE, Binding, is_not_succeeded, limit, where, within

_EDGES = "edges e JOIN documents d ON d.id = e.document"


def ranking(question: Ranking, bind: Binding) -> str:
    """Return the statement that answers a ranking."""
    owned = {
        "agency": _of_agencies,
        "function": _of_functions,
        "location": _of_locations,
        "regulation": _of_regulations,
    }[question.by](question, bind)
    return f"""
    WITH owned AS MATERIALIZED ({owned}),
    matched AS MATERIALIZED (
        SELECT n.id, n.body, count(*) AS weight FROM owned JOIN nodes n ON n.id = owned.node
        GROUP BY n.id),
    page AS (SELECT * FROM matched ORDER BY weight DESC, id {limit(question.page, bind)})
    SELECT total, page.body, page.weight
    FROM (SELECT count(*) AS total FROM matched) LEFT JOIN page
    ORDER BY page.weight DESC, page.id"""


def _of_agencies(question: Ranking, bind: Binding) -> str:
    conditions = (
        takes_part(question.roles, bind),
        *within(question.scope, bind, action="e.target"),
    )
    return f"SELECT DISTINCT e.source AS node, e.target FROM {_EDGES} {where(*conditions)}"


def _of_functions(question: Ranking, bind: Binding) -> str:
    return actions_of_functions(question.scope, question.roles, bind)


def actions_of_functions(scope: Scope, roles: Iterable[Role], bind: Binding) -> str:
    """Return the query for functions, once for each action of a scope that is theirs."""
    conditions = (
        *(takes_part(roles, bind), "b.function IS NOT NULL", is_not_succeeded("b")),
        *within(scope, bind, action="e.target"),
    )
    return f"""
        SELECT DISTINCT b.function AS node, e.target
        FROM {_EDGES} JOIN nodes b ON b.id = e.source {where(*conditions)}"""


def _of_locations(question: Ranking, bind: Binding) -> str:
    conditions = ["a.kind = 'action'", *within(question.scope, bind, action="a.id")]
    if question.roles:
        part = f"SELECT 1 FROM edges e WHERE e.target = a.id AND {takes_part(question.roles, bind)}"
        conditions.append(f"EXISTS ({part})")
    return f"""
        SELECT d.location AS node, a.id
        FROM documents d JOIN nodes a ON a.document = d.id {where(*conditions)}"""


def _of_regulations(question: Ranking, bind: Binding) -> str:
    conditions = ("e.relation = 'cites'", *within(question.scope, bind, action="e.source"))
    return f"SELECT e.target AS node FROM {_EDGES} {where(*conditions)}"


def takes_part(roles: Iterable[Role], bind: Binding) -> str:
    """Return the condition that the edge ``e`` says who takes part, in one of some roles."""
    wanted = [*roles]
    narrowed = f" AND e.mode IN {bind.each(wanted)}" if wanted else ""
    return f"e.relation IN ({RESPONSIBLE}){narrowed}"
