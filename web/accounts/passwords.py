"""Passwords: what they must be, and their hashes (argon2id, RFC 9106)."""

from __future__ import annotations

import secrets
from functools import cached_property
from threading import BoundedSemaphore
from unicodedata import normalize

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from web.accounts.model import AccountError, Fault

SHORTEST = 10
LONGEST = 1_024
# A hash takes 64 MB while it is made: a process makes few at once, the others wait.
_TURNS = BoundedSemaphore(2)


class Passwords:
    """Makes hashes of passwords and compares with them."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()

    def hashed(self, password: str) -> str:
        """Return the hash of a new password; raises AccountError for one that is none."""
        check(password)
        with _TURNS:
            return self._hasher.hash(_bytes(password))

    def fits(self, hashed: str | None, password: str) -> bool:
        """Whether a password is that of a hash; without a hash as much time passes."""
        nobody = self._nobody
        if len(password) > LONGEST:
            password = ""
        try:
            with _TURNS:
                self._hasher.verify(hashed or nobody, _bytes(password))
        except (VerificationError, InvalidHashError):
            return False
        return hashed is not None

    def is_outdated(self, hashed: str) -> bool:
        """Whether a hash was made with other parameters than are used now."""
        return self._hasher.check_needs_rehash(hashed)

    @cached_property
    def _nobody(self) -> str:
        return self._hasher.hash(secrets.token_bytes(16))


def check(password: str) -> None:
    """Raise AccountError for a password that is too short or too long; nothing else is asked."""
    if len(password) < SHORTEST:
        raise AccountError(Fault.TOO_SHORT)
    if len(password) > LONGEST:
        raise AccountError(Fault.TOO_LONG)


def a_password() -> str:
    """Return a new password that is hard to guess and easy to copy by hand."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))


def _bytes(password: str) -> bytes:
    # one character can be typed as several in more than one way
    return normalize("NFKC", password).encode("utf-8", "surrogateescape")
