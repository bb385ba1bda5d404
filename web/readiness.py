"""When a site is ready: store and index answer, and the index holds what the store does."""

from __future__ import annotations

from dataclasses import dataclass

PATIENCE = 300.0
"""Seconds that the index may stand still behind the store: while documents come in it follows."""


@dataclass(slots=True)
class Pace:
    """Where the index stood when it was last seen to move."""

    at: int = 0
    since: float = 0.0

    def stands_still(self, at: int, now: float) -> bool:
        """Whether the index has been where it is for too long."""
        if at != self.at or not self.since:
            self.at, self.since = at, now
        return now - self.since > PATIENCE


@dataclass(frozen=True, slots=True)
class State:
    """What answers: the changes that store and index have reached, None where one is silent."""

    store: int | None
    index: int | None

    def missing(self, pace: Pace, now: float) -> list[str]:
        """Return a sentence for each thing that keeps the site from answering as it should."""
        silent = [
            f"The {name} does not answer."
            for name, change in (("store", self.store), ("index", self.index))
            if change is None
        ]
        if self.store is None or self.index is None:
            return silent
        if self.index == self.store:
            pace.since = 0.0
        elif self.index == 0 or pace.stands_still(self.index, now):
            return [f"The index has reached change {self.index} of {self.store}."]
        return []
