"""Figures that targets are asked for: 98 % or more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Bound = Literal["least", "most", "more", "less", "equal"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A figure that a target is to ask for: 98 and ``%``, as ``least`` for 98 % or more.

    A target of "at least 99 %" asks for at least 98 %, one of "at most 99 %" does not.
    """

    bound: Bound
    value: float
    unit: str


BOUNDS = {
    "least": (">=", (">=", "=", "~")),
    "most": ("<=", ("<=", "=", "~")),
    "more": (">", (">=", "=", "~")),
    "less": ("<", ("<=", "=", "~")),
    "equal": ("=", (">=", "<=", "=", "~")),
}
"""How the value of a target stands to that of a comparison, and what the target may say."""
