"""What a reader gives, and what a reader is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

from ingest.errors import Reason, Refusal
from ingest.layouts import Place
from ingest.limits import Limits, over

_BREAKS = re.compile(r"\r\n?|[\v\x85\u2028\u2029]")
# C0 and C1 controls but tab, line feed and form feed; byte order marks; halves of surrogates
_DROPPED = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of one file, with the media type that its content shows.

    ``pages`` holds the character offset at which each page starts and is empty where the
    format has no pages; pages are parted by a form feed. ``places`` are in order of their
    offsets, one for each line of the page, and empty where the format has no positions.
    ``notices`` are sentences on what makes the text less sure than the file.
    """

    text: str
    media_type: str
    pages: tuple[int, ...] = ()
    places: tuple[Place, ...] = ()
    notices: tuple[str, ...] = ()


class Reader(Protocol):
    """Reads one format; each module of this package that has a ``MEDIA_TYPE`` is one."""

    @property
    def MEDIA_TYPE(self) -> str:  # noqa: N802 -- a module provides it as a constant
        """The media type of what it reads."""
        ...

    def accepts(self, data: bytes) -> bool:
        """Return whether the content looks like this format; costs little."""
        ...

    def read(self, data: bytes, limits: Limits) -> Reading:
        """Return the text, or raise Refusal."""
        ...


def clean(text: str) -> str:
    r"""Return the text with line feeds as its only line breaks and without control characters.

    Nothing else changes: no normal form, no width, no white space.

    >>> clean("青川市\r\n\x00食安办\ufeff")
    '青川市\n食安办'
    """
    return _DROPPED.sub("", _BREAKS.sub("\n", text))


def bounded(text: str, limits: Limits) -> str:
    """Return the text; raise Refusal where it is blank or longer than the limit."""
    if not text.strip():
        raise Refusal(Reason.EMPTY, "The file holds no text.")
    if len(text) > limits.characters:
        raise over(limits, "characters", f"The text has {len(text):,} characters")
    return text


def row_line(cells: list[str]) -> str:
    r"""Return one row of a table as one line, cells parted by tabs; '' for an empty row.

    >>> row_line(["1", "建设供餐中心", "", "市教育局\n市财政局"])
    '1\t建设供餐中心\t\t市教育局 市财政局'
    """
    return "\t".join(" ".join(cell.split()) for cell in cells) if any(cells) else ""
