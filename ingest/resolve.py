"""Surface forms to identities: which body of which place a name means."""

from __future__ import annotations

import re
from dataclasses import replace

from graph.lexicon import Division, Lexicon
from graph.lexicon.body_name import BodyName
from graph.lexicon.divisions import COUNTRY
from graph.model import Level
from ingest.extract.names import NameShapes
from ingest.naming import Identity, Naming, called_of
from ingest.placing import LEVEL_WORD, Placed, Placing

_LIST_OF_LEVELS = re.compile(
    r"[市县区州省](?:[市县区州乡镇]|、|（)|(?:乡|镇)(?:级)?(?:政府|党委|人民政府|街道)"
)
_OFFICE = re.compile(r"(?:处|科|室|股|分局|队)$")
# 本局, 我委
_SELF = re.compile(r"[本我](?P<rank>局|委|办|厅|部|院|会|署|社|中心)(?:机关)?")
# 市局 and 省局 said by a bureau
_SAME_KIND = re.compile(r"(?:总|.*[省市州盟县区旗])?(?P<rank>局|厅)")
# 市卫健委（市疾控局）
_BRACKET = re.compile(r"(?P<main>[^（）]{2,})（[^（）]+）")
# 教育行政部门, 公安机关
_DEPARTMENT = re.compile(r"(?:行政)?(?:主管)?部门$|(?<!司法)(?<!执法)(?<!政法)机关$")
# 各分局, 市直单位, 食品安全监管部门, 属地政府
_SEVERAL = re.compile("各|(?:属地|当地|地方|所在地).*(?:政府|党委)$|.*(?:部门|单位)$")
# 市委市政府督查室 sits in the office of the Party committee
_BOTH_S = re.compile(r"^([省市州盟县区旗])委[、和]?\1(?:人民)?政府(?=.)")
_MAX_CANDIDATES = 20
# 县（市、区）
_LEVELS_ALONE = re.compile("(?:自治)?[市州盟县区旗（）、]+")

