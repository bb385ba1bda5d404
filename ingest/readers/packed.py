"""What archives hold, before anything is taken out: names, sizes, and how each is taken out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ingest.errors import Reason, Refusal
from ingest.limits import Limits, check_ratio, over

# What systems put beside the files of a user.
_SYSTEM_FILES = frozenset(("thumbs.db", "desktop.ini"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """A file in an archive: its bytes unpacked and packed, and what takes it out.

    ``refusal`` says why it cannot be taken, whatever its size; ``packed`` is 0 where the archive
    does not tell.
    """

    name: str
    size: int
    packed: int
    take: Callable[[], bytes]
    refusal: Refusal | None = None

    def checked(self, limits: Limits) -> bytes:
        """Take the file out; raises Refusal where it cannot or must not be."""
        if self.refusal is not None:
            raise self.refusal
        if self.size > limits.size:
            raise over(limits, "size", f"The file has {self.size:,} bytes")
        check_ratio(limits, self.size, self.packed or self.size, "It")
        return self.take()


LOCKED = Refusal(Reason.ENCRYPTED, "It is locked with a password in the archive.")
NO_FILE = Refusal(Reason.NO_FILE, "It is a link or a device, no file.")


def check_sizes(count: int, total: int, limits: Limits) -> None:
    """Raise Refusal for an archive of too many files or too many bytes."""
    if count > limits.members:
        raise over(limits, "members", f"The archive holds {count:,} files")
    if total > limits.expanded:
        raise over(limits, "expanded", f"The archive unpacks to {total:,} bytes")


def is_of_user(name: str) -> bool:
    """Return whether a file is one that a user put into an archive, by its name.

    >>> is_of_user("方案/a.docx"), is_of_user("__MACOSX/._a.docx"), is_of_user("Thumbs.db")
    (True, False, False)
    """
    parts = name.replace("\\", "/").split("/")
    is_hidden = any(part.startswith(".") and part.strip(".") for part in parts)
    return not (is_hidden or "__MACOSX" in parts or parts[-1].lower() in _SYSTEM_FILES)
