"""Tokens of programs, made by their users; only a digest is kept."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from web.accounts.model import Token, User
from web.accounts.sessions import digest_of
from web.accounts.users import user_of
from web.database import Database

MOST = 20
"""How many tokens a user may have."""
LONGEST_LABEL = 64
_NOTED = 300


class Tokens:
    """The tokens of one site."""

    def __init__(self, database: Database, clock: Callable[[], float]) -> None:
        self._database = database
        self._clock = clock

    def make(self, user: User, label: str) -> str | None:
        """Make a token and return it, the only time that it is told; None where there are many."""
        token = f"zhize_{secrets.token_urlsafe(32)}"
        with self._database.change() as connection:
            query = "SELECT count(*) FROM token WHERE user = ?"
            if connection.execute(query, (user.id,)).fetchone()[0] >= MOST:
                return None
            connection.execute(
                "INSERT INTO token (digest, user, label, made) VALUES (?, ?, ?, ?)",
                (digest_of(token), user.id, label[:LONGEST_LABEL], self._clock()),
            )
        return token

    def user_of(self, token: str) -> User | None:
        """Return the user in whose name a token speaks, or None."""
        now = self._clock()
        row = self._database.row(
            "SELECT user.*, token.id AS token, used FROM token JOIN user ON user.id = token.user"
            " WHERE digest = ?",
            digest_of(token),
        )
        if row is None:
            return None
        if row["used"] is None or now - row["used"] > _NOTED:
            with self._database.change() as connection:
                connection.execute("UPDATE token SET used = ? WHERE id = ?", (now, row["token"]))
        return user_of(row)

    def of_user(self, user: User) -> list[Token]:
        """Return the tokens of a user, latest first."""
        query = "SELECT id, label, made, used FROM token WHERE user = ? ORDER BY id DESC"
        return [Token(*row) for row in self._database.rows(query, user.id)]

    def remove(self, user: User, token: int) -> bool:
        """Remove a token of a user; False where there is none."""
        with self._database.change() as connection:
            done = connection.execute(
                "DELETE FROM token WHERE user = ? AND id = ?", (user.id, token)
            )
        return done.rowcount > 0

    def remove_all(self, user: User) -> None:
        """Remove all tokens of a user."""
        with self._database.change() as connection:
            connection.execute("DELETE FROM token WHERE user = ?", (user.id,))
