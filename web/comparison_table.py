"""A comparison as a table that leaves the site, and its rows as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext

from graph.codec import edge_record, record_of
from graph.model import Basis, Role
from graph.questions import Scope
from search.answers import row_as_json as answer_row_as_json
from search.task_differences import PlannedTask
from search.tasks_compared import AlignedRow
from web import labels
from web.addresses import place_in
from web.compared import alone_label, difference_label, labels_of
from web.downloads import Cell
from web.sources import absolute, task_of


def headings_of(scopes: Sequence[Scope]) -> list[str]:
    """Return what stands above the columns: the row, then the same columns for each scope."""
    parts = (
        *(gettext("任务"), *map(labels.role_label, Role), gettext("指标"), gettext("期限")),
        *(gettext("公文"), gettext("用词相同"), gettext("出处链接")),
    )
    own = (f"{label} {part}" for label in labels_of(scopes) for part in parts)
    return [gettext("对比结果"), *own]


def cells_of(row: AlignedRow, scopes: Sequence[Scope]) -> list[Cell]:
    """Return the cells of a row."""
    found: list[Cell] = [result_of(row, scopes)]
    for task, likeness in zip(row.tasks, row.likeness, strict=True):
        found += _cells(task, likeness)
    return found


def result_of(row: AlignedRow, scopes: Sequence[Scope]) -> str:
    """Return in words what a row shows: who alone has it, or how its tasks differ."""
    if row.is_alone:
        return alone_label(scopes, row.held[0])
    said = [difference_label(one) for one in sorted(row.differences)]
    return "、".join(said) or str(gettext("没有发现不同"))


def row_as_json(row: AlignedRow) -> dict[str, Any]:
    """Return a row as a record: its tasks by scope, how alike they are, how they differ."""
    return {
        "type": "aligned",
        "tasks": [_task_as_json(task) if task else None for task in row.tasks],
        "likeness": list(row.likeness),
        "differences": sorted(map(str, row.differences)),
    }


def _cells(task: PlannedTask | None, likeness: float | None) -> list[Cell]:
    if task is None:
        return [None] * (len(Role) + 6)
    action, document = task.row.action, task.row.document
    return [
        task_of(action),
        *(bodies_of(task, role) for role in Role),
        "、".join(target.text for target, _ in task.targets),
        "、".join(deadline.text for deadline in action.deadlines),
        document.title,
        None if likeness is None else round(likeness, 2),
        absolute(place_in(document.id, action.start)),
    ]


def bodies_of(task: PlannedTask, role: Role) -> str:
    """Return the bodies that the text itself gives a role in a task."""
    named = (
        taking.agency.name
        for taking in task.row.takings
        if taking.role is role and taking.edge.evidence.basis is not Basis.ISSUER
    )
    return "、".join(named)


def _task_as_json(task: PlannedTask) -> dict[str, Any]:
    targets = [
        {"indicator": record_of(target), "evidence": edge_record(edge)["evidence"]}
        for target, edge in task.targets
    ]
    return {**answer_row_as_json(task.row), "targets": targets}
