"""Which work each name means, kept in step in the SQLite store as documents come and go."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.codec import canonical, node_from
from graph.works import WorkName, name_of, works_of

_KIN = """
    WITH RECURSIVE kin (name, title, number) AS (
        SELECT name, title, number FROM works WHERE name IN (SELECT value FROM json_each(:names))
        OR (title <> '' AND title IN (SELECT value FROM json_each(:titles)))
        OR (number <> '' AND number IN (SELECT value FROM json_each(:numbers)))
        UNION SELECT w.name, w.title, w.number FROM kin JOIN works w
        ON kin.title <> '' AND w.title <> '' AND w.title = kin.title
        UNION SELECT w.name, w.title, w.number FROM kin JOIN works w
        ON kin.number <> '' AND w.number <> '' AND w.number = kin.number)
    SELECT name, title, number FROM kin"""


@dataclass(frozen=True, slots=True)
class Settlement:
    """What a changed document changed: the works to merge anew, and the other documents."""

    works: set[str]
    documents: list[str]


def settle(connection: sqlite3.Connection, document_id: str, named: Iterable[str]) -> Settlement:
    """Settle anew which works names mean, after what ``document_id`` says of some changed.

    Only names that share a title or a number with these, one after the other, can change.
    """
    among = sorted(name for name in named if name.startswith("regulation/"))
    before, kin = _renewed(connection, among)
    after = works_of(kin)
    moved = {name: work for name, work in after.items() if before.get(name) != work}
    connection.executemany(
        "UPDATE works SET work = ? WHERE name = ?", [(work, name) for name, work in moved.items()]
    )
    _rename(connection, moved | {name: after[name] for name in among if name in after})
    known = [name for name in moved if before.get(name)]
    others = connection.execute(
        """SELECT DISTINCT document FROM said JOIN sayings ON id = saying
        WHERE node IN (SELECT value FROM json_each(?)) AND document <> ? ORDER BY document""",
        (canonical(known), document_id),
    ).fetchall()
    return Settlement({*before.values(), *after.values()}, [other for (other,) in others])


def _renewed(
    connection: sqlite3.Connection, among: list[str]
) -> tuple[dict[str, str], list[WorkName]]:
    """Renew the rows of some names; return which works they and their kin meant, and the kin."""
    kin_before = _kin(connection, among, [])
    before = _meant(connection, [name.id for name in kin_before])
    names = canonical(among)
    connection.execute(
        """DELETE FROM works WHERE name IN (SELECT value FROM json_each(?))
        AND NOT EXISTS (SELECT 1 FROM sayings WHERE node = name)""",
        (names,),
    )
    bodies = connection.execute(
        """SELECT min(body) FROM sayings WHERE node IN (SELECT value FROM json_each(?))
        GROUP BY node""",
        (names,),
    ).fetchall()
    said = [name for (body,) in bodies if (name := name_of(node_from(json.loads(body))))]
    connection.executemany(
        "INSERT INTO works (name, title, number, work) VALUES (?, ?, ?, '') ON CONFLICT DO NOTHING",
        [(name.id, name.title, name.number) for name in said],
    )
    kin = _kin(connection, among, kin_before)
    before |= _meant(connection, [name.id for name in kin if name.id not in before])
    return before, kin


def _kin(connection: sqlite3.Connection, among: list[str], also: list[WorkName]) -> list[WorkName]:
    values = {
        "names": canonical(among),
        "titles": canonical(sorted({name.title for name in also})),
        "numbers": canonical(sorted({name.number for name in also})),
    }
    return [WorkName(*row) for row in connection.execute(_KIN, values)]


def _meant(connection: sqlite3.Connection, names: list[str]) -> dict[str, str]:
    rows = connection.execute(
        "SELECT name, work FROM works WHERE name IN (SELECT value FROM json_each(?))",
        (canonical(names),),
    )
    return {name: work for name, work in rows if work}


def _rename(connection: sqlite3.Connection, works: Mapping[str, str]) -> None:
    """Let edges and documents speak of works by the ids that these have now."""
    pairs = [(work, name) for name, work in works.items()]
    for end in ("source", "target"):
        connection.executemany(f"UPDATE edges SET {end} = ? WHERE said_{end} = ?", pairs)
    connection.executemany(
        """UPDATE documents SET body = json_set(body, '$.regulation', ?1)
        WHERE said_regulation = ?2 AND regulation <> ?1""",
        pairs,
    )
