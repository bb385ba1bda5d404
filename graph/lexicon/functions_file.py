"""Reading functions.toml: tables by slug, and what a user's file adds to them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from graph.lexicon.body_name import BodyFunction, OfficialName, Organ
from graph.lexicon.gb2260 import LexiconError
from graph.model import Level

BUILT_IN = Path(__file__).parent / "functions.toml"
_LABELS = ("zh", "en", "organ", "source")
_PRINCIPAL = ("names", "central", "party")
_ALWAYS_ALONE: Mapping[Level | None, tuple[str, ...]] = {None: ("{name}",)}


def read_functions(paths: list[Path]) -> tuple[tuple[BodyFunction, ...], frozenset[str]]:
    """Return the functions of files of this form and the short names declared ambiguous.

    A later file adds names to a function of an earlier one, or whole functions. Raises
    LexiconError for a file that is no TOML or an entry that lacks what it must have.
    """
    tables: dict[str, dict[str, Any]] = {}
    ambiguous: set[str] = set()
    for path in paths:
        content = _read(path)
        ambiguous.update(content.pop("ambiguous", ()))
        for slug, table in content.items():
            _merge(tables.setdefault(slug, {}), table)
    return tuple(_function(slug, table) for slug, table in tables.items()), frozenset(ambiguous)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path.name} is not TOML: {error}.") from error


def _merge(table: dict[str, Any], added: dict[str, Any]) -> None:
    for key, value in added.items():
        if isinstance(value, dict) and isinstance(table.get(key), dict):
            table[key] = {**table[key], **value}
        else:
            table[key] = value


def _function(slug: str, table: Mapping[str, Any]) -> BodyFunction:
    missing = [label for label in _LABELS if not table.get(label)]
    if missing:
        raise LexiconError(f"The function {slug} has no {', '.join(missing)}.")
    if table["organ"] not in list(Organ):
        raise LexiconError(f"The function {slug} has the organ {table['organ']}, which is none.")
    return BodyFunction(
        slug,
        table["zh"],
        table["en"],
        Organ(table["organ"]),
        table["source"],
        tuple(_names(slug, table)),
        table.get("examples", {}),
        tuple(table.get("counterexamples", ())),
        tuple(table.get("areas", ())),
    )


def _names(slug: str, table: Mapping[str, Any]) -> Iterator[OfficialName]:
    """Yield the names in the order in which a short form should be tried on them."""
    organ = Organ(table["organ"])
    forms = _forms(table.get("forms", {}))
    sections: tuple[tuple[str, Organ, Mapping[Level | None, tuple[str, ...]]], ...] = (
        ("names", organ, forms),
        ("central", organ, _ALWAYS_ALONE),
        ("party", Organ.PARTY, {}),
        ("related", organ, forms),
        ("former", organ, forms),
    )
    for section, kind, usual in sections:
        for pattern, entry in table.get(section, {}).items():
            detail = entry if isinstance(entry, dict) else {"short": entry}
            if section == "former" and not isinstance(detail.get("until"), int):
                raise LexiconError(f"The function {slug} does not say until when {pattern} was.")
            for full, short_forms in _variants(pattern, detail.get("short", ())):
                yield OfficialName(
                    full,
                    slug,
                    Organ(detail.get("organ", kind)),
                    short_forms,
                    detail.get("until"),
                    _forms(detail["forms"]) if "forms" in detail else usual,
                    tuple(detail.get("in", ())),
                    is_principal=section in _PRINCIPAL,
                )


def _variants(pattern: str, short_forms: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each full name that a pattern stands for, with its short forms.

    ``教育[局厅]`` stands for 教育局 and 教育厅; a short form without brackets goes to the name
    with the same last sign, or to the first.
    """
    stem, bracket, endings = pattern.rstrip("]").partition("[")
    if not bracket:
        yield pattern, tuple(short_forms)
        return
    for ending in endings:
        mine = []
        for short in short_forms:
            short_stem, is_pattern, short_endings = short.rstrip("]").partition("[")
            if is_pattern and ending in short_endings:
                mine.append(short_stem + ending)
            elif not is_pattern and ending == (short[-1] if short[-1] in endings else endings[0]):
                mine.append(short)
        yield stem + ending, tuple(mine)


def _forms(forms: list[str] | dict[str, list[str]]) -> Mapping[Level | None, tuple[str, ...]]:
    """Return the patterns by level from a list for all levels or a table by level."""
    by_level = forms if isinstance(forms, dict) else {"default": forms}
    return {
        None if level == "default" else Level(level): tuple(patterns)
        for level, patterns in by_level.items()
    }
