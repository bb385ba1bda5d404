"""What the site hands files to: spool and queue of a data folder, and who works them off."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from ingest.errors import Reason, Refusal
from ingest.incoming import legible
from ingest.limits import Limits, over
from web.uploads.model import Arrived, Kind, Progress, Run, State
from web.uploads.queue import Queue
from web.uploads.spool import Arriving, Spool

KEYS = "upload"
"""How the ledger's names of files begin that came over the site."""
MOST_FILES = 1_000
"""How many files can be handed in at once."""
_LONGEST_NAME = 200
_FORM = 1_000_000
_RESERVE = 100_000_000


class Uploads:
    """The uploads of one data folder; ``take_in`` has the queue worked off, however often called.

    Raises DatabaseError where the queue cannot be used.
    """

    def __init__(
        self,
        folder: Path,
        limits: Limits,
        take_in: Callable[[], object],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.queue = Queue(folder / "queue.sqlite", clock)
        self.spool = Spool(folder / "files")
        self.limits = limits
        self.clock = clock
        self._take_in = take_in

    @property
    def longest_body(self) -> int:
        """How many bytes one request may have: as much as one archive may hold, and its form."""
        return self.limits.expanded + _FORM

    def go_on(self) -> None:
        """Have the queue worked off where something waits in it."""
        if self.queue.next_run() is not None:
            self._take_in()

    def hand_in(
        self, who: str, files: Iterable[tuple[str, Arriving]], *, is_replacing: bool = False
    ) -> int:
        """Queue files under the names they were sent with; return the number of their run."""
        arrived = [self._arrived(legible(_own_name(name)), file) for name, file in files]
        run = self.queue.put(Kind.UPLOAD, who, arrived, is_replacing=is_replacing)
        self._take_in()
        return run

    def remove(self, who: str, document: str, title: str) -> int:
        """Queue the removal of a document; return the number of its run."""
        one = Arrived(name=title, key=document, size=0, spooled="")
        run = self.queue.put(Kind.REMOVAL, who, [one])
        self._take_in()
        return run

    def progress(self, run: Run) -> Progress:
        """Return how far a run is, and see to it that it goes on."""
        told = self.queue.progress(run)
        if told.state is not State.DONE:
            self._take_in()
        return told

    def has_room(self, size: int) -> bool:
        """Whether the disk can hold a request of so many bytes, what is made of it, and more."""
        folder = self.spool.folder
        return shutil.disk_usage(folder).free > 3 * size + _RESERVE

    def close(self) -> None:
        """Give the files back."""
        self.queue.close()

    def _arrived(self, name: str, file: Arriving) -> Arrived:
        # the same name may be that of another document: what is sent anew is another file
        key = f"{KEYS}/{file.digest}/{name}"
        if file.is_too_large:
            said = over(self.limits, "size", f"The file has {file.size:,} bytes")
        elif not file.size:
            said = Refusal(Reason.EMPTY, "The file is empty.")
        else:
            return Arrived(name=name, key=key, size=file.size, spooled=file.keep())
        told = {"refusal": str(said), "code": said.reason}
        return Arrived(name=name, key=key, size=file.size, spooled="", **told)


def _own_name(sent: str) -> str:
    r"""Return the last part of the name that a browser sends.

    >>> [_own_name(sent) for sent in ("../../etc/方案.txt", r"C:\\方案.txt", "/", "..")]
    ['方案.txt', '方案.txt', '?', '?']
    """
    last = sent.replace("\\", "/").rpartition("/")[2].strip()
    stem, dot, ending = last.rpartition(".")
    is_short = len(last) <= _LONGEST_NAME
    shown = last if is_short else f"{stem[: _LONGEST_NAME - 20]}…{dot}{ending[:18]}"
    return "?" if shown.strip(".") == "" else shown
