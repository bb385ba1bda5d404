"""What is made of a whole store: made anew after a change, without readers waiting for it."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from threading import Condition, Thread
from typing import Generic, TypeVar

from graph.store import GraphStore, StoreError

Value = TypeVar("Value")
QUICK = 0.25
"""Seconds within which something is made while its reader waits, after every change."""
SHARE = 10
"""What takes longer is made again only after so many times as long: a tenth of one processor."""


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
        self._turn = Condition()

    def value(self, make: Callable[[], Value]) -> Value:
        """Return what ``make`` makes of the store, or made of it a while ago."""
        change = self._store.last_change
        with self._turn:
            while True:
                made = self._made
                if made and (made.change == change or not self._is_due(made)):
                    return made.value
                if not self._is_being_made:
                    break
                self._turn.wait()
            self._is_being_made = True
        if made and self._is_beside and made.cost > self._quick:
            Thread(target=self._make_beside, args=(make, change), daemon=True).start()
            return made.value
        return self._make(make, change)

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
            return value
        finally:
            with self._turn:
                self._is_being_made = False
                self._turn.notify_all()
