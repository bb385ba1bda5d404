"""Why a file is not taken in: one exception with a stable reason and a sentence for people."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """The reasons for refusing a file; the values are stored in the ledger and never change."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    TOO_MANY_PAGES = "too-many-pages"
    EXPANSION = "expansion"
    UNKNOWN_FORMAT = "unknown-format"
    ENCRYPTED = "encrypted"
    NO_TEXT_LAYER = "no-text-layer"
    DAMAGED = "damaged"
    TOO_SLOW = "too-slow"
    NESTING = "nesting"
    TOO_MANY_MEMBERS = "too-many-members"
    UNREADABLE = "unreadable"
    NO_FILE = "no-file"
    CRASHED = "crashed"


class Refusal(Exception):  # noqa: N818 -- refusing is no error of the program
    """A file cannot be read as a document; ``str()`` of it is a sentence that says why.

    >>> raise Refusal(Reason.EMPTY, "The file holds no text.")
    Traceback (most recent call last):
    ingest.errors.Refusal: The file holds no text.
    """

    def __init__(self, reason: Reason, sentence: str) -> None:
        super().__init__(sentence)
        self.reason = reason

    def __reduce__(self) -> tuple[type[Refusal], tuple[Reason, str]]:
        """Let a refusal travel from a worker process with its reason."""
        return type(self), (self.reason, str(self))
