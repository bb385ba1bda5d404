"""Named divisions and zones in a text."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque

from graph.lexicon import Division, Lexicon, in_force
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
        self._plain = text.plain
        self._shapes = shapes
        self._divisions = lexicon.divisions
        own = in_force(self._divisions.named(jurisdiction)) if jurisdiction else ()
        self._own = own[0] if len({d.code for d in own}) == 1 else None
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
        for start, stop, divisions in self._divisions.find(text.plain):
            division = self._settle(divisions, recent)
            if division is not None and division.level is not Level.COUNTRY:
                found[start] = (stop, division)
                recent.append(division)
        taken = Taken(len(text.plain), ((start, stop) for start, (stop, _) in found.items()))
        for start, stop, division in PlaceRows(self._divisions, self._own).find(text.plain):
            if not taken.meets((start, stop)):
                found[start] = (stop, division)
                taken.take((start, stop))
        return [
            Place(text.verbatim(start, end), division.name, (start, end))
            for start, (end, division) in sorted(found.items())
        ]

    def _settle(self, divisions: tuple[Division, ...], before: deque[Division]) -> Division | None:
        """Return which of some divisions is meant, none where several may be.

        That is the only one near the document's own place, or near the place named last:
        石家庄市桥西区.
        """
        present = in_force(divisions)
        for place in (None, self._own, *reversed(before)):
            near = [d for d in present if place is None or self._is_near(d.code, place.code)]
            if len({d.code for d in near}) == 1:
                return near[0]
        return None

    def _is_near(self, code: str, other: str) -> bool:
        is_below = self._divisions.is_below
        return code == other or is_below(code, other) or is_below(other, code)
