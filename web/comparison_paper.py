"""A comparison on paper: a column for each place or year, its tasks with their sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from flask_babel import gettext

from graph.model import Role
from graph.questions import Scope
from search.task_differences import PlannedTask
from search.tasks_compared import AlignedRow
from web.addresses import place_in
from web.compared import labels_of
from web.comparison_table import bodies_of, result_of
from web.labels import role_label
from web.quoting import cited_as
from web.sources import absolute, task_of
from web.word_table import Heading, Linked, WordCell

_WIDE = 6
"""How wide the column of a scope is where the result is two."""


def paper_headings(scopes: Sequence[Scope]) -> list[Heading]:
    """Return what stands above the columns."""
    own = (Heading(label, _WIDE) for label in labels_of(scopes))
    return [Heading(gettext("序号"), 1), Heading(gettext("对比结果"), 2), *own]


def paper_rows(rows: Iterable[AlignedRow], scopes: Sequence[Scope]) -> Iterator[Sequence[WordCell]]:
    """Yield the cells of each row, numbered from 1."""
    for number, row in enumerate(rows, 1):
        yield [number, result_of(row, scopes), *map(_cell, row.tasks)]


def _cell(task: PlannedTask | None) -> WordCell:
    if task is None:
        return str(gettext("没有对应的任务"))
    action, document = task.row.action, task.row.document
    words = "\n".join((task_of(action), *_told(task)))
    return Linked(words, cited_as(document), absolute(place_in(document.id, action.start)))


def _told(task: PlannedTask) -> Iterator[str]:
    """Yield a line for each role, the figures and the deadlines, where there are any."""
    parts = [(role_label(role), bodies_of(task, role)) for role in Role]
    parts.append((gettext("指标"), "、".join(target.text for target, _ in task.targets)))
    parts.append((gettext("期限"), "、".join(one.text for one in task.row.action.deadlines)))
    yield from (f"{label}：{words}" for label, words in parts if words)
