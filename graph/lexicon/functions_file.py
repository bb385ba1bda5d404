"""Reading functions.toml: tables by slug, and what a user's file adds to them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from graph.lexicon.body_name import BodyFunction, OfficialName, Organ
from graph.lexicon.gb2260 import LexiconError
from graph.lexicon.name_patterns import Forms, forms_by_level, variants

BUILT_IN = Path(__file__).parent / "functions.toml"
_LABELS = ("zh", "en", "organ", "source")
_PRINCIPAL = ("names", "central", "party")
_ALWAYS_ALONE: Forms = {None: ("{name}",)}


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
            if not isinstance(table, dict):
                raise LexiconError(f"{path.name}: {slug} is no table but {table!r}.")
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
        table.get("succeeded_by"),
    )


def _names(slug: str, table: Mapping[str, Any]) -> Iterator[OfficialName]:
    """Yield the names in the order in which a short form should be tried on them."""
    organ = Organ(table["organ"])
    sections: tuple[tuple[str, Organ, Forms], ...] = (
        ("names", organ, {}),
        ("central", organ, _ALWAYS_ALONE),
        ("party", Organ.PARTY, {}),
        ("related", organ, {}),
        ("former", organ, {}),
    )
    for section, usual_organ, usual_forms in sections:
        for pattern, entry in table.get(section, {}).items():
            detail = entry if isinstance(entry, dict) else {"short": entry}
            _check(slug, section, pattern, detail)
            forms = forms_by_level(pattern, detail["forms"]) if "forms" in detail else usual_forms
            for full, short_forms in variants(pattern, detail.get("short", [])):
                yield OfficialName(
                    full,
                    slug,
                    Organ(detail.get("organ", usual_organ)),
                    short_forms,
                    detail.get("until"),
                    forms,
                    tuple(detail.get("in", ())),
                    is_principal=section in _PRINCIPAL,
                )


def _check(slug: str, section: str, pattern: str, detail: Mapping[str, Any]) -> None:
    if section == "former" and not isinstance(detail.get("until"), int):
        raise LexiconError(f"The function {slug} does not say until when {pattern} was.")
    short_forms = detail.get("short", [])
    if not isinstance(short_forms, list) or not all(isinstance(s, str) and s for s in short_forms):
        raise LexiconError(f"{pattern} has no list of short forms but {short_forms!r}.")
    if detail.get("organ", Organ.GOVERNMENT) not in list(Organ):
        raise LexiconError(f"{pattern} has the organ {detail['organ']}, which is none.")
