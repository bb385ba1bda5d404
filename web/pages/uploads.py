"""Handing documents in, and seeing what becomes of them."""

from __future__ import annotations

from flask import (
    Blueprint,
    Response,
    abort,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext

from web.access import needs
from web.account_labels import moment
from web.accounts.model import Right
from web.handing_in import hand_in, longest_upload, uploads
from web.pages.files import readable
from web.paging import SIZE, Pager, requested_page
from web.upload_labels import result_label, row_reason, state_label
from web.uploads.model import State

uploading = Blueprint("uploads", __name__, url_prefix="/upload")

ROWS = 100


@uploading.route("", methods=["GET", "POST"])
@needs(Right.UPLOAD, longest_upload)
def upload() -> Response:
    """Show the form, or take what it sends and lead to how far it is."""
    if request.method == "GET":
        return _form()
    run = hand_in()
    if run is None:
        return _form(gettext("没有选择文件。"), 422)
    return redirect(url_for("uploads.run", number=run), 303)  # type: ignore[return-value]


@uploading.get("/runs")
@needs(Right.UPLOAD)
def runs() -> str:
    """List what was handed in and removed, latest first."""
    number, queue = requested_page(), uploads().queue
    found = queue.runs((number - 1) * SIZE, SIZE)
    return render_template(
        "runs.html",
        rows=[uploads().progress(run) for run in found],
        pager=Pager(number, queue.total()),
        moment=moment,
        state_label=state_label,
        result_label=result_label,
    )


@uploading.get("/runs/<int:number>")
@needs(Right.UPLOAD)
def run(number: int) -> str:
    """Show how far a run is, file by file."""
    found = uploads().queue.run(number)
    if found is None:
        abort(404)
    page = requested_page()
    told = uploads().progress(found)
    return render_template(
        "run.html",
        told=told,
        is_done=told.state is State.DONE,
        seconds_left=told.seconds_left(uploads().clock()),
        rows=uploads().queue.rows(found, (page - 1) * ROWS, ROWS),
        first=(page - 1) * ROWS,
        pager=Pager(page, told.rows, ROWS),
        moment=moment,
        readable=readable,
        state_label=state_label,
        result_label=result_label,
        row_reason=row_reason,
    )


def _form(fault: str = "", status: int = 200) -> Response:
    limits = uploads().limits
    page = render_template(
        "upload.html",
        fault=fault,
        per_file=limits.size,
        in_all=limits.expanded,
        readable=readable,
    )
    return make_response(page, status)
