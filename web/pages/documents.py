"""The documents: their list, and each one with its text and all that was found in it."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template, send_file

from graph.model import Document, Kind
from graph.questions import ActionsOf, Documents, Page, Scope
from graph.relatives import Relation, Relative
from ingest.ledger import Entry
from web.addresses import answer_address
from web.compared import year_on_year
from web.labels import file_type_label, notices, relative_label
from web.pages.choices import Choice, chosen_location, chosen_scope, years_among
from web.pages.files import readable
from web.pages.marking import KINDS, lines_of
from web.pages.task_list import tasks_of
from web.pages.unsettled import unsettled_in
from web.paging import Pager, requested_page, rows_of
from web.site import document_counts, site

ACTIONS_SHOWN = 100
LONG = 30_000
"""From how many characters on the browser lays out only what is near the screen."""
documents = Blueprint("documents", __name__, url_prefix="/documents")


@documents.get("")
def documents_list() -> str:
    """List the documents, newest first, of a place and year where these are chosen."""
    number, scope = requested_page(), chosen_scope()
    answer = site().store.answer(Documents(scope=scope, page=rows_of(number)))
    return render_template(
        "documents.html",
        rows=answer.rows,
        pager=Pager(number, answer.total),
        location=chosen_location(),
        years=years_among(document_counts("year")),
        places=places_among(document_counts("location")),
    )


@documents.get("/<key>")
def document(key: str) -> str:
    """Show one document."""
    document_id = f"{Kind.DOCUMENT}/{key}"
    try:
        fragment = site().store.fragment(document_id)
    except KeyError:
        abort(404)
    actions = site().store.answer(
        ActionsOf(scope=Scope(document=document_id), page=Page(0, ACTIONS_SHOWN))
    )
    files = _files_of(document_id)
    return render_template(
        "document.html",
        document=fragment.document,
        is_long=len(fragment.text) > LONG,
        lines=lines_of(fragment),
        kinds=KINDS,
        tasks=tuple(tasks_of(fragment)),
        unsettled=unsettled_in(fragment, files),
        actions=actions.rows,
        total=actions.total,
        tasks_here=ActionsOf(scope=Scope(document=document_id)),
        all_actions=answer_address(ActionsOf(scope=Scope(document=document_id))),
        files=files,
        notices=notices,
        file_type_label=file_type_label,
        readable=readable,
        relatives=_relatives_of(document_id),
        relative_label=relative_label,
        comparison_with=lambda relative: _comparison(fragment.document, relative),
    )


@documents.get("/<key>/files/<sha256>")
def original(key: str, sha256: str) -> Response:
    """Give a file that the document was read from, as it was handed in, to be saved."""
    entry = next((f for f in _files_of(f"{Kind.DOCUMENT}/{key}") if f.original == sha256), None)
    kept = site().originals
    if entry is None or kept is None:
        abort(404)
    return send_file(
        kept.path(sha256).resolve(),
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=entry.name.rpartition("/")[2],
    )


def _relatives_of(document_id: str) -> tuple[Relative, ...]:
    known = site().relatives
    return known.of(document_id) if known else ()


def _comparison(document: Document, relative: Relative) -> str:
    """Return the address that compares a plan with that of another year, "" for none."""
    other = site().nodes.node(relative.document)
    is_plan = relative.relation in (Relation.BEFORE, Relation.AFTER)
    if not is_plan or not isinstance(other, Document) or other.location != document.location:
        return ""
    if not document.location or not document.year or not other.year:
        return ""
    return year_on_year(document.location, *sorted((document.year, other.year)))


def _files_of(document_id: str) -> list[Entry]:
    """Return the files that hold a document and are kept, each content once."""
    ledger, kept = site().ledger, site().originals
    entries = ledger.files_of(document_id) if ledger and kept else ()
    held = (e for e in entries if kept and e.original and kept.holds(e.original))
    # a file that speaks for another has a reason
    first = sorted(held, key=lambda entry: (entry.reason == "", entry.path))
    return list({entry.original: entry for entry in first}.values())


def places_among(counts: tuple[tuple[str, int], ...]) -> list[Choice]:
    """Return the places of a facet as choices, most first."""
    return [Choice(place, site().nodes.name(place), count) for place, count in counts]
