"""The statements that tell who acts together: pairs, what lies around a body, ways between two.

``takings`` has one row for each body and duty. A statement about bodies looks only at the duties of
those it has reached, and names the actions of those rows alone that are shown.
"""

from __future__ import annotations

from graph.questions import CooperationIn, EgoNetwork, PartnersOf, Paths
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
    least, scope = bind(question.min_weight), _scope_of(question, bind)
    if question.agency is not None:
        ties = _ties(f"{{one}} = {bind(question.agency)}", scope, least)
    else:
        ties = _ties("{one} < {other}", scope, least)
    return f"""
    WITH matched AS MATERIALIZED (
        SELECT min(agency, other) AS a, max(agency, other) AS b, weight FROM ({ties})),
    {_shown(question, bind)}"""


def ego_network(question: EgoNetwork, bind: Binding) -> str:
    """Return the statement that tells which pairs lie around a body."""
    least, scope = bind(question.min_weight), narrowed(question.scope, "x", "x.duty", bind)
    steps = "".join(
        f"""near{number + 1} AS MATERIALIZED (
            SELECT agency FROM near{number}
            UNION SELECT other FROM ({_ties("true", scope, least, f"near{number}")})), """
        for number in range(question.depth)
    )
    near = f"near{question.depth}"
    among = f"{{one}} < {{other}} AND +{{other}} IN (SELECT agency FROM {near})"
    return f"""
    WITH near0 (agency) AS (VALUES ({bind(question.agency)})), {steps}
    matched AS MATERIALIZED (
        SELECT agency AS a, other AS b, weight FROM ({_ties(among, scope, least, near)})),
    {_shown(question, bind)}"""


def paths(question: Paths, bind: Binding) -> str:
    """Return the statement that tells the shortest ways between two bodies.

    ``one`` and ``other`` are the partners of either end: a way of one pair is among them, one of
    two pairs leads through a partner of both, one of three through a pair of their partners.
    """
    start, end, least = bind(question.agency), bind(question.other), bind(question.min_weight)
    scope = narrowed(question.scope, "x", "x.duty", bind)
    one, other = (
        f"SELECT other AS agency, weight FROM ({_ties(f'{{one}} = {body}', scope, least)})"
        for body in (start, end)
    )
    between = f"""+{{other}} IN (SELECT agency FROM other) AND {start} <> {end}
        AND NOT EXISTS (SELECT 1 FROM direct) AND NOT EXISTS (SELECT 1 FROM through)"""
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
        SELECT agency AS a, other AS b, weight FROM ({_ties(between, scope, least, "one")})),
    matched AS MATERIALIZED (
        SELECT * FROM direct UNION ALL SELECT * FROM through UNION ALL
        SELECT middle.a, middle.b, {end}, min(one.weight, middle.weight, other.weight)
        FROM middle JOIN one ON one.agency = middle.a JOIN other ON other.agency = middle.b),
    page AS MATERIALIZED (
        SELECT {start} AS p0, * FROM matched
        ORDER BY weight DESC, p1, p2, p3 {limit(question.page, bind)}),
    steps (a, b) AS MATERIALIZED (
        SELECT p0, p1 FROM page UNION SELECT p1, p2 FROM page UNION SELECT p2, p3 FROM page),
    proved AS MATERIALIZED (
        SELECT a, b, {_actions_of_both("steps", scope)} AS actions FROM steps
        WHERE b IS NOT NULL)
    SELECT total, s.body, x.body, y.body, z.body, first.actions, second.actions, third.actions
    FROM (SELECT count(*) AS total FROM matched) LEFT JOIN page
    LEFT JOIN nodes s ON s.id = page.p0 LEFT JOIN nodes x ON x.id = page.p1
    LEFT JOIN nodes y ON y.id = page.p2 LEFT JOIN nodes z ON z.id = page.p3
    LEFT JOIN proved first ON first.a = page.p0 AND first.b = page.p1
    LEFT JOIN proved second ON second.a = page.p1 AND second.b = page.p2
    LEFT JOIN proved third ON third.a = page.p2 AND third.b = page.p3
    ORDER BY page.weight DESC, page.p1, page.p2, page.p3"""


def _ties(which: str, scope: list[str], least: str, of: str = "") -> str:
    """Return the query for bodies, each other body they share actions with, and how many.

    ``which`` tells of ``{one}`` and ``{other}``; ``of`` is a table of the only bodies asked for.
    Without a scope the numbers are there already (``pairs``).
    """
    first, joined = (f"{of} CROSS JOIN", f"ON x.agency = {of}.agency") if of else ("", "")
    if not scope:
        told = which.format(one="x.agency", other="x.other")
        return f"""
            SELECT x.agency, x.other, x.weight FROM {first} pairs x {joined}
            WHERE {told} AND x.weight >= {least}"""
    told = which.format(one="x.agency", other="y.agency")
    return f"""
        SELECT x.agency, y.agency AS other, count(*) AS weight FROM {first} takings x {joined}
        CROSS JOIN takings y ON y.duty = x.duty AND y.agency <> x.agency
        {where(told, *scope)} GROUP BY 1, 2 HAVING count(*) >= {least}"""


def _scope_of(question: CooperationIn | EgoNetwork, bind: Binding) -> list[str]:
    """Return the conditions on the takings ``x`` and ``y`` of two bodies in one duty."""
    scope = narrowed(question.scope, "x", "x.duty", bind)
    if isinstance(question, CooperationIn):
        scope += [told for row in ("x", "y") for told in has_roles(question.roles, row, bind)]
    return scope


def _shown(question: CooperationIn | EgoNetwork, bind: Binding) -> str:
    """Return the part that shows pairs with the actions that prove them."""
    actions = _actions_of_both("page", _scope_of(question, bind))
    return f"""
    page AS (SELECT * FROM matched ORDER BY weight DESC, a, b {limit(question.page, bind)})
    SELECT total, p.body, q.body, page.weight, {actions}
    FROM (SELECT count(*) AS total FROM matched) LEFT JOIN page
    LEFT JOIN nodes p ON p.id = page.a LEFT JOIN nodes q ON q.id = page.b
    ORDER BY page.weight DESC, page.a, page.b"""


def _actions_of_both(pairs: str, scope: list[str]) -> str:
    """Return the list of the actions that the bodies ``a`` and ``b`` of a table share."""
    return f"""
        (SELECT json_group_array(u.action) FROM takings x
            CROSS JOIN takings y ON y.agency = {pairs}.b
                AND y.location = x.location AND y.year = x.year AND y.duty = x.duty
            CROSS JOIN duties u ON u.key = x.duty {where(f"x.agency = {pairs}.a", *scope)})"""
