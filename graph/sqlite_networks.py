"""The statements that tell who acts together: pairs, what lies around a body, ways between two.

``taking`` holds who takes part in which action of a scope. A statement about bodies looks only at
the actions of those it has reached, so that a small part of a large graph is found soon.
"""

from __future__ import annotations

from graph.questions import LONGEST_PATH, CooperationIn, EgoNetwork, PartnersOf, Party, Paths, Scope
from graph.sqlite_conditions import (
    RESPONSIBLE,
    Binding,
    actions_of,
    bodies_of,
    limit,
    where,
    within,
)


def partners(question: PartnersOf, bind: Binding) -> str:
    """Return the statement that tells who shares actions with a party."""
    party = question.party
    conditions = (
        f"e.target IN ({actions_of(party, bind)})",
        f"e.source NOT IN ({bodies_of(party, bind)})",
    )
    return f"""
    WITH shared AS MATERIALIZED ({_taking(question.scope, bind, *conditions)}),
    matched AS MATERIALIZED (
        SELECT agency, count(*) AS weight, json_group_array(action) AS actions
        FROM shared GROUP BY agency),
    page AS (
        SELECT * FROM matched ORDER BY weight DESC, agency {limit(question.page, bind)})
    SELECT total, n.body, page.weight, page.actions
    FROM (SELECT count(*) AS total FROM matched) LEFT JOIN page
    LEFT JOIN nodes n ON n.id = page.agency
    ORDER BY page.weight DESC, page.agency"""


def cooperation(question: CooperationIn, bind: Binding) -> str:
    """Return the statement that tells which pairs of a scope share actions."""
    conditions, side = [], ""
    if question.agency is not None:
        conditions.append(f"e.target IN ({actions_of(Party(agency=question.agency), bind)})")
        agency = bind(question.agency)
        side = f"WHERE (a.agency = {agency} OR b.agency = {agency})"
    return f"""
    WITH taking AS MATERIALIZED ({_taking(question.scope, bind, *conditions)}),
    matched AS MATERIALIZED ({_pairs("taking", side, question.min_weight, bind)}),
    {_pairs_shown(question, bind)}"""


def ego_network(question: EgoNetwork, bind: Binding) -> str:
    """Return the statement that tells which pairs lie around a body."""
    steps = "".join(
        f"near{number} AS MATERIALIZED ({_nearer(number, question, bind)}),"
        for number in range(1, question.depth + 1)
    )
    among = f"e.source IN (SELECT agency FROM near{question.depth})"
    return f"""
    WITH near0 (agency) AS (VALUES ({bind(question.agency)})), {steps}
    taking AS MATERIALIZED ({_taking(question.scope, bind, among)}),
    matched AS MATERIALIZED ({_pairs("taking", "", question.min_weight, bind)}),
    {_pairs_shown(question, bind)}"""


