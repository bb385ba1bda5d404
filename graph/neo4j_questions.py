"""Each question as two statements of Cypher: how many rows there are, and a page of them.

``found`` matches all rows and names what they are made of; it is counted, or ordered and cut.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.neo4j_conditions import (
    Binding,
    bodies_of,
    has_roles,
    is_due,
    lacks,
    takes_part,
    within,
)
from graph.neo4j_rows import (
    ACTION,
    TAKINGS,
    action_rows,
    citation_rows,
    cooperation_rows,
    document_rows,
    indicator_rows,
    partner_rows,
    ranking_rows,
)
from graph.neo4j_schema import RESPONSIBLE, edge_map, edge_order
from graph.questions import (
    BOUNDS,
    ActionsOf,
    Citations,
    CooperationIn,
    Documents,
    Indicators,
    Page,
    PartnersOf,
    Party,
    Question,
    Ranking,
    Row,
)

Reader = Callable[[Iterable[Mapping[str, Any]]], list[Row]]
_NEWEST = "coalesce(d.year, -10000) DESC, d.id"

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
            found = _actions(question, bind)
            order, shown = f"{_NEWEST}, n.order, n.id", f"{TAKINGS} RETURN {ACTION}"
            return _statement(found, "n, d", order, shown, question.page, bind, action_rows)
        case PartnersOf():
            found, order = _partners(question, bind), "size(actions) DESC, b.id"
            shown = "RETURN b.body AS body, actions"
            return _statement(found, "b, actions", order, shown, question.page, bind, partner_rows)
        case Citations():
            found = _citations(question, bind)
            order = f"distance, {edge_order('e')}"
            shown = f"""MATCH (d:Document {{id: e.document}})
                RETURN startNode(e).body AS source, endNode(e).body AS regulation,
                    d.body AS document, d.regulation AS work, {edge_map("e")} AS edge, distance"""
            return _statement(
                found, "e, distance", order, shown, question.page, bind, citation_rows
            )
        case Indicators():
            found = _indicators(question, bind)
            order = f"{_NEWEST}, {edge_order('e')}"
            target = f"i.body AS indicator, {edge_map('e')} AS edge"
            shown = f"{TAKINGS} RETURN {target}, {ACTION}"
            names, read = "e, n, d, i", indicator_rows
            return _statement(found, names, order, shown, question.page, bind, read)
        case Documents():
            clauses, conditions = within(question.scope, bind, of_action=False)
            found = f"{clauses} MATCH (d:Document) {_where(conditions)}"
            shown = "RETURN d.body AS body, d.regulation AS work"
            return _statement(found, "d", _NEWEST, shown, question.page, bind, document_rows)
        case CooperationIn():
            found, order = _cooperation(question, bind), "size(actions) DESC, a.id, b.id"
            shown = "RETURN a.body AS one, b.body AS other, actions"
            return _statement(
                found, "a, b, actions", order, shown, question.page, bind, cooperation_rows
            )
        case Ranking():
            found, order = _ranking(question, bind), "weight DESC, r.id"
            shown = "RETURN r.body AS body, r.regulation AS work, weight"
            return _statement(found, "r, weight", order, shown, question.page, bind, ranking_rows)
    raise TypeError(f"{question!r} is no question with pages.")


def _statement(
    found: str, names: str, order: str, shown: str, page: Page, bind: Binding, read: Reader
) -> Statement:
    cut = f"SKIP {bind(page.offset)}"
    if page.limit is not None:
        cut += f" LIMIT {bind(page.limit)}"
    paged = f"{found} WITH DISTINCT {names} ORDER BY {order} {cut} {shown} ORDER BY {order}"
    count = f"{found} WITH DISTINCT {names} RETURN count(*) AS total"
    return Statement(count, paged, bind.values, read)


def _actions(question: ActionsOf, bind: Binding) -> str:
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
    if question.due:
        conditions.append(is_due(question.due, bind))
    return f"{clauses} {start} {_where(conditions)}"


def _partners(question: PartnersOf, bind: Binding) -> str:
    clauses, conditions = within(question.scope, bind)
    clauses += bodies_of(question.party, "own", bind)
    roles = has_roles("t", question.party.roles, bind)
    return f"""{clauses}
        MATCH (p:Node)-[t:{RESPONSIBLE}]->(n:Action)-[:OF]->(d:Document)
        {_where(["p.id IN own", *roles, *conditions])}
        WITH DISTINCT n, own MATCH (b:Body)-[:{RESPONSIBLE}]->(n) WHERE NOT b.id IN own
        WITH b, collect(DISTINCT n.id) AS actions"""


def _citations(question: Citations, bind: Binding) -> str:
    """Return the citations step by step; each works list is what the next step looks at."""
    treated = [f"e.mode IN {bind([*question.treatments])}"] if question.treatments else []
    start, steps = bind(question.node), []
    clauses = f"WITH [{start}] AS works0 "
    for number in range(question.depth):
        step, works = f"step{number + 1}", f"works{number}"
        if question.direction == "in":
            one = f"""MATCH (s)-[e:CITES]->(r:Regulation) {_where([f"r.id IN {works}", *treated])}
                MATCH (d:Document {{id: e.document}})
                RETURN collect(e) AS {step},
                    collect(DISTINCT CASE WHEN s:Regulation THEN s.id ELSE d.regulation END)
                    AS works{number + 1}"""
        else:
            one = f"""CALL {{ {_citing(works, is_first=number == 0)} }}
                WITH e, r {_where(treated)}
                RETURN collect(e) AS {step}, collect(DISTINCT r.id) AS works{number + 1}"""
        clauses += f"CALL {{ WITH {works} {one} }} "
        steps.append(f"[one IN {step} | {{e: one, distance: {number + 1}}}]")
    return f"""{clauses} UNWIND {" + ".join(steps)} AS one
        WITH one.e AS e, min(one.distance) AS distance"""


def _citing(works: str, *, is_first: bool) -> str:
    """Return what matches the citations that works or, in the first step, a node speak for."""
    own = f"""WITH {works} MATCH (s:Node) WHERE s.id IN {works}
        MATCH (s)-[e:CITES]->(r:Regulation) RETURN e, r"""
    held = f"""WITH {works} MATCH (d:Document) WHERE d.regulation IN {works}
        MATCH (s:Action)-[e:CITES]->(r:Regulation) WHERE e.document = d.id RETURN e, r"""
    of_document = f"""WITH {works} MATCH (d:Document) WHERE d.id IN {works}
        MATCH (s)-[e:CITES]->(r:Regulation)
        WHERE e.document = d.id AND (s:Action OR s.id = d.regulation) RETURN e, r"""
    return " UNION ".join([own, held, *([of_document] if is_first else [])])


def _indicators(question: Indicators, bind: Binding) -> str:
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
    if question.metric:
        words = bind(question.metric)
        conditions.append(f"(i.metric CONTAINS {words} OR i.text CONTAINS {words})")
    return f"""{clauses}
        MATCH (d:Document)<-[:OF]-(n:Action)-[e:HAS_TARGET]->(i:Indicator) {_where(conditions)}"""


def _cooperation(question: CooperationIn, bind: Binding) -> str:
    clauses, conditions = within(question.scope, bind)
    if question.agency is not None:
        party = Party(agency=question.agency)
        clauses += bodies_of(party, "bodies", bind)
        conditions.append(takes_part(party, "bodies", bind))
    either = [f"{bind(question.agency)} IN [a.id, b.id]"] if question.agency is not None else []
    return f"""{clauses} MATCH (n:Action)-[:OF]->(d:Document) {_where(conditions)}
        WITH DISTINCT n MATCH (a:Body)-[:{RESPONSIBLE}]->(n), (b:Body)-[:{RESPONSIBLE}]->(n)
        {_where(["a.id < b.id", *either])}
        WITH a, b, collect(DISTINCT n.id) AS actions
        WHERE size(actions) >= {bind(question.min_weight)}"""


def _ranking(question: Ranking, bind: Binding) -> str:
    clauses, conditions = within(question.scope, bind)
    roles = has_roles("t", question.roles, bind)
    match question.by:
        case "agency":
            owned = f"MATCH (r:Body)-[t:{RESPONSIBLE}]->(n:Action)-[:OF]->(d:Document)"
            counted = "count(DISTINCT n)"
        case "function":
            owned = f"""MATCH (r:Function) MATCH (b:Body {{function: r.id}})
                WHERE NOT EXISTS {{ MATCH (x:Body)-[:SUCCEEDS]->(b) WHERE x.function = b.function }}
                MATCH (b)-[t:{RESPONSIBLE}]->(n:Action)-[:OF]->(d:Document)"""
            counted = "count(DISTINCT n)"
        case "location":
            owned = "MATCH (r:Location) MATCH (d:Document {location: r.id})<-[:OF]-(n:Action)"
            counted = "count(DISTINCT n)"
            part = f"MATCH (:Body)-[t:{RESPONSIBLE}]->(n) {_where(roles)}"
            roles = [f"EXISTS {{ {part} }}"] if roles else []
        case _:
            owned = "MATCH (n)-[t:CITES]->(r:Regulation) MATCH (d:Document {id: t.document})"
            counted, roles = "count(t)", []
    return f"{clauses} {owned} {_where([*roles, *conditions])} WITH r, {counted} AS weight"


def _where(conditions: Iterable[str]) -> str:
    told = " AND ".join(conditions)
    return f"WHERE {told}" if told else ""
