"""The statements that tell who acts together: pairs, what lies around a body, ways between two.

``takings`` has one row for each body and duty. A statement about bodies looks only at the duties of
those it has reached, and names the actions of those rows alone that are shown.
"""

from __future__ import annotations

from graph.questions import LONGEST_PATH, CooperationIn, EgoNetwork, PartnersOf, Paths
from graph.sqlite_conditions import (
    Binding,
    bodies_of,
    duties_of,
    has_roles,
    limit,
    narrowed,
    where,
)


def partners(question: PartnersOf, bind: Binding) -> str:
    """Return the statement that tells who shares actions with a party."""
    own = duties_of(question.party, question.scope, bind)
    return f"""
    WITH shared AS MATERIALIZED (
        SELECT b.agency, b.duty FROM ({own}) own CROSS JOIN takings b ON b.duty = own.key
        WHERE +b.agency NOT IN ({bodies_of(question.party, bind)})),
    matched AS MATERIALIZED (
        SELECT agency, count(*) AS weight FROM shared GROUP BY agency),
    page AS MATERIALIZED (
        SELECT * FROM matched ORDER BY weight DESC, agency {limit(question.page, bind)}),
    proved AS MATERIALIZED (
        SELECT shared.agency, json_group_array(u.action) AS actions
        FROM shared CROSS JOIN duties u ON u.key = shared.duty
        WHERE shared.agency IN (SELECT agency FROM page) GROUP BY shared.agency)
    SELECT total, n.body, page.weight, proved.actions
    FROM (SELECT count(*) AS total FROM matched) LEFT JOIN page
    LEFT JOIN nodes n ON n.id = page.agency LEFT JOIN proved ON proved.agency = page.agency
    ORDER BY page.weight DESC, page.agency"""


def cooperation(question: CooperationIn, bind: Binding) -> str:
    """Return the statement that tells which pairs of a scope share actions."""
    conditions, order = narrowed(question.scope, "a", "a.duty", bind), "a.agency < b.agency"
    if question.agency is not None:
        conditions.append(f"a.agency = {bind(question.agency)}")
        order = "a.agency <> b.agency"
    for row in ("a", "b"):
        conditions += has_roles(question.roles, row, bind)
    return f"""
    WITH matched AS MATERIALIZED (
        SELECT min(a.agency, b.agency) AS a, max(a.agency, b.agency) AS b, count(*) AS weight
        FROM takings a CROSS JOIN takings b ON b.duty = a.duty AND {order}
        {where(*conditions)} GROUP BY 1, 2 HAVING count(*) >= {bind(question.min_weight)}),
    {_shown(question, bind)}"""


def ego_network(question: EgoNetwork, bind: Binding) -> str:
    """Return the statement that tells which pairs lie around a body."""
    least = bind(question.min_weight)
    scope = narrowed(question.scope, "a", "a.duty", bind)
    steps = "".join(
        f"""near{number + 1} AS MATERIALIZED (
            SELECT agency FROM near{number} UNION SELECT other FROM (
                SELECT b.agency AS other
                FROM near{number} CROSS JOIN takings a ON a.agency = near{number}.agency
                CROSS JOIN takings b ON b.duty = a.duty AND b.agency <> a.agency
                {where(*scope)} GROUP BY a.agency, b.agency HAVING count(*) >= {least})), """
        for number in range(question.depth)
    )
    near = f"near{question.depth}"
    return f"""
    WITH near0 (agency) AS (VALUES ({bind(question.agency)})), {steps}
    matched AS MATERIALIZED (
        SELECT a.agency AS a, b.agency AS b, count(*) AS weight
        FROM {near} CROSS JOIN takings a ON a.agency = {near}.agency
        CROSS JOIN takings b ON b.duty = a.duty AND a.agency < b.agency
        {where(f"+b.agency IN (SELECT agency FROM {near})", *scope)}
        GROUP BY 1, 2 HAVING count(*) >= {least}),
    {_shown(question, bind)}"""


