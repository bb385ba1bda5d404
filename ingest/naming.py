"""What a body is once its place is known: its key, its official name, what it is part of."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from graph.lexicon import Division, Lexicon
from graph.lexicon.body_name import BodyName, Organ
from graph.lexicon.divisions import COUNTRY
from graph.lexicon.full_names import committee_of
from graph.model import Level
from ingest.placing import Placed

# 市委市政府, 党委、政府
_BOTH = re.compile(r"(?P<word>省|市|州|盟|县|区|旗|自治区)?(?:党)?委[、和]?(?P=word)?(?:人民)?政府")
# 公安局城区分局
_BRANCH = re.compile(r"(?P<body>.{2,}?局)(?P<place>.{2,10}?)(?P<rank>分局|支局)")
# 公安局食药侦支队, 市场监管局食品科
_UNIT = re.compile(
    r"(?P<body>.{2,}(?:局|厅|委|办|会|部))(?P<unit>.{2,12}?(?:处|科|室|股|队|中心|所|站|分局))"
)
# 柳溪镇 and 柳溪镇人民政府, 东街街道办事处
_TOWNSHIP = re.compile(r"(?P<name>[一-鿿]{1,8}(?:镇|乡|街道))(?:(?:人民)?政府|办事处|办)?")
_OF_COUNTRY = re.compile(r"国务院|国家|中央|全国")
_STANDS_ALONE = re.compile(r"中国|中华|国家|国网|全国|南方电网|中铁|中石|中央")
# 局办公室
_BUREAU_S = re.compile(r"^局(?=办公室|机关)")
_GOVERNMENT = ("政府", "人民政府", "行政公署", "行署")
_PEOPLE_S, _PARTY_S = "people-government", "party-committee"
_COMMITTEE = frozenset(("委", "党委", "委员会"))


@dataclass(frozen=True, slots=True)
class Identity:
    """Which body a name means: id key, official name, place and function where known.

    ``candidates`` are the names of all the bodies that an unsettled name may mean; ``within``
    is the body that an office, a squad or a branch is part of; ``found`` is how the lexicon
    reads the name.
    """

    key: str
    name: str
    division: Division | None
    function: str | None
    is_group: bool
    is_resolved: bool
    candidates: tuple[str, ...] = ()
    within: Identity | None = None
    found: BodyName | None = None


class Naming:
    """The bodies of any place, by what a document of a year calls them there."""

    def __init__(self, lexicon: Lexicon, year: int | None = None) -> None:
        self._functions = lexicon.functions
        self._divisions = lexicon.divisions
        self._year = year

    def match(self, name: str, *, party: bool = False) -> BodyName | None:
        """Return what the lexicon takes a name for in the year of the document."""
        return self._functions.match(name, party=party, year=self._year)

    def readings(self, name: str, *, party: bool = False) -> tuple[BodyName, ...]:
        """Return all that the lexicon may take a name for."""
        return self._functions.candidates(name, party=party, year=self._year)

    def fixed(self, name: str, placed: Placed, division: Division) -> Identity | None:
        """Return the organ that every place has under a name of its own: 市委, 市政府."""
        rest = placed.rest
        if placed.zone:
            return None
        both = _BOTH.fullmatch(name) if rest.endswith("政府") else None
        if both or rest in ("委政府", "党委政府"):
            called = f"中共{committee_of(division)}、{division.name}人民政府"
            key = f"{division.code}-party-committee-and-government"
            return Identity(key, called, division, _PEOPLE_S, False, True)
        if rest in _COMMITTEE:
            return self.committee(division)
        return self.government(division, rest) if rest in ("", *_GOVERNMENT) else None

    def committee(self, division: Division) -> Identity:
        """Return the Party committee of a place."""
        key, called = f"{division.code}-party-committee", f"中共{called_of(division)}委员会"
        return Identity(key, called, division, _PARTY_S, False, True)

    def government(self, division: Division, rest: str = "政府") -> Identity:
        """Return the government of a place, which goes by the name of the place as well."""
        key, name = f"{division.code}-government", f"{division.name}人民政府"
        if not rest and division.level is Level.ZONE:
            key, name = f"{division.code}-{division.name}", division.name
        elif division.code == COUNTRY:
            name = "国务院"
        elif division.name.endswith(("地区", "盟")) and division.level is Level.PREFECTURE:
            name = f"{division.name}行政公署"
        return Identity(key, name, division, _PEOPLE_S, False, True)

    def known(self, division: Division, found: BodyName) -> Identity:
        """Return a body that the lexicon knows, in a place."""
        name = self._functions.official(found, division, self._above(division))
        key = f"{division.code}-{found.key}"
        return Identity(key, name, division, found.function_slug, False, True, found=found)

    def names(self, division: Division, found: BodyName) -> tuple[str, ...]:
        """Return the official names of a known body in a place, best first."""
        return self._functions.compose(found, division, self._above(division))

    def written_out(self, name: str, division: Division, found: BodyName) -> Identity:
        """Return a known body whose place stood inside its name; a firm keeps the name given."""
        body = self.known(division, found)
        is_full = found.organ is Organ.ENTERPRISE and name in self.names(division, found)
        return replace(body, name=name) if is_full else body

    def _above(self, division: Division) -> Division | None:
        return self._divisions.parent(division.code) if division.level is Level.COUNTY else None

    def in_zone(self, division: Division, zone: str, found: BodyName) -> Identity:
        """Return a body of a zone that has no node of its own: 高新区教体局."""
        called = zone if division.bare in zone else division.name + zone
        seat = Division(f"{division.code}-{zone}", called, Level.ZONE, division.code, bare=called)
        return replace(self.known(seat, found), division=division)

    def branch(self, division: Division, rest: str) -> Identity | None:
        """Return the body of a district that is a branch of the city's: 公安局城区分局."""
        branch = _BRANCH.fullmatch(rest)
        found = self.match(branch["body"]) if branch else None
        if branch is None or found is None:
            return None
        named = self._divisions.named(branch["place"], division.code, bare=True)
        seat, above = self._divisions.settle(named, division), division
        if seat == division:
            above = self._above(division) or division
        head = self.known(above, found)
        if seat is None or seat == above:
            return self.office(head, branch["place"] + branch["rank"])
        name = f"{head.name}{branch['place']}{branch['rank']}"
        key = f"{seat.code}-{found.key}"
        return Identity(key, name, seat, found.function_slug, False, True, within=head)

    def unit(self, division: Division, rest: str) -> Identity | None:
        """Return an office or a squad of a body that the name begins with: 公安局食药侦支队."""
        unit = _UNIT.fullmatch(rest)
        found = self.match(unit["body"]) if unit else None
        if unit is None or found is None:
            return None
        return self.office(self.known(division, found), unit["unit"])

    def office(self, body: Identity, name: str) -> Identity:
        """Return an office inside a body."""
        name = _BUREAU_S.sub("", name)
        key, called = f"{body.key}-{name}", body.name + name
        return Identity(key, called, body.division, None, False, True, within=body)

    def other(
        self, division: Division, rest: str, name: str, *, is_party: bool = False
    ) -> Identity:
        """Return a body that the lexicon does not know, as it is called."""
        township = _TOWNSHIP.fullmatch(rest)
        if township:
            return _township(division, township["name"])
        rest = self.expanded(rest)
        called = f"中共{called_of(division)}委" if is_party else called_of(division, name)
        called = "" if self._names_a_place(division, rest) else called
        return Identity(f"{division.code}-{rest}", called + rest, division, None, False, True)

    def expanded(self, words: str) -> str:
        """Return words with the short name at their start written out (食安委成员单位)."""
        for end in range(min(len(words), 12), 1, -1):
            found = self.match(words[:end])
            if found is not None and not any(self._divisions.find(words[end:])):
                return found.full_name + words[end:]
        return words

    def _names_a_place(self, division: Division, rest: str) -> bool:
        if _STANDS_ALONE.match(rest) or (division.bare and division.bare in rest):
            return True
        heads = (self._divisions.named(rest[:length], bare=True) for length in (2, 3))
        levels = (Level.PROVINCE, Level.PREFECTURE)
        return len(rest) >= 6 and any(d.level in levels for named in heads for d in named)


def called_of(division: Division, name: str = "") -> str:
    """Return what bodies of a place put before their name.

    Bodies and groups of the country keep their own word: 国务院有关部门.
    """
    if division.code != COUNTRY:
        return division.name
    own = _OF_COUNTRY.match(name)
    return own[0] if own else "国家"


def _township(division: Division, name: str) -> Identity:
    end = "办事处" if name.endswith("街道") else "人民政府"
    key, called = f"{division.code}-{name}-government", f"{division.name}{name}{end}"
    return Identity(key, called, division, None, False, True)
