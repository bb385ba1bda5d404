"""Sessions of browsers: random tokens, of which only a digest is kept."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from hashlib import sha256

from web.accounts.model import Session, User
from web.accounts.users import user_of
from web.database import Database

IDLE = 12 * 3600
"""A session ends after so many seconds without a request,"""
LONGEST = 7 * 24 * 3600
"""and after so many seconds in any case."""
# How often at most it is written down that a session is in use.
_NOTED = 300
_AGENT = 200


class Sessions:
    """The sessions of one site."""

    def __init__(self, database: Database, clock: Callable[[], float]) -> None:
        self._database = database
        self._clock = clock

    def begin(self, user: User, address: str, agent: str) -> str:
        """Begin a session and return its token, which nobody had before."""
        token, now = secrets.token_urlsafe(32), self._clock()
        with self._database.change() as connection:
            connection.execute(
                "DELETE FROM session WHERE seen <= ? OR started <= ?", (now - IDLE, now - LONGEST)
            )
            connection.execute(
                "INSERT INTO session (digest, user, started, seen, address, agent)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (digest_of(token), user.id, now, now, address, agent[:_AGENT]),
            )
        return token

    def of(self, token: str) -> tuple[User, Session] | None:
        """Return the user and the session of a token; None where it has ended or never was."""
        now = self._clock()
        row = self._database.row(
            "SELECT user.*, session.id AS session, started, seen, address, agent"
            " FROM session JOIN user ON user.id = session.user"
            " WHERE digest = ? AND seen > ? AND started > ?",
            *(digest_of(token), now - IDLE, now - LONGEST),
        )
        if row is None:
            return None
        if now - row["seen"] > _NOTED:
            with self._database.change() as connection:
                connection.execute(
                    "UPDATE session SET seen = ? WHERE id = ?", (now, row["session"])
                )
        told = (row["session"], row["started"], row["seen"], row["address"], row["agent"])
        return user_of(row), Session(*told)

    def of_user(self, user: User) -> list[Session]:
        """Return the sessions of a user that have not ended, last used first."""
        now = self._clock()
        rows = self._database.rows(
            "SELECT id, started, seen, address, agent FROM session"
            " WHERE user = ? AND seen > ? AND started > ? ORDER BY seen DESC, id DESC",
            *(user.id, now - IDLE, now - LONGEST),
        )
        return [Session(*row) for row in rows]

    def end(self, user: User, session: int) -> None:
        """End one session of a user."""
        with self._database.change() as connection:
            connection.execute("DELETE FROM session WHERE user = ? AND id = ?", (user.id, session))

    def end_all(self, user: User) -> None:
        """End all sessions of a user."""
        with self._database.change() as connection:
            connection.execute("DELETE FROM session WHERE user = ?", (user.id,))


def digest_of(token: str) -> bytes:
    """Return what is kept of a token; it is random, so that no slow hash is needed."""
    return sha256(token.encode("utf-8", "surrogatepass")).digest()
