"""An orderly stop: the first interrupt lets what is in hand be finished, a second one ends it."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
# How often a wait looks whether it is to end; seconds.
_STEP = 0.1


class Stop:
    """Whether this process was asked to stop; ``signal`` is the number of what asked, or 0."""

    def __init__(self) -> None:
        self.signal = 0

    def __bool__(self) -> bool:
        return self.signal != 0

    def wait(self, seconds: float) -> None:
        """Let some time pass, or as much of it as passes before the process is asked to stop."""
        until = time.monotonic() + seconds
        while not self and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, _STEP))


@contextmanager
def stopping() -> Iterator[Stop]:
    """Turn the first SIGINT or SIGTERM of a block into a wish, the next into KeyboardInterrupt.

    Works in the main thread only, as Python's signals do.
    """
    stop = Stop()

    def take(number: int, frame: FrameType | None) -> None:
        if stop:
            raise KeyboardInterrupt
        stop.signal = number

    before = [signal.signal(number, take) for number in _SIGNALS]
    try:
        yield stop
    finally:
        for number, handler in zip(_SIGNALS, before, strict=True):
            signal.signal(number, handler)
