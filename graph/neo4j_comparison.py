"""Scopes, or bodies with one function, beside each other as Cypher."""

from __future__ import annotations

from dataclasses import replace

from graph.neo4j_conditions import (
    Binding,
    Found,
    gathered,
    has_roles,
    is_not_succeeded,
    where,
    within,
)
from graph.neo4j_schema import RESPONSIBLE
from graph.questions import FunctionsCompared, SideBySide


def functions_compared(question: FunctionsCompared, bind: Binding) -> Found:
    """Return what finds how many actions functions have in each scope."""
    parts = []
    for number, scope in enumerate(question.scopes):
        clauses, conditions = within(scope, bind)
        roles = has_roles("t", question.roles, bind)
        parts.append(
            f"""{clauses} {of_functions([*roles, *conditions])}
            RETURN r, {number} AS scope, count(DISTINCT n) AS weight"""
        )
    weights = ", ".join(
        f"sum(CASE scope WHEN {number} THEN weight ELSE 0 END)" for number in range(len(parts))
    )
    found = f"""CALL {{ {" UNION ALL ".join(parts)} }}
        WITH r, [{weights}] AS weights UNWIND weights AS one
        WITH r, weights, min(one) - max(one) AS difference"""
    shown = "RETURN r.body AS body, weights"
    return Found(found, "r, weights, difference", "difference, r.id", shown)


def of_functions(conditions: list[str]) -> str:
    """Return what matches the actions ``n`` of each function ``r``, by relationships ``t``."""
    return f"""MATCH (r:Function) MATCH (b:Body {{function: r.id}}) WHERE {is_not_succeeded("b")}
        MATCH (b)-[t:{RESPONSIBLE}]->(n:Action)-[:OF]->(d:Document) {where(conditions)}"""


def side_by_side(question: SideBySide, bind: Binding) -> Found:
    """Return what finds the subjects of a body and of others with its function."""
    agency, roles = bind(question.agency), has_roles("t", question.roles, bind)
    clauses, there = within(question.scope, bind)
    _, anywhere = within(replace(question.scope, locations=()), bind)
    names = ["alike", *gathered(question.scope)]
    acting = f"MATCH (b:Body)-[t:{RESPONSIBLE}]->(n:Action)-[:OF]->(d:Document)"
    found = f"""{clauses}
        CALL {{ MATCH (own:Body {{id: {agency}}}) MATCH (b:Body {{function: own.function}})
            WHERE b <> own AND {is_not_succeeded("b")} RETURN collect(b.id) AS alike }}
        CALL {{ WITH {", ".join(names)}
            {acting} {where([f"b.id = {agency}", *roles, *anywhere])} RETURN b, n
            UNION WITH {", ".join(names)}
            {acting} {where(["b.id IN alike", *roles, *there])} RETURN b, n }}
        MATCH (n)-[:HAS_TARGET]->(:Subject)-[:BELOW*0..]->(r:Subject)
        WITH r, count(DISTINCT CASE WHEN b.id = {agency} THEN n END) AS own,
            count(DISTINCT CASE WHEN b.id <> {agency} THEN n END) AS elsewhere,
            count(DISTINCT CASE WHEN b.id <> {agency} THEN b END) AS bodies"""
    order = "bodies DESC, elsewhere DESC, r.id"
    shown = "RETURN r.body AS body, own, elsewhere, bodies"
    return Found(found, "r, own, elsewhere, bodies", order, shown)
