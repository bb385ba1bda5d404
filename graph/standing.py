"""At which level of government a work stands, and of which year it is, as far as that is told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from graph.lexicon import Lexicon
from graph.lexicon.document_numbers import parse_number
from graph.lexicon.gb2260 import Division
from graph.model import Document, Kind, Level, Location, Regulation
from graph.store import GraphStore

# 国务院办公厅关于…, 中华人民共和国食品安全法
_OF_COUNTRY = re.compile(r"中华人民共和国|国务院|中共中央|全国|国家")
# 食品安全法, 食品安全法实施条例: only the country has 法, while 办法 and 做法 are of anybody
_STATUTE = re.compile(r".{2,}(?<![办做方])法(?:实施条例)?")
_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])")


@dataclass(frozen=True, slots=True)
class Standing:
    """The level of a work and its year; None where it is not told."""

    level: Level | None
    year: int | None


class Standings:
    """Tells where works stand: by their text where we hold it, else by number and title."""

    def __init__(self, store: GraphStore, lexicon: Lexicon) -> None:
        self._store = store
        self._lexicon = lexicon
        self._places: tuple[int, Mapping[str, Level]] = (-1, {})

    def of(self, work: Regulation) -> Standing:
        """Return where a work stands."""
        document = self._store.document(work.document) if work.document else None
        number = parse_number(work.document_number or "")
        years = [document.year if document else None, number.year if number else None]
        years += [int(year) for year in _YEAR.findall(work.title)[:1]]
        return Standing(self._level(work, document), next(filter(None, years), None))

    def _level(self, work: Regulation, document: Document | None) -> Level | None:
        place = self._store.node(document.location) if document and document.location else None
        if isinstance(place, Location):
            return place.level
        return self._of_number(work.document_number or "") or self._of_title(work)

    def _of_number(self, text: str) -> Level | None:
        number = parse_number(text)
        head = self._lexicon.numbers.match(number.head) if number else None
        if head is None or head.is_ambiguous:
            return None
        return _one_level(tuple(filter(None, map(self._lexicon.divisions.by_code, head.places))))

    def _of_title(self, work: Regulation) -> Level | None:
        # the key of a work has its title in simplified script
        title = work.id.partition("/")[2].partition("@")[0]
        if _OF_COUNTRY.match(title):
            return Level.COUNTRY
        title = title.removeprefix("中共")
        known = self._known_places()
        own = [name for name in known if title.startswith(name)]
        if own:
            return known[max(own, key=len)]
        divisions, _ = self._lexicon.divisions.at_start(title)
        if divisions:
            return _one_level(divisions)
        return Level.COUNTRY if _STATUTE.fullmatch(title) else None

    def _known_places(self) -> Mapping[str, Level]:
        """Return the levels of the places of the store by their names."""
        change = self._store.last_change
        if self._places[0] != change:
            nodes = self._store.nodes(Kind.LOCATION)
            places = {one.name: one.level for one in nodes if isinstance(one, Location)}
            self._places = change, places
        return self._places[1]


def _one_level(divisions: tuple[Division, ...]) -> Level | None:
    levels = {division.level for division in divisions}
    return levels.pop() if len(levels) == 1 else None
