"""Places or years beside each other: their tasks in rows, and in what these differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import islice, pairwise
from typing import Any

from flask import Blueprint, Response, abort, render_template, request, url_for

from graph.given import QuestionError
from graph.link_parts import ENDS
from graph.model import Document
from graph.questions import Documents, FunctionsCompared, Page, Scope
from search.task_differences import target_changes
from search.tasks_compared import AlignedRow, TaskComparison, compare_tasks
from web.addresses import answer_address
from web.compared import (
    Compared,
    alone_label,
    choices_of,
    compared_in,
    difference_label,
    is_shown,
    labels_of,
    parameters_of,
    shown_label,
    title_of,
    year_on_year,
)
from web.comparison_paper import paper_headings, paper_rows
from web.comparison_table import cells_of, headings_of, row_as_json
from web.downloads import jsonl_bytes
from web.labels import subject_name
from web.pages.choices import Choice, years_among
from web.pages.documents import places_among
from web.pages.exports import TYPES, saved, table_bytes, wanted_form, word_bytes
from web.paging import Pager, requested_page, rows_of
from web.provenance import Provenance, provenance
from web.site import document_counts, facet_counts, site
from web.sources import absolute
from web.takeaway import FORMS, form_label

compare_pages = Blueprint("compare", __name__, url_prefix="/compare")

_LOOKED_AT, _OFFERED, _SUBJECTS = 300, 8, 100


@compare_pages.get("")
def compare() -> str:
    """Show the form and, where it names two scopes or more, their tasks beside each other."""
    wanted, shown = _wanted()
    comparison = compare_tasks(site().store, wanted.scopes) if wanted.is_ready else None
    found = [row for row in comparison.rows if is_shown(row, shown)] if comparison else []
    number = requested_page()
    page = rows_of(number)
    return render_template(
        "compare.html",
        wanted=wanted,
        shown=shown,
        comparison=comparison,
        labels=labels_of(wanted.scopes) if wanted.is_ready else [],
        title=title_of(wanted.scopes) if wanted.is_ready else "",
        choices=_choices(comparison) if comparison else [],
        rows=found[page.offset :][: page.limit],
        pager=Pager(number, len(found)),
        slots=_slots(wanted.scopes),
        places=places_among(document_counts("location")),
        years=years_among(document_counts("year")),
        subjects=_subjects(wanted.parameters.get("subject")),
        chosen_subject=wanted.parameters.get("subject"),
        offered=[] if comparison else _offered(),
        files=_files(wanted, shown) if found else [],
        functions=answer_address(FunctionsCompared(scopes=wanted.scopes)) if comparison else "",
        alone=lambda row: alone_label(wanted.scopes, row.held[0]),
        difference_label=difference_label,
        changes_of=changes_of,
    )


@compare_pages.get("/export")
def export() -> Response:
    """Give the rows of a comparison as a file."""
    form, (wanted, shown) = wanted_form(FORMS), _wanted()
    if not wanted.is_ready:
        abort(404)
    comparison = compare_tasks(site().store, wanted.scopes)
    rows = [row for row in comparison.rows if is_shown(row, shown)]
    page = absolute(_address("compare.compare", wanted, shown))
    about = provenance(title_of(wanted.scopes), len(rows), page)
    data = _bytes(form, comparison.scopes, rows, about)
    return saved(Response(data, content_type=TYPES[form]), about.title, form)


def _bytes(
    form: str, scopes: tuple[Scope, ...], rows: list[AlignedRow], about: Provenance
) -> Iterable[bytes]:
    if form == "jsonl":
        return jsonl_bytes([map(row_as_json, rows)])
    if form == "docx":
        return word_bytes(paper_headings(scopes), paper_rows(rows, scopes), about)
    table = (cells_of(row, scopes) for row in rows)
    return table_bytes(form, headings_of(scopes), [table], about)


def changes_of(row: AlignedRow, number: int) -> dict[str, str]:
    """Return how the figures of a scope's task differ from those of the first, by their ids."""
    first, task = row.tasks[row.held[0]], row.tasks[number]
    if first is None or task is None or first is task:
        return {}
    changes = ((change.other.id, change.difference) for change in target_changes(first, task))
    return {target: str(difference) for target, difference in changes if difference}


def _wanted() -> tuple[Compared, str]:
    """Return what the address compares and which rows it wants; what is none ends in an error."""
    try:
        wanted = compared_in(request.args)
    except QuestionError as error:
        abort(422, str(error))
    shown = request.args.get("show", "") or "all"
    if shown not in choices_of(wanted.scopes):
        abort(404)
    return wanted, shown


def _choices(comparison: TaskComparison) -> list[Choice]:
    """Return the choices of rows with how many each shows; those with none are left out."""
    names = choices_of(comparison.scopes)
    counts = Counter(name for row in comparison.rows for name in names if is_shown(row, name))
    shown = (name for name in names if counts[name] or name == "all")
    return [Choice(name, shown_label(comparison.scopes, name), counts[name]) for name in shown]


def _slots(scopes: tuple[Scope, ...]) -> list[dict[str, str]]:
    """Return what the form has chosen for each scope, with room for one more."""
    told = parameters_of(scopes)
    count = min(len(ENDS), max(2, len(scopes) + 1))
    names = ("jurisdiction", "year")
    return [{name: told.get(f"{name}{end}", "") for name in names} for end in ENDS[:count]]


def _files(wanted: Compared, shown: str) -> list[tuple[str, str]]:
    return [(form_label(f), _address("compare.export", wanted, shown, format=f)) for f in FORMS]


def _address(endpoint: str, wanted: Compared, shown: str, **more: Any) -> str:
    given: dict[str, Any] = {**wanted.parameters, "show": shown if shown != "all" else None}
    return url_for(endpoint, **given, **more)


def _subjects(chosen: str | None) -> list[Choice]:
    """Return the subjects to choose among: those of most tasks, and the one that is chosen."""
    known = [subject for subject, _ in facet_counts("subject")[:_SUBJECTS]]
    wanted = [chosen] if chosen and chosen not in known else []
    return [Choice(subject, subject_name(subject)) for subject in (*wanted, *known)]


def _offered() -> list[tuple[str, str]]:
    """Return comparisons that can be made of the newest documents: one place in two years."""
    rows = site().store.answer(Documents(page=Page(0, _LOOKED_AT))).rows
    documents = (row for row in rows if isinstance(row, Document))
    years: dict[str, set[int]] = {}
    for document in documents:
        if document.location and document.year:
            years.setdefault(document.location, set()).add(document.year)
    pairs = (
        (place, before, after)
        for place, known in years.items()
        for before, after in list(pairwise(sorted(known)))[-1:]
    )
    return [
        (f"{site().nodes.name(place)} {before} — {after}", year_on_year(place, before, after))
        for place, before, after in islice(pairs, _OFFERED)
    ]
