"""Where a document is set: its division, the bodies that act there and what they are called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bench.corpus.chance import Chance
from bench.corpus.material import OFFICES, Body, Field, bodies
from graph.lexicon import Division, Divisions, load_lexicon
from graph.model import Level

# the levels of Beijing, Tianjin, Shanghai, Chongqing, Taiwan, Hong Kong and Macau are others
_NO_PROVINCES = ("11", "12", "31", "50", "71", "81", "82")


@dataclass(frozen=True, slots=True)
class Named:
    """A body as a document writes it, and its acceptable full names, best first."""

    surface: str
    canonical: tuple[str, ...]
    can_drop_level: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """A division with its neighbours, and the field of policy that the document is about."""

    place: Division
    neighbours: tuple[str, ...]
    field: Field
    level: str
    above: Division | None = None

    @property
    def rank(self) -> str:
        """``province``, ``prefecture`` or ``county``."""
        return str(self.place.level)

    @property
    def groups(self) -> tuple[str, ...]:
        """What the governments right below are called together."""
        if self.rank == "province":
            return ("各市（州）人民政府", "各市人民政府", "各市、县（区）人民政府")
        if self.rank == "prefecture":
            return ("各县（市、区）人民政府", "各县（市、区）政府（管委会）", "各县（区）政府")
        return ("各乡镇人民政府", "各镇（街道）", "各乡镇（街道）")

    def group(self, surface: str) -> Named:
        """Return a group of bodies of the place, called by its level word or without."""
        bare = surface.removeprefix(self.level)
        return Named(surface, (self.place.name + bare,))

    def body(self, key: str, chance: Chance) -> Named:
        """Return a body of the place under one of the names in use."""
        kind = bodies()[key]
        if kind.official:
            chance.note("body", key)
        canonical = self.official(kind)
        template = kind.in_region if self.level == "自治区" and kind.in_region else kind.surface
        if template:
            return Named(template.format(level=self.level), canonical)
        if self.above is not None and not kind.official and chance.happens(0.1):
            chance.note("body", "of the city above")
            return Named(f"市{chance.pick(kind.short)}", (self.above.name + kind.full,))
        short = chance.pick(self._short(kind))
        return Named(self.level + short, canonical, can_drop_level=not short.startswith("委"))

    def offices(self, issuer: str) -> list[Named]:
        """Return the offices inside a body that issues a document."""
        ending = "处" if self.rank == "province" else "科"
        return [Named(name + ending, (issuer + name + ending,)) for name in OFFICES]

    def official(self, kind: Body) -> tuple[str, ...]:
        """Return the full names of a body of the place, best first."""
        if kind.official:
            return tuple(name.format(place=self.place.name) for name in kind.official)
        return (self.place.name + self._full(kind),)

    def bodies(self) -> list[str]:
        """Return the keys of the bodies that there are at this level."""
        extra = ("publicity", "youth", "finance", "police")
        keys = dict.fromkeys((*self.field.bodies, *extra))
        return [key for key in keys if self.rank in bodies()[key].levels]

    def _full(self, kind: Body) -> str:
        own = {"province": kind.province, "county": kind.county}.get(self.rank)
        return own or kind.full

    def _short(self, kind: Body) -> tuple[str, ...]:
        """Return the short forms, which end as the full name does at this level."""
        last = self._full(kind)[-1]
        if last not in "局厅":
            return kind.short
        return tuple(re.sub("[局委厅]$", last, name) for name in kind.short)


def setting_of(chance: Chance, field: Field) -> Setting:
    """Return a setting in a division drawn at random."""
    drawn = chance.form("level", _candidates())
    place, level = chance.pick(drawn)
    divisions = load_lexicon().divisions
    near = divisions.children(place.code)
    if not near and place.parent:
        near = tuple(d for d in divisions.children(place.parent) if d.code != place.code)
    names = tuple(d.name for d in near if _is_plain(divisions, d) and _is_found(divisions, d.name))
    if not _is_found(divisions, place.name):
        chance.note("place", "a common word")
    called = (place.name, *place.short_names)
    if any(len({d.name for d in divisions.named(name)}) > 1 for name in called):
        chance.note("place", "renamed")
    above = divisions.parent(place.code)
    is_below_city = above is not None and above.name.endswith("市") and level in ("区", "县")
    return Setting(place, names, field, level, above if is_below_city else None)


@lru_cache(maxsize=1)
def _candidates() -> dict[str, list[tuple[Division, str]]]:
    """Return divisions by level, each with its level word, whose name means only them."""
    divisions = load_lexicon().divisions
    found: dict[str, list[tuple[Division, str]]] = {}
    for division in divisions:
        kind = _kind(division)
        if kind and _is_plain(divisions, division):
            found.setdefault(kind[0], []).append((division, kind[1]))
    return found


def _is_plain(divisions: Divisions, division: Division) -> bool:
    """Whether a division exists and no other, present or past, goes by its name."""
    return division.is_current and {d.code for d in divisions.named(division.name)} == {
        division.code
    }


def _is_found(divisions: Divisions, name: str) -> bool:
    """Whether a name is looked for in texts; one that is a common word too is not."""
    return any(end == len(name) for _, end, _ in divisions.find(name))


_KINDS = (
    (Level.PROVINCE, "省", "province", "省"),
    (Level.PROVINCE, "自治区", "autonomous region", "自治区"),
    (Level.PREFECTURE, "自治州", "autonomous prefecture", "州"),
    (Level.PREFECTURE, "市", "prefecture city", "市"),
    (Level.COUNTY, "自治县", "autonomous county", "县"),
    (Level.COUNTY, "县", "county", "县"),
    (Level.COUNTY, "市", "county city", "市"),
    (Level.COUNTY, "区", "district", "区"),
)


def _kind(division: Division) -> tuple[str, str] | None:
    if division.code[:2] in _NO_PROVINCES or not division.code.isdigit():
        return None
    for level, ending, name, word in _KINDS:
        if division.level is level and division.name.endswith(ending):
            return name, word
    return None
