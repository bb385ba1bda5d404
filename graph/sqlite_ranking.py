"""The statement that tells who or what has most actions, or is cited most."""

from __future__ import annotations

from graph.questions import Ranking
from graph.sqlite_conditions import RESPONSIBLE, Binding, limit, where, within

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
    conditions = (_takes_part(question, bind), *within(question.scope, bind, action="e.target"))
    return f"SELECT DISTINCT e.source AS node, e.target FROM {_EDGES} {where(*conditions)}"


def _of_functions(question: Ranking, bind: Binding) -> str:
    succeeded = """NOT EXISTS (
        SELECT 1 FROM edges s JOIN nodes a ON a.id = s.source
        WHERE s.target = b.id AND s.relation = 'succeeds' AND a.function = b.function)"""
    conditions = (
        *(_takes_part(question, bind), "b.function IS NOT NULL", succeeded),
        *within(question.scope, bind, action="e.target"),
    )
    return f"""
        SELECT DISTINCT b.function AS node, e.target
        FROM {_EDGES} JOIN nodes b ON b.id = e.source {where(*conditions)}"""


def _of_locations(question: Ranking, bind: Binding) -> str:
    conditions = ["a.kind = 'action'", *within(question.scope, bind, action="a.id")]
    if question.roles:
        part = f"SELECT 1 FROM edges e WHERE e.target = a.id AND {_takes_part(question, bind)}"
        conditions.append(f"EXISTS ({part})")
    return f"""
        SELECT d.location AS node, a.id
        FROM documents d JOIN nodes a ON a.document = d.id {where(*conditions)}"""


def _of_regulations(question: Ranking, bind: Binding) -> str:
    conditions = ("e.relation = 'cites'", *within(question.scope, bind, action="e.source"))
    return f"SELECT e.target AS node FROM {_EDGES} {where(*conditions)}"


def _takes_part(question: Ranking, bind: Binding) -> str:
    roles = f" AND e.mode IN {bind.each(question.roles)}" if question.roles else ""
    return f"e.relation IN ({RESPONSIBLE}){roles}"
