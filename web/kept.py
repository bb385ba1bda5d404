"""What costs much to find and stays true until the store changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from graph.store import GraphStore

Found = TypeVar("Found")


@dataclass(slots=True)
class Kept:
    """What was found for some names, each with the change of the store after which it was.

    A process keeps its own; names are those that the program knows, never a visitor's words.
    """

    store: GraphStore
    _found: dict[Hashable, tuple[int, Any]] = field(default_factory=dict)

    def get(self, name: Hashable, find: Callable[[], Found]) -> Found:
        """Return what was found under a name, found anew where the store has changed since."""
        change = self.store.last_change
        kept = self._found.get(name)
        if kept is None or kept[0] != change:
            kept = self._found[name] = (change, find())
        found: Found = kept[1]
        return found
