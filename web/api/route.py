"""What a route of the interface is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from web.api.parameters import CURSOR
from web.api.reading import Parameter


@dataclass(frozen=True, slots=True)
class Route:
    """An address of the interface, what it answers and takes, and the schema of its answer.

    A ``{key}`` in the path is the part of an id behind the slash. ``summary`` is told in the
    language of the reader.
    """

    path: str
    answer: Callable[..., dict[str, Any]]
    schema: str
    summary: object
    parameters: tuple[Parameter, ...] = ()

    @property
    def has_key(self) -> bool:
        """Whether the address names a node."""
        return "{key}" in self.path

    @property
    def is_list(self) -> bool:
        """Whether the answer is a list that is given in parts."""
        return CURSOR in self.parameters

    @property
    def name(self) -> str:
        """The name of the route, of the function that answers it."""
        return self.answer.__name__
