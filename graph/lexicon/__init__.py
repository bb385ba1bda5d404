"""The known world: bodies of government, divisions, and what the tasks act on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from graph.lexicon.divisions import Divisions, in_force, load_divisions
from graph.lexicon.functions import Functions, load_functions
from graph.lexicon.gb2260 import Division, LexiconError
from graph.lexicon.number_heads import NumberHeads, load_number_heads
from graph.lexicon.subjects import Subjects, load_subjects
from graph.lexicon.subjects_file import Concept

__all__ = [
    "Concept",
    "Division",
    "Divisions",
    "Functions",
    "Lexicon",
    "LexiconError",
    "NumberHeads",
    "Subjects",
    "in_force",
    "load_lexicon",
]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of bodies, divisions, subjects, and the heads of document numbers."""

    functions: Functions
    divisions: Divisions
    subjects: Subjects
    numbers: NumberHeads


@lru_cache(maxsize=4)
def load_lexicon(extra: Path | None = None) -> Lexicon:
    """Return the built-in lexicon with the files of a folder added; read once, then remembered.

    The folder may hold ``functions.toml``, ``subjects.toml``, ``number_heads.csv`` and any number
    of other ``*.csv`` with divisions, in the form of the built-in ones. Raises LexiconError where
    there is no such folder or a file says what cannot be.
    """
    if extra is not None and not extra.is_dir():
        raise LexiconError(f"There is no lexicon folder {extra}.")
    return Lexicon(
        load_functions(extra),
        load_divisions(extra),
        load_subjects(extra),
        load_number_heads(extra),
    )
