"""The columns of a result on paper: those of a 任务分解表 for tasks, each row with its source."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext

from graph.model import Role
from graph.questions import (
    ActionsOf,
    FunctionsCompared,
    Indicators,
    Metrics,
    Ranking,
    SideBySide,
)
from web.asked import Questioned, Wanted
from web.columns import Column, bodies_in, due_of_task, facts_of, targets_of_task
from web.dates import day_label
from web.labels import comparator
from web.quoting import cited_as
from web.sources import Found, Source, absolute, source_of, task_of
from web.word_table import Heading, Linked, WordCell

_LONG = 6
"""How wide a column of sentences is where one of names is two."""


class Paper:
    """The headings and the rows of a result on paper, the rows numbered as they are asked for."""

    def __init__(self, wanted: Wanted) -> None:
        question = wanted.question if isinstance(wanted, Questioned) else None
        self._columns = _columns(wanted)
        self._has_source = not isinstance(
            question, Ranking | FunctionsCompared | SideBySide | Metrics
        )
        self._number = 0

    def headings(self) -> list[Heading]:
        """Return what stands above the columns."""
        facts = [Heading(heading, share) for (heading, _), share in self._columns]
        source = [Heading(gettext("依据原文"), _LONG)] if self._has_source else []
        return [Heading(gettext("序号"), 1), *facts, *source]

    def row(self, found: Found) -> list[WordCell]:
        """Return the cells of the next row."""
        self._number += 1
        source = source_of(found)
        facts = [_cell(cell(found, source)) for (_, cell), _ in self._columns]
        last = [_cited(source)] if self._has_source else []
        return [self._number, *facts, *last]


def _columns(wanted: Wanted) -> list[tuple[Column, int]]:
    """Return the columns with how wide each is beside the others."""
    question = wanted.question if isinstance(wanted, Questioned) else None
    lead: Column = gettext("牵头单位"), bodies_in(Role.LEAD, Role.SOLE)
    if isinstance(question, ActionsOf):
        return [
            ((gettext("任务"), lambda row, _: task_of(row.action)), _LONG),
            (lead, 3),
            ((gettext("责任单位"), bodies_in(Role.JOINT)), 3),
            ((gettext("配合单位"), bodies_in(Role.SUPPORT)), 3),
            ((gettext("完成时限"), due_of_task()[1]), 2),
            (targets_of_task(), 3),
        ]
    if isinstance(question, Indicators):
        return [
            ((gettext("指标"), lambda row, _: row.indicator.metric), 3),
            ((gettext("目标值"), lambda row, _: _figure(row.indicator)), 2),
            ((gettext("完成时限"), lambda row, _: day_label(row.indicator.deadline or "")), 2),
            (lead, 3),
            ((gettext("任务"), lambda row, _: task_of(row.action)), _LONG),
        ]
    return [(column, 2) for column in facts_of(wanted)]


def _figure(indicator: Any) -> str:
    value = indicator.value
    plain = int(value) if float(value).is_integer() else value
    return f"{comparator(indicator.comparator)} {plain}{indicator.unit}"


def _cell(value: Any) -> WordCell:
    is_address = isinstance(value, str) and value.startswith(("http://", "https://"))
    return Linked("", gettext("查看"), value) if is_address else value


def _cited(source: Source) -> WordCell:
    if not source.address:
        return source.quote
    return Linked(source.quote, cited_as(source.document), absolute(source.address))
