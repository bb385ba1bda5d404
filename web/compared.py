"""What a request wants compared, and what the scopes and the rows of a comparison are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import url_for
from flask_babel import gettext

from graph.given import Given
from graph.link_parts import ENDS, told_of_scope, years_in
from graph.model import Kind
from graph.questions import Scope
from search.task_differences import Difference
from search.tasks_compared import AlignedRow
from web.scopes import words_of
from web.site import site

SHOWN = ("all", "different", "aligned", "equal", *Difference)
"""Which rows can be asked for, beside those that only the scope with a number has: ``only2``."""

_SHARED = ("subject", "words", "below")


@dataclass(frozen=True, slots=True)
class Compared:
    """The scopes that are beside each other, and the parameters of the address that asks so."""

    scopes: tuple[Scope, ...]
    parameters: Mapping[str, str]

    @property
    def is_ready(self) -> bool:
        """Whether there are two scopes or more."""
        return len(self.scopes) > 1


def compared_in(parameters: Mapping[str, str]) -> Compared:
    """Return what parameters compare: each place or year that is given, and what all share.

    Places below count only where they are asked for, as their plans are plans of their own.
    Raises QuestionError for a value that makes no sense.
    """
    given = Given({name: parameters.get(name, "") for name in names()})
    subject, with_below = given.id("subject", Kind.SUBJECT), given.yes("below")
    words = tuple(dict.fromkeys((given.take("words") or "").split()))
    found: dict[Scope, None] = {}
    for end in ENDS:
        places = given.ids(f"jurisdiction{end}", Kind.LOCATION)
        years = years_in(given.take(f"year{end}"))
        if places or years:
            shared = {"subject": subject, "words": words, "with_subdivisions": with_below}
            found[Scope(locations=places, years=years, **shared)] = None  # type: ignore[arg-type]
    return Compared(tuple(found), parameters_of(tuple(found)))


def names() -> tuple[str, ...]:
    """Return the names of the parameters that make a comparison."""
    return (*(f"{name}{end}" for end in ENDS for name in ("jurisdiction", "year")), *_SHARED)


def parameters_of(scopes: Sequence[Scope]) -> dict[str, str]:
    """Return the parameters of the address that compares scopes."""
    told: dict[str, str] = {}
    for scope, end in zip(scopes, ENDS, strict=False):
        own = told_of_scope(Scope(locations=scope.locations, years=scope.years), end)
        told |= own
    if scopes:
        first = scopes[0]
        told |= told_of_scope(Scope(subject=first.subject, words=first.words))
        told |= {"below": "yes"} if first.with_subdivisions else {}
    return told


def year_on_year(place: str, before: int, after: int) -> str:
    """Return the address that compares a place's own plans of two years."""
    here = Scope(locations=(place,), with_subdivisions=False)
    scopes = [replace(here, years=(year, year)) for year in (before, after)]
    given: dict[str, Any] = parameters_of(scopes)
    return url_for("compare.compare", **given)


def labels_of(scopes: Sequence[Scope]) -> list[str]:
    """Return what each scope is called beside the others: by that in which they differ."""
    parts = [_parts(scope) for scope in scopes]
    common = set(parts[0]).intersection(*parts)
    return [" ".join([part for part in own if part not in common] or own) for own in parts]


def title_of(scopes: Sequence[Scope]) -> str:
    """Return what a comparison is called: what is common to all scopes, then each one's own."""
    parts = [_parts(scope) for scope in scopes]
    common = [part for part in parts[0] if all(part in other for other in parts[1:])]
    return " ".join((*common, " — ".join(labels_of(scopes))))


def _parts(scope: Scope) -> list[str]:
    """Return what the parts of a scope are called; a place's own plans need no word for that."""
    if scope.with_subdivisions:
        return words_of(scope)
    names = "、".join(site().nodes.name(place) for place in scope.locations)
    return [part for part in (names, *words_of(replace(scope, locations=()))) if part]


def difference_label(difference: str) -> str:
    """Return what a way of differing from the first is called."""
    labels = {
        Difference.LEAD: gettext("牵头不同"),
        Difference.RAISED: gettext("指标数值更高"),
        Difference.LOWERED: gettext("指标数值更低"),
        Difference.DEADLINE: gettext("期限不同"),
    }
    return str(labels[Difference(difference)])


def alone_label(scopes: Sequence[Scope], number: int) -> str:
    """Return what is said of tasks that only one scope has: of a later year they are new."""
    order = _of_years(scopes)
    if order is None:
        return str(gettext("仅%(scope)s有", scope=labels_of(scopes)[number]))
    is_first, is_last = number == order[0], number == order[-1]
    if is_last:
        return str(gettext("新增"))
    return str(gettext("不再列出") if is_first else gettext("仅当年有"))


def shown_label(scopes: Sequence[Scope], shown: str) -> str:
    """Return what a choice of rows is called."""
    labels = {
        "all": gettext("全部"),
        "different": gettext("只看不同"),
        "aligned": gettext("已对应"),
        "equal": gettext("没有发现不同"),
    }
    if shown in labels:
        return str(labels[shown])
    if shown.startswith("only"):
        return alone_label(scopes, int(shown.removeprefix("only")) - 1)
    return difference_label(shown)


def choices_of(scopes: Sequence[Scope]) -> tuple[str, ...]:
    """Return the choices of rows that there are for so many scopes."""
    return (*SHOWN, *(f"only{number}" for number in range(1, len(scopes) + 1)))


def is_shown(row: AlignedRow, shown: str) -> bool:
    """Whether a row is among those of a choice."""
    match shown:
        case "all":
            return True
        case "different":
            return not row.is_equal
        case "aligned":
            return not row.is_alone
        case "equal":
            return row.is_equal
    if shown.startswith("only"):
        return row.is_alone and row.held == (int(shown.removeprefix("only")) - 1,)
    return shown in row.differences


def _of_years(scopes: Sequence[Scope]) -> list[int] | None:
    """Return the numbers of the scopes from the earliest year on, None unless only years differ."""
    if len({scope.locations for scope in scopes}) > 1:
        return None
    first = [scope.years[0] if scope.years else None for scope in scopes]
    if None in first or len(set(first)) < len(first):
        return None
    return sorted(range(len(scopes)), key=lambda number: first[number] or 0)
