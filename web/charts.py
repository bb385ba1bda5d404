"""Targets of one metric in one unit as what a chart draws: across places, and across years.

Nothing is drawn that cannot be compared: growths stay apart from levels, and where a place has
several figures for one year none of them is on its line.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from graph.questions import IndicatorRow

MOST_BARS, MOST_LINES = 60, 12
_GROWTHS = ("+", "-")


@dataclass(frozen=True, slots=True)
class Point:
    """One target as it is drawn: for which place and year, which figure, and the way to it."""

    place: str
    year: int | None
    value: float
    sign: str
    address: str


@dataclass(frozen=True, slots=True)
class Charts:
    """What is drawn of the targets of one metric in one unit, and how many are not, and why.

    ``bars`` are one for each target, by place and year; ``lines`` are one for each place, of a
    year one point. The reasons are ``sense``, ``placeless``, ``many`` for bars, and ``yearless``,
    ``several``, ``single``, ``many`` for lines, each with the number of targets left out.
    """

    bars: tuple[Point, ...]
    lines: tuple[tuple[Point, ...], ...]
    bars_without: tuple[tuple[str, int], ...]
    lines_without: tuple[tuple[str, int], ...]


def charts_of(
    rows: Sequence[IndicatorRow],
    name_of: Callable[[str], str],
    sign_of: Callable[[str], str],
    address_of: Callable[[IndicatorRow], str],
) -> Charts:
    """Return what is drawn of targets, all of which have one metric and one unit.

    Of levels and growths those are drawn of which there are more.
    """
    kept, other = _of_one_sense(rows)
    points = [
        Point(
            name_of(row.document.location),
            year_of(row),
            row.indicator.value,
            sign_of(row.indicator.comparator),
            address_of(row),
        )
        for row in kept
        if row.document.location
    ]
    left = Counter({"sense": other, "placeless": len(kept) - len(points)})
    points.sort(key=lambda point: (point.place, point.year or 0, point.value))
    bars = points[:MOST_BARS] if len(points) > 1 else []
    lines, lines_without = _lines(points)
    return Charts(
        tuple(bars),
        tuple(lines),
        _told(left | Counter({"many": len(points) - len(bars) if bars else 0})),
        _told(left | lines_without),
    )


def year_of(row: IndicatorRow) -> int | None:
    """Return the year that a target is for: that of its deadline, else that of its plan."""
    first = (row.indicator.deadline or "")[:4]
    return int(first) if len(first) == 4 and first.isdigit() else row.document.year


def _of_one_sense(rows: Iterable[IndicatorRow]) -> tuple[list[IndicatorRow], int]:
    """Return the levels, or all growths of one direction, and how many others there are."""
    found: dict[str, list[IndicatorRow]] = defaultdict(list)
    for row in rows:
        sign = row.indicator.comparator
        found[sign if sign in _GROWTHS else "level"].append(row)
    ordered = sorted(found.values(), key=len, reverse=True)
    return (ordered[0] if ordered else []), sum(map(len, ordered[1:]))


def _lines(points: Iterable[Point]) -> tuple[list[tuple[Point, ...]], Counter[str]]:
    left: Counter[str] = Counter()
    by_place: dict[str, dict[int, list[Point]]] = defaultdict(lambda: defaultdict(list))
    for point in points:
        if point.year is None:
            left["yearless"] += 1
        else:
            by_place[point.place][point.year].append(point)
    lines = []
    for years in by_place.values():
        alone = [several[0] for several in years.values() if len({p.value for p in several}) == 1]
        left["several"] += sum(map(len, years.values())) - len(alone)
        if len(alone) > 1:
            lines.append(tuple(alone))
        else:
            left["single"] += len(alone)
    left["many"] = sum(map(len, lines[MOST_LINES:]))
    return lines[:MOST_LINES], left


def _told(left: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple((reason, count) for reason, count in left.items() if count)


def as_json(charts: Charts, unit: str) -> dict[str, Any]:
    """Return the charts as the drawing script reads them."""
    known = [point.year for line in charts.lines for point in line if point.year]
    years = range(min(known, default=0), max(known, default=-1) + 1)  # each as wide as it is
    return {
        "unit": unit,
        "bars": [_point(point) | {"name": _name(point)} for point in charts.bars],
        "years": [str(year) for year in years],
        "lines": [
            {
                "name": line[0].place,
                "points": [_point(point) | {"year": str(point.year)} for point in line],
            }
            for line in charts.lines
        ],
    }


def _point(point: Point) -> dict[str, Any]:
    return {"value": point.value, "sign": point.sign, "address": point.address}


def _name(point: Point) -> str:
    return f"{point.place} {point.year}" if point.year else point.place
