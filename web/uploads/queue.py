"""The queue of uploads and removals, in a file that all processes of the site share."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from ingest.ledger import Entry, Outcome
from web.database import Database
from web.uploads.model import Arrived, Kind, Progress, Row, Run, State, Waiting

_SCHEMA = Path(__file__).with_name("schema.sql")
_ANEW = (Outcome.ADDED, Outcome.UPDATED)


class Queue:
    """The queue of one data folder; raises DatabaseError where its file cannot be used."""

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        self._database = Database(path, _SCHEMA.read_text("utf-8"))
        self._clock = clock

    def put(
        self, kind: Kind, who: str, files: Sequence[Arrived], *, is_replacing: bool = False
    ) -> int:
        """Put files into the queue and return the number of their run."""
        with self._database.change() as connection:
            run = connection.execute(
                "INSERT INTO run (kind, who, at, is_replacing) VALUES (?, ?, ?, ?)",
                (kind, who, self._clock(), is_replacing),
            ).lastrowid
            for file in files:
                self._put_file(connection, run, file)
        assert run is not None
        return run

    def next_run(self) -> Run | None:
        """Return the run that is to be worked off next."""
        row = self._database.row("SELECT * FROM run WHERE ended IS NULL ORDER BY id LIMIT 1")
        return _run(row) if row else None

    def run(self, number: int) -> Run | None:
        """Return the run of a number, or None."""
        row = self._database.row("SELECT * FROM run WHERE id = ?", number)
        return _run(row) if row else None

    def runs(self, start: int, count: int) -> list[Run]:
        """Return some of the runs, latest first."""
        query = "SELECT * FROM run ORDER BY id DESC LIMIT ? OFFSET ?"
        return [_run(row) for row in self._database.rows(query, count, start)]

    def total(self) -> int:
        """Return how many runs there are."""
        row = self._database.row("SELECT count(*) FROM run")
        return int(row[0]) if row else 0

    def begin_run(self, run: Run) -> list[Waiting]:
        """Return the files of a run that are not done, those that were in hand among them."""
        with self._database.change() as connection:
            now = self._clock()
            connection.execute(
                "UPDATE run SET begun = ? WHERE id = ? AND begun IS NULL", (now, run.id)
            )
            connection.execute(
                "UPDATE file SET state = ? WHERE run = ? AND state = ?",
                (State.WAITING, run.id, State.READING),
            )
            rows = connection.execute(
                "SELECT id, name, key, spooled, begun FROM file"
                " WHERE run = ? AND state != ? ORDER BY id",
                (run.id, State.DONE),
            ).fetchall()
        return [Waiting(**dict(row)) for row in rows]

    def in_hand(self, run: Run) -> list[Waiting]:
        """Return the files of a run that were begun and not ended."""
        rows = self._database.rows(
            "SELECT id, name, key, spooled, begun FROM file WHERE run = ? AND state = ?",
            *(run.id, State.READING),
        )
        return [Waiting(**dict(row)) for row in rows]

    def begin_file(self, file: int, key: str) -> None:
        """Note that a file is in hand, and what the ledger knows it by."""
        with self._database.change() as connection:
            connection.execute(
                "UPDATE file SET state = ?, key = ?, begun = coalesce(begun, ?) WHERE id = ?",
                (State.READING, key, self._clock(), file),
            )

    def record(self, file: int, entry: Entry) -> None:
        """Note what became of a file, or of one in an archive.

        What was stored before the program was ended is unchanged when it is taken again; it
        was this run that added it.
        """
        values = (file, entry.path, entry.name, str(entry.outcome), entry.document)
        with self._database.change() as connection:
            connection.execute(
                "INSERT INTO result (file, path, name, outcome, document, reason, code, actions)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (file, path) DO UPDATE SET"
                " outcome = excluded.outcome, document = excluded.document,"
                " reason = excluded.reason, code = excluded.code, actions = excluded.actions"
                " WHERE excluded.outcome != ? OR outcome NOT IN (?, ?)",
                (*values, entry.reason, str(entry.code), entry.actions, Outcome.UNCHANGED, *_ANEW),
            )

    def record_removal(self, file: int, outcome: str) -> None:
        """Note what became of a document that was to be removed."""
        with self._database.change() as connection:
            _tell(connection, file, outcome)

    def refuse(self, file: int, reason: str, code: str) -> None:
        """Note why a file is not taken."""
        with self._database.change() as connection:
            _tell(connection, file, Outcome.REFUSED, reason, code)

    def end_file(self, file: int) -> None:
        """Note that nothing more comes of a file."""
        with self._database.change() as connection:
            connection.execute(
                "UPDATE file SET state = ?, spooled = '' WHERE id = ?", (State.DONE, file)
            )

    def be_careful(self, run: Run) -> None:
        """Let the files of a run be taken one at a time."""
        with self._database.change() as connection:
            connection.execute("UPDATE run SET is_careful = 1 WHERE id = ?", (run.id,))

    def end_run(self, run: Run) -> None:
        """Note that a run is over."""
        with self._database.change() as connection:
            connection.execute("UPDATE run SET ended = ? WHERE id = ?", (self._clock(), run.id))

    def note_trouble(self, words: str) -> None:
        """Note why nothing is taken in; '' where there is no trouble any more."""
        with self._database.change() as connection:
            connection.execute("INSERT OR REPLACE INTO trouble VALUES (1, ?)", (words,))

    def spooled(self) -> set[str]:
        """Return the names of the files in the spool that are still needed."""
        rows = self._database.rows("SELECT spooled FROM file WHERE spooled != ''")
        return {row["spooled"] for row in rows}

    def progress(self, run: Run) -> Progress:
        """Return how far a run is."""
        row = self._database.row(
            "SELECT count(*) AS total, coalesce(sum(size), 0) AS size,"
            " coalesce(sum(state = 'done'), 0) AS done,"
            " coalesce(sum(size * (state = 'done')), 0) AS size_done"
            " FROM file WHERE run = ?",
            run.id,
        )
        counts = self._database.rows(
            "SELECT outcome, count(*) AS count FROM result JOIN file ON file.id = file"
            " WHERE run = ? GROUP BY outcome",
            run.id,
        )
        trouble = self._database.row("SELECT words FROM trouble")
        assert row is not None
        told = dict(row)
        state = _state(run, told["total"], told["done"])
        return Progress(
            run=run,
            state=state,
            rows=self._rows(run),
            counts={count["outcome"]: count["count"] for count in counts},
            trouble=trouble["words"] if trouble and state is not State.DONE else "",
            **told,
        )

    def rows(self, run: Run, start: int, count: int) -> list[Row]:
        """Return some of the rows of a run, in the order in which files were handed in."""
        found = self._database.rows(
            "SELECT coalesce(result.name, file.name) AS name, size, state,"
            " coalesce(outcome, '') AS outcome, document, coalesce(reason, '') AS reason,"
            " coalesce(code, '') AS code, coalesce(actions, 0) AS actions"
            " FROM file LEFT JOIN result ON result.file = file.id"
            " WHERE run = ? ORDER BY file.id, result.id LIMIT ? OFFSET ?",
            *(run.id, count, start),
        )
        return [Row(**{**dict(row), "state": State(row["state"])}) for row in found]

    def close(self) -> None:
        """Give the file back."""
        self._database.close()

    def _rows(self, run: Run) -> int:
        query = "SELECT count(*) FROM file LEFT JOIN result ON file = file.id WHERE run = ?"
        row = self._database.row(query, run.id)
        return int(row[0]) if row else 0

    def _put_file(self, connection: sqlite3.Connection, run: int | None, file: Arrived) -> None:
        state = State.DONE if file.refusal else State.WAITING
        number = connection.execute(
            "INSERT INTO file (run, name, key, size, spooled, state) VALUES (?, ?, ?, ?, ?, ?)",
            (run, file.name, file.key, file.size, file.spooled, state),
        ).lastrowid
        if file.refusal and number is not None:
            _tell(connection, number, Outcome.REFUSED, file.refusal, file.code)


def _tell(
    connection: sqlite3.Connection, file: int, outcome: str, reason: str = "", code: str = ""
) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO result (file, path, name, outcome, reason, code, actions)"
        " SELECT id, key, name, ?, ?, ?, 0 FROM file WHERE id = ?",
        (outcome, reason, code, file),
    )


def _run(row: sqlite3.Row) -> Run:
    told = dict(row)
    told |= {name: bool(told[name]) for name in ("is_replacing", "is_careful")}
    return Run(**{**told, "kind": Kind(told["kind"])})


def _state(run: Run, total: int, done: int) -> State:
    if run.ended is not None:
        return State.DONE
    if run.begun is None:
        return State.WAITING
    return State.READING if done < total else State.INDEXING
