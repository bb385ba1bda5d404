"""A table of tasks that visitors sort and narrow by role, year and words, in the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import get_args

from flask import abort, request

from graph.links import parameters_of
from graph.questions import ActionsOf, Page, Party, Row, Scope, Sort
from search.engine import Filters
from web.asked import Questioned
from web.pages.choices import Choice, chosen_role, chosen_words, years_among
from web.pages.parties import roles_of
from web.paging import Pager, requested_page, rows_of
from web.site import facet_counts, site
from web.takeaway import Takeaway, takeaway


@dataclass(frozen=True, slots=True)
class TaskTable:
    """One page of tasks, what they can be narrowed to, and what can be taken along.

    ``others`` are the parameters of the address that a new choice leaves as they are.
    """

    rows: Sequence[Row]
    pager: Pager
    roles: Sequence[Choice]
    years: Sequence[Choice]
    year: str
    words: str
    sort: Sort
    others: Sequence[tuple[str, str]]
    taken: Takeaway


def task_table(scope: Scope, filters: Filters, party: Party | None = None) -> TaskTable:
    """Return the tasks of a scope (and party) as the address narrows them.

    ``filters`` finds the same tasks in the index, of all years, for the years to choose among.
    """
    role, words, number, sort = chosen_role(), chosen_words(), requested_page(), _chosen_sort()
    scope = replace(scope, words=words)
    parties = (replace(party, roles=(role,) if role else ()),) if party else ()
    question = ActionsOf(parties=parties, scope=scope, sort=sort)
    answer = site().store.answer(replace(question, page=rows_of(number)))
    question = replace(question, page=Page())
    return TaskTable(
        rows=answer.rows,
        pager=Pager(number, answer.total),
        roles=roles_of(party, scope, None if role else answer.total) if party else (),
        years=years_among(facet_counts("year", filters)),
        year=request.args.get("year", ""),
        words=" ".join(words),
        sort=sort,
        others=[(n, v) for n, v in request.args.items() if n not in _CHOSEN_HERE],
        taken=takeaway(Questioned(question, "", parameters_of(question)), answer.total),
    )


_CHOSEN_HERE = ("year", "words", "sort", "page")


def _chosen_sort() -> Sort:
    value = request.args.get("sort") or "newest"
    for sort in get_args(Sort):
        if value == sort:
            chosen: Sort = sort
            return chosen
    abort(404)
