"""Tasks of places or years beside each other, as JSON."""

from __future__ import annotations

from typing import Any

from graph.links import QuestionError
from search import tasks_compared
from web.api.answers import page_of
from web.api.parameters import Values
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
    comparison = tasks_compared.compare_tasks(site().store, wanted.scopes)
    rows = [row for row in comparison.rows if is_shown(row, values["show"])]
    page = page_of(values)
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
        "total": len(rows),
        "results": [row_as_json(row) for row in rows[page.offset :][: page.limit]],
    }
