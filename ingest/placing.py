"""Where the body of a name is: 市 and 省 said by a city, 江苏省南京市鼓楼区, 人行晋城支行."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.lexicon import Division, Lexicon
from graph.lexicon.body_name import BodyName, Organ
from graph.lexicon.divisions import COUNTRY
from graph.model import Level

_LEVELS = {
    "省": (Level.PROVINCE,),
    "自治区": (Level.PROVINCE,),
    "市": (Level.PREFECTURE, Level.PROVINCE, Level.COUNTY),
    "州": (Level.PREFECTURE,),
    "盟": (Level.PREFECTURE,),
    "县": (Level.COUNTY,),
    "旗": (Level.COUNTY,),
    "区": (Level.COUNTY, Level.ZONE, Level.PROVINCE),
}
LEVEL_WORD = re.compile(r"(?:我|本|全)?(自治区|自治州|省|市|州|盟|县|旗|区)")
_RANKS = {Level.COUNTRY: 0, Level.PROVINCE: 1, Level.PREFECTURE: 2, Level.COUNTY: 3}
_RANK_OF_WORD = {
    "省": 1, "市": 2, "州": 2, "自治州": 2, "盟": 2, "县": 3, "旗": 3, "区": 3, "镇": 4, "乡": 4,
}  # fmt: skip
# 市直机关工委
_DIRECT = re.compile(r"(省|市|州|盟|县|旗|区)直")
# 团市委 is the 团委 of the city
_LEAGUE = re.compile(r"(?:共青)?团(省|市|州|盟|县|旗|区)委")
# 新区教体局 said by 兰州新区, 地区卫健委 by 阿克苏地区
_OWN_ENDING = re.compile(r"新区|开发区|高新区|经开区|示范区|实验区|合作区|管理区|矿区|地区|兵团")
_CORPS = re.compile(r"(?:生产建设)?兵团(?=.)")
# 高新区管委会, 经济技术开发区教育局
_ZONE = re.compile(
    r"(?:[一-鿿]{0,8}?(?:高新|经开|经济技术开发|产业开发|技术开发|开发|示范|度假|保税|综保|合作|试验|实验|管理|新|园|景)区)(?=.)"
)
# 望江县教育局 of a place that is not known
_UNKNOWN_PLACE = re.compile(r"[一-鿿]{1,6}?(?:省|市|县|区|州|盟|旗)(?=..)")
_BARE_PLACE = 4
# Bodies with branches, which are called after any city.
_BRANCHED = frozenset({Organ.VERTICAL, Organ.ENTERPRISE})


@dataclass(frozen=True, slots=True)
class Placed:
    """A name parted: its place, or all that may be meant, and what the body is called there.

    ``zone`` is a zone of the division that has no node (高新区); ``found`` is given where the
    place stood inside the name; ``above`` is the city written before its county.
    """

    division: Division | None
    rest: str
    is_party: bool = False
    candidates: tuple[Division, ...] = ()
    zone: str = ""
    found: BodyName | None = None
    above: str = ""


class Placing:
    """Parts the names of one document, whose government is that of ``own``."""

    def __init__(self, lexicon: Lexicon, own: Division | None, year: int | None = None) -> None:
        self._functions = lexicon.functions
        self._divisions = lexicon.divisions
        self._own = own
        self._year = year

    def place(self, name: str) -> Placed:
        """Return the place of a name and the rest of it; no division where it is not settled."""
        bare = name.removeprefix("中共").removeprefix("中华人民共和国")
        league = _LEAGUE.fullmatch(bare)
        if league:
            return Placed(self.of_level(league[1]), "团委")
        found = self._match(bare)
        if found is not None:
            return self._alone(bare, found)
        readers = (self._at_head, self._by_ending, self._by_level, self._inside, self._central)
        for read in (*readers, self._by_bare_place, self._in_zone, self._unknown):
            placed = read(bare)
            if placed is not None:
                return placed
        return Placed(self._own, bare)

    def division(self, name: str) -> Division | None:
        """Return the place that a name means in this document, however short: 我市, 临夏, 兵团."""
        placed = self._by_ending(name + "局") or self._by_level_alone(name)
        if placed is not None:
            return placed.division
        named, end = self._divisions.at_start(name)
        rest = name[end:]
        if rest:
            above = self._divisions.settle(named, self._own) if named else None
            within = above.code if above else None
            named = self._divisions.named(rest, within) or self._divisions.named(
                rest, within, bare=True
            )
        return self._divisions.settle(named, self._own) if named else None

    def _by_level_alone(self, name: str) -> Placed | None:
        word = LEVEL_WORD.fullmatch(name)
        if word is None or self.names_level_below(name):
            return None
        return Placed(self.of_level(word[1]), "")

    def names_level_below(self, name: str) -> bool:
        """Whether a name begins with a level below the document's: 县公安局 said by a city.

        Such a name stands for the bodies of all divisions of that level, a group.
        """
        word = LEVEL_WORD.match(name)
        own = self._own
        if word is None or own is None or self._match(name) is not None:
            return False
        if word[1] == own.name[-1] or word[0] != word[1]:
            return False
        rank = _RANKS.get(own.level)
        return rank is not None and _RANK_OF_WORD.get(word[1], -1) > rank

    def of_level(self, word: str) -> Division | None:
        """Return the division that a level word stands for in this document."""
        if self._own is None:
            return None
        levels = _LEVELS.get(word, _LEVELS["州"])
        chain = (self._own, *self._divisions.ancestors(self._own.code))
        for division in chain:
            if division.level in levels and division.name.endswith(word[-1]):
                return division
        return next((d for d in chain if d.level in levels), self._own)

    def _match(self, name: str, *, party: bool = False) -> BodyName | None:
        return self._functions.match(name, party=party, year=self._year)

    def _alone(self, name: str, found: BodyName) -> Placed:
        """Place a name that the lexicon knows as it is: a central body is of the country."""
        direct = _DIRECT.match(name)
        if found.is_central or name == "最高人民法院":
            return Placed(self._divisions.by_code(COUNTRY), name)
        return Placed(self.of_level(direct[1]) if direct else self._own, name)

    def _at_head(self, name: str) -> Placed | None:
        """Read 江苏省南京市鼓楼区市场监管局; each place lies in the one before it."""
        named, end = self._heads(name)
        if not named:
            return None
        nearest = self._divisions.nearest(named, self._own)
        settled = self._divisions.settle(nearest, self._own)
        if settled is None:
            return Placed(None, name[end:], candidates=nearest)
        if end == len(name):
            return Placed(settled, "")
        # 晋城市纪律检查委员会、晋城市监察委员会
        placed = self._party(settled, name[end:].replace(f"、{settled.name}", "、"))
        above = self._divisions.parent(settled.code)
        is_written = settled.level is Level.COUNTY and above and above.name in name[:end]
        return replace(placed, above=above.name) if above and is_written else placed

    def _heads(self, name: str) -> tuple[tuple[Division, ...], int]:
        named, end = self._divisions.at_start(name[:30])
        own = self._own
        for division in (own, *self._divisions.children(own.code)) if own and not named else ():
            # 城区 is a word like any other, but a place in its own city
            if name.startswith(division.name):
                return (division,), len(division.name)
        return named, end

    def _by_ending(self, name: str) -> Placed | None:
        """Read 新区教体局, 地委宣传部 and 兵团教育局 in a document of that place."""
        own = self._own
        if own is None:
            return None
        ending = _OWN_ENDING.search(own.name, max(len(own.name) - 4, 0))
        if ending and name.startswith(ending[0]) and ending.end() == len(own.name):
            return self._party(own, name[ending.end() - ending.start() :])
        if own.name.endswith("地区") and name.startswith("地委"):
            return self._party(own, name[1:])
        corps = _CORPS.match(name)
        if corps and own.code.startswith("65"):
            [division, *_] = self._divisions.named("新疆生产建设兵团") or [own]
            return self._party(division, name[corps.end() :])
        return None

    def _by_level(self, name: str) -> Placed | None:
        word = LEVEL_WORD.match(name)
        if word is None or word.end() == len(name):
            return None
        return self._party(self.of_level(word[1]), name[word.end() :])

    def _inside(self, name: str) -> Placed | None:
        """Read 国家税务总局晋城市税务局 and 人行晋城中心支行."""
        for start, end, named in self._places_inside(name):
            found = self._functions.match_around(name[:start] + name[end:], year=self._year)
            division = self._divisions.settle(named, self._own) if found else None
            if division is not None:
                return Placed(division, name, found=found)
        return None

    def _places_inside(self, name: str) -> Iterator[tuple[int, int, tuple[Division, ...]]]:
        for start, end, divisions in self._divisions.find(name):
            if start >= 2:
                yield start, end, divisions
        for start in range(2, len(name) - 2):
            for end in range(start + 2, min(start + _BARE_PLACE, len(name) - 2) + 1):
                named = self._divisions.named(name[start:end], bare=True)
                if named:
                    yield start, end, named

    def _central(self, name: str) -> Placed | None:
        for prefix in ("国务院", "国家", "中央", "全国"):
            if name.startswith(prefix):
                rest = name.removeprefix(prefix)
                country = self._divisions.by_code(COUNTRY)
                return Placed(country, rest or name, is_party=prefix == "中央")
        return None

    def _by_bare_place(self, name: str) -> Placed | None:
        """Read 晋城海关, where the rest of the name is known to the lexicon."""
        for length in range(2, min(_BARE_PLACE, len(name) - 1) + 1):
            found = self._match(name[length:])
            if found is None:
                continue
            settled = self._divisions.settle(
                self._divisions.named(name[:length], bare=True), self._own
            )
            if settled is not None and (
                found.organ in _BRANCHED or self._divisions.is_near(settled, self._own)
            ):
                return Placed(settled, name[length:])
        return None

    def _in_zone(self, name: str) -> Placed | None:
        zone = _ZONE.match(name)
        if zone is None or self._own is None or self._match(name[zone.end() :]) is None:
            return None
        return Placed(self._own, name[zone.end() :], zone=zone[0])

    def _unknown(self, name: str) -> Placed | None:
        """Leave 望江县教育局 open where no such place is known."""
        head = _UNKNOWN_PLACE.match(name)
        rest = name[head.end() :] if head else ""
        if head is None or not (rest in ("政府", "人民政府") or self._match(rest)):
            return None
        return Placed(None, rest)

    def _party(self, division: Division | None, rest: str) -> Placed:
        """Take a zone or the 委 before a Party body off: the 宣传部 of 市委宣传部."""
        zone = _ZONE.match(rest)
        if zone and self._match(rest[zone.end() :]) and not self._match(rest):
            return Placed(division, rest[zone.end() :], zone=zone[0])
        inside = rest.removeprefix("党").removeprefix("委")
        if rest.startswith(("委", "党委")) and inside and not self._match(rest):
            return Placed(division, inside, self._match(inside, party=True) is not None)
        return Placed(division, rest)
