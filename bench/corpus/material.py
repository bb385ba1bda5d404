"""The words of ``material.toml``: fields of policy, bodies, works."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("material.toml")
# what bodies of every kind have inside, without the word for its rank
OFFICES = ("法规", "财务", "综合", "人事", "监督")


@dataclass(frozen=True, slots=True)
class Field:
    """What documents of one field of policy talk about."""

    topic: str
    bodies: tuple[str, ...]
    titles: tuple[str, ...]
    openers: tuple[str, ...]
    sentences: tuple[str, ...]
    rates: tuple[str, ...]
    limits: tuple[str, ...]
    counts: tuple[tuple[str, str, str], ...]
    times: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """A kind of body: what follows the name of a place, what the word for its level.

    ``official``, ``surface`` and, in autonomous regions, ``in_region`` are templates that
    stand where the two are not enough.
    """

    full: str
    short: tuple[str, ...]
    province: str = ""
    county: str = ""
    official: tuple[str, ...] = ()
    surface: str = ""
    in_region: str = ""
    levels: tuple[str, ...] = ("province", "prefecture", "county")


@dataclass(frozen=True, slots=True)
class Works:
    """Titles to cite; ``{topic}`` stands for that of the field."""

    laws: tuple[str, ...]
    policies: tuple[str, ...]
    local: tuple[str, ...]
    standards: tuple[str, ...]


@cache
def fields() -> tuple[Field, ...]:
    """Return the fields of policy."""
    return tuple(
        Field(
            entry["topic"],
            tuple(entry["bodies"].split()),
            tuple(entry["titles"]),
            tuple(entry["openers"]),
            tuple(entry["sentences"]),
            tuple(entry["rates"]),
            tuple(entry["limits"]),
            tuple((thing, measure, verb) for thing, measure, verb in entry["counts"]),
            tuple(entry["times"]),
        )
        for entry in _read()["field"]
    )


@cache
def bodies() -> dict[str, Body]:
    """Return the kinds of bodies by key."""
    return {key: Body(**_frozen(entry)) for key, entry in _read()["body"].items()}


@cache
def works() -> Works:
    """Return the titles of works."""
    return Works(**_frozen(_read()["works"]))


def _frozen(entry: dict) -> dict:  # type: ignore[type-arg]
    return {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}


@cache
def _read() -> dict:  # type: ignore[type-arg]
    return tomllib.loads(_FILE.read_text("utf-8"))
