"""An orderly stop: the first interrupt lets what is in hand be finished, a second one ends it."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def stopping(stop: Callable[[], None]) -> Iterator[list[int]]:
    """Call ``stop`` at the first SIGINT or SIGTERM, raise KeyboardInterrupt at the next.

    Yields a list to which the numbers of the signals are added as they come. Works in the main
    thread only, as Python's signals do.
    """
    come: list[int] = []

    def take(number: int, frame: FrameType | None) -> None:
        come.append(number)
        if len(come) > 1:
            raise KeyboardInterrupt
        stop()

    before = [signal.signal(number, take) for number in _SIGNALS]
    try:
        yield come
    finally:
        for number, handler in zip(_SIGNALS, before, strict=True):
            signal.signal(number, handler)
