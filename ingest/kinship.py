"""What a body belongs to: the bureau of an office, the members of a group, who came after."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.lexicon import Division, Lexicon
from graph.lexicon.divisions import COUNTRY
from graph.model import Level, Relation
from ingest.naming import Identity, Naming, called_of

# 各县（市、区）政府, 各市州, 县（市、区）市场监管局, 各县市党委和政府, 各区人民政府（管委会）
_OF_LEVELS = re.compile(
    r"各?(?P<levels>(?:自治)?[市州盟县区旗](?:[州盟县区旗级（）、]|市(?!场)|和|自治(?=[州县旗]))*)"
    r"(?P<party>党委[、和]?)?(?P<body>.*?)(?:[、和]?（?(?:管委会|党工委)）?)?"
)
_GOVERNMENT = ("政府", "人民政府")
_LEVEL_OF = {
    "市": (Level.PREFECTURE, Level.COUNTY),
    "州": (Level.PREFECTURE,),
    "盟": (Level.PREFECTURE,),
    "县": (Level.COUNTY,),
    "区": (Level.COUNTY,),
    "旗": (Level.COUNTY,),
}
# 市场监管部门 is called by its field
_RANKS = "局厅委办"


class Kinship:
    """What is known of bodies beside what texts say, from the lexicon alone."""

    def __init__(self, lexicon: Lexicon, naming: Naming) -> None:
        self._functions = lexicon.functions
        self._divisions = lexicon.divisions
        self._naming = naming

    def of(self, body: Identity) -> Iterator[tuple[Identity, Relation, Identity]]:
        """Yield what joins a body to others, each as an edge from one to another."""
        if body.within is not None:
            yield body, Relation.PART_OF, body.within
        after = self._successor(body)
        if after is not None:
            yield after, Relation.SUCCEEDS, body
        for member in self.members(body):
            yield member, Relation.PART_OF, body

    def _successor(self, body: Identity) -> Identity | None:
        """Return the present body of the place that took over from a former one."""
        found, division = body.found, body.division
        if found is None or division is None or not found.is_former:
            return None
        after = self._functions.successor(found, is_central=division.code == COUNTRY)
        return self._naming.known(division, after) if after else None

    def members(self, group: Identity) -> tuple[Identity, ...]:
        """Return the members of a group of all bodies of a kind below a place.

        None are given where the words pick some of them (相关县区), or leave open which.
        """
        division = group.division
        if not group.is_group or not group.is_resolved or division is None:
            return ()
        words = group.name.removeprefix(called_of(division, group.name))
        named = _OF_LEVELS.fullmatch(words)
        if named is None:
            return ()
        below = self._below(division, re.sub("[^市州盟县区旗]", "", named["levels"]))
        return tuple(
            member
            for one in below
            for member in self._bodies_in(one, named["body"], has_party=bool(named["party"]))
        )

    def _below(self, division: Division, levels: str) -> list[Division]:
        """Return the divisions of some levels right below a place, or of counties further down."""
        children = [d for d in self._divisions.children(division.code) if d.level is not Level.ZONE]
        is_of_counties = levels[0] in "县区旗" and division.level is Level.PROVINCE
        if is_of_counties and any(d.level is Level.PREFECTURE for d in children):
            below = (self._divisions.children(d.code) for d in children)
            children += [one for some in below for one in some if one.level is Level.COUNTY]
            children = [d for d in children if d.level is Level.COUNTY]
        return [
            d
            for d in children
            if any(d.name.endswith(sign) and d.level in _LEVEL_OF[sign] for sign in levels)
        ]

    def _bodies_in(self, place: Division, called: str, *, has_party: bool) -> Iterator[Identity]:
        if has_party:
            yield self._naming.committee(place)
        if called in ("", *_GOVERNMENT):
            yield self._naming.government(place)
            return
        field = called.removesuffix("部门")
        names = [called] if field == called else [field + rank for rank in _RANKS]
        found = next((match for name in names if (match := self._naming.match(name))), None)
        if found is not None:
            yield self._naming.known(place, found)
