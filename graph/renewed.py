"""What is made of a whole store: made anew after a change, without readers waiting for it."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from math import inf
from threading import Condition, Thread
from typing import Generic, TypeVar

from graph.store import GraphStore, StoreError

Value = TypeVar("Value")
QUICK = 0.25
"""Seconds within which something is made while its reader waits, after every change."""
AWAITED = 1.0
"""The same where who asks has patience: an answer of an older graph is worth less than a second."""
SHARE = 10
"""What takes longer is made again only after so many times as long: a tenth of one processor."""

LARGE = 5.0
"""What took so many seconds to make holds so much that garbage is looked for elsewhere only."""


def quick_for(patience: float | None) -> float:
    """Return within how many seconds something is made while who has patience waits.

    Who has all the patience there is (None) waits for the last change, however long it takes.
    """
    return inf if patience is None else AWAITED


class NotYetError(Exception):
    """What is asked for is being made for the first time, which takes longer than one waits."""


@dataclass(frozen=True, slots=True)
class _Made(Generic[Value]):
    value: Value
    change: int
    cost: float
    at: float


class Renewed(Generic[Value]):
    """Something made of a store, as of its last change where that is quickly made.

    Where it is not, readers have the last one while the next is made: by a thread, or with
    ``is_beside`` false by the reader who first finds it old.
    """

    def __init__(
        self,
        store: GraphStore,
        *,
        is_beside: bool = True,
        quick: float = QUICK,
        share: float = SHARE,
    ) -> None:
        self._store = store
        self._is_beside = is_beside
        self._quick, self._share = quick, share
        self._made: _Made[Value] | None = None
        self._is_being_made = False
        self._fault: Exception | None = None
        self._turn = Condition()

    def value(self, make: Callable[[], Value], patience: float | None = None) -> Value:
        """Return what ``make`` makes of the store, or made of it a while ago.

        Who asks first waits; with ``patience`` for so many seconds, then NotYetError is raised
        and it is made nevertheless.
        """
        change = self._store.last_change
        with self._turn:
            while True:
                made = self._made
                if made and (made.change == change or not self._is_due(made)):
                    return made.value
                if not self._is_being_made:
                    break
                if patience is not None:
                    return self._awaited(patience)
                self._turn.wait()
            self._is_being_made = True
            self._fault = None
            is_slow = made is not None and made.cost > self._quick
            if (self._is_beside and is_slow) or (made is None and patience is not None):
                Thread(target=self._make_beside, args=(make, change), daemon=True).start()
                return made.value if made else self._awaited(patience)
        return self._make(make, change)

    def _awaited(self, patience: float | None) -> Value:
        """Return what another thread is making; the lock is held, and let go meanwhile."""
        self._turn.wait_for(lambda: not self._is_being_made, patience)
        if self._made is not None:
            return self._made.value
        raise self._fault or NotYetError("It is being made.")

    def _is_due(self, made: _Made[Value]) -> bool:
        if made.cost <= self._quick:
            return True
        return not self._is_being_made and time.monotonic() - made.at >= self._share * made.cost

    def _make_beside(self, make: Callable[[], Value], change: int) -> None:
        with suppress(StoreError):  # closed meanwhile, or busy: who asks next tries again
            self._make(make, change)

    def _make(self, make: Callable[[], Value], change: int) -> Value:
        began = time.monotonic()
        try:
            value = make()
            now = time.monotonic()
            self._made = _Made(value, change, now - began, now)
            if now - began >= LARGE:
                _set_aside()
            return value
        except Exception as fault:
            self._fault = fault
            raise
        finally:
            with self._turn:
                self._is_being_made = False
                self._turn.notify_all()


def _set_aside() -> None:
    """Take what is held now out of searches for garbage, but for one now.

    Each search through millions of things stops all threads of a process, for half a second.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
