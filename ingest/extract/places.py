"""Named divisions and zones in a text."""

from __future__ import annotations

from graph.lexicon import Division, Lexicon, in_force
from graph.model import Level
from ingest.extract.found import Place, Span
from ingest.extract.names import NameShapes
from ingest.text import Text


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

    def within(self, start: int, end: int, hidden: list[Span]) -> tuple[Place, ...]:
        """Return the places in ``[start, end)``, each once.

        Places in a hidden span and in the name of a body are left out.
        """
        found: dict[str, Place] = {}
        for place in self.all:
            a, b = place.span
            is_free = start <= a and b <= end and not any(x <= a < y for x, y in hidden)
            if is_free and not self._shapes.opens(self._plain[a:end]):
                found.setdefault(place.name, place)
        return tuple(found.values())

    def _find(self, text: Text) -> list[Place]:
        places = []
        for start, end, divisions in self._divisions.find(text.plain):
            division = self._settle(divisions)
            if division is None or division.level is Level.COUNTRY:
                continue
            places.append(Place(text.verbatim(start, end), str(division.name), (start, end)))
        return places

    def _settle(self, divisions: tuple[Division, ...]) -> Division | None:
        present = in_force(divisions)
        if len({d.code for d in present}) == 1:
            return present[0]
        if self._own is None:
            return None
        near = [
            d
            for d in present
            if d.code == self._own.code
            or self._divisions.is_below(d.code, self._own.code)
            or self._divisions.is_below(self._own.code, d.code)
        ]
        return near[0] if len({d.code for d in near}) == 1 else None
