"""Choices of a generator that can be made again, and the names of the forms they led to."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """Draws from one seed; ``forms`` names what was chosen, each name once, in order."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._forms: dict[str, None] = {}

    @property
    def forms(self) -> tuple[str, ...]:
        """The names of the forms chosen so far."""
        return tuple(self._forms)

    def form(self, kind: str, ways: Mapping[str, T]) -> T:
        """Return one of several ways and note its name as ``kind:name``."""
        name = self._random.choice(list(ways))
        self.note(kind, name)
        return ways[name]

    def note(self, kind: str, name: str) -> None:
        """Note the name of a form."""
        self._forms[f"{kind}:{name}"] = None

    def pick(self, things: Sequence[T]) -> T:
        """Return one of several things."""
        return self._random.choice(things)

    def some(self, things: Sequence[T], least: int, most: int) -> list[T]:
        """Return between ``least`` and ``most`` different things in any order."""
        count = self._random.randint(min(least, len(things)), min(most, len(things)))
        return self._random.sample(things, count)

    def number(self, least: int, most: int) -> int:
        """Return a number in a range, both ends possible."""
        return self._random.randint(least, most)

    def happens(self, likely: float) -> bool:
        """Return true in this share of the cases."""
        return self._random.random() < likely
