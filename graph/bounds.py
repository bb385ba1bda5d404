"""What the system lets this process hold and compute, where it has such bounds."""

from __future__ import annotations

import sys
from contextlib import suppress

if sys.platform == "win32":

    def bound_memory(limit: int) -> None:
        """Do nothing: this system has no such bounds."""

    def bound_computing(seconds: int) -> None:
        """Do nothing: this system has no such bounds."""

    def most_memory() -> int:
        """Return 0: this system does not tell."""
        return 0

else:
    import re
    import resource
    from pathlib import Path

    # "VmHWM:\t  102400 kB"
    _PEAK = re.compile(r"^VmHWM:\s*(\d+) kB$", re.MULTILINE)

    def bound_memory(limit: int) -> None:
        """Let no more bytes of data be held; beyond them comes MemoryError. Write no core file."""
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            _, most = resource.getrlimit(resource.RLIMIT_DATA)
            resource.setrlimit(resource.RLIMIT_DATA, (limit, most))

    def bound_computing(seconds: int) -> None:
        """Let the system end this process once it has computed for so many seconds more."""
        spent = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CPU, (int(spent) + seconds + 1, most))

    def most_memory() -> int:
        """Return the most bytes that this process has held at a time.

        To ``getrusage`` Linux counts what the parent held when it started this process.
        """
        with suppress(OSError):
            if peak := _PEAK.search(Path("/proc/self/status").read_text()):
                return int(peak[1]) * 1024
        unit = 1 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
