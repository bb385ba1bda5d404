"""Who acts together as Cypher: pairs, what lies around a body, ways between two."""

from __future__ import annotations

from graph.neo4j_conditions import (
    Binding,
    Found,
    bodies_of,
    gathered,
    has_roles,
    takes_part,
    where,
    within,
)
from graph.neo4j_schema import RESPONSIBLE
from graph.questions import CooperationIn, EgoNetwork, PartnersOf, Party, Paths

_PAIRS = "size(actions) DESC, a.id, b.id", "RETURN a.body AS one, b.body AS other, actions"


def partners(question: PartnersOf, bind: Binding) -> Found:
    """Return what finds who shares actions with a party."""
    clauses, conditions = within(question.scope, bind)
    clauses += bodies_of(question.party, "own", bind)
    roles = has_roles("t", question.party.roles, bind)
    found = f"""{clauses}
        MATCH (p:Node)-[t:{RESPONSIBLE}]->(n:Action)-[:OF]->(d:Document)
        {where(["p.id IN own", *roles, *conditions])}
        WITH DISTINCT n, own MATCH (b:Body)-[:{RESPONSIBLE}]->(n) WHERE NOT b.id IN own
        WITH b, collect(DISTINCT n.id) AS actions"""
    shown = "RETURN b.body AS body, actions"
    return Found(found, "b, actions", "size(actions) DESC, b.id", shown)


def cooperation(question: CooperationIn, bind: Binding) -> Found:
    """Return what finds the pairs of a scope that share actions."""
    clauses, conditions = within(question.scope, bind)
    if question.agency is not None:
        party = Party(agency=question.agency)
        clauses += bodies_of(party, "bodies", bind)
        conditions.append(takes_part(party, "bodies", bind))
    either = [f"{bind(question.agency)} IN [a.id, b.id]"] if question.agency is not None else []
    roles = [told for end in ("s", "t") for told in has_roles(end, question.roles, bind)]
    found = f"""{clauses} MATCH (n:Action)-[:OF]->(d:Document) {where(conditions)}
        WITH DISTINCT n MATCH (a:Body)-[s:{RESPONSIBLE}]->(n), (b:Body)-[t:{RESPONSIBLE}]->(n)
        {where(["a.id < b.id", *either, *roles])}
        WITH a, b, collect(DISTINCT n.id) AS actions
        WHERE size(actions) >= {bind(question.min_weight)}"""
    return Found(found, "a, b, actions", *_PAIRS)


def ego_network(question: EgoNetwork, bind: Binding) -> Found:
    """Return what finds the pairs around a body."""
    clauses, conditions = within(question.scope, bind)
    least = bind(question.min_weight)
    clauses += f"WITH *, [{bind(question.agency)}] AS near0 "
    for number in range(question.depth):
        before = f"near{number}"
        names = ", ".join((before, *gathered(question.scope)))
        clauses += f"""CALL {{ WITH {names}
            MATCH (p:Body)-[:{RESPONSIBLE}]->(n:Action)-[:OF]->(d:Document)
            {where([f"p.id IN {before}", *conditions])}
            WITH DISTINCT p, n MATCH (b:Body)-[:{RESPONSIBLE}]->(n) WHERE b <> p
            WITH p, b, count(DISTINCT n) AS weight WHERE weight >= {least}
            RETURN collect(DISTINCT b.id) AS found{number} }}
            WITH *, {before} + found{number} AS near{number + 1} """
    near = f"near{question.depth}"
    found = f"""{clauses}
        MATCH (a:Body)-[:{RESPONSIBLE}]->(n:Action)-[:OF]->(d:Document)
        {where([f"a.id IN {near}", *conditions])}
        WITH DISTINCT {near}, a, n MATCH (b:Body)-[:{RESPONSIBLE}]->(n)
        WHERE b.id IN {near} AND a.id < b.id
        WITH a, b, collect(DISTINCT n.id) AS actions WHERE size(actions) >= {least}"""
    return Found(found, "a, b, actions", *_PAIRS)


def paths(question: Paths, bind: Binding) -> Found:
    """Return what finds the shortest ways between two bodies.

    ``ones`` and ``others`` are the partners of either end: a way of one pair is among them, one
    of two pairs leads through a partner of both, one of three through a pair of their partners.
    """
    clauses, conditions = within(question.scope, bind)
    start, end, least = bind(question.agency), bind(question.other), bind(question.min_weight)
    told = ", ".join(gathered(question.scope))
    for name, body in (("ones", start), ("others", end)):
        clauses += f"""CALL {{ {f"WITH {told}" if told else ""}
            MATCH (p:Body {{id: {body}}})-[:{RESPONSIBLE}]->(n:Action)-[:OF]->(d:Document)
            {where([f"{start} <> {end}", *conditions])}
            WITH DISTINCT p, n MATCH (b:Body)-[:{RESPONSIBLE}]->(n) WHERE b <> p
            WITH b, collect(DISTINCT n.id) AS actions WHERE size(actions) >= {least}
            RETURN collect({{id: b.id, actions: actions}}) AS {name} }} WITH * """
    names = ", ".join(("ones", "others", "short", *gathered(question.scope)))
    found = f"""{clauses}
        WITH *, [x IN ones WHERE x.id = {end} | {{via: [], actions: [x.actions]}}] AS direct
        WITH *, CASE WHEN size(direct) > 0 THEN direct ELSE reduce(
            ways = [], x IN ones | ways + [y IN others WHERE y.id = x.id
                | {{via: [x.id], actions: [x.actions, y.actions]}}]) END AS short
        CALL {{ WITH {names}
            WITH *, [x IN ones | x.id] AS one_ids, [y IN others | y.id] AS other_ids
            WHERE size(short) = 0
            MATCH (a:Body)-[:{RESPONSIBLE}]->(n:Action)-[:OF]->(d:Document)
            {where(["a.id IN one_ids", *conditions])}
            WITH DISTINCT a, n, other_ids MATCH (b:Body)-[:{RESPONSIBLE}]->(n)
            WHERE b.id IN other_ids AND a <> b
            WITH a, b, collect(DISTINCT n.id) AS actions WHERE size(actions) >= {least}
            RETURN collect({{one: a.id, other: b.id, actions: actions}}) AS middle }}
        UNWIND short + [m IN middle | {{via: [m.one, m.other], actions: [
            head([x IN ones WHERE x.id = m.one | x.actions]), m.actions,
            head([y IN others WHERE y.id = m.other | y.actions])]}}] AS way
        WITH way, reduce(
            weakest = size(way.actions[0]), one IN way.actions
            | CASE WHEN size(one) < weakest THEN size(one) ELSE weakest END) AS weight"""
    shown = f"""CALL {{ WITH way WITH [{start}] + way.via + [{end}] AS ids
            UNWIND range(0, size(ids) - 1) AS at MATCH (n:Node {{id: ids[at]}})
            WITH n, at ORDER BY at RETURN collect(n.body) AS bodies }}
        RETURN bodies, way.actions AS actions"""
    return Found(found, "way, weight", "weight DESC, way.via", shown)
