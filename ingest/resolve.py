"""Surface forms to identities: which body of which place a name means, which work a title names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.lexicon import Division, Lexicon, in_force
from graph.lexicon.divisions import COUNTRY
from graph.model import Level
from ingest.extract.names import NameShapes

_LEVELS = {
    "省": (Level.PROVINCE,),
    "自治区": (Level.PROVINCE,),
    "市": (Level.PREFECTURE, Level.PROVINCE, Level.COUNTY),
    "州": (Level.PREFECTURE,),
    "盟": (Level.PREFECTURE,),
    "县": (Level.COUNTY,),
    "旗": (Level.COUNTY,),
    "区": (Level.COUNTY, Level.ZONE, Level.PROVINCE),
    "镇": (Level.TOWNSHIP,),
    "乡": (Level.TOWNSHIP,),
}
_LEVEL_WORD = re.compile(r"(?:我|本|全)?(自治区|自治州|省|市|州|盟|县|旗|区)")
_LIST_OF_LEVELS = re.compile(
    r"[市县区州省](?:[市县区州乡镇]|、|（)|(?:乡|镇)(?:级)?(?:政府|党委|人民政府|街道)"
)
# 团市委 is the 团委 of the city
_LEAGUE = re.compile(r"(?:共青)?团(省|市|州|盟|县|旗|区)委")
_OFFICE = re.compile(r"(?:处|科|室|股)$")
_BARE_PLACE = 4


@dataclass(frozen=True, slots=True)
class Identity:
    """Which body a name means: id key, official name, place and function where known."""

    key: str
    name: str
    division: Division | None
    function: str | None
    is_group: bool
    is_resolved: bool


class Resolver:
    """Resolves the names of one document, whose government is that of ``jurisdiction``."""

    def __init__(
        self,
        lexicon: Lexicon,
        shapes: NameShapes,
        jurisdiction: Division | None,
        abbreviations: dict[str, str],
        issuer: str | None = None,
        namespace: str = "",
    ) -> None:
        self._functions = lexicon.functions
        self._divisions = lexicon.divisions
        self._shapes = shapes
        self._own = jurisdiction
        self._abbreviations = abbreviations
        self._namespace = namespace
        self._issuer: Identity | None = None
        if issuer:
            self._issuer = self._identity(issuer)
        self._known: dict[str, Identity] = {}

    def agency(self, plain: str) -> Identity:
        """Return the identity of a name in simplified script, unsettled where it cannot be told."""
        if plain not in self._known:
            self._known[plain] = self._identity(plain)
        return self._known[plain]

    def _identity(self, plain: str) -> Identity:
        name = re.sub(r"\s", "", plain)
        name = self._defined(self._abbreviations.get(name, "")) or name
        name = self._department(name)
        shape = self._shapes.shape(name)
        is_group = shape is not None and shape.is_group
        if not is_group and self._is_office(name):
            return self._office(name)
        is_list = is_group and _LIST_OF_LEVELS.match(name) is not None
        division, rest, is_party = (self._own, name, False) if is_list else self._place(name)
        if self._own is not None and self._names_level_below(name):
            division, rest, is_group = self._own, name, True
        if division is None:
            return self._unsettled(name, is_group)
        if is_group:
            words = self._expanded(rest)
            name = _called(division) + words
            return Identity(f"{division.code}-{words}", name, division, None, True, True)
        return self._body(division, rest, is_party)

    def _department(self, name: str) -> str:
        """Return the bureau that a department called by its field is: 教育部门, 公安 (…部门)."""
        field = name.removesuffix("部门")
        is_field = name.endswith("部门") or self._shapes.shape(name) is None
        if not is_field or not self._shapes.is_field(field):
            return name
        for word in (field, _LEVEL_WORD.sub("", field, count=1)):
            for end in "局厅委部办":
                if self._functions.match(word + end) is not None:
                    return field + end
        return name

    def settle(self, divisions: tuple[Division, ...]) -> Division | None:
        """Return the one division that is meant: a present one, near the document's own."""
        present = in_force(divisions)
        if len({d.code for d in present}) == 1:
            return present[0]
        near = [d for d in present if self._is_near(d)]
        return near[0] if len({d.code for d in near}) == 1 else None

    def _is_near(self, division: Division) -> bool:
        own = self._own
        if own is None:
            return False
        below = self._divisions.is_below
        return (
            division.code == own.code
            or below(division.code, own.code)
            or below(own.code, division.code)
        )

    def _body(self, division: Division, rest: str, is_party: bool) -> Identity:
        if rest in _COMMITTEE:
            return Identity(
                f"{division.code}-party-committee",
                f"中共{_called(division)}委员会",
                division,
                None,
                False,
                True,
            )
        if rest in ("政府", "人民政府"):
            name = "国务院" if division.code == COUNTRY else f"{division.name}人民政府"
            return Identity(f"{division.code}-government", name, division, None, False, True)
        found = self._functions.match(rest, party=is_party)
        if found is None:
            rest = self._expanded(rest)
            called = f"中共{_called(division)}委" if is_party else _called(division)
            called = "" if division.bare and division.bare in rest else called
            return Identity(f"{division.code}-{rest}", called + rest, division, None, False, True)
        names = self._functions.compose(found, division)
        return Identity(
            f"{division.code}-{found.key}", names[0], division, found.function_slug, False, True
        )

    def _place(self, name: str) -> tuple[Division | None, str, bool]:
        """Return the division a name belongs to, the rest, and whether a Party body is named."""
        bare = name.removeprefix("中共").removeprefix("中华人民共和国")
        league = _LEAGUE.fullmatch(bare)
        if league:
            return self._of_level(league[1]), "团委", False
        if self._functions.match(bare) is not None:
            return self._place_of_bare(bare), bare, False
        if self._own is not None and bare.startswith(self._own.name) and bare != self._own.name:
            return self._party(self._own, bare.removeprefix(self._own.name))
        for start, end, divisions in self._divisions.find(bare[:24]):
            settled = self.settle(divisions) if start == 0 and end < len(bare) else None
            if settled is not None:
                return self._party(settled, bare[end:])
        word = _LEVEL_WORD.match(bare)
        if word and word.end() < len(bare):
            return self._party(self._of_level(word[1]), bare[word.end() :])
        for prefix in ("国务院", "国家", "中央", "全国"):
            if bare.startswith(prefix):
                return (
                    self._divisions.by_code(COUNTRY),
                    bare.removeprefix(prefix) or bare,
                    prefix == "中央",
                )
        return self._by_bare_place(bare) or (self._own, bare, False)

    def _place_of_bare(self, name: str) -> Division | None:
        """Return where a name without any place belongs: a central body to the country."""
        if name.startswith(("国家", "中央", "国务院", "最高人民")) or (
            name.endswith("部") and len(name) <= 8
        ):
            found = self._functions.match(name)
            if (
                found
                and found.full_name == name
                and (self._own is None or name.startswith(("国", "中", "最")))
            ):
                return self._divisions.by_code(COUNTRY)
        return self._own

    def _party(self, division: Division | None, rest: str) -> tuple[Division | None, str, bool]:
        """Take 委 before a Party body off: the 宣传部 of 市委宣传部."""
        inside = rest.removeprefix("党").removeprefix("委")
        if rest.startswith(("委", "党委")) and inside and not self._functions.match(rest):
            return division, inside, self._functions.match(inside, party=True) is not None
        return division, rest, False

    def _by_bare_place(self, name: str) -> tuple[Division, str, bool] | None:
        """Return the place of 晋城海关, where the rest of the name is known to the lexicon."""
        for length in range(2, min(_BARE_PLACE, len(name) - 1) + 1):
            rest = name[length:]
            if self._functions.match(rest) is None:
                continue
            settled = self.settle(self._divisions.named(name[:length], bare=True))
            if settled is not None and self._is_near(settled):
                return settled, rest, False
        return None

    def _of_level(self, word: str) -> Division | None:
        """Return the division that a level word stands for in this document."""
        if self._own is None:
            return None
        levels = _LEVELS.get(word, _LEVELS["州"])
        chain = (self._own, *self._divisions.ancestors(self._own.code))
        for division in chain:
            if division.level in levels and division.name.endswith(word[-1]):
                return division
        return next((d for d in chain if d.level in levels), self._own)

    def _names_level_below(self, name: str) -> bool:
        """Whether a name begins with a level below the document's: 县公安局 said by a city.

        Such a name stands for the bodies of all divisions of that level, a group.
        """
        word = _LEVEL_WORD.match(name)
        if word is None or self._own is None or self._functions.match(name) is not None:
            return False
        own = _RANKS.get(self._own.level)
        return own is not None and word[0] == word[1] and _RANK_OF_WORD.get(word[1], -1) > own

    def _is_office(self, name: str) -> bool:
        """Whether a name is an office inside the issuer (法规处), not a body of its own."""
        if self._issuer is None or not _OFFICE.search(name) or len(name) > 10:
            return False
        if self._own is not None and name.startswith(self._own.name):
            return False
        return self._issuer.function is not None and not self._shapes.place_cuts(name)

    def _office(self, name: str) -> Identity:
        issuer = self._issuer
        assert issuer is not None
        return Identity(
            f"{issuer.key}-{name}", issuer.name + name, issuer.division, None, False, True
        )

    def _unsettled(self, name: str, is_group: bool) -> Identity:
        found = None if is_group else self._functions.match(_LEVEL_WORD.sub("", name, count=1))
        slug = found.function_slug if found else None
        return Identity(f"{self._namespace}-{name}", name, None, slug, is_group, False)

    def _defined(self, words: str) -> str | None:
        """Return the body that words before （以下简称…） end with, from its place on."""
        for start, _, _ in self._divisions.find(words):
            if self._shapes.is_strong(words[start:]):
                return words[start:]
        return None

    def _expanded(self, words: str) -> str:
        """Return words with the short name at their start written out (食安委成员单位)."""
        for end in range(min(len(words), 12), 1, -1):
            found = self._functions.match(words[:end])
            if found is not None and not any(self._divisions.find(words[end:])):
                return found.full_name + words[end:]
        return words


_RANKS = {Level.COUNTRY: 0, Level.PROVINCE: 1, Level.PREFECTURE: 2, Level.COUNTY: 3}
_RANK_OF_WORD = {"县": 3, "旗": 3, "区": 3, "镇": 4, "乡": 4}
_COMMITTEE = frozenset(("委", "党委", "委员会"))


def _called(division: Division) -> str:
    return "国家" if division.code == COUNTRY else division.name
