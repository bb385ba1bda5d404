"""In what two tasks that are the same work differ: who leads, which figure, by when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from graph.likeness import likeness
from graph.model import Basis, Edge, Indicator, Role
from graph.questions import ActionRow

SAME_METRIC_FROM = 0.6
"""From what likeness of their names on two metrics of tasks that are paired are the same."""

_LEADING = (Role.LEAD, Role.SOLE)
_TIMES = {"万": 10_000, "亿": 100_000_000}


class Difference(StrEnum):
    """A way in which tasks of one row differ."""

    LEAD = "lead"
    RAISED = "raised"
    LOWERED = "lowered"
    DEADLINE = "deadline"


@dataclass(frozen=True, slots=True)
class PlannedTask:
    """A task as it stands in a comparison: its row, its figures, and its leads by what they are.

    ``leads`` are functions, or names without that of their place, so that bodies of two places
    can be the same; who was only concluded to lead is not among them.
    """

    row: ActionRow
    targets: tuple[tuple[Indicator, Edge], ...]
    leads: frozenset[str]


@dataclass(frozen=True, slots=True)
class TargetChange:
    """Two figures for the same metric in the same unit, one task's and another's."""

    one: Indicator
    other: Indicator

    @property
    def difference(self) -> Difference | None:
        """Whether the second number is higher or lower, None where they are equal."""
        before, after = scaled(self.one)[0], scaled(self.other)[0]
        if before == after:
            return None
        return Difference.RAISED if after > before else Difference.LOWERED


def differences(one: PlannedTask, other: PlannedTask) -> frozenset[Difference]:
    """Return in what the second of two paired tasks differs from the first."""
    found = {change.difference for change in target_changes(one, other)}
    if one.leads != other.leads:
        found.add(Difference.LEAD)
    if _deadlines(one) != _deadlines(other):
        found.add(Difference.DEADLINE)
    return frozenset(difference for difference in found if difference)


def target_changes(one: PlannedTask, other: PlannedTask) -> list[TargetChange]:
    """Return the figures of two tasks that can be compared, each with the most alike one."""
    pairs = sorted(
        (
            (-likeness(mine.metric, theirs.metric), order, rank)
            for order, (mine, _) in enumerate(one.targets)
            for rank, (theirs, _) in enumerate(other.targets)
            if _are_comparable(mine, theirs)
        ),
    )
    taken, others_taken, found = set[int](), set[int](), []
    for least, order, rank in pairs:
        if -least < SAME_METRIC_FROM or order in taken or rank in others_taken:
            continue
        taken.add(order)
        others_taken.add(rank)
        found.append(TargetChange(one.targets[order][0], other.targets[rank][0]))
    return found


def _are_comparable(one: Indicator, other: Indicator) -> bool:
    """Whether two figures have one unit and one sense: both floors, both ceilings, both growths."""
    return scaled(one)[1] == scaled(other)[1] and _sense(one) == _sense(other)


def _sense(indicator: Indicator) -> str:
    return "reach" if indicator.comparator in (">=", "=", "~") else indicator.comparator


def scaled(indicator: Indicator) -> tuple[float, str]:
    """Return the value of a figure and its unit without 万 and 亿.

    >>> scaled(Indicator(id="", text="", metric="", comparator="=", value=1.2, unit="万批次"))
    (12000.0, '批次')
    """
    value, unit = indicator.value, indicator.unit
    if len(unit) > 1 and unit[0] in _TIMES:
        return value * _TIMES[unit[0]], unit[1:]
    return value, unit


def leads_of(row: ActionRow, called: dict[str, str]) -> frozenset[str]:
    """Return who leads a task by function, or by name without that of the place.

    ``called`` gives the names of places by their ids.
    """
    return frozenset(_leads(row, called))


def _leads(row: ActionRow, called: dict[str, str]) -> Iterator[str]:
    for taking in row.takings:
        body = taking.agency
        if taking.role in _LEADING and taking.edge.evidence.basis is not Basis.ISSUER:
            yield body.function or body.name.removeprefix(called.get(body.location or "", ""))


def _deadlines(task: PlannedTask) -> frozenset[str]:
    """Return the deadlines of a task, the year of the plan as 0, the one after it as 1."""
    dates = (deadline.date for deadline in task.row.action.deadlines)
    return frozenset(_within_plan(dates, task.row.document.year))


def _within_plan(dates: Iterable[str], year: int | None) -> Iterator[str]:
    for date in dates:
        first, dash, rest = date.partition("-")
        yield f"{int(first) - year}{dash}{rest}" if year and first.isdigit() else date
