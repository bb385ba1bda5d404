"""The log of who did what; the database lets it only grow."""

from __future__ import annotations

from collections.abc import Callable

from web.accounts.model import Deed, Entry
from web.database import Database

_ABOUT = 300


class Log:
    """The log of one site."""

    def __init__(self, database: Database, clock: Callable[[], float]) -> None:
        self._database = database
        self._clock = clock

    def note(self, who: str, deed: Deed, about: str = "", address: str = "") -> None:
        """Write down what somebody did."""
        with self._database.change() as connection:
            connection.execute(
                "INSERT INTO log (at, who, deed, about, address) VALUES (?, ?, ?, ?, ?)",
                (self._clock(), who, deed, about[:_ABOUT], address),
            )

    def part(self, start: int, count: int) -> list[Entry]:
        """Return some entries, latest first, from ``start`` on."""
        rows = self._database.rows(
            "SELECT at, who, deed, about, address FROM log ORDER BY id DESC LIMIT ? OFFSET ?",
            *(count, start),
        )
        return [Entry(at, who, Deed(deed), about, place) for at, who, deed, about, place in rows]

    def total(self) -> int:
        """Return how many entries there are."""
        row = self._database.row("SELECT count(*) FROM log")
        return int(row[0]) if row else 0
