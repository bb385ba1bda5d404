"""Named divisions and zones in a text."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque

from graph.lexicon import Division, Lexicon
from graph.model import Level
from ingest.extract.found import Place, Span
from ingest.extract.names import NAME_LIMIT, NameShapes
from ingest.extract.place_rows import PlaceRows
from ingest.extract.taken import Taken
from ingest.text import Text

# how many places before may say which of several is meant
_RECENT = 3


class PlaceFinder:
    """Finds the places of one text; an ambiguous name is settled by the document's own place."""

    def __init__(
        self, text: Text, lexicon: Lexicon, shapes: NameShapes, jurisdiction: str | None
    ) -> None:
        """Read the places of a text whose government is that of a division, given by its code."""
        self._plain = text.plain
        self._shapes = shapes
        self._divisions = lexicon.divisions
        self._own = self._divisions.by_code(jurisdiction) if jurisdiction else None
        self.all = tuple(self._find(text))
        self._starts = [place.span[0] for place in self.all]

    def within(self, start: int, end: int, hidden: list[Span]) -> tuple[Place, ...]:
        """Return the places in ``[start, end)``, each once.

        Places in a hidden span and in the name of a body are left out.
        """
        found: dict[str, Place] = {}
        inside = slice(bisect_left(self._starts, start), bisect_left(self._starts, end))
        for place in self.all[inside]:
            a, b = place.span
            is_free = b <= end and not any(x <= a < y for x, y in hidden)
            if is_free and not self._shapes.opens(self._plain[a : min(end, a + NAME_LIMIT)]):
                found.setdefault(place.name, place)
        return tuple(found.values())

    def _find(self, text: Text) -> list[Place]:
        found: dict[int, tuple[int, Division]] = {}
        recent: deque[Division] = deque(maxlen=_RECENT)
        end = -1
        for start, stop, divisions in self._divisions.find(text.plain):
            division = self._settle(divisions, recent, is_next=start == end)
            if division is not None and division.level is not Level.COUNTRY:
                found[start], end = (stop, division), stop
                recent.append(division)
        taken = Taken(len(text.plain), ((start, stop) for start, (stop, _) in found.items()))
        for start, stop, division in PlaceRows(self._divisions, self._own).find(text.plain):
            if not taken.meets((start, stop)):
                found[start] = (stop, division)
                taken.take((start, stop))
        return [
            Place(text.verbatim(start, end), division.name, (start, end), division.code)
            for start, (end, division) in sorted(found.items())
        ]

    def _settle(
        self, divisions: tuple[Division, ...], before: deque[Division], *, is_next: bool
    ) -> Division | None:
        """Return which of some divisions is meant, none where several may be.

        That is the only one near the document's own place, or near the place named last, which
        comes first where it stands right before: 石家庄市桥西区.
        """
        places = [self._own, *reversed(before)]
        if is_next:
            places.insert(0, before[-1])
        settled = (self._divisions.settle(divisions, place) for place in places)
        return next((division for division in settled if division is not None), None)
