"""The statement that tells who or what has most actions, or is cited most."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graph.model import Role
from graph.questions import Party, Ranking, Scope
from graph.sqlite_conditions import (
    Binding,
    also_of,
    duties_in,
    duties_of,
    has_roles,
    is_not_succeeded,
    limit,
    narrowed,
    places_of,
    where,
    within,
)


def ranking(question: Ranking, bind: Binding) -> str:
    """Return the statement that answers a ranking."""
    counted = {
        "agency": _of_agencies,
        "function": _of_functions,
        "location": _of_locations,
        "regulation": _of_regulations,
    }[question.by](question, bind)
    return f"""
    WITH counted AS MATERIALIZED ({counted}),
    matched AS MATERIALIZED (
        SELECT n.id, n.body, weight FROM counted JOIN nodes n ON n.id = counted.node),
    page AS (SELECT * FROM matched ORDER BY weight DESC, id {limit(question.page, bind)})
    SELECT total, page.body, page.weight
    FROM (SELECT count(*) AS total FROM matched) LEFT JOIN page
    ORDER BY page.weight DESC, page.id"""


def actions_of_functions(
    scope: Scope, roles: Iterable[Role], bind: Binding, party: Party | None = None
) -> str:
    """Return the query for functions, with how many actions of a scope (and party) are theirs.

    The bodies that have any are found first, then the actions of one function after the other.
    """
    with_party = _with(party, "t.duty", bind)
    told = (*has_roles(roles, "t", bind), *narrowed(scope, "t", "t.duty", bind), *with_party)
    if scope.locations and not (party or scope.document or scope.subject or scope.words):
        acting = _bodies_in(scope, bind)
        anywhere = replace(scope, locations=())
        told = (*has_roles(roles, "t", bind), *narrowed(anywhere, "t", "t.duty", bind))
    else:
        acting = f"SELECT DISTINCT t.location, t.agency FROM takings t {where(*told)}"
    conditions = ("b.function IS NOT NULL", is_not_succeeded("b"))
    theirs = ("t.location = bodies.location", "t.agency = bodies.id")
    own = f"""SELECT count(DISTINCT t.duty) FROM bodies CROSS JOIN takings t
        {where("bodies.function = each.function", *theirs, *told)}"""
    return f"""
        WITH bodies AS MATERIALIZED (
            SELECT b.id, b.function, here.location FROM ({acting}) here
            CROSS JOIN nodes b ON b.id = here.agency {where(*conditions)}),
        weighed AS MATERIALIZED (
            SELECT function AS node, ({own}) AS weight
            FROM (SELECT DISTINCT function FROM bodies) each)
        SELECT node, weight FROM weighed WHERE weight > 0"""


def _bodies_in(scope: Scope, bind: Binding) -> str:
    """Return the query for places of a scope, each with the bodies that ever act there.

    It goes from body to body in the index, past the actions of each.
    """
    here = "SELECT min(t.agency) FROM takings t WHERE t.location ="
    return f"""
        WITH RECURSIVE here (location, agency) AS (
            SELECT id, ({here} place.id) FROM ({places_of(scope, bind)}) place
            UNION ALL SELECT location, ({here} here.location AND t.agency > here.agency)
            FROM here WHERE agency IS NOT NULL)
        SELECT location, agency FROM here WHERE agency IS NOT NULL"""


def _of_functions(question: Ranking, bind: Binding) -> str:
    return actions_of_functions(question.scope, question.roles, bind, question.party)


def _of_agencies(question: Ranking, bind: Binding) -> str:
    roles = has_roles(question.roles, "t", bind)
    scope = narrowed(question.scope, "t", "t.duty", bind)
    conditions = (*roles, *scope, *_with(question.party, "t.duty", bind))
    return f"""SELECT t.agency AS node, count(*) AS weight FROM takings t {where(*conditions)}
        GROUP BY t.agency"""


def _of_locations(question: Ranking, bind: Binding) -> str:
    roles = has_roles(question.roles, "u", bind)
    duties = duties_in(question.scope, bind, *roles, *_with(question.party, "u.key", bind))
    return f"SELECT u.location AS node, count(*) AS weight FROM {duties} GROUP BY u.location"


def _of_regulations(question: Ranking, bind: Binding) -> str:
    scope = question.scope
    places = within(replace(scope, subject=None, words=()), bind)
    told = ["e.relation = 'cites'"]
    if places and question.party is None:
        # in the order of their ids, so that one is found near the other
        told.append(f"e.document IN (SELECT d.id FROM documents d {where(*places)})")
    if question.party is not None:
        own = duties_of(question.party, scope, bind)
        actions = f"SELECT u.action FROM ({own}) own CROSS JOIN duties u ON u.key = own.key"
        told.append(f"e.source IN ({actions})")
    elif scope.subject is not None or scope.words:
        told.append(f"e.source IN (SELECT u.action FROM {duties_in(scope, bind)})")
    return f"""SELECT e.target AS node, count(*) AS weight FROM edges e {where(*told)}
        GROUP BY e.target"""


def _with(party: Party | None, key: str, bind: Binding) -> list[str]:
    return [also_of(party, key, bind, of_few=False)] if party else []