def paths(question: Paths, bind: Binding) -> str:
    """Return the statement that tells the shortest ways between two bodies.

    ``one`` and ``other`` are the partners of either end: a way of one pair is among them, one of
    two pairs leads through a partner of both, one of three through a pair of their partners.
    """
    start, end, least = bind(question.agency), bind(question.other), bind(question.min_weight)
    sides = ", ".join(
        f"{name} AS MATERIALIZED ({_partners_of(body, question.scope, least, bind)})"
        for name, body in (("one", start), ("other", end))
    )
    between = " OR ".join(f"e.source IN (SELECT agency FROM {name})" for name in ("one", "other"))
    assert LONGEST_PATH == 3
    return f"""
    WITH {sides},
    direct AS (SELECT {end} AS a, NULL AS b, actions AS first, NULL AS second, NULL AS third,
        weight FROM one WHERE agency = {end} AND {start} <> {end}),
    through AS (SELECT one.agency, {end}, one.actions, other.actions, NULL,
        min(one.weight, other.weight) FROM one JOIN other ON other.agency = one.agency
        WHERE {start} <> {end} AND NOT EXISTS (SELECT 1 FROM direct)),
    taking AS MATERIALIZED ({_taking(question.scope, bind, f"({between})")}
        AND {start} <> {end}
        AND NOT EXISTS (SELECT 1 FROM direct) AND NOT EXISTS (SELECT 1 FROM through)),
    middle AS (
        SELECT a.agency AS a, b.agency AS b, count(*) AS weight,
            json_group_array(a.action) AS actions
        FROM taking a JOIN taking b ON a.action = b.action AND a.agency <> b.agency
        WHERE a.agency IN (SELECT agency FROM one) AND b.agency IN (SELECT agency FROM other)
        GROUP BY a.agency, b.agency HAVING count(*) >= {least}),
    matched AS MATERIALIZED (
        SELECT * FROM direct UNION ALL SELECT * FROM through UNION ALL
        SELECT m.a, m.b, one.actions, m.actions, other.actions,
            min(one.weight, m.weight, other.weight)
        FROM middle m JOIN one ON one.agency = m.a JOIN other ON other.agency = m.b),
    page AS (SELECT * FROM matched ORDER BY weight DESC, a, b {limit(question.page, bind)})
    SELECT total, s.body, x.body, y.body, e.body, first, second, third
    FROM (SELECT count(*) AS total FROM matched) LEFT JOIN page
    LEFT JOIN nodes s ON s.id = {start} AND page.a IS NOT NULL LEFT JOIN nodes e ON e.id = {end}
    LEFT JOIN nodes x ON x.id = page.a AND page.a <> {end}
    LEFT JOIN nodes y ON y.id = page.b AND page.b <> {end}
    ORDER BY page.weight DESC, page.a, page.b"""


def _taking(scope: Scope, bind: Binding, *conditions: str) -> str:
    """Return the query for who takes part in which action, each once."""
    narrowed = within(scope, bind, action="e.target")
    return f"""
        SELECT DISTINCT e.source AS agency, e.target AS action
        FROM edges e JOIN documents d ON d.id = e.document
        {where(f"e.relation IN ({RESPONSIBLE})", *conditions, *narrowed)}"""


def _pairs(taking: str, side: str, least: int, bind: Binding) -> str:
    """Return the query for the pairs of bodies that take part in the same actions."""
    return f"""
        SELECT a.agency AS a, b.agency AS b, count(*) AS weight,
               json_group_array(a.action) AS actions
        FROM {taking} a JOIN {taking} b ON a.action = b.action AND a.agency < b.agency {side}
        GROUP BY a.agency, b.agency HAVING count(*) >= {bind(least)}"""


def _pairs_shown(question: CooperationIn | EgoNetwork, bind: Binding) -> str:
    return f"""
    page AS (SELECT * FROM matched ORDER BY weight DESC, a, b {limit(question.page, bind)})
    SELECT total, x.body, y.body, page.weight, page.actions
    FROM (SELECT count(*) AS total FROM matched) LEFT JOIN page
    LEFT JOIN nodes x ON x.id = page.a LEFT JOIN nodes y ON y.id = page.b
    ORDER BY page.weight DESC, page.a, page.b"""


def _nearer(number: int, question: EgoNetwork, bind: Binding) -> str:
    """Return the query for the bodies at most so many pairs away."""
    before = f"near{number - 1}"
    reached = f"""e.target IN (
        SELECT p.target FROM edges p JOIN {before} ON p.source = {before}.agency
        WHERE p.relation IN ({RESPONSIBLE}))"""
    return f"""
        WITH taking AS MATERIALIZED ({_taking(question.scope, bind, reached)})
        SELECT agency FROM {before}
        UNION SELECT b.agency FROM taking a JOIN taking b
            ON a.action = b.action AND a.agency <> b.agency
            WHERE a.agency IN (SELECT agency FROM {before})
            GROUP BY a.agency, b.agency HAVING count(*) >= {bind(question.min_weight)}"""


def _partners_of(body: str, scope: Scope, least: str, bind: Binding) -> str:
    """Return the query for the partners of one body, with the actions that prove them."""
    own = f"SELECT p.target FROM edges p WHERE p.source = {body} AND p.relation IN ({RESPONSIBLE})"
    shared = _taking(scope, bind, f"e.target IN ({own})", f"e.source <> {body}")
    return f"""
        SELECT agency, count(*) AS weight, json_group_array(action) AS actions
        FROM ({shared}) GROUP BY agency HAVING count(*) >= {least}"""
