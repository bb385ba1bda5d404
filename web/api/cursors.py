"""A cursor: the place in one list from which a program goes on, as an opaque word.

It is no secret and holds nothing that a server remembers: any worker can go on from it, also
after a restart.
"""

from __future__ import annotations

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

LONGEST: Final = 2_000
"""How many characters a cursor has at most."""
_FORM: Final = 1
_LARGEST: Final = 10**12


class CursorError(Exception):
    """A cursor is none, or one of another list; the message is a sentence that says so."""


class CursorExpiredError(Exception):
    """The list of a cursor is in another order by now; the message says to begin again."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a list was given.

    ``asked`` tells the lists apart. ``offset`` is how many rows stood before the next one;
    ``after`` is either the place of the last row given, as the list is sorted, or the state of
    the data that the order depends on.
    """

    asked: str
    offset: int
    after: tuple[Any, ...]

    def __str__(self) -> str:
        told = [_FORM, self.asked, self.offset, self.after]
        packed = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        return urlsafe_b64encode(packed.encode("utf-8", "surrogatepass")).decode().rstrip("=")


def digest_of(asked: object) -> str:
    """Return a word that tells what is asked from all else; the same in every process."""
    return sha256(repr(asked).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def cursor_in(word: str, asked: str) -> Cursor:
    """Return the cursor that a word stands for; raises CursorError for any that is none of it."""
    try:
        packed = urlsafe_b64decode(word + "=" * (-len(word) % 4)).decode("utf-8", "surrogatepass")
        form, of, offset, after = json.loads(packed)
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise CursorError("The cursor is none that was given here.") from error
    is_sound = form == _FORM and type(offset) is int and 0 <= offset <= _LARGEST
    if not is_sound or not isinstance(after, list) or not isinstance(of, str):
        raise CursorError("The cursor is none that was given here.")
    if of != asked:
        raise CursorError("The cursor belongs to another question; it goes on with its own only.")
    return Cursor(of, offset, tuple(after))
