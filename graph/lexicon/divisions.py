"""Which administrative divisions there are, what each is called, and what lies below what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from graph.lexicon.gb2260 import (
    COUNTRY,
    Division,
    LexiconError,
    divisions_of_file,
    divisions_of_gb2260,
)
from graph.lexicon.place_scan import Scan
from graph.model import Level

ZONES = Path(__file__).parent / "zones.csv"
_RANK = {level: rank for rank, level in enumerate(Level)}


class Divisions:
    """All divisions by code and by name; current ones come before former ones."""

    def __init__(self, divisions: Iterable[Division]) -> None:
        ordered = sorted(divisions, key=_order)
        self._by_code: dict[str, list[Division]] = {}
        self._by_name: dict[str, list[Division]] = {}
        self._by_bare_name: dict[str, list[Division]] = {}
        self._children: dict[str, list[Division]] = {}
        for division in ordered:
            self._add(division)
        self._check_parents()
        self._scan = Scan(ordered)

    def _add(self, division: Division) -> None:
        self._by_code.setdefault(division.code, []).append(division)
        for name in {division.name, *division.short_names}:
            self._by_name.setdefault(name, []).append(division)
        if division.bare != division.name:
            is_well_known = division.level in (Level.COUNTRY, Level.PROVINCE)
            index = self._by_name if is_well_known else self._by_bare_name
            index.setdefault(division.bare, []).append(division)
        if division.parent is not None and division.is_current:
            self._children.setdefault(division.parent, []).append(division)

    def _check_parents(self) -> None:
        for parent, children in self._children.items():
            if parent not in self._by_code:
                raise LexiconError(f"{children[0].name} lies below {parent}, which is not known.")

    def __iter__(self) -> Iterator[Division]:
        """Every division, present and former."""
        for divisions in self._by_code.values():
            yield from divisions

    def __len__(self) -> int:
        return sum(map(len, self._by_code.values()))

    def by_code(self, code: str) -> Division | None:
        """Return what the code stands for now, or last stood for."""
        divisions = self._by_code.get(code)
        return divisions[0] if divisions else None

    def history(self, code: str) -> tuple[Division, ...]:
        """Return all that the code ever stood for, the current one first, then latest first."""
        return tuple(self._by_code.get(code, ()))

    def named(
        self, name: str, within: str | None = None, *, bare: bool = False
    ) -> tuple[Division, ...]:
        """Return the divisions with a full or short name, current first, then by rank and code.

        ``within`` keeps a division (a code) and those below it. Names without the word for
        their rank (天台) count only with ``bare``, those of provinces (山西) always.
        """
        found = list(self._by_name.get(name, ()))
        if bare:
            found += (d for d in self._by_bare_name.get(name, ()) if d not in found)
            found.sort(key=_order)
        if within is not None:
            found = [d for d in found if d.code == within or self._has_ancestor(d, within)]
        return tuple(found)

    def parent(self, code: str) -> Division | None:
        """Return the division right above; None for the country and for an unknown code."""
        division = self.by_code(code)
        return (
            None if division is None or division.parent is None else self.by_code(division.parent)
        )

    def ancestors(self, code: str) -> tuple[Division, ...]:
        """Return the divisions above, nearest first, the country last."""
        division = self.by_code(code)
        return () if division is None else tuple(self._ancestors(division))

    def children(self, code: str) -> tuple[Division, ...]:
        """Return the current divisions right below, by code."""
        return tuple(self._children.get(code, ()))

    def is_below(self, code: str, other: str) -> bool:
        """Whether a division lies somewhere below another; none lies below itself."""
        division = self.by_code(code)
        return division is not None and self._has_ancestor(division, other)

    def find(self, text: str) -> Iterator[tuple[int, int, tuple[Division, ...]]]:
        """Yield the named places of a text in simplified script, longest name first, in order.

        Each is (start, end, divisions with that name). Found are full names, short names with
        the word for the rank (临夏州), and bare provinces (山西); not the country.
        """
        for start, end, name in self._scan.names_in(text):
            divisions = self._by_name[name]
            yield start, end, tuple(d for d in divisions if d.level is not Level.COUNTRY)

    def names(self) -> Iterator[str]:
        """Every full and short name that keeps the word for the rank, and bare provinces."""
        return iter(self._by_name)

    def at_start(self, text: str) -> tuple[tuple[Division, ...], int]:
        """Return what a text in simplified script begins with, and where that ends.

        Places that follow each other, each in the one before, name the last of them: 鼓楼区 of
        江苏省南京市鼓楼区. Several divisions are returned where it is not told which is meant.
        """
        named: tuple[Division, ...] = ()
        end = 0
        for start, after, divisions in self.find(text):
            within = tuple(d for d in divisions if not named or self._is_in(d, named))
            if start != end or not within:
                break
            named, end = within, after
        return named, end

    def _is_in(self, division: Division, above: Iterable[Division]) -> bool:
        return any(self._has_ancestor(division, place.code) for place in above)

    def settle(self, named: Iterable[Division], own: Division | None) -> Division | None:
        """Return the one of some divisions of a name that is meant where ``own`` speaks.

        Of several as near it is the one that holds all others: the bare 临夏 is 临夏州 and not
        its seat. None where there is none such.
        """
        found = self.nearest(named, own)
        for division in found:
            if all(d.code == division.code or self._is_in(d, [division]) for d in found):
                return division
        return None

    def nearest(self, named: Iterable[Division], own: Division | None) -> tuple[Division, ...]:
        """Return those of some divisions that exist now and are as near to ``own`` as any.

        Nearest is ``own``, then those above or below, of its prefecture, of its province.
        """
        present = in_force(tuple(named))
        for near in self._nearness(own) if own else ():
            found = tuple(division for division in present if near(division))
            if found:
                return found
        return present

    def is_near(self, division: Division, own: Division | None) -> bool:
        """Whether a division lies in the same province as ``own``, or above or below it."""
        return own is not None and any(near(division) for near in self._nearness(own))

    def _nearness(self, own: Division) -> Iterator[Callable[[Division], bool]]:
        below = self.is_below
        yield lambda division: division.code == own.code
        yield lambda division: below(division.code, own.code) or below(own.code, division.code)
        for above in self._ancestors(own):
            if above.level is not Level.COUNTRY:
                yield lambda division, code=above.code: below(division.code, code)  # type: ignore[misc]

    def _ancestors(self, division: Division) -> Iterator[Division]:
        seen = {division.code}
        while division.parent is not None and division.parent not in seen:
            seen.add(division.parent)
            above = self.by_code(division.parent)
            if above is None:
                return
            yield above
            division = above

    def _has_ancestor(self, division: Division, code: str) -> bool:
        return any(above.code == code for above in self._ancestors(division))


def load_divisions(extra: Path | None = None) -> Divisions:
    """Return the divisions of GB/T 2260, the built-in zones, and the CSV files of a folder.

    A row with the code and name of a current division of the table takes its place, so that
    it can end it or add short names; among rows of the same code and name the last counts.
    Raises LexiconError where a file holds a row that cannot be.
    """
    added = sorted(extra.glob("*.csv")) if extra else []
    files = [ZONES, *(path for path in added if path.name != "number_heads.csv")]
    rows = {(row.code, row.name): row for file in files for row in divisions_of_file(file)}
    table = (
        division
        for division in divisions_of_gb2260()
        if not (division.is_current and (division.code, division.name) in rows)
    )
    return Divisions([*table, *rows.values()])


def in_force(divisions: tuple[Division, ...]) -> tuple[Division, ...]:
    """Return those of some divisions that exist now, all of them where none does."""
    return tuple(d for d in divisions if d.is_current) or divisions


def _order(division: Division) -> tuple[bool, int, int, str]:
    return (
        not division.is_current,
        _RANK[division.level],
        -(division.until or 0),
        division.code,
    )


__all__ = ["COUNTRY", "Division", "Divisions", "LexiconError", "in_force", "load_divisions"]
