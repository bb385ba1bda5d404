"""What was understood of a question, part by part, each with the same question without it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from graph.questions import BOUNDS, ActionsOf, Question, Scope
from search.describe import chips_of, describe
from web.addresses import answer_address
from web.languages import language
from web.site import site


@dataclass(frozen=True, slots=True)
class Chip:
    """One part of a question in words; ``without`` is None where there is none without it."""

    label: str
    value: str
    without: str | None


_AS_ANYWAY: Final[dict[str, dict[str, object]]] = {
    "without": {"without_roles": ()},
    "gap": {"gap": None},
    "due": {"due": None},
    "sort": {"sort": "newest"},
    "metric": {"metric": "", "words": ""},
    "exactly": {"metric": "", "is_exact": False},
    "unit": {"unit": None},
    "weight": {"min_weight": 1},
    "depth": {"depth": 1},
    "roles": {"roles": ()},
    **{bound: {"compared": None} for bound in BOUNDS},
}
"""What a question says that has no such part."""


def understood(question: Question) -> list[Chip]:
    """Return the parts of a question in order, first what is looked for."""
    told = describe(question, site().store, language())
    return [
        Chip(label, value, answer_address(other) if other else None)
        for (label, value), other in zip(told, _without_each(question), strict=True)
    ]


def _without_each(question: Question) -> Iterator[Question | None]:
    """Yield for each part of a question the one without it; a role goes with its party."""
    parties = 0
    for kind, value in chips_of(question):
        if kind in ("party", "party_and_before"):
            yield _without_party(question, parties)
            parties += 1
        elif kind != "role":
            yield _without(question, kind, value)


def _without(question: Any, kind: str, value: str) -> Question | None:
    changed: Question
    if kind == "treatment":
        others = tuple(one for one in question.treatments if one != value)
        changed = replace(question, treatments=others)
        return changed
    if kind in _AS_ANYWAY:
        anyway = {
            name: value for name, value in _AS_ANYWAY[kind].items() if hasattr(question, name)
        }
        changed = replace(question, **anyway)
        return changed
    scope = getattr(question, "scope", None)
    if scope is None or (wider := _wider(scope, kind, value)) is None:
        return None
    changed = replace(question, scope=wider)
    return changed


def _without_party(question: Any, number: int) -> Question | None:
    if isinstance(question, ActionsOf):
        others = question.parties[:number] + question.parties[number + 1 :]
        return replace(question, parties=others)
    # others need the body that they are about
    is_optional = any(one.name == "party" and one.default is None for one in fields(question))
    changed: Question | None = replace(question, party=None) if is_optional else None
    return changed


def _wider(scope: Scope, kind: str, value: str) -> Scope | None:
    match kind:
        case "place" | "place_only":
            places = tuple(place for place in scope.locations if place != value)
            return replace(
                scope, locations=places, with_subdivisions=scope.with_subdivisions or not places
            )
        case "years":
            return replace(scope, years=None)
        case "document":
            return replace(scope, document=None)
        case "subject":
            return replace(scope, subject=None)
        case "words":
            return replace(scope, words=tuple(word for word in scope.words if word != value))
    return None
