"""Which of the divisions of one name is meant: 鼓楼区 of 南京市 or of 徐州市."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.lexicon import Division, Divisions, in_force


def code_of(name: str | None, sources: Sequence[str], divisions: Divisions) -> str | None:
    """Return the code of the division of a name, of several that near a place the sources name.

    None where the name is that of none, or nothing tells which it is.
    """
    named = divisions.named(name) if name else ()
    if not named:
        return None
    settled = divisions.settle(named, None)
    places = _others(name, sources, divisions) if settled is None else iter(())
    near = (divisions.settle(named, place) for place in places)
    settled = settled or next((division for division in near if division is not None), None)
    return None if settled is None else settled.code


def _others(name: str | None, sources: Sequence[str], divisions: Divisions) -> Iterator[Division]:
    """Yield the places of another name that the sources name without doubt."""
    for source in sources:
        for _, _, found in divisions.find(source):
            place = in_force(found)[0]
            if place.name != name and len({division.code for division in in_force(found)}) == 1:
                yield place
