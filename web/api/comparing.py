"""Tasks of places or years beside each other, as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph.links import QuestionError
from search import tasks_compared
from search.tasks_compared import AlignedRow, TaskComparison
from web.api.answers import all_at_once
from web.api.reading import Values
from web.compared import compared_in, is_shown, labels_of, names
from web.comparison_table import row_as_json
from web.site import site


def compare_tasks(values: Values) -> dict[str, Any]:
    """Return the tasks of two places or years, or more, those that are the same work in one row.

    Rows are in the order of the first scope, then what only others have.
    """
    wanted = compared_in({name: values[name] or "" for name in names()})
    if not wanted.is_ready:
        raise QuestionError("A comparison needs two places or years, as year=2019&year2=2020.")

    found: list[TaskComparison] = []

    def rows() -> Sequence[AlignedRow]:
        found.append(tasks_compared.compare_tasks(site().store, wanted.scopes))
        return [row for row in found[-1].rows if is_shown(row, values["show"])]

    part = all_at_once((wanted.scopes, values["show"]), rows, values)
    comparison = found[-1]
    return {
        "scopes": [
            {
                "label": label,
                "documents": count.documents,
                "tasks": count.tasks,
                "compared": count.compared,
            }
            for label, count in zip(labels_of(wanted.scopes), comparison.counts, strict=True)
        ],
        **part.told(row_as_json),
    }
