"""The choices that narrow a list: role, year, place; read from the address of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort, request

from graph.model import Role
from graph.questions import Scope

MOST_WORDS, LONGEST_WORD = 8, 40


@dataclass(frozen=True, slots=True)
class Choice:
    """One value a list can be narrowed to, with how many rows it leaves."""

    value: str
    label: str
    count: int | None = None


def chosen_role() -> Role | None:
    """Return the role in the address; one that does not exist ends in 404."""
    value = request.args.get("role", "")
    if value and value not in tuple(Role):
        abort(404)
    return Role(value) if value else None


def chosen_number(name: str, highest: int) -> int | None:
    """Return the whole number from 1 to ``highest`` in the address, None where there is none.

    Anything else ends in 404.
    """
    value = request.args.get(name, "")
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and len(value) <= 9):
        abort(404)
    if not 1 <= int(value) <= highest:
        abort(404)
    return int(value)


def chosen_words() -> tuple[str, ...]:
    """Return the words in the address that tasks must have, each once; too many end in 404."""
    words = tuple(dict.fromkeys(request.args.get("words", "").split()))
    if len(words) > MOST_WORDS or any(len(word) > LONGEST_WORD for word in words):
        abort(404)
    return words


def chosen_view(usual: str, other: str) -> str:
    """Return how the list in the address is shown: as usual, or in the other way."""
    return other if request.args.get("view") == other else usual


def chosen_location() -> str | None:
    """Return the id of the place in the address, whether or not it exists."""
    return request.args.get("jurisdiction") or None


def chosen_scope(location: str | None = None) -> Scope:
    """Return where and when the list is about, as the address says."""
    year = chosen_number("year", 9999)
    place = location or chosen_location()
    return Scope(locations=(place,) if place else (), years=(year, year) if year else None)


def years_among(counts: Sequence[tuple[str, int]]) -> list[Choice]:
    """Return the years of a facet as choices, newest first."""
    return [Choice(value, value, count) for value, count in sorted(counts, reverse=True)]