__all__ = ["Identity", "Resolver"]


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
        year: int | None = None,
    ) -> None:
        self._functions = lexicon.functions
        self._divisions = lexicon.divisions
        self._shapes = shapes
        self._own = jurisdiction
        self._abbreviations = abbreviations
        self._namespace = namespace
        self.naming = Naming(lexicon, year)
        self._placing = Placing(lexicon, jurisdiction, year)
        self._known: dict[str, Identity] = {}
        self._issuer: Identity | None = None
        if issuer:
            self._issuer = self.agency(issuer)
            self._known.clear()

    def agency(self, plain: str) -> Identity:
        """Return the identity of a name in simplified script, unsettled where it cannot be told."""
        if plain not in self._known:
            self._known[plain] = self._agency(re.sub(r"\s", "", plain))
        return self._known[plain]

    def _agency(self, name: str) -> Identity:
        name = self._defined(self._abbreviations.get(name, "")) or name
        name = self._department(_BOTH_S.sub(r"\1委", name))
        shape = self._shapes.shape(name)
        is_group = _SEVERAL.match(name) is not None or (shape is not None and shape.is_group)
        if not is_group:
            name = self._without_bracket(name)
            body = self._of_issuer(name)
            if body is not None:
                return body
        placed = self._place(name, is_group)
        if self._own is not None and self._placing.names_level_below(name):
            placed, is_group = Placed(self._own, name), True
        if placed.division is None:
            return self._unsettled(name, is_group, placed)
        if is_group:
            return self._group(placed.division, placed.rest, name)
        body = self._body(name, placed, placed.division)
        if placed.above and body.name.startswith(placed.division.name):
            return replace(body, name=placed.above + body.name)
        return body

    def _place(self, name: str, is_group: bool) -> Placed:
        if is_group and _LIST_OF_LEVELS.match(name):
            return Placed(self._own, name)
        placed = self._placing.place(name)
        if is_group and (placed.zone or not (placed.division or placed.candidates)):
            return Placed(self._own, name)
        return placed

    def _group(self, division: Division, rest: str, name: str) -> Identity:
        words = self.naming.expanded(rest)
        key = f"{division.code}-{_group_key(words)}"
        called = called_of(division, name) + words
        return Identity(key, called, division, None, True, True)

    def _body(self, name: str, placed: Placed, division: Division) -> Identity:
        fixed = self.naming.fixed(name, placed, division)
        if fixed is not None:
            return fixed
        if placed.found:
            return self.naming.written_out(name, division, placed.found)
        rest, is_party = placed.rest, placed.is_party
        readings = self.naming.readings(rest, party=is_party)
        if len(readings) > 1:
            return self._unsettled(name, False, placed, readings)
        for found in readings:
            if placed.zone:
                return self.naming.in_zone(division, placed.zone, found)
            return self.naming.known(division, found)
        inner = self.naming.branch(division, rest) or self.naming.unit(division, rest)
        return inner or self.naming.other(division, rest, name, is_party=is_party)

    def _without_bracket(self, name: str) -> str:
        """Return the body that stands before a bracket with its other name: 卫健委（疾控局）."""
        bracket = _BRACKET.fullmatch(name)
        if bracket is None or not self._shapes.is_strong(bracket["main"]):
            return name
        return bracket["main"]

    def _department(self, name: str) -> str:
        """Return the bureau that a department called by its field is: 教育部门, 公安 (…部门)."""
        field = _DEPARTMENT.sub("", name)
        is_field = field != name or self._shapes.shape(name) is None
        if not is_field or not self._shapes.is_field(field):
            return name
        ends = "局厅委部办院"
        if self._own is not None and self._own.level is Level.PROVINCE:
            ends = "厅局委部办院"
        for word in (field, LEVEL_WORD.sub("", field, count=1)):
            found = {end: self.naming.match(word + end) for end in ends}
            known = [end for end, body in found.items() if body is not None]
            if known:
                usual = [end for end in known if self._is_usual(found[end])]
                return field + (known[0] if known[0] == "厅" else [*usual, *known][0])
        return name

    def _is_usual(self, body: BodyName | None) -> bool:
        """Whether a name is the first of its function: 卫生健康委员会, not 卫生健康局."""
        function = self._functions.function(body.function_slug) if body else None
        return function is not None and function.names[0].full == body.full_name if body else False

    def _of_issuer(self, name: str) -> Identity | None:
        """Return the issuer for 本局, a body of its kind for 省局, an office of it for 法规处."""
        issuer = self._issuer
        self_named = _SELF.fullmatch(name)
        if self_named:
            is_issuer = issuer is not None and self_named["rank"] in issuer.name[-3:]
            return issuer if is_issuer else self._unsettled(name, False, Placed(None, name))
        if _SAME_KIND.fullmatch(name) and self.naming.match(name) is None:
            return self._same_kind(name)
        if issuer is None or not self._is_office(issuer, name):
            return None
        branch = None
        if issuer.found and issuer.division and name.endswith("分局"):
            branch = self.naming.branch(issuer.division, issuer.found.full_name + name)
        return branch or self.naming.office(issuer, name)

    def _same_kind(self, name: str) -> Identity | None:
        if self._placing.names_level_below(name):
            return None
        slug = self._issuer.function if self._issuer else None
        rank = "总局" if name == "总局" else name[-1]
        found = self._functions.principal(slug, rank) if slug else None
        placed = Placed(None, name)
        if found is not None and rank == "总局":
            placed = Placed(self._divisions.by_code(COUNTRY), rank)
        elif found is not None:
            placed = self._placing.place(name)
        if found is None or placed.division is None or placed.rest != rank:
            return self._unsettled(name, False, Placed(None, name))
        return self.naming.known(placed.division, found)

    def _is_office(self, issuer: Identity, name: str) -> bool:
        """Whether a name is an office inside the issuer (法规处), not a body of its own."""
        if issuer.function is None or not _OFFICE.search(name) or len(name) > 10:
            return False
        if self._own is not None and name.startswith(self._own.name):
            return False
        if self.naming.match(name) is not None and not name.startswith("办公"):
            return False
        placed = self._placing.place(name)
        return not placed.found and placed.rest in (name, "分局")

    def _unsettled(
        self,
        name: str,
        is_group: bool,
        placed: Placed,
        readings: tuple[BodyName, ...] = (),
    ) -> Identity:
        """Return a name as a node of its own, with all that it may mean."""
        if not is_group and not readings:
            without_level = LEVEL_WORD.sub("", placed.rest, count=1)
            readings = self.naming.readings(placed.rest, party=placed.is_party)
            readings = readings or self.naming.readings(without_level, party=placed.is_party)
        places = (placed.division,) if placed.division else placed.candidates[:_MAX_CANDIDATES]
        candidates = [self.naming.names(d, found)[0] for found in readings for d in places]
        candidates = candidates or [division.name + placed.rest for division in places]
        if placed.candidates:
            candidates = [self._above(d) + c for d, c in zip(places, candidates, strict=False)]
        slug = readings[0].function_slug if len(readings) == 1 else None
        key = f"{self._namespace}-{name}"
        once = tuple(dict.fromkeys(candidates))
        return Identity(key, name, None, slug, is_group, False, once)

    def _above(self, division: Division) -> str:
        above = self._divisions.parent(division.code)
        return "" if above is None or above.code == COUNTRY else above.name

    def _defined(self, words: str) -> str | None:
        """Return the body that words before （以下简称…） end with, from its place on."""
        for start, _, _ in self._divisions.find(words):
            if self._shapes.is_strong(words[start:]):
                return words[start:]
        return None


def _group_key(words: str) -> str:
    """Return what is common to the names of one group, however written.

    >>> _group_key("各县（市、区）人民政府"), _group_key("县（市、区）"), _group_key("各县市区政府")
    ('县市区政府', '县市区政府', '县市区政府')
    """
    words = words.replace("各", "").replace("人民政府", "政府")
    words += "政府" if _LEVELS_ALONE.fullmatch(words) else ""
    return re.sub("[（）、]", "", words)
