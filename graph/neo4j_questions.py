"""Each question as two statements of Cypher: how many rows there are, and a page of them.

``found`` matches all rows and names what they are made of; it is counted, or ordered and cut.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.neo4j_citations import citations, cited_together
from graph.neo4j_comparison import functions_compared, of_functions, side_by_side
from graph.neo4j_conditions import (
    Binding,
    Found,
    bodies_of,
    has_gap,
    has_roles,
    is_due,
    lacks,
    takes_part,
    where,
    within,
)
from graph.neo4j_networks import cooperation, ego_network, partners, paths
from graph.neo4j_rows import (
    ACTION,
    TAKINGS,
    action_rows,
    citation_rows,
    cited_together_rows,
    cooperation_rows,
    document_rows,
    function_rows,
    indicator_rows,
    metric_rows,
    partner_rows,
    path_rows,
    ranking_rows,
    subject_rows,
)
from graph.neo4j_schema import RESPONSIBLE, edge_map, edge_order
from graph.questions import (
    BOUNDS,
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
    SideBySide,
)

Reader = Callable[[Iterable[Mapping[str, Any]]], list[Row]]
_ORDERS = {
    "newest": "coalesce(d.year, -10000) DESC",
    "oldest": "coalesce(d.year, 10000)",
    "highest": "i.value DESC",
    "lowest": "i.value",
}

CENSUS = """
    MATCH (n:Node) WITH split(n.id, '/')[0] AS name, count(*) AS count
    RETURN 'node' AS what, name, count
    UNION ALL MATCH (:Node)-[e]->(:Node) WHERE e.quote IS NOT NULL
    RETURN 'edge' AS what, toLower(replace(type(e), '_', '-')) AS name, count(*) AS count"""


@dataclass(frozen=True, slots=True)
class Statement:
    """What counts the rows of an answer, what gives a page of them, and what reads it."""

    count: str
    page: str
    values: dict[str, Any]
    read: Reader


def statement_of(question: Question) -> Statement:
    """Return the statements that answer a question; a census is CENSUS instead."""
    bind = Binding()
    match question:
        case ActionsOf():
            return _statement(_actions(question, bind), question.page, bind, action_rows)
        case PartnersOf():
            return _statement(partners(question, bind), question.page, bind, partner_rows)
        case Citations():
            return _statement(citations(question, bind), question.page, bind, citation_rows)
        case CitedTogether():
            found = cited_together(question, bind)
            return _statement(found, question.page, bind, cited_together_rows)
        case Indicators():
            return _statement(_indicators(question, bind), question.page, bind, indicator_rows)
        case Metrics():
            return _statement(_metrics(question, bind), question.page, bind, metric_rows)
        case Documents():
            return _statement(_documents(question, bind), question.page, bind, document_rows)
        case CooperationIn():
            return _statement(cooperation(question, bind), question.page, bind, cooperation_rows)
        case EgoNetwork():
            return _statement(ego_network(question, bind), question.page, bind, cooperation_rows)
        case Paths():
            return _statement(paths(question, bind), question.page, bind, path_rows)
        case Ranking():
            return _statement(_ranking(question, bind), question.page, bind, ranking_rows)
        case FunctionsCompared():
            found = functions_compared(question, bind)
            return _statement(found, question.page, bind, function_rows)
        case SideBySide():
            return _statement(side_by_side(question, bind), question.page, bind, subject_rows)
    raise TypeError(f"{question!r} is no question with pages.")


def _statement(found: Found, page: Page, bind: Binding, read: Reader) -> Statement:
    cut = f"SKIP {bind(page.offset)}"
    if page.limit is not None:
        cut += f" LIMIT {bind(page.limit)}"
    rows = f"{found.found} WITH DISTINCT {found.names}"
    paged = f"{rows} ORDER BY {found.order} {cut} {found.shown} ORDER BY {found.order}"
    return Statement(f"{rows} RETURN count(*) AS total", paged, bind.values, read)


def _actions(question: ActionsOf, bind: Binding) -> Found:
    clauses, conditions = within(question.scope, bind)
    start = "MATCH (n:Action)-[:OF]->(d:Document)"
    for number, party in enumerate(question.parties):
        clauses += bodies_of(party, f"bodies{number}", bind)
        conditions.append(takes_part(party, f"bodies{number}", bind))
    if question.parties:
        start = f"""MATCH (p:Node)-[:{RESPONSIBLE}]->(n:Action) WHERE p.id IN bodies0
            WITH DISTINCT * MATCH (n)-[:OF]->(d:Document)"""
    if question.without_roles:
        conditions.append(lacks(question.without_roles, bind))
    if question.gap:
        conditions.append(has_gap(question.gap, bind))
    if question.due:
        conditions.append(is_due(question.due, bind))
    found, order = f"{clauses} {start} {where(conditions)}", f"{_ORDERS[question.sort]}, d.id"
    return Found(found, "n, d", f"{order}, n.order, n.id", f"{TAKINGS} RETURN {ACTION}")


def _indicators(question: Indicators, bind: Binding) -> Found:
    clauses, conditions = within(question.scope, bind)
    if question.party is not None:
        clauses += bodies_of(question.party, "bodies", bind)
        conditions.append(takes_part(question.party, "bodies", bind))
    if question.compared is not None:
        sign, comparators = BOUNDS[question.compared.bound]
        conditions += [
            f"coalesce(i.unit, '') = {bind(question.compared.unit)}",
            f"i.value {sign} {bind(float(question.compared.value))}",
            f"i.comparator IN {bind([*comparators])}",
        ]
    if question.unit is not None:
        conditions.append(f"coalesce(i.unit, '') = {bind(question.unit)}")
    if question.is_exact:
        conditions.append(f"coalesce(i.metric, '') = {bind(question.metric)}")
    elif question.metric:
        words = bind(question.metric)
        conditions.append(f"(i.metric CONTAINS {words} OR i.text CONTAINS {words})")
    found = f"""{clauses}
        MATCH (d:Document)<-[:OF]-(n:Action)-[e:HAS_TARGET]->(i:Indicator) {where(conditions)}"""
    target = f"i.body AS indicator, {edge_map('e')} AS edge"
    order, shown = _ORDERS[question.sort], f"{TAKINGS} RETURN {target}, {ACTION}"
    return Found(found, "e, n, d, i", f"{order}, {edge_order('e')}", shown)


def _metrics(question: Metrics, bind: Binding) -> Found:
    clauses, conditions = within(question.scope, bind)
    if question.words:
        conditions.append(f"i.metric CONTAINS {bind(question.words)}")
    found = f"""{clauses}
        MATCH (d:Document)<-[:OF]-(n:Action)-[e:HAS_TARGET]->(i:Indicator) {where(conditions)}
        WITH coalesce(i.metric, '') AS metric, coalesce(i.unit, '') AS unit, count(e) AS weight,
            count(DISTINCT d.location) AS places, count(DISTINCT d.year) AS years"""
    names = "metric, unit, weight, places, years"
    return Found(found, names, "weight DESC, metric, unit", f"RETURN {names}")


def _documents(question: Documents, bind: Binding) -> Found:
    clauses, conditions = within(question.scope, bind, of_action=False)
    found = f"{clauses} MATCH (d:Document) {where(conditions)}"
    shown = "RETURN d.body AS body, d.regulation AS work"
    return Found(found, "d", f"{_ORDERS['newest']}, d.id", shown)


def _ranking(question: Ranking, bind: Binding) -> Found:
    clauses, conditions = within(question.scope, bind)
    if question.party is not None:
        clauses += bodies_of(question.party, "bodies", bind)
        conditions.append(takes_part(question.party, "bodies", bind))
    roles = has_roles("t", question.roles, bind)
    match question.by:
        case "agency":
            owned = f"MATCH (r:Body)-[t:{RESPONSIBLE}]->(n:Action)-[:OF]->(d:Document)"
            counted = "count(DISTINCT n)"
        case "function":
            owned, counted = of_functions([*roles, *conditions]), "count(DISTINCT n)"
            roles, conditions = [], []
        case "location":
            owned = "MATCH (r:Location) MATCH (d:Document {location: r.id})<-[:OF]-(n:Action)"
            counted = "count(DISTINCT n)"
            part = f"MATCH (:Body)-[t:{RESPONSIBLE}]->(n) {where(roles)}"
            roles = [f"EXISTS {{ {part} }}"] if roles else []
        case _:
            owned = "MATCH (n)-[t:CITES]->(r:Regulation) MATCH (d:Document {id: t.document})"
            counted, roles = "count(t)", []
    found = f"{clauses} {owned} {where([*roles, *conditions])} WITH r, {counted} AS weight"
    shown = "RETURN r.body AS body, r.regulation AS work, weight"
    return Found(found, "r, weight", "weight DESC, r.id", shown)
