"""Who, where, when and on what as conditions of SQL, for every question that is narrowed so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from graph.model import RESPONSIBILITY, Role
from graph.questions import BOUNDS, PLAIN, VAGUE, Comparison, Gap, Page, Party, Scope

RESPONSIBLE = ", ".join(f"'{relation}'" for relation in RESPONSIBILITY)
"""The relations of who takes part, as a list of SQL."""


@dataclass
class Binding:
    """Values bound to a statement under names of their own (p0, p1, …)."""

    values: dict[str, Any] = field(default_factory=dict)

    def __call__(self, value: object) -> str:
        """Bind a value and return the placeholder that stands for it."""
        name = f"p{len(self.values)}"
        self.values[name] = str(value) if isinstance(value, str) else value
        return f":{name}"

    def each(self, values: Iterable[object]) -> str:
        """Bind values and return their placeholders as a list in brackets."""
        return f"({', '.join(self(value) for value in values)})"


def where(*conditions: str) -> str:
    """Return conditions as the clause that asks for all of them."""
    return f"WHERE {' AND '.join(conditions)}" if conditions else ""


def limit(page: Page, bind: Binding) -> str:
    """Return the clause that cuts the wanted rows."""
    most = -1 if page.limit is None else page.limit
    return f"LIMIT {bind(most)} OFFSET {bind(page.offset)}"


def actions_of(party: Party, bind: Binding) -> str:
    """Return the query for the actions in which a party takes part."""
    roles = f"AND p.mode IN {bind.each(party.roles)}" if party.roles else ""
    return f"""SELECT p.target FROM edges p WHERE p.source IN ({bodies_of(party, bind)})
        AND p.relation IN ({RESPONSIBLE}) {roles}"""


def takes_part(party: Party, action: str, bind: Binding) -> str:
    """Return the condition that a party takes part in an action."""
    return f"EXISTS ({actions_of(party, bind)} AND p.target = {action})"


def lacks(roles: Iterable[Role], action: str, bind: Binding) -> str:
    """Return the condition that nobody has one of the roles in an action."""
    return f"""NOT EXISTS (SELECT 1 FROM edges p WHERE p.target = {action}
        AND p.relation IN ({RESPONSIBLE}) AND p.mode IN {bind.each(roles)})"""


def has_gap(gap: Gap, action: str) -> str:
    """Return the condition that an action lacks clarity in some way."""
    match gap:
        case "two-leads":
            return f"""(SELECT count(DISTINCT p.source) FROM edges p
                WHERE p.target = {action}.id AND p.relation = 'leads') > 1"""
        case "open-list":
            return f"json_extract({action}.body, '$.is_open_list')"
        case "vague":
            said = f"json_extract({action}.body, '$.statement')"
            vague = " OR ".join(f"instr({said}, '{word}')" for word in VAGUE)
            plain = " OR ".join(f"instr({said}, '{word}')" for word in PLAIN)
            return f"({vague}) AND NOT ({plain})"


def is_due(due: tuple[str, str], body: str, bind: Binding) -> str:
    """Return the condition that a deadline of an action lies in a range."""
    first, last = map(bind, due)
    return f"""EXISTS (
        SELECT 1 FROM (
            SELECT day || substr('-12-31', length(day) - 3) AS ends FROM (
                SELECT json_extract(value, '$.date') AS day FROM json_each({body}, '$.deadlines'))
            WHERE day <> '')
        WHERE substr(ends, 1, length({first})) >= {first}
        AND substr(ends, 1, length({last})) <= {last})"""


def asks_for(compared: Comparison, body: str, bind: Binding) -> str:
    """Return the condition that an indicator asks for a figure."""
    sign, comparators = BOUNDS[compared.bound]
    told = {name: f"json_extract({body}, '$.{name}')" for name in ("unit", "value", "comparator")}
    return f"""{told["unit"]} = {bind(compared.unit)}
        AND {told["value"]} {sign} {bind(compared.value)}
        AND {told["comparator"]} IN {bind.each(comparators)}"""


def breadth(party: Party) -> int:
    """Return 0 for an agency, 1 for a function, which has many: few candidates come first."""
    return 0 if party.agency is not None else 1


def bodies_of(party: Party, bind: Binding) -> str:
    """Return the query for the ids of the bodies that a party means."""
    if party.agency is not None and not party.with_predecessors:
        return bind(party.agency)
    wanted = bind(party.agency or party.function)
    column = "function" if party.agency is None else "id"
    if not party.with_predecessors:
        return f"""
            SELECT n.id FROM nodes n WHERE n.function = {wanted} AND {is_not_succeeded("n")}"""
    return f"""
        WITH RECURSIVE before (id) AS (
            SELECT id FROM nodes WHERE {column} = {wanted}
            UNION SELECT s.target FROM edges s JOIN before ON s.source = before.id
            WHERE s.relation = 'succeeds')
        SELECT id FROM before"""


def is_not_succeeded(body: str) -> str:
    """Return the condition that no body with the same function has taken a body's place."""
    return f"""NOT EXISTS (
        SELECT 1 FROM edges s JOIN nodes a ON a.id = s.source WHERE s.target = {body}.id
        AND s.relation = 'succeeds' AND a.function = {body}.function)"""


