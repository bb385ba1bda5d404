"""All that is known of accounts, and signing in."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from web.accounts.attempts import Attempts
from web.accounts.log import Log
from web.accounts.model import AccountError, Deed, Fault, TooManyAttempts, User
from web.accounts.passwords import Passwords
from web.accounts.sessions import Sessions
from web.accounts.tokens import Tokens
from web.accounts.users import Users
from web.database import Database

_SCHEMA = Path(__file__).with_name("schema.sql")


class Accounts:
    """The accounts of one data folder, in a file that several processes may share.

    Raises DatabaseError where the file cannot be used.
    """

    def __init__(
        self,
        path: Path,
        clock: Callable[[], float] = time.time,
        passwords: Passwords | None = None,
    ) -> None:
        self._database = Database(path, _SCHEMA.read_text("utf-8"))
        self._passwords = passwords or Passwords()
        self._attempts = Attempts(self._database, clock)
        self.users = Users(self._database, self._passwords, clock)
        self.sessions = Sessions(self._database, clock)
        self.tokens = Tokens(self._database, clock)
        self.log = Log(self._database, clock)

    def sign_in(self, name: str, password: str, address: str, agent: str) -> str:
        """Begin a session and return its token.

        Raises AccountError, the same and after the same time for a wrong name and for a wrong
        password, and TooManyAttempts.
        """
        user = self.users.named(name)
        self._check(user, name, password, address)
        assert user is not None
        self.log.note(user.name, Deed.SIGNED_IN, address=address)
        return self.sessions.begin(user, address, agent)

    def check(self, user: User, password: str, address: str) -> None:
        """Raise AccountError where a password is not that of a user, or TooManyAttempts."""
        self._check(user, user.name, password, address)

    def _check(self, user: User | None, name: str, password: str, address: str) -> None:
        if wait := self._attempts.take(name, address):
            raise TooManyAttempts(wait)
        hashed = self.users.hash_of(user)
        if not self._passwords.fits(hashed, password) or user is None or hashed is None:
            # what is no name may be a password, typed into the wrong field
            self.log.note(user.name if user else "?", Deed.FAILED, address=address)
            raise AccountError(Fault.WRONG_PASSWORD)
        self._attempts.forgive(name, address)
        if self._passwords.is_outdated(hashed):
            self.users.change_password(user, password, is_temporary=user.is_temporary)

    def close(self) -> None:
        """Give the file back."""
        self._database.close()
