"""What costs much to find and stays true until the store changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from graph.renewed import Renewed
from graph.store import GraphStore

Found = TypeVar("Found")


@dataclass(slots=True)
class Kept:
    """What was found for some names, as of the last change of the store or a little before.

    A process keeps its own; names are those that the program knows, never a visitor's words.
    """

    store: GraphStore
    _found: dict[Hashable, Renewed[Any]] = field(default_factory=dict)

    def get(self, name: Hashable, find: Callable[[], Found]) -> Found:
        """Return what was found under a name, found anew where the store has changed since."""
        kept = self._found.setdefault(name, Renewed(self.store, is_beside=False))
        found: Found = kept.value(find)
        return found
