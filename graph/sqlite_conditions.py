"""Who, where, when and on what as conditions of SQL, for every question that is narrowed so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from graph.model import Role
from graph.questions import BOUNDS, Comparison, Page, Party, Scope
from graph.sqlite_duties import bits_of


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


def duties_of(party: Party, scope: Scope, bind: Binding) -> str:
    """Return the query for the duties of a scope in which a party takes part, with their years."""
    of_few = is_one_body(party)
    conditions = (
        *takes_part(party, "p", bind),
        *narrowed(scope, "p", "p.duty", bind, of_few=of_few),
    )
    once = "" if of_few else "GROUP BY p.duty"  # sorts, which DISTINCT does more slowly
    return f"SELECT p.duty AS key, p.year FROM takings p {where(*conditions)} {once}"


def also_of(party: Party, key: str, bind: Binding, *, of_few: bool) -> str:
    """Return the condition that a party takes part in a duty.

    ``of_few`` duties all takings are looked at; for many the party's duties are gathered first.
    """
    agency, *rest = takes_part(party, "q", bind)
    if not of_few:
        return f"{key} IN (SELECT q.duty FROM takings q {where(agency, *rest)})"
    conditions = (f"q.duty = {key}", f"+{agency}", *rest)  # +: all of a duty, not of the bodies
    return f"EXISTS (SELECT 1 FROM takings q {where(*conditions)})"


def takes_part(party: Party, row: str, bind: Binding) -> list[str]:
    """Return the conditions that a row of takings is a party's: which body, in which role."""
    conditions = [f"{row}.agency IN ({bodies_of(party, bind)})"]
    return conditions + has_roles(party.roles, row, bind)


def has_roles(roles: Iterable[Role], row: str, bind: Binding) -> list[str]:
    """Return the condition that a row has one of some roles; none where any will do."""
    bits = bits_of(roles)
    return [f"{row}.roles & {bind(bits)}"] if bits else []


def is_one_body(party: Party) -> bool:
    """Whether a party is just one body, so that each of its duties comes once."""
    return party.agency is not None and not party.with_predecessors


def is_due(due: tuple[str, str], day: str, bind: Binding) -> str:
    """Return the condition that a deadline lies in a range; ``day`` is one day, or a list."""
    first, last = map(bind, due)

    def is_within(day: str) -> str:
        begins = f"substr({day}, 1, length({first})) >= {first}"
        return f"({begins} AND substr({day}, 1, length({last})) <= {last})"

    several = f"EXISTS (SELECT 1 FROM json_each({day}) WHERE {is_within('value')})"
    return f"CASE WHEN {day} = '' THEN 0 WHEN {day} LIKE '[%' THEN {several}" + (
        f" ELSE {is_within(day)} END"
    )


def asks_for(compared: Comparison, row: str, bind: Binding) -> list[str]:
    """Return the conditions that a row of measures asks for a figure."""
    sign, comparators = BOUNDS[compared.bound]
    return [
        f"{row}.unit = {bind(compared.unit)}",
        f"{row}.value {sign} {bind(compared.value)}",
        f"{row}.comparator IN {bind.each(comparators)}",
    ]


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


def narrowed(scope: Scope, row: str, key: str, bind: Binding, *, of_few: bool = False) -> list[str]:
    """Return the conditions of a scope on a row with a place and a year and the key of a duty.

    ``of_few`` rows the words are looked at; for many the duties that have them are gathered first.
    """
    conditions = _where_and_when(scope, row, bind)
    if scope.document is not None:
        document = f"document = {bind(scope.document)}"
        conditions.append(f"{key} IN (SELECT key FROM duties WHERE {document})")
    if scope.subject is not None:
        conditions.append(f"{key} IN (SELECT o.duty FROM {acting_on(scope, bind)})")
    if scope.words:
        if of_few or scope.document is not None or scope.subject is not None:
            conditions.append(_has_words(scope.words, row, key, bind))
        else:
            conditions.append(f"{key} IN (SELECT key FROM ({worded(scope, bind)}))")
    return conditions


def _has_words(words: Iterable[str], row: str, key: str, bind: Binding) -> str:
    """Return the condition that a duty, with the place and year of a row, has all of some words."""
    here = (f"w.location = {row}.location", f"w.year = {row}.year", f"w.duty = {key}")
    return f"EXISTS (SELECT 1 FROM wordings w {where(*here, *_says(words, bind))})"


def worded(scope: Scope, bind: Binding) -> str:
    """Return the query for the duties that have all words of a scope, there and then."""
    conditions = (*_where_and_when(scope, "w", bind), *_says(scope.words, bind))
    return f"SELECT w.duty AS key, w.year FROM wordings w {where(*conditions)}"


def _says(words: Iterable[str], bind: Binding) -> list[str]:
    return [f"instr(w.said, lower({bind(word)})) > 0" for word in words]


def within(scope: Scope, bind: Binding, action: str | None = None) -> list[str]:
    """Return the conditions of a scope on the document ``d`` and, where given, the action."""
    conditions = _where_and_when(scope, "d", bind)
    if scope.document is not None:
        conditions.append(f"d.id = {bind(scope.document)}")
    if scope.subject is not None or scope.words:
        meant = ("d.id", "document") if action is None else (action, "action")
        conditions.append(f"{meant[0]} IN (SELECT u.{meant[1]} FROM {duties_in(scope, bind)})")
    return conditions


def duties_in(scope: Scope, bind: Binding, *others: str) -> str:
    """Return the rows ``u`` of duties of a scope for which other conditions hold, too."""
    if scope.words and scope.subject is None and scope.document is None:
        of_words = f"({worded(scope, bind)}) own CROSS JOIN duties u ON u.key = own.key"
        return f"{of_words} {where(*others)}"
    return f"duties u {where(*narrowed(scope, 'u', 'u.key', bind), *others)}"


def acting_on(scope: Scope, bind: Binding) -> str:
    """Return the rows ``o`` of what acts on the subject of a scope, or on one below it."""
    subject = f"o.subject = {bind(scope.subject)}"
    return f"acting o {where(subject, *_where_and_when(scope, 'o', bind))}"


def _where_and_when(scope: Scope, row: str, bind: Binding) -> list[str]:
    conditions = []
    if scope.years is not None:
        conditions.append(f"{row}.year BETWEEN {bind(scope.years[0])} AND {bind(scope.years[1])}")
    if scope.locations:
        conditions.append(f"{row}.location IN ({places_of(scope, bind)})")
    return conditions


def places_of(scope: Scope, bind: Binding) -> str:
    """Return the query for the ids of the places of a scope, which has some."""
    places = f"VALUES {', '.join(f'({bind(place)})' for place in scope.locations)}"
    if not scope.with_subdivisions:
        return f"SELECT column1 AS id FROM ({places})"
    return f"""
        WITH RECURSIVE below (id) AS (
            {places} UNION SELECT l.id FROM nodes l JOIN below ON l.parent = below.id)
        SELECT id FROM below"""
