"""The statement that tells what cites a work, or what it cites, and so on step by step."""

from __future__ import annotations

from dataclasses import dataclass

from graph.questions import Citations, CitedTogether
from graph.sqlite_conditions import Binding, limit, where, within
from graph.sqlite_rows import edge_columns

_MEANT = "SELECT work FROM works WHERE name = {name}"
_BY_ACTION = "e.source LIKE 'action/%'"


@dataclass(frozen=True, slots=True)
class _Side:
    """The first citations of an answer, as a condition, and those a step further.

    ``next_work`` is where an edge leads to, ``joined`` what the edges of a reached work meet.
    """

    first: str
    next_work: str
    joined: str


def citations(question: Citations, bind: Binding) -> str:
    """Return the statement that answers a question for citations.

    Those of the first step stand before all others: few are sorted where they fill the page.
    """
    side = _in(question, bind) if question.direction == "in" else _out(question, bind)
    cites, depth = where(*_cites(question, bind)), bind(question.depth)
    first = f"{cites} AND {side.first}"
    further = f"""
    reach (work, distance) AS (
        SELECT {side.next_work}, 2 FROM edges e {first} AND {depth} > 1
        UNION SELECT {side.next_work}, reach.distance + 1
        FROM reach JOIN edges e ON {side.joined} {cites} AND reach.distance < {depth}),
    further AS MATERIALIZED (
        SELECT e.rowid AS edge, min(reach.distance) AS distance
        FROM reach JOIN edges e ON {side.joined} {cites} AND ({side.first}) IS NOT TRUE
        GROUP BY e.rowid)"""
    total = f"(SELECT count(*) FROM edges e {first}) + (SELECT count(*) FROM further)"
    page = question.page
    if page.limit == 0:
        return f"WITH RECURSIVE {further} SELECT {total}, NULL"
    wanted = bind(-1 if page.limit is None else page.offset + page.limit)
    return f"""
    WITH RECURSIVE {further},
    nearest AS MATERIALIZED (
        SELECT e.rowid AS edge, 1 AS distance FROM edges e {first}
        ORDER BY {edge_columns("e")} LIMIT {wanted}),
    near AS (
        SELECT edge, distance FROM nearest UNION ALL SELECT edge, distance FROM further
        WHERE {wanted} < 0 OR (SELECT count(*) FROM nearest) < {wanted}),
    page AS (
        SELECT edge, distance FROM near CROSS JOIN edges e ON e.rowid = edge
        ORDER BY distance, {edge_columns("e")} {limit(page, bind)})
    SELECT total, s.body, r.body, d.body, page.distance, {edge_columns("e")}
    FROM (SELECT {total} AS total) LEFT JOIN page
    LEFT JOIN edges e ON e.rowid = page.edge LEFT JOIN documents d ON d.id = e.document
    LEFT JOIN nodes s ON s.id = e.source LEFT JOIN nodes r ON r.id = e.target
    ORDER BY page.distance, {edge_columns("e")}"""


def cited_together(question: CitedTogether, bind: Binding) -> str:
    """Return the statement that tells what documents cite beside a work."""
    scope, work = question.scope, _work(question.node, bind)
    conditions = ("e.relation = 'cites'", *within(scope, bind, action="e.source"))
    cites = f"e.relation = 'cites' AND e.target = {work}"
    is_narrow = scope.document is not None or scope.locations
    both = f"documents d CROSS JOIN edges e ON e.document = d.id AND {cites}"
    if not is_narrow:
        both = f"edges e CROSS JOIN documents d ON d.id = e.document AND {cites}"
    return f"""
    WITH both AS MATERIALIZED (SELECT DISTINCT d.id AS document FROM {both} {where(*conditions)}),
    cited AS MATERIALIZED (
        SELECT DISTINCT e.target AS work, e.document
        FROM both CROSS JOIN documents d ON d.id = both.document
        CROSS JOIN edges e ON e.document = d.id {where(*conditions, f"e.target <> {work}")}),
    matched AS MATERIALIZED (
        SELECT work, count(*) AS weight, json_group_array(document) AS documents FROM cited
        GROUP BY work),
    page AS (SELECT * FROM matched ORDER BY weight DESC, work {limit(question.page, bind)})
    SELECT total, n.body, page.documents
    FROM (SELECT count(*) AS total FROM matched) LEFT JOIN page
    LEFT JOIN nodes n ON n.id = page.work
    ORDER BY page.weight DESC, page.work"""


def _work(node_id: str, bind: Binding) -> str:
    """Return the work that an id means: of a document, the one that it is."""
    node = bind(node_id)
    own = f"SELECT regulation FROM documents WHERE id = {node}"
    return f"coalesce(({own}), ({_MEANT.format(name=node)}), {node})"


def _in(question: Citations, bind: Binding) -> _Side:
    """Return the citations of a work, of the works that cite it, and so on."""
    own = "(SELECT d.regulation FROM documents d WHERE d.id = e.document)"
    return _Side(
        first=f"e.target = {_work(question.node, bind)}",
        next_work=f"iif(e.source LIKE 'regulation/%', e.source, {own})",
        joined="e.target = reach.work",
    )


def _out(question: Citations, bind: Binding) -> _Side:
    """Return what a work cites, what the works that it cites cite, and so on."""
    held = "(SELECT id FROM documents WHERE regulation = reach.work)"
    return _Side(
        first=_citing(question.node, bind),
        next_work="e.target",
        joined=f"(e.source = reach.work OR (e.document IN {held} AND {_BY_ACTION}))",
    )


def _cites(question: Citations, bind: Binding) -> tuple[str, ...]:
    treated = (f"e.mode IN {bind.each(question.treatments)}",) if question.treatments else ()
    return ("e.relation = 'cites'", *treated)


def _citing(node_id: str, bind: Binding) -> str:
    node = bind(node_id)
    if node_id.startswith("document/"):
        work = f"(SELECT regulation FROM documents WHERE id = {node})"
        return f"(e.document = {node} AND ({_BY_ACTION} OR e.source = {work}))"
    node = f"coalesce(({_MEANT.format(name=node)}), {node})"
    held = f"(SELECT id FROM documents WHERE regulation = {node})"
    return f"(e.source = {node} OR (e.document IN {held} AND {_BY_ACTION}))"
