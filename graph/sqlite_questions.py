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
    Metrics,
    Page,
    PartnersOf,
    Paths,
    Question,
    Ranking,
    Row,
    Scope,
    SideBySide,
)
from graph.sqlite_citations import citations, cited_together
from graph.sqlite_comparison import functions_compared, side_by_side
from graph.sqlite_conditions import (
    Binding,
    acting_on,
    also_of,
    asks_for,
    breadth,
    duties_of,
    is_due,
    is_one_body,
    limit,
    narrowed,
    where,
    within,
    worded,
)
from graph.sqlite_duties import GAP_BITS, NO_YEAR, RESPONSIBLE, bits_of
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
    metric_rows,
    partner_rows,
    path_rows,
    ranking_rows,
    subject_rows,
)

_RANKS = {
    "newest": ("year", "DESC"),
    "oldest": (f"iif(year = {NO_YEAR}, 9e999, year)", "ASC"),
    "highest": ("value", "DESC"),
    "lowest": ("value", "ASC"),
}
"""What rows are ordered by first, and which way: columns alone where an index holds them."""

_TAKINGS = f"""
    LEFT JOIN edges t ON t.target = n.id AND t.relation IN ({RESPONSIBLE})
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
        case Metrics():
            return Statement(_metrics(question, bind), bind.values, metric_rows)
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
    told = []
    if question.without_roles:
        told.append(f"NOT u.roles & {bind(bits_of(question.without_roles))}")
    if question.gap:
        told.append(f"u.gaps & {GAP_BITS[question.gap]}")
    if question.due:
        told.append(is_due(question.due, "u.due", bind))
    scope = question.scope
    if parties:
        of_few = is_one_body(parties[0])
        told += [also_of(party, "own.key", bind, of_few=of_few) for party in parties[1:]]
        own = duties_of(parties[0], scope, bind)
    elif scope.subject is not None:
        own = f"SELECT o.duty AS key, o.year FROM {acting_on(scope, bind)}"
        own_words = Scope(document=scope.document, words=scope.words)
        told += narrowed(own_words, "u", "u.key", bind, of_few=True)
    elif scope.words and scope.document is None:
        own = worded(scope, bind)
    else:
        own = ""
        told = [*narrowed(scope, "u", "u.key", bind), *told]
    if own:
        joined = "CROSS JOIN duties u ON u.key = own.key" if any("u." in t for t in told) else ""
        found = f"SELECT own.key, own.year FROM ({own}) own {joined} {where(*told)}"
    else:
        found = f"SELECT u.key, u.year FROM duties u {where(*told)}"
    if question.page.limit == 0:
        return f"SELECT count(*), NULL FROM ({found})"
    rank, way = _RANKS[question.sort]
    is_of_subject = not parties and not told
    is_read_from_index = not (scope.words or (own and not is_of_subject))
    return f"""
    WITH matched AS {"NOT" if is_read_from_index else ""} MATERIALIZED (
        SELECT key, {rank} AS rank FROM ({found})), {_first_ranks(question.page, way, bind)}
    page AS (
        SELECT u.*, rank FROM matched CROSS JOIN duties u ON u.key = matched.key
        WHERE {_is_needed(way)}
        ORDER BY rank {way}, u.document, u.position, u.action {limit(question.page, bind)})
    SELECT total, n.body, d.body, b.body, {edge_columns("t")}
    FROM counted LEFT JOIN page
    LEFT JOIN nodes n ON n.id = page.action LEFT JOIN documents d ON d.id = page.document {_TAKINGS}
    ORDER BY page.rank {way}, page.document, page.position, page.action, {edge_columns("t")}"""


def _first_ranks(page: Page, way: str, bind: Binding) -> str:
    """Return the parts that count rows, and tell up to which rank they are needed for a page.

    Only these are put in order: of a hundred thousand tasks most are of other years.
    """
    wanted = bind(-1 if page.limit is None else page.offset + page.limit)
    furthest = "coalesce(max(rank), -9e999)" if way == "DESC" else "coalesce(min(rank), 9e999)"
    return f"""
    ranks AS MATERIALIZED (SELECT rank, count(*) AS rows FROM matched GROUP BY rank),
    counted AS (SELECT coalesce(sum(rows), 0) AS total FROM ranks),
    reached AS (SELECT rank, sum(rows) OVER (ORDER BY rank {way}) AS upto FROM ranks),
    enough AS (
        SELECT {furthest} AS last FROM reached WHERE upto >= {wanted} AND {wanted} >= 0),"""


def _is_needed(way: str) -> str:
    return f"rank {'>=' if way == 'DESC' else '<='} (SELECT last FROM enough)"


def _indicators(question: Indicators, bind: Binding) -> str:
    conditions = narrowed(question.scope, "m", "m.duty", bind)
    rank, way = _RANKS[question.sort]
    if question.party is not None:
        own = duties_of(question.party, question.scope, bind)
        conditions.append(f"m.duty IN (SELECT key FROM ({own}))")
    if question.compared is not None:
        conditions += asks_for(question.compared, "m", bind)
    if question.unit is not None:
        conditions.append(f"m.unit = {bind(question.unit)}")
    if question.is_exact:
        conditions.append(f"m.metric = {bind(question.metric)}")
    elif question.metric:
        words = bind(question.metric)
        conditions.append(f"(instr(m.metric, {words}) OR instr(m.text, {words}))")
    return f"""
    WITH matched AS NOT MATERIALIZED (
        SELECT m.edge, {rank} AS rank FROM measures m {where(*conditions)}),
    {_first_ranks(question.page, way, bind)}
    page AS (
        SELECT edge, rank FROM matched CROSS JOIN edges e ON e.rowid = matched.edge
        WHERE {_is_needed(way)}
        ORDER BY rank {way}, {edge_columns("e")} {limit(question.page, bind)})
    SELECT total, n.body, d.body, b.body, {edge_columns("t")}, i.body, {edge_columns("e")}
    FROM counted LEFT JOIN page
    LEFT JOIN edges e ON e.rowid = page.edge LEFT JOIN documents d ON d.id = e.document
    LEFT JOIN nodes n ON n.id = e.source LEFT JOIN nodes i ON i.id = e.target {_TAKINGS}
    ORDER BY page.rank {way}, {edge_columns("e")}, {edge_columns("t")}"""


def _metrics(question: Metrics, bind: Binding) -> str:
    conditions = narrowed(question.scope, "m", "m.duty", bind)
    if question.words:
        conditions.append(f"instr(m.metric, {bind(question.words)})")
    return f"""
    WITH matched AS MATERIALIZED (
        SELECT metric, unit, count(*) AS weight, count(DISTINCT nullif(location, '')) AS places,
            count(DISTINCT nullif(year, {NO_YEAR})) AS years
        FROM measures m {where(*conditions)} GROUP BY metric, unit),
    page AS (
        SELECT * FROM matched ORDER BY weight DESC, metric, unit {limit(question.page, bind)})
    SELECT total, page.* FROM (SELECT count(*) AS total FROM matched) LEFT JOIN page
    ORDER BY page.weight DESC, page.metric, page.unit"""


def _documents(question: Documents, bind: Binding) -> str:
    return f"""
    WITH matched AS NOT MATERIALIZED (
        SELECT d.id, d.year FROM documents d {where(*within(question.scope, bind))}),
    page AS (SELECT * FROM matched ORDER BY year DESC, id {limit(question.page, bind)})
    SELECT total, d.body
    FROM (SELECT count(*) AS total FROM matched) LEFT JOIN page
    LEFT JOIN documents d ON d.id = page.id
    ORDER BY page.year DESC, page.id"""
