"""The words of accounts: roles and their rights, users, sessions, tokens, deeds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a user is."""

    READER = "reader"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"


class Right(StrEnum):
    """What a visitor may do; ``OWN`` is what each user may do with the own account."""

    READ = "read"
    OWN = "own"
    UPLOAD = "upload"
    REMOVE = "remove"
    ADMINISTER = "administer"


RIGHTS = {
    Role.READER: frozenset((Right.READ, Right.OWN)),
    Role.EDITOR: frozenset((Right.READ, Right.OWN, Right.UPLOAD, Right.REMOVE)),
    Role.ADMINISTRATOR: frozenset(Right),
}
RIGHTS_OF_TOKENS = frozenset((Right.READ, Right.UPLOAD))
"""What a program may at most do in the name of a user."""


class Deed(StrEnum):
    """What is written into the log; the values are stored and never change."""

    SIGNED_IN = "signed-in"
    FAILED = "failed"
    SIGNED_OUT = "signed-out"
    ENDED_SESSIONS = "ended-sessions"
    CHANGED_PASSWORD = "changed-password"
    MADE_TOKEN = "made-token"
    REMOVED_TOKEN = "removed-token"
    UPLOADED = "uploaded"
    REMOVED_DOCUMENT = "removed-document"
    ADDED_USER = "added-user"
    CHANGED_ROLE = "changed-role"
    RESET_PASSWORD = "reset-password"
    REMOVED_USER = "removed-user"


class Fault(StrEnum):
    """Why an account cannot be made or changed as asked."""

    BAD_NAME = "A name has 1 to 64 characters that can be shown, none of them a space at its ends."
    NAME_TAKEN = "There is an account of this name already."
    NO_SUCH_USER = "There is no account of this name."
    TOO_SHORT = "A password has at least 10 characters."
    TOO_LONG = "A password has at most 1,024 characters."
    LAST_ADMINISTRATOR = "This is the last administrator; make another one first."
    WRONG_PASSWORD = "Name and password do not go together."


class AccountError(Exception):
    """An account cannot be made, changed or entered as asked; ``fault`` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


class TooManyAttempts(Exception):  # noqa: N818 -- a refusal that passes by itself
    """Too many passwords were tried; ``seconds`` is how long to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Too many attempts; wait {seconds} seconds.")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class User:
    """An account; ``is_temporary`` where its password must be changed at the first sign-in."""

    id: int
    name: str
    role: Role
    added: float
    is_temporary: bool


@dataclass(frozen=True, slots=True)
class Session:
    """A browser in which a user signed in; moments in seconds since 1970."""

    id: int
    started: float
    seen: float
    address: str
    agent: str


@dataclass(frozen=True, slots=True)
class Token:
    """What a program signs in with; ``used`` is None before it did so."""

    id: int
    label: str
    made: float
    used: float | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the log: when, who ('' for the command line), what, about what, from where."""

    at: float
    who: str
    deed: Deed
    about: str
    address: str
