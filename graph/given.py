"""The parameters of a link as they are taken one by one; what makes no sense is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from graph.fragments import kind_of_or_none
from graph.model import Kind

MAX_LENGTH = 300
NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)
_WORD = TypeVar("_WORD", bound=StrEnum)
_Choice = TypeVar("_Choice", bound=str)


class QuestionError(Exception):
    """Parameters make no question; the message is a sentence that says why."""


class Given:
    """Parameters that are still to be understood; each is taken once."""

    def __init__(self, parameters: Mapping[str, str]) -> None:
        """Take parameters by name; empty ones count as not given."""
        self._left = {name: value for name, value in parameters.items() if value}
        for name, value in self._left.items():
            if len(value) > MAX_LENGTH:
                raise QuestionError(f"{name} is longer than {MAX_LENGTH} characters.")

    def take(self, name: str) -> str | None:
        """Return the value of a parameter, None where it is not given."""
        return self._left.pop(name, None)

    def id(self, name: str, *kinds: Kind) -> str | None:
        """Return an id of one of the kinds."""
        value = self.take(name)
        if value is not None and kind_of_or_none(value) not in kinds:
            raise QuestionError(f"{name} is {value!r}, which is no id of {' or '.join(kinds)}.")
        return value

    def needed_id(self, name: str, *kinds: Kind) -> str:
        """Return an id of one of the kinds, without which there is no question."""
        value = self.id(name, *kinds)
        if value is None:
            raise QuestionError(
                f"This question needs {name}, an id of {' or '.join(kinds)}; name it."
            )
        return value

    def choice(self, name: str, among: tuple[_Choice, ...]) -> _Choice | None:
        """Return one of some values."""
        value = self.take(name)
        found = next((one for one in among if one == value), None)
        if found is None and value is not None:
            raise QuestionError(f"{name} is {value!r}, but takes {' or '.join(among)}.")
        return found

    def ids(self, name: str, kind: Kind) -> tuple[str, ...]:
        """Return ids of a kind, which commas part, each once."""
        value = self.take(name)
        found = tuple(dict.fromkeys(value.split(","))) if value else ()
        if any(kind_of_or_none(one) is not kind for one in found):
            raise QuestionError(f"{name} is {value!r}, but takes ids of {kind}, with commas.")
        return found

    def number(self, name: str, least: int) -> int | None:
        """Return a whole number from ``least`` on."""
        value = self.take(name)
        if value is None:
            return None
        if not NUMBER.fullmatch(value) or int(value) < least:
            raise QuestionError(f"{name} is {value!r}, but must be a whole number from {least} on.")
        return int(value)

    def yes(self, name: str, *, default: bool = False) -> bool:
        """Return whether a parameter says yes."""
        value = self.take(name)
        if value not in (None, "yes", "no"):
            raise QuestionError(f"{name} is {value!r}, but takes yes or no.")
        return default if value is None else value == "yes"

    def words(self, name: str, among: type[_WORD]) -> tuple[_WORD, ...]:
        """Return words of a vocabulary, which commas part."""
        value = self.take(name)
        try:
            return tuple(among(word) for word in value.split(",")) if value else ()
        except ValueError as error:
            choice = ", ".join(among)
            raise QuestionError(f"{name} is {value!r}, but takes {choice}.") from error

    def check_all_taken(self) -> None:
        """Raise QuestionError where a parameter was not taken."""
        if self._left:
            raise QuestionError(f"This question has no {', '.join(sorted(self._left))}.")


def plain(value: float) -> str:
    """Return a number as people write it.

    >>> plain(98.0), plain(0.5), plain(12000000.0)
    ('98', '0.5', '12000000')
    """
    return f"{value:.9f}".rstrip("0").rstrip(".")
