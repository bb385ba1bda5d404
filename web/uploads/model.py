"""The words of uploads: runs, the files in them, what became of each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a run does."""

    UPLOAD = "upload"
    REMOVAL = "removal"


class State(StrEnum):
    """How far a file or a run is; ``INDEXING`` is a run whose files are all stored."""

    WAITING = "waiting"
    READING = "reading"
    INDEXING = "indexing"
    DONE = "done"


REMOVED = "removed"
"""The outcome of a removal; those of files are ``ingest.ledger.Outcome``."""
GONE = "gone"
"""That of one whose document was there no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A file that was received; ``spooled`` is '' and ``refusal`` says why it is not taken."""

    name: str
    key: str
    size: int
    spooled: str
    refusal: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Files that were handed in together; moments in seconds since 1970."""

    id: int
    kind: Kind
    who: str
    at: float
    is_replacing: bool
    is_careful: bool
    begun: float | None
    ended: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A file of a run that is to be taken; ``begun`` where that was started before."""

    id: int
    name: str
    key: str
    spooled: str
    begun: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A file and what became of it; an archive has a row for each file in it."""

    name: str
    size: int
    state: State
    outcome: str = ""
    document: str | None = None
    reason: str = ""
    code: str = ""
    actions: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run is: files handed in and done, bytes of each, how many had which outcome."""

    run: Run
    state: State
    total: int
    done: int
    size: int
    size_done: int
    rows: int
    counts: dict[str, int]
    trouble: str = ""

    def seconds_left(self, now: float) -> int | None:
        """Return how long the rest takes at the pace so far; None while that is a guess.

        >>> run = Run(id=1, kind=Kind.UPLOAD, who="", at=0, is_replacing=False,
        ...           is_careful=False, begun=100, ended=None)
        >>> told = Progress(run=run, state=State.READING, total=10, done=5, size=100,
        ...                 size_done=40, rows=5, counts={})
        >>> told.seconds_left(120), told.seconds_left(101)
        (30, None)
        """
        spent = now - (self.run.begun or now)
        is_guess = self.done < _ENOUGH_FILES or spent < _ENOUGH_SECONDS or not self.size_done
        if self.state is not State.READING or is_guess:
            return None
        return round(spent * (self.size - self.size_done) / self.size_done)


_ENOUGH_FILES = 5
_ENOUGH_SECONDS = 10
