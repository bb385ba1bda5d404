"""What questions look at in the SQLite store: narrow rows made of what nodes and edges say."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from graph.codec import canonical
from graph.model import RESPONSIBILITY, Role
from graph.questions import PLAIN, VAGUE, Gap

ROLE_BITS = {role: 1 << number for number, role in enumerate(Role)}
GAP_BITS: dict[Gap, int] = {"two-leads": 1, "open-list": 2, "vague": 4}
NO_YEAR = -1
RESPONSIBLE = ", ".join(f"'{relation}'" for relation in RESPONSIBILITY)
"""The relations of who takes part, as a list of SQL."""

_WHEN = " ".join(f"WHEN '{role}' THEN {bit}" for role, bit in ROLE_BITS.items())
_ROLE = f"CASE e.mode {_WHEN} END"
_DAYS = """
    SELECT date || substr('-12-31', length(date) - 3) AS day FROM (
        SELECT json_extract(value, '$.date') AS date FROM json_each(n.body, '$.deadlines'))
    WHERE date <> ''"""


def _says(words: Iterable[str]) -> str:
    return " OR ".join(f"instr(json_extract(n.body, '$.statement'), '{word}')" for word in words)


_GAPS = f"""
    {GAP_BITS["two-leads"]} * ((SELECT count(DISTINCT e.source) FROM edges e
        WHERE e.target = n.id AND e.relation = 'leads') > 1)
    + {GAP_BITS["open-list"]} * json_extract(n.body, '$.is_open_list')
    + {GAP_BITS["vague"]} * (({_says(VAGUE)}) AND NOT ({_says(PLAIN)}))"""
_SAID = "||' '||".join(f"json_extract(n.body, '$.{n}')" for n in ("section", "title", "text"))
_DUTIES = f"""
    INSERT INTO duties (action, document, position, location, year, roles, gaps, due)
    SELECT n.id, d.id, n.position, coalesce(d.location, ''), coalesce(d.year, {NO_YEAR}),
        coalesce((SELECT sum(DISTINCT {_ROLE}) FROM edges e
            WHERE e.target = n.id AND e.relation IN ({RESPONSIBLE})), 0),
        {_GAPS},
        CASE (SELECT count(*) FROM ({_DAYS})) WHEN 0 THEN '' WHEN 1 THEN (SELECT day FROM ({_DAYS}))
            ELSE (SELECT json_group_array(day) FROM ({_DAYS})) END
    FROM documents d JOIN nodes n ON n.document = d.id"""
_WORDINGS = f"""
    INSERT INTO wordings (location, year, duty, said)
    SELECT u.location, u.year, u.key, lower({_SAID})
    FROM duties u JOIN nodes n ON n.id = u.action"""
_TAKINGS = f"""
    INSERT INTO takings (agency, location, year, duty, roles)
    SELECT e.source, u.location, u.year, u.key, sum(DISTINCT {_ROLE})
    FROM duties u JOIN edges e ON e.target = u.action AND e.relation IN ({RESPONSIBLE})"""
_PAIRS = """
    SELECT x.agency, y.agency AS other, count(*) AS weight FROM duties u
    CROSS JOIN takings x ON x.duty = u.key
    CROSS JOIN takings y ON y.duty = u.key AND y.agency <> x.agency
    WHERE {which} GROUP BY 1, 2"""
_COUNTED = f"""
    INSERT INTO pairs {_PAIRS}
    ON CONFLICT (agency, other) DO UPDATE SET weight = weight + excluded.weight"""
_UNCOUNTED = f"""
    UPDATE pairs SET weight = pairs.weight - less.weight
    FROM ({_PAIRS.format(which="u.document = :document")}) less
    WHERE pairs.agency = less.agency AND pairs.other = less.other"""
_ACTING = """
    INSERT INTO acting (subject, location, year, duty)
    WITH RECURSIVE up (duty, subject) AS (
        SELECT u.key, e.target
        FROM duties u JOIN edges e ON e.source = u.action AND e.relation = 'has-target'
        WHERE e.target LIKE 'subject/%' AND {which}
        UNION SELECT up.duty, json_extract(s.body, '$.broader') FROM up
        JOIN nodes s ON s.id = up.subject AND json_extract(s.body, '$.broader') <> '')
    SELECT up.subject, u.location, u.year, u.key FROM up JOIN duties u ON u.key = up.duty"""
_MEASURES = """
    INSERT INTO measures
        (edge, duty, indicator, location, year, comparator, value, unit, metric, text)
    SELECT e.rowid, u.key, i.id, u.location, u.year, json_extract(i.body, '$.comparator'),
        json_extract(i.body, '$.value'), json_extract(i.body, '$.unit'),
        json_extract(i.body, '$.metric'), json_extract(i.body, '$.text')
    FROM edges e JOIN nodes i ON i.id = e.target JOIN duties u ON u.action = e.source
    WHERE e.relation = 'has-target'"""


def keep_duties(connection: sqlite3.Connection, document_id: str, named: Iterable[str]) -> None:
    """Make the rows of a document, and those of indicators that it named or names."""
    here = {"document": document_id}
    connection.execute(f"{_DUTIES} WHERE d.id = :document", here)
    connection.execute(f"{_WORDINGS} WHERE u.document = :document", here)
    connection.execute(f"{_TAKINGS} WHERE u.document = :document GROUP BY e.source, u.key", here)
    connection.execute(_COUNTED.format(which="u.document = :document"), here)
    connection.execute(_ACTING.format(which="u.document = :document"), here)
    indicators = canonical(sorted(one for one in named if one.startswith("indicator/")))
    among = "(SELECT value FROM json_each(?))"
    connection.execute(f"DELETE FROM measures WHERE indicator IN {among}", (indicators,))
    connection.execute(f"{_MEASURES} AND i.id IN {among}", (indicators,))


def take_duties(connection: sqlite3.Connection, document_id: str) -> None:
    """Take the actions of a document out of words and of what bodies share, before they go."""
    here = {"document": document_id}
    connection.execute(
        """DELETE FROM wordings WHERE (location, year, duty) IN (
        SELECT location, year, key FROM duties WHERE document = :document)""",
        here,
    )
    connection.execute(_UNCOUNTED, here)
    connection.execute(
        f"""DELETE FROM pairs WHERE weight = 0 AND (agency, other) IN (
        SELECT agency, other FROM ({_PAIRS.format(which="u.document = :document")}))""",
        here,
    )


def broader_of(connection: sqlite3.Connection, named: Iterable[str]) -> set[tuple[str, str]]:
    """Return those of the named nodes that are below a subject, each with the one above it."""
    subjects = canonical(sorted(one for one in named if one.startswith("subject/")))
    return set(
        connection.execute(
            """SELECT id, json_extract(body, '$.broader') AS above FROM nodes
            WHERE id IN (SELECT value FROM json_each(?)) AND above <> ''""",
            (subjects,),
        )
    )


def regroup(connection: sqlite3.Connection, subjects: Iterable[str]) -> None:
    """Make the rows anew of what acts on subjects that have another one above them now."""
    moved = canonical(sorted(subjects))
    duties = "(SELECT duty FROM acting WHERE subject IN (SELECT value FROM json_each(?)))"
    keys = [key for (key,) in connection.execute(f"SELECT DISTINCT duty FROM {duties}", (moved,))]
    among = canonical(keys)
    connection.execute(
        "DELETE FROM acting WHERE duty IN (SELECT value FROM json_each(?))", (among,)
    )
    which = "u.key IN (SELECT value FROM json_each(?))"
    connection.execute(_ACTING.format(which=which), (among,))


def keep_all_duties(connection: sqlite3.Connection) -> None:
    """Make the rows of all documents in each table that has none yet."""
    for table, made in (
        ("duties", _DUTIES),
        ("wordings", f"{_WORDINGS} ORDER BY 1, 2, 3"),
        ("takings", f"{_TAKINGS} GROUP BY e.source, u.key"),
        ("pairs", _COUNTED.format(which="true")),
        ("acting", _ACTING.format(which="true")),
        ("measures", f"{_MEASURES} AND i.kind = 'indicator'"),
    ):
        if connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() is None:
            connection.execute(made)


def bits_of(roles: Iterable[Role]) -> int:
    """Return the sum that stands for roles."""
    return sum(ROLE_BITS[role] for role in set(roles))
