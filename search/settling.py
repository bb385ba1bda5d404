"""Settling the names of a question: places with what is below them, bodies with their place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from search.names import Names
from search.parts import UNKNOWN, Part

Candidates = tuple[str, tuple[str, ...]]
"""A name as it was typed, and the ids of all that it may stand for."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The parts of a question, each name with one meaning, and the names that have several."""

    parts: tuple[Part, ...]
    candidates: tuple[Candidates, ...]


def settle(parts: Sequence[Part], names: Names, meant: Mapping[str, str] | None = None) -> Settled:
    """Return the parts with places and bodies joined: 青川市 市场监管局 is one body.

    ``meant`` tells, of names that may stand for several nodes, the id of the one that is meant.
    """
    joined: list[Part] = []
    for number, part in enumerate(parts):
        following = parts[number + 1].kind if number + 1 < len(parts) else ""
        part = _as_body(part, joined[-1].kind if joined else "", following)
        part = _as_place(part, joined, following, names)
        before = joined[-1] if joined and joined[-1].kind == "place" else None
        # 青川市和白山市 市场监管局: the bureaus of both
        is_shared = part.kind == "function" and [p.kind for p in joined[-3:-1]] == ["place", "and"]
        if before and not is_shared and (both := _joined(before, part, names)):
            joined[-1] = both
        else:
            joined.append(part)
    joined = [_as_meant(part, meant or {}) for part in joined]
    unsettled = tuple((p.text, p.values) for p in joined if _is_name(p) and len(p.values) > 1)
    return Settled(tuple(joined), unsettled)


def _as_meant(part: Part, meant: Mapping[str, str]) -> Part:
    chosen = meant.get(part.text)
    return replace(part, values=(chosen,)) if chosen and chosen in part.values else part


def _is_name(part: Part) -> bool:
    return part.kind in ("function", "agency", "place", "title")


def _as_body(part: Part, before: str, following: str) -> Part:
    """Return a bare function as a body where a role stands beside it, as unknown elsewhere."""
    if part.kind != "bare":
        return part
    is_body = following in ("role", "predecessors") or before == "role_before"
    return replace(part, kind="function") if is_body else replace(part, kind=UNKNOWN, values=())


def _as_place(part: Part, said: Sequence[Part], following: str, names: Names) -> Part:
    """Return the word for a rank before a body as the place of that rank that was said last.

    In 青川市市场监管局和市教育局 both are bodies of 青川市.
    """
    if part.kind != UNKNOWN or following != "function":
        return part
    seats = (_seat(other, names) for other in reversed(said))
    seat = next((seat for seat in seats if seat), None)
    if seat is None or names.places.get(seat, "")[-1:] != part.text:
        return part
    return replace(part, kind="place", values=(seat,))


def _seat(part: Part, names: Names) -> str | None:
    if len(part.values) != 1:
        return None
    return {"place": part.values[0], "agency": names.located.get(part.values[0])}.get(part.kind)


def _joined(place: Part, part: Part, names: Names) -> Part | None:
    """Return what a place and the part right after it are together, None where they are two."""
    match part.kind:
        case "place":
            kind = "place"
            values = [v for v in part.values if any(names.is_below(v, p) for p in place.values)]
        case "function":
            kind = "agency"
            pairs = [(p, f) for p in place.values for f in part.values]
            bodies = (names.agency(p, f, part.text) for p, f in pairs)
            values = [body for body in bodies if body]
        case "agency":
            return _agency_in(place, part, names)
        case _:
            return None
    return _both(kind, values, place, part) if values else None


def _agency_in(place: Part, part: Part, names: Names) -> Part | None:
    """Return the bodies of a name that are in a place; bodies of other places are unknown there."""
    seats = {agency: names.located.get(agency) for agency in part.values}
    here = [
        agency
        for agency, seat in seats.items()
        if seat and any(seat == p or names.is_below(seat, p) for p in place.values)
    ]
    if here:
        return _both("agency", here, place, part)
    return _both(UNKNOWN, [], place, part) if all(seats.values()) else None


def _both(kind: str, values: list[str], place: Part, part: Part) -> Part:
    return Part(kind, tuple(values), place.text + part.text, place.start, part.end)
