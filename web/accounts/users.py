"""The accounts themselves: names, roles and hashes of passwords."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from unicodedata import normalize

from web.accounts.model import AccountError, Fault, Role, User
from web.accounts.passwords import Passwords
from web.database import Database

LONGEST_NAME = 64
_COLUMNS = "user.id, user.name, user.role, user.added, user.is_temporary"


class Users:
    """The users of one site."""

    def __init__(
        self, database: Database, passwords: Passwords, clock: Callable[[], float]
    ) -> None:
        self._database = database
        self._passwords = passwords
        self._clock = clock

    def all(self) -> list[User]:
        """Return all users by name."""
        return [
            user_of(row) for row in self._database.rows(f"SELECT {_COLUMNS} FROM user ORDER BY key")
        ]

    def are_none(self) -> bool:
        """Whether there is no account at all."""
        return self._database.row("SELECT 1 FROM user") is None

    def named(self, name: str) -> User | None:
        """Return the user of a name, however it is typed, or None."""
        row = self._database.row(f"SELECT {_COLUMNS} FROM user WHERE key = ?", key_of(name))
        return user_of(row) if row else None

    def with_id(self, user_id: int) -> User | None:
        """Return the user with an id, or None."""
        row = self._database.row(f"SELECT {_COLUMNS} FROM user WHERE id = ?", user_id)
        return user_of(row) if row else None

    def hash_of(self, user: User | None) -> str | None:
        """Return the hash of a user's password; None for nobody."""
        row = user and self._database.row("SELECT hash FROM user WHERE id = ?", user.id)
        return row["hash"] if row else None

    def add(self, name: str, password: str, role: Role, *, is_temporary: bool = False) -> User:
        """Add a user; raises AccountError for a name or password that cannot be."""
        key, hashed = _checked(name), self._passwords.hashed(password)
        values = (key, normalize("NFKC", name), role, hashed, self._clock(), is_temporary)
        try:
            with self._database.change() as connection:
                connection.execute(
                    "INSERT INTO user (key, name, role, hash, added, is_temporary)"
                    " VALUES (?, ?, ?, ?, ?, ?)",
                    values,
                )
        except sqlite3.IntegrityError as error:
            raise AccountError(Fault.NAME_TAKEN) from error
        user = self.named(name)
        assert user is not None
        return user

    def change_role(self, user: User, role: Role) -> None:
        """Give a user another role; raises AccountError for the last administrator."""
        with self._database.change() as connection:
            connection.execute("UPDATE user SET role = ? WHERE id = ?", (role, user.id))
            _keep_an_administrator(connection, user)

    def change_password(self, user: User, password: str, *, is_temporary: bool = False) -> None:
        """Give a user another password; raises AccountError for one that is none."""
        hashed = self._passwords.hashed(password)
        with self._database.change() as connection:
            connection.execute(
                "UPDATE user SET hash = ?, is_temporary = ? WHERE id = ?",
                (hashed, is_temporary, user.id),
            )

    def remove(self, user: User) -> None:
        """Remove a user, sessions and tokens; raises AccountError for the last administrator."""
        with self._database.change() as connection:
            connection.execute("DELETE FROM user WHERE id = ?", (user.id,))
            _keep_an_administrator(connection, user)


def key_of(name: str) -> str:
    """Return a name as it is compared.

    >>> key_of("Ｌｉ Wei")
    'li wei'
    """
    return normalize("NFKC", normalize("NFKC", name).casefold())


def user_of(row: sqlite3.Row) -> User:
    """Return the user that a row tells of."""
    return User(row["id"], row["name"], Role(row["role"]), row["added"], bool(row["is_temporary"]))


def _checked(name: str) -> str:
    plain = normalize("NFKC", name)
    if not 0 < len(plain) <= LONGEST_NAME or plain != plain.strip() or not plain.isprintable():
        raise AccountError(Fault.BAD_NAME)
    return key_of(name)


def _keep_an_administrator(connection: sqlite3.Connection, user: User) -> None:
    query = "SELECT 1 FROM user WHERE role = ?"
    is_left = connection.execute(query, (Role.ADMINISTRATOR,)).fetchone() is not None
    if user.role is Role.ADMINISTRATOR and not is_left:
        raise AccountError(Fault.LAST_ADMINISTRATOR)
