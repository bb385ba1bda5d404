"""Who, where, when and on what as parts of Cypher, for every question that is narrowed so.

What names several nodes is gathered first, by clauses that leave a list of ids under a name;
conditions are on the action ``n`` and its document ``d``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from graph.fragments import small
from graph.model import Role
from graph.neo4j_schema import RESPONSIBLE
from graph.questions import PLAIN, VAGUE, Gap, Party, Scope


@dataclass
class Binding:
    """Values given to a statement under names of their own (p0, p1, …)."""

    values: dict[str, Any] = field(default_factory=dict)

    def __call__(self, value: object) -> str:
        """Give a value and return the name that stands for it."""
        name = f"p{len(self.values)}"
        if isinstance(value, list):
            value = [str(one) if isinstance(one, str) else one for one in value]
        self.values[name] = str(value) if isinstance(value, str) else value
        return f"${name}"


@dataclass(frozen=True, slots=True)
class Found:
    """What finds all rows, the names they are made of, their order, and what shows one."""

    found: str
    names: str
    order: str
    shown: str


def where(conditions: Iterable[str]) -> str:
    """Return conditions as the clause that asks for all of them."""
    told = " AND ".join(conditions)
    return f"WHERE {told}" if told else ""


def bodies_of(party: Party, name: str, bind: Binding) -> str:
    """Return the clause that gathers the ids of the bodies that a party means."""
    wanted = bind(party.agency or party.function)
    before = "-[:SUCCEEDS*0..]->(b:Body)" if party.with_predecessors else ""
    if party.agency is not None:
        if not before:
            return f"WITH *, [{wanted}] AS {name} "
        found = f"MATCH (:Body {{id: {wanted}}}){before}"
    elif before:
        found = f"MATCH (:Body {{function: {wanted}}}){before}"
    else:
        found = f"MATCH (b:Body {{function: {wanted}}}) WHERE {is_not_succeeded('b')}"
    return f"CALL {{ {found} RETURN collect(DISTINCT b.id) AS {name} }} WITH * "


def is_not_succeeded(body: str) -> str:
    """Return the condition that no body with the same function has taken a body's place."""
    return f"""NOT EXISTS {{
        MATCH (x:Body)-[:SUCCEEDS]->({body}) WHERE x.function = {body}.function }}"""


def takes_part(party: Party, name: str, bind: Binding) -> str:
    """Return the condition that one of the bodies under a name takes part as a party does."""
    roles = " AND ".join([f"q.id IN {name}", *has_roles("part", party.roles, bind)])
    return f"EXISTS {{ MATCH (q:Node)-[part:{RESPONSIBLE}]->(n) WHERE {roles} }}"


def has_roles(edge: str, roles: Iterable[Role], bind: Binding) -> list[str]:
    """Return the condition that a relationship states one of some roles; none where any will do."""
    wanted = [*roles]
    return [f"{edge}.mode IN {bind(wanted)}"] if wanted else []


def lacks(roles: Iterable[Role], bind: Binding) -> str:
    """Return the condition that nobody has one of the roles."""
    return f"""NOT EXISTS {{
        MATCH (:Body)-[t:{RESPONSIBLE}]->(n) WHERE t.mode IN {bind([*roles])} }}"""


def has_gap(gap: Gap, bind: Binding) -> str:
    """Return the condition that an action lacks clarity in some way."""
    match gap:
        case "two-leads":
            return "COUNT { MATCH (x:Body)-[:LEADS]->(n) RETURN DISTINCT x } > 1"
        case "open-list":
            return "n.is_open_list"
        case "vague":
            vague, plain = bind([*VAGUE]), bind([*PLAIN])
            return f"""any(word IN {vague} WHERE n.statement CONTAINS word)
                AND none(word IN {plain} WHERE n.statement CONTAINS word)"""


def is_due(due: tuple[str, str], bind: Binding) -> str:
    """Return the condition that a deadline lies in a range."""
    first, last = due
    return f"""any(end IN n.due WHERE left(end, {len(first)}) >= {bind(first)}
        AND left(end, {len(last)}) <= {bind(last)})"""


def within(scope: Scope, bind: Binding, *, of_action: bool = True) -> tuple[str, list[str]]:
    """Return the clauses and conditions of a scope on ``d`` and, where there is one, ``n``."""
    clauses, conditions = "WITH 0 AS start ", []
    if scope.document is not None:
        conditions.append(f"d.id = {bind(scope.document)}")
    if scope.years is not None:
        first, last = map(bind, scope.years)
        conditions.append(f"{first} <= d.year <= {last}")
    if scope.locations:
        places = bind([*scope.locations])
        conditions.append(f"d.location IN {'places' if scope.with_subdivisions else places}")
        if scope.with_subdivisions:
            clauses += f"CALL {{ {_below('Location', 'parent', places)} AS places }} WITH * "
    about = []
    if scope.subject is not None:
        wanted = bind([scope.subject])
        clauses += f"CALL {{ {_below('Subject', 'broader', wanted)} AS subjects }} WITH * "
        about.append("EXISTS { MATCH (n)-[:HAS_TARGET]->(o:Subject) WHERE o.id IN subjects }")
    about += [f"n.said CONTAINS {bind(small(word))}" for word in scope.words]
    if about and not of_action:
        about = [f"EXISTS {{ MATCH (n:Action)-[:OF]->(d) WHERE {' AND '.join(about)} }}"]
    return clauses, conditions + about


def gathered(scope: Scope) -> tuple[str, ...]:
    """Return the names of the lists that the clauses of a scope leave."""
    places = ("places",) if scope.locations and scope.with_subdivisions else ()
    return (*places, *(("subjects",) if scope.subject is not None else ()))


def _below(label: str, above: str, wanted: str) -> str:
    """Return the clause that gathers ids and those of all nodes below them."""
    return f"""OPTIONAL MATCH (l:{label}) WHERE l.id IN {wanted} OR l.{above} IN {wanted}
        OPTIONAL MATCH (b:{label})-[:BELOW*0..]->(l)
        RETURN collect(DISTINCT b.id) + {wanted}"""
