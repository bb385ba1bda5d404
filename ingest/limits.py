"""How much one file may cost, and what is said where one costs more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from graph.settings import SettingsError
from ingest.errors import Reason, Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one file may cost; ``ratio`` is bytes unpacked for each byte packed.

    ``part`` bounds one unpacked part of an archive, which is held as a tree about ten times
    its size. ``seconds`` bounds the computing of the process that reads a file, and by the clock
    that of another program on it or a page of it; ``elapsed`` is the seconds by the clock for
    a whole file, ``memory`` the bytes that the process may hold. ``scans`` bounds the pages of
    one file in which words are recognised, ``members`` the files in one archive and ``nesting``
    how deep archives lie in each other.
    """

    size: int = 50_000_000
    pages: int = 2_000
    characters: int = 20_000_000
    expanded: int = 400_000_000
    part: int = 100_000_000
    ratio: int = 200
    seconds: int = 120
    elapsed: int = 1_800
    memory: int = 400_000_000
    scans: int = 200
    members: int = 10_000
    nesting: int = 3


# Text and XML pack well: only a large part with an absurd ratio is a bomb.
_HARMLESS = 1_000_000
_REASONS = {
    **dict.fromkeys(("size", "characters", "memory"), Reason.TOO_LARGE),
    **dict.fromkeys(("expanded", "part", "ratio"), Reason.EXPANSION),
    **dict.fromkeys(("seconds", "elapsed"), Reason.TOO_SLOW),
    "pages": Reason.TOO_MANY_PAGES,
    "members": Reason.TOO_MANY_MEMBERS,
    "nesting": Reason.NESTING,
}


def over(limits: Limits, name: str, what: str) -> Refusal:
    """Return the refusal of a file that goes beyond a limit; ``what`` says how.

    >>> print(over(Limits(pages=9), "pages", "The file has 12 pages"))
    The file has 12 pages (limit pages: 9).
    """
    return Refusal(_REASONS[name], f"{what} (limit {name}: {getattr(limits, name):,}).")


def check_ratio(limits: Limits, size: int, packed: int, what: str) -> None:
    """Raise Refusal for what unpacks to absurdly more than it was; what is small does no harm."""
    ratio = size / max(1, packed)
    if size > _HARMLESS and ratio > limits.ratio:
        raise over(limits, "ratio", f"{what} unpacks to {ratio:,.0f} times its size")


def limits_from(values: Mapping[str, int]) -> Limits:
    """Return the limits with some of them set; raises SettingsError for what is no limit.

    >>> limits_from({"pages": 9}).pages
    9
    """
    known = [field.name for field in fields(Limits)]
    for name, value in values.items():
        if name not in known:
            raise SettingsError(f"{name} is no limit; there are {', '.join(known)}.")
        if value < 0:
            raise SettingsError(f"The limit {name} is {value}; it is 0 or more.")
    return Limits(**values)
