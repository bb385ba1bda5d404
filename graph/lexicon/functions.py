"""Which function a body's name stands for, and the full name that its short form means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from graph.lexicon.body_name import BodyFunction, BodyName, OfficialName, Organ
from graph.lexicon.full_names import forms_without_place, full_names
from graph.lexicon.functions_file import BUILT_IN, read_functions
from graph.lexicon.gb2260 import Division
from graph.lexicon.merged_names import MergedNames

# 工业信息化局 is 工业和信息化局
_JOINTS = str.maketrans("", "", "和与及暨、·")
# 市办公室 and 县办 say nothing; 市委办公室 does.
_ONLY_BELOW_COMMITTEE = frozenset({"办", "办公室", "办公厅"})
_GOVERNMENT_S = re.compile("^(?:人民)?政府(?=..)")


class Functions:
    """The functions by slug, and their names by every form in use."""

    def __init__(self, functions: Iterable[BodyFunction], ambiguous: Iterable[str] = ()) -> None:
        self._functions = {function.slug: function for function in functions}
        self.ambiguous = frozenset(ambiguous)
        self._exact: dict[tuple[bool, str], list[OfficialName]] = {}
        self._folded: dict[tuple[bool, str], list[OfficialName]] = {}
        self._around: dict[tuple[bool, str], list[OfficialName]] = {}
        self._by_full_name: dict[tuple[str, str], OfficialName] = {}
        for function in self:
            for name in function.names:
                self._add(name)
        self._merged = MergedNames(self)
        self._remembered = lru_cache(maxsize=20_000)(self._read)

    def _add(self, name: OfficialName) -> None:
        self._by_full_name.setdefault((name.function, name.full), name)
        is_party = name.organ is Organ.PARTY
        for form in (name.full, *name.short_forms):
            for index, key in ((self._exact, form), (self._folded, _fold(form))):
                names = index.setdefault((is_party, key), [])
                if name not in names:
                    names.append(name)
        for form in forms_without_place(name):
            self._around.setdefault((is_party, form), []).append(name)

    def __iter__(self) -> Iterator[BodyFunction]:
        """Every function, in the order of the file."""
        return iter(self._functions.values())

    def function(self, slug: str) -> BodyFunction | None:
        """Return the function with this slug."""
        return self._functions.get(slug)

    def all_names(self) -> Iterator[str]:
        """Yield every full and short name once, without jurisdiction."""
        return iter(dict.fromkeys(form for _, form in self._exact))

    def match(self, name: str, *, party: bool = False, year: int | None = None) -> BodyName | None:
        """Return what a body's name without its jurisdiction means; None where that is not sure.

        ``party`` says that the name followed a Party committee (the 宣传部 of 市委宣传部).
        Without it bodies of the state come first, then those of the Party (市网信办). ``year``
        is the one it was said in: 粮食局 is one of that name until 2018, its successor later.
        """
        candidates = self.candidates(name, party=party, year=year)
        return candidates[0] if len(candidates) == 1 else None

    def match_around(self, name: str, *, year: int | None = None) -> BodyName | None:
        """Return what a name means that had its place inside: 国家税务总局税务局, 人行分行."""
        readings = _readings(self._around.get((False, name), []), name, year)
        return readings[0] if len(readings) == 1 else self.match(name, year=year)

    def candidates(
        self, name: str, *, party: bool = False, year: int | None = None
    ) -> tuple[BodyName, ...]:
        """Return every function that a name may stand for, one reading of each."""
        return self._remembered(name, party, year)

    def _read(self, name: str, party: bool, year: int | None) -> tuple[BodyName, ...]:
        spellings = [name]
        if not party and (without := _GOVERNMENT_S.sub("", name)) != name:
            spellings.append(without)
        sides = (True,) if party else (False, True)
        if name in _ONLY_BELOW_COMMITTEE:
            sides = (party,)
        for spelling in spellings:
            for is_party in sides:
                names = self._exact.get((is_party, spelling))
                names = names or self._folded.get((is_party, _fold(spelling)))
                if names:
                    return _readings(names, spelling, year)
        merged = None if party else self._merged.read(name)
        return (merged,) if merged else ()

    def compose(
        self, match: BodyName, division: Division, above: Division | None = None
    ) -> tuple[str, ...]:
        """Return the official full names of a body in a division, best first.

        ``above`` is the division right above, whose branches some bodies are (公安分局).

        >>> from graph.lexicon import load_lexicon
        >>> lexicon = load_lexicon()
        >>> [jincheng] = lexicon.divisions.named("晋城市")[:1]
        >>> match = lexicon.functions.match("宣传部", party=True)
        >>> lexicon.functions.compose(match, jincheng)[:2]
        ('中共晋城市委宣传部', '晋城市委宣传部')
        """
        return tuple(dict.fromkeys(self._composed(match, division, above)))

    def official(self, match: BodyName, division: Division, above: Division | None = None) -> str:
        """Return the best of the full names that ``compose`` gives."""
        return next(self._composed(match, division, above))

    def _composed(
        self, match: BodyName, division: Division, above: Division | None
    ) -> Iterator[str]:
        names = [
            self._by_full_name.get((match.function_slug, full))
            or OfficialName(full, match.function_slug, match.organ)
            for full in (match.full_name, *match.alternatives)
        ]
        names.sort(key=lambda name: division.code[:2] not in name.customary_in)
        for name in names:
            yield from full_names(name, division, above)

    def successor(self, former: BodyName, *, is_central: bool) -> BodyName | None:
        """Return the present body that took over from a former one; None where none is known.

        >>> from graph.lexicon import load_lexicon
        >>> functions = load_lexicon().functions
        >>> functions.successor(functions.match("扶贫办"), is_central=False).full_name
        '农业农村局'
        """
        function = self._functions.get(former.function_slug)
        slug = function.succeeded_by if function else None
        after = self._functions.get(slug or former.function_slug)
        present = [n for n in after.names if n.is_principal] if after else []
        present = [n for n in present if n.is_central == is_central] or present
        present.sort(key=lambda name: name.full[-1] != former.full_name[-1])
        return _readings(present[:1], present[0].full, None)[0] if present else None

    def principal(self, slug: str, rank: str) -> BodyName | None:
        """Return the present body with a function whose name ends as asked: 局, 厅, 委员会."""
        function = self._functions.get(slug)
        for name in function.names if function else ():
            if name.is_principal and name.full.endswith(rank):
                return _readings([name], name.full, None)[0]
        return None


def load_functions(extra: Path | None = None) -> Functions:
    """Return the built-in functions with those of ``functions.toml`` in a folder added.

    Raises LexiconError where a file says what cannot be.
    """
    added = extra / BUILT_IN.name if extra else None
    paths = [BUILT_IN, *([added] if added and added.is_file() else [])]
    return Functions(*read_functions(paths))


def _fold(name: str) -> str:
    """Return what spellings of a name have in common (食品安全委办公室, 食品安全委员会办公室)."""
    return name.translate(_JOINTS).replace("委员会", "委").replace("办公室", "办")


def _readings(names: list[OfficialName], spelling: str, year: int | None) -> tuple[BodyName, ...]:
    """Return one reading for each function, the likeliest of its names first.

    That is one in use in the year, a former one in its time before a present one; of those the
    one that is written out in full, unless it is the custom of some provinces only.
    """
    by_function: dict[str, list[OfficialName]] = {}
    ordered = sorted(names, key=lambda name: (_distance(name, year), not _is_meant(name, spelling)))
    for name in ordered:
        by_function.setdefault(name.function, []).append(name)
    return tuple(
        BodyName(
            slug,
            best.full,
            tuple(other.full for other in others),
            best.organ,
            best.until,
            best.is_principal,
            best.is_central,
        )
        for slug, (best, *others) in by_function.items()
    )


def _distance(name: OfficialName, year: int | None) -> int:
    """Return how little a name fits a year: 0 for a former one in its time, 2 after it."""
    if year is None:
        return 0
    if name.until is None:
        return 1
    return 0 if year <= name.until else 2


def _is_meant(name: OfficialName, spelling: str) -> bool:
    return name.full == spelling and not name.customary_in
