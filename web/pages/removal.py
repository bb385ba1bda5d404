"""Removing a document and what came from it, after asking."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for

from graph.model import Document, Kind
from graph.questions import ActionsOf, Page, Scope
from web.access import needs
from web.accounts.model import Deed, Right
from web.handing_in import uploads
from web.site import node_or_404, site
from web.visitors import accounts, address, signed_in

removal = Blueprint("removal", __name__, url_prefix="/documents")


@removal.route("/<key>/remove", methods=["GET", "POST"])
@needs(Right.REMOVE)
def remove(key: str) -> Response:
    """Ask whether a document is to be removed, and have it removed."""
    document = node_or_404(Kind.DOCUMENT, key)
    assert isinstance(document, Document)
    if request.method == "GET":
        return _asked(document)
    user = signed_in()
    run = uploads().remove(user.name, document.id, document.title)
    said = f"{run}: {document.id} {document.title}"
    accounts().log.note(user.name, Deed.REMOVED_DOCUMENT, said, address())
    return redirect(url_for("uploads.run", number=run), 303)  # type: ignore[return-value]


def _asked(document: Document) -> Response:
    uploads()  # where none can be handed in, none can be removed
    tasks = site().store.answer(ActionsOf(scope=Scope(document=document.id), page=Page(0, 0)))
    ledger = site().ledger
    page = render_template(
        "removal.html",
        document=document,
        tasks=tasks.total,
        files=ledger.files_of(document.id) if ledger else (),
    )
    return make_response(page)