def within(scope: Scope, bind: Binding, action: str | None = None) -> list[str]:
    """Return the conditions of a scope on the document ``d`` and, where given, the action."""
    conditions = []
    if scope.document is not None:
        conditions.append(f"d.id = {bind(scope.document)}")
    if scope.years is not None:
        conditions.append(f"d.year BETWEEN {bind(scope.years[0])} AND {bind(scope.years[1])}")
    if scope.locations and not scope.with_subdivisions:
        conditions.append(f"d.location IN {bind.each(scope.locations)}")
    elif scope.locations:
        places = ", ".join(f"({bind(place)})" for place in scope.locations)
        conditions.append(
            f"""d.location IN (
            WITH RECURSIVE below (id) AS (
                VALUES {places}
                UNION SELECT l.id FROM nodes l JOIN below ON l.parent = below.id)
            SELECT id FROM below)"""
        )
    return conditions + _about(scope, bind, action)


def _about(scope: Scope, bind: Binding, action: str | None) -> list[str]:
    """Return the conditions on what an action is about; without one, any of the document ``d``."""
    conditions = []
    if scope.subject is not None:
        conditions.append(f"{action or 'w.id'} IN ({_acting_on(scope.subject, bind)})")
    if scope.words and action is not None:
        conditions.append(
            f"EXISTS (SELECT 1 FROM nodes w WHERE w.id = {action} AND {_has(scope.words, bind)})"
        )
    elif scope.words:
        conditions.append(_has(scope.words, bind))
    if conditions and action is None:
        held = " AND ".join(("w.kind = 'action'", *conditions))
        if scope.subject is not None:  # few: they tell which documents to look at
            return [f"d.id IN (SELECT w.document FROM nodes w WHERE {held})"]
        return [f"EXISTS (SELECT 1 FROM nodes w WHERE w.document = d.id AND {held})"]
    return conditions


def _has(words: Iterable[str], bind: Binding) -> str:
    """Return the condition that the action ``w`` has all words, A and a being one letter."""
    told = "||' '||".join(f"json_extract(w.body, '$.{n}')" for n in ("section", "title", "text"))
    return " AND ".join(f"instr(lower({told}), lower({bind(word)})) > 0" for word in words)


def _acting_on(subject: str, bind: Binding) -> str:
    return f"""
        WITH RECURSIVE below (id) AS (
            SELECT {bind(subject)}
            UNION SELECT s.id FROM nodes s JOIN below
            ON s.kind = 'subject' AND json_extract(s.body, '$.broader') = below.id)
        SELECT o.source FROM edges o JOIN below ON o.target = below.id
        WHERE o.relation = 'has-target'"""
