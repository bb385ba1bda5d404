"""Reading subjects.toml: concepts by slug, and what a user's file adds to them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.lexicon.gb2260 import LexiconError

BUILT_IN = Path(__file__).parent / "subjects.toml"
_LISTS = ("also", "examples", "counterexamples")
_KEYS = frozenset({"zh", "en", "broader", *_LISTS})


@dataclass(frozen=True, slots=True)
class Concept:
    """A kind of thing, place, person or process that tasks act on.

    ``examples`` are texts in which it is found, ``counterexamples`` longer words in which one
    of its names means something else.
    """

    slug: str
    zh: str
    en: str
    broader: str | None = None
    also: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Its label and its other names."""
        return (self.zh, *self.also)


def read_concepts(paths: Iterable[Path]) -> tuple[Concept, ...]:
    """Return the concepts of files of this form.

    A later file adds names, examples and counterexamples to a concept of an earlier one, or
    whole concepts. Raises LexiconError for a file that is no TOML or an entry that is amiss.
    """
    tables: dict[str, dict[str, Any]] = {}
    for path in paths:
        for slug, table in _read(path).items():
            _check(path, slug, table)
            _merge(tables.setdefault(slug, {}), table)
    return tuple(_concept(slug, table) for slug, table in tables.items())


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path.name} is not TOML: {error}.") from error


def _check(path: Path, slug: str, table: Any) -> None:
    if not isinstance(table, dict):
        raise LexiconError(f"{path.name}: {slug} is no table but {table!r}.")
    if unknown := sorted(table.keys() - _KEYS):
        raise LexiconError(f"{path.name}: the subject {slug} has no {', '.join(unknown)}.")
    for key, value in table.items():
        words = value if key in _LISTS else [value]
        if not isinstance(words, list) or not all(isinstance(w, str) and w for w in words):
            raise LexiconError(f"{path.name}: {key} of the subject {slug} is {value!r}.")
    if "/" in slug:
        raise LexiconError(f"{path.name}: the subject {slug} has a slash in its name.")


def _merge(table: dict[str, Any], added: Mapping[str, Any]) -> None:
    for key, value in added.items():
        table[key] = [*table.get(key, ()), *value] if key in _LISTS else value


def _concept(slug: str, table: Mapping[str, Any]) -> Concept:
    if missing := [label for label in ("zh", "en") if label not in table]:
        raise LexiconError(f"The subject {slug} has no {', '.join(missing)}.")
    also, examples, counterexamples = (tuple(table.get(key, ())) for key in _LISTS)
    return Concept(
        slug, table["zh"], table["en"], table.get("broader"), also, examples, counterexamples
    )
