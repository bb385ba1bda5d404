"""Which work each name means, kept in step in the SQLite store as documents come and go."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.codec import canonical, node_from
from graph.model import Basis
from graph.works import WorkName, concerned, name_of, works_of

_OF_NUMBERS = """
    SELECT name, title, number FROM works
    WHERE number <> '' AND number IN (SELECT value FROM json_each(?))"""
_TITLES_ALONE = """
    SELECT name, title, number FROM works
    WHERE title <> '' AND number = '' AND title IN (SELECT value FROM json_each(?))"""
_OTHER_NUMBERS = """
    SELECT DISTINCT number FROM works WHERE title = ? AND title <> '' AND number <> ''
    AND number NOT IN (SELECT value FROM json_each(?)) LIMIT 2"""

# those who say a name, and plans that were inferred to carry out what it means
_OTHERS = f"""
    SELECT document FROM said JOIN sayings ON id = saying
    WHERE node IN (SELECT value FROM json_each(:names)) AND document <> :document
    UNION SELECT document FROM edges
    WHERE said_target IN (SELECT value FROM json_each(:names))
    AND basis = '{Basis.INFERRED.value}' AND document <> :document ORDER BY document"""


@dataclass(frozen=True, slots=True)
class Settlement:
    """What a changed document changed: the works to merge anew, and the other documents."""

    works: set[str]
    documents: list[str]


def settle(connection: sqlite3.Connection, document_id: str, named: Iterable[str]) -> Settlement:
    """Settle anew which works names mean, after what ``document_id`` says of some changed.

    What is done does not grow with how many works bear a title or are cited.
    """
    among = sorted(name for name in named if name.startswith("regulation/"))
    new, gone = _renew(connection, among)
    names, elsewhere = concerned(_Held(connection), [*new, *gone])
    before = _meant(connection, {*among, *(name.id for name in names)})
    connection.executemany("DELETE FROM works WHERE name = ?", [(name.id,) for name in gone])
    after = works_of((name for name in names if name not in gone), elsewhere)
    moved = {name: work for name, work in after.items() if before.get(name) != work}
    connection.executemany(
        "UPDATE works SET work = ? WHERE name = ?", [(work, name) for name, work in moved.items()]
    )
    known = {name: work for name, work in moved.items() if name in before}
    _rename(connection, known)
    _rename_in(connection, document_id)
    others = connection.execute(
        _OTHERS, {"names": canonical(sorted(known)), "document": document_id}
    ).fetchall()
    meant = _meant(connection, among)
    left = {work for name, work in before.items() if name in known or name in among}
    return Settlement(left | {*known.values(), *meant.values()}, [other for (other,) in others])


def _renew(
    connection: sqlite3.Connection, among: list[str]
) -> tuple[list[WorkName], list[WorkName]]:
    """Add rows for the names that are new; return these, and those that nobody says any more.

    The rows of the latter stay, so that what hangs on them can be found.
    """
    names = canonical(among)
    bodies = connection.execute(
        """SELECT min(body) FROM sayings WHERE node IN (SELECT value FROM json_each(?))
        AND NOT EXISTS (SELECT 1 FROM works WHERE name = node) GROUP BY node""",
        (names,),
    ).fetchall()
    new = [name for (body,) in bodies if (name := name_of(node_from(json.loads(body))))]
    connection.executemany(
        "INSERT INTO works (name, title, number, work) VALUES (?, ?, ?, '')",
        [(name.id, name.title, name.number) for name in new],
    )
    gone = connection.execute(
        """SELECT name, title, number FROM works WHERE name IN (SELECT value FROM json_each(?))
        AND NOT EXISTS (SELECT 1 FROM sayings WHERE node = name)""",
        (names,),
    ).fetchall()
    return new, [WorkName(*row) for row in gone]


class _Held:
    """The names that the store of a connection holds."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def of_numbers(self, numbers: set[str]) -> list[WorkName]:
        return self._names(_OF_NUMBERS, numbers)

    def alone(self, titles: set[str]) -> list[WorkName]:
        return self._names(_TITLES_ALONE, titles)

    def other_numbers(self, title: str, numbers: set[str]) -> list[str]:
        rows = self._connection.execute(_OTHER_NUMBERS, (title, canonical(sorted(numbers))))
        return [number for (number,) in rows]

    def _names(self, query: str, values: set[str]) -> list[WorkName]:
        rows = self._connection.execute(query, (canonical(sorted(values)),))
        return [WorkName(*row) for row in rows]


def _meant(connection: sqlite3.Connection, names: Iterable[str]) -> dict[str, str]:
    rows = connection.execute(
        "SELECT name, work FROM works WHERE name IN (SELECT value FROM json_each(?))",
        (canonical(sorted(names)),),
    )
    return {name: work for name, work in rows if work}


def _rename(connection: sqlite3.Connection, works: Mapping[str, str]) -> None:
    """Let all edges and documents speak of some works by the ids that these have now."""
    pairs = [(work, name) for name, work in works.items()]
    for end in ("source", "target"):
        connection.executemany(f"UPDATE edges SET {end} = ? WHERE said_{end} = ?", pairs)
    connection.executemany(
        """UPDATE documents SET body = json_set(body, '$.regulation', ?1)
        WHERE said_regulation = ?2 AND regulation <> ?1""",
        pairs,
    )


def _rename_in(connection: sqlite3.Connection, document_id: str) -> None:
    """Let what one document says speak of works by the ids that these have now."""
    for end in ("source", "target"):
        connection.execute(
            f"""UPDATE edges SET {end} = coalesce(
                (SELECT work FROM works WHERE name = said_{end}), said_{end})
            WHERE document = ? AND said_{end} IS NOT NULL""",
            (document_id,),
        )
    connection.execute(
        """UPDATE documents SET body = json_set(body, '$.regulation', work) FROM works
        WHERE id = ? AND name = said_regulation AND work <> regulation""",
        (document_id,),
    )
