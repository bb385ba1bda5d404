"""The statement that tells what cites a work, or what it cites, and so on step by step."""

from __future__ import annotations

from graph.questions import Citations, CitedTogether
from graph.sqlite_conditions import Binding, limit, where, within
from graph.sqlite_rows import edge_columns

_MEANT = "SELECT work FROM works WHERE name = {name}"
_BY_ACTION = "e.source LIKE 'action/%'"


def citations(question: Citations, bind: Binding) -> str:
    """Return the statement that answers a question for citations."""
    side = _in if question.direction == "in" else _out
    page = question.page
    if page.limit == 0:
        return f"WITH RECURSIVE {side(question, bind)} SELECT count(DISTINCT edge), NULL FROM steps"
    wanted = bind(-1 if page.limit is None else page.offset + page.limit)
    return f"""
    WITH RECURSIVE {side(question, bind)},
    matched AS MATERIALIZED (
        SELECT edge, document, min(distance) AS distance FROM steps GROUP BY edge),
    reached AS (
        SELECT distance, document, sum(count(*)) OVER (ORDER BY distance, document) AS upto
        FROM matched GROUP BY distance, document),
    enough AS (
        SELECT distance, document FROM reached WHERE upto >= {wanted} AND {wanted} >= 0
        ORDER BY distance, document LIMIT 1),
    page AS (
        SELECT edge, distance FROM matched CROSS JOIN edges e ON e.rowid = edge
        WHERE NOT EXISTS (SELECT 1 FROM enough)
        OR (distance, matched.document) <= (SELECT distance, document FROM enough)
        ORDER BY distance, {edge_columns("e")} {limit(question.page, bind)})
    SELECT total, s.body, r.body, d.body, page.distance, {edge_columns("e")}
    FROM (SELECT count(*) AS total FROM matched) LEFT JOIN page
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


def _in(question: Citations, bind: Binding) -> str:
    """Return the citations of a work, of the works that cite it, and so on."""
    cited, cites = _work(question.node, bind), _cites(question, bind)
    return f"""
    reach (work, distance) AS (
        SELECT {cited}, 1
        UNION SELECT iif(e.source LIKE 'regulation/%', e.source, d.regulation), reach.distance + 1
        FROM reach JOIN edges e ON e.target = reach.work JOIN documents d ON d.id = e.document
        {where(*cites, f"reach.distance < {bind(question.depth)}")}),
    steps AS (
        SELECT e.rowid AS edge, e.document, reach.distance
        FROM reach JOIN edges e ON e.target = reach.work {where(*cites)})"""


def _out(question: Citations, bind: Binding) -> str:
    """Return what a work cites, what the works that it cites cite, and so on."""
    cites, depth = _cites(question, bind), bind(question.depth)
    first = where(*cites, _citing(question.node, bind))
    held = "(SELECT id FROM documents WHERE regulation = reach.work)"
    further = f"(e.source = reach.work OR (e.document IN {held} AND {_BY_ACTION}))"
    return f"""
    reach (work, distance) AS (
        SELECT e.target, 2 FROM edges e {first} AND {depth} > 1
        UNION SELECT e.target, reach.distance + 1 FROM reach JOIN edges e ON {further}
        {where(*cites, f"reach.distance < {depth}")}),
    steps AS (
        SELECT e.rowid AS edge, e.document, 1 AS distance FROM edges e {first}
        UNION ALL SELECT e.rowid, e.document, reach.distance FROM reach JOIN edges e ON {further}
        {where(*cites)})"""


def _cites(question: Citations, bind: Binding) -> tuple[str, ...]:
    treated = (f"e.mode IN {bind.each(question.treatments)}",) if question.treatments else ()
    return ("e.relation = 'cites'", *treated)


def _citing(node_id: str, bind: Binding) -> str:
    node = bind(node_id)
    if node_id.startswith("document/"):
        work = f"(SELECT regulation FROM documents WHERE id = {node})"
        return f"e.document = {node} AND ({_BY_ACTION} OR e.source = {work})"
    node = f"coalesce(({_MEANT.format(name=node)}), {node})"
    held = f"(SELECT id FROM documents WHERE regulation = {node})"
    return f"(e.source = {node} OR (e.document IN {held} AND {_BY_ACTION}))"