def paths(question: Paths, bind: Binding) -> str:
    """Return the statement that tells the shortest ways between two bodies.

    ``one`` and ``other`` are the partners of either end: a way of one pair is among them, one of
    two pairs leads through a partner of both, one of three through a pair of their partners.
    """
    start, end, least = bind(question.agency), bind(question.other), bind(question.min_weight)
    scope = narrowed(question.scope, "x", "x.duty", bind)
    one, other = (
        f"""SELECT b.agency, count(*) AS weight FROM takings x
        CROSS JOIN takings b ON b.duty = x.duty AND b.agency <> x.agency
        {where(f"x.agency = {body}", *scope)} GROUP BY b.agency HAVING count(*) >= {least}"""
        for body in (start, end)
    )
    steps = [_actions_of_both(*two, scope) for two in (("p0", "p1"), ("p1", "p2"), ("p2", "p3"))]
    assert len(steps) == LONGEST_PATH
    return f"""
    WITH one AS MATERIALIZED ({one}), other AS MATERIALIZED ({other}),
    direct AS (
        SELECT {end} AS p1, NULL AS p2, NULL AS p3, weight FROM one
        WHERE agency = {end} AND {start} <> {end}),
    through AS (
        SELECT one.agency, {end}, NULL, min(one.weight, other.weight)
        FROM one JOIN other ON other.agency = one.agency
        WHERE {start} <> {end} AND NOT EXISTS (SELECT 1 FROM direct)),
    middle AS (
        SELECT x.agency AS a, b.agency AS b, count(*) AS weight
        FROM one CROSS JOIN takings x ON x.agency = one.agency
        CROSS JOIN takings b ON b.duty = x.duty AND b.agency <> x.agency
        {where("+b.agency IN (SELECT agency FROM other)", f"{start} <> {end}", *scope)}
        AND NOT EXISTS (SELECT 1 FROM direct) AND NOT EXISTS (SELECT 1 FROM through)
        GROUP BY 1, 2 HAVING count(*) >= {least}),
    matched AS MATERIALIZED (
        SELECT * FROM direct UNION ALL SELECT * FROM through UNION ALL
        SELECT middle.a, middle.b, {end}, min(one.weight, middle.weight, other.weight)
        FROM middle JOIN one ON one.agency = middle.a JOIN other ON other.agency = middle.b),
    page AS (
        SELECT {start} AS p0, * FROM matched
        ORDER BY weight DESC, p1, p2, p3 {limit(question.page, bind)})
    SELECT total, s.body, x.body, y.body, z.body, {", ".join(steps)}
    FROM (SELECT count(*) AS total FROM matched) LEFT JOIN page
    LEFT JOIN nodes s ON s.id = page.p0 LEFT JOIN nodes x ON x.id = page.p1
    LEFT JOIN nodes y ON y.id = page.p2 LEFT JOIN nodes z ON z.id = page.p3
    ORDER BY page.weight DESC, page.p1, page.p2, page.p3"""


def _shown(question: CooperationIn | EgoNetwork, bind: Binding) -> str:
    """Return the part that shows pairs with the actions that prove them."""
    conditions = narrowed(question.scope, "x", "x.duty", bind)
    if isinstance(question, CooperationIn):
        for row in ("x", "y"):
            conditions += has_roles(question.roles, row, bind)
    actions = _actions_of_both("a", "b", conditions)
    return f"""
    page AS (SELECT * FROM matched ORDER BY weight DESC, a, b {limit(question.page, bind)})
    SELECT total, p.body, q.body, page.weight, {actions}
    FROM (SELECT count(*) AS total FROM matched) LEFT JOIN page
    LEFT JOIN nodes p ON p.id = page.a LEFT JOIN nodes q ON q.id = page.b
    ORDER BY page.weight DESC, page.a, page.b"""


def _actions_of_both(one: str, other: str, scope: list[str]) -> str:
    """Return the list of the actions of two bodies of the page, none where one is none."""
    return f"""
        iif(page.{other} IS NULL, NULL, (
            SELECT json_group_array(u.action) FROM takings x
            CROSS JOIN takings y ON y.duty = x.duty AND y.agency = page.{other}
            CROSS JOIN duties u ON u.key = x.duty {where(f"x.agency = page.{one}", *scope)}))"""
