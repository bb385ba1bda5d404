"""Uploads for programs: files handed in by POST, and how far they are."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, jsonify, url_for
from flask_babel import gettext

from web.access import needs
from web.accounts.model import Right
from web.api.row_schemas import COUNT, TEXT
from web.api.schema import Schema, an_object, listed, reference
from web.handing_in import FIELD, REPLACING, hand_in, longest_upload, uploads
from web.problems import problem
from web.uploads.model import Row, State

uploading_api = Blueprint("uploading_api", __name__, url_prefix="/api/v1")

ROWS = 1_000
"""How many rows are told at most; the page of the run has all."""


@uploading_api.post("/documents")
@needs(Right.UPLOAD, longest_upload)
def hand_in_documents() -> Response:
    """Queue the files of a form and tell where their progress can be seen."""
    run = hand_in()
    if run is None:
        return problem(422, "Unprocessable Content", f"There is no file in the field {FIELD}.")
    response = jsonify(_progress(run))
    response.status_code = 202
    response.headers["Location"] = url_for("uploading_api.upload", key=run)
    return response


@uploading_api.get("/uploads/<key>")
@needs(Right.UPLOAD)
def upload(key: str) -> Response:
    """Tell how far an upload is."""
    return jsonify(_progress(int(key) if key.isdecimal() and len(key) < 16 else 0))


def _progress(number: int) -> dict[str, Any]:
    run = uploads().queue.run(number)
    if run is None:
        abort(404)
    told = uploads().progress(run)
    return {
        "id": run.id,
        "kind": str(run.kind),
        "address": url_for("uploading_api.upload", key=run.id),
        "page": url_for("uploads.run", number=run.id),
        "state": str(told.state),
        "files": told.total,
        "done": told.done,
        "seconds_left": told.seconds_left(uploads().clock()),
        "counts": told.counts,
        "trouble": told.trouble,
        "total": told.rows,
        "results": [_row(row) for row in uploads().queue.rows(run, 0, ROWS)],
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "name": row.name,
        "size": row.size,
        "state": str(row.state),
        "outcome": row.outcome or None,
        "document": row.document,
        "actions": row.actions,
        "reason": row.reason,
        "code": row.code,
    }


def schemas() -> dict[str, Schema]:
    """Return the schemas of what is answered, by name."""
    or_null: Schema = {"type": ["string", "null"]}
    row = {
        "name": TEXT,
        "size": COUNT,
        "state": {"enum": list(State)},
        "outcome": or_null,
        "document": or_null,
        "actions": COUNT,
        "reason": TEXT,
        "code": TEXT,
    }
    told = {
        "id": COUNT,
        "kind": TEXT,
        "address": TEXT,
        "page": TEXT,
        "state": {"enum": list(State)},
        "files": COUNT,
        "done": COUNT,
        "seconds_left": {"type": ["integer", "null"], "minimum": 0},
        "counts": {"type": "object", "additionalProperties": COUNT},
        "trouble": TEXT,
        "total": COUNT,
        "results": listed(reference("UploadRow")),
    }
    return {"UploadRow": an_object(row), "Upload": an_object(told)}


def paths() -> dict[str, dict[str, Any]]:
    """Return the description of the addresses, by method."""
    security: list[dict[str, list[str]]] = [{"token": []}, {"session": []}]
    answer = {"application/json": {"schema": reference("Upload")}}
    refusals = {
        "401": gettext("没有登录，或令牌无效。"),
        "403": gettext("您的账号没有这项权限。"),
    }
    fields: dict[str, Schema] = {
        FIELD: listed({"type": "string", "format": "binary"}),
        REPLACING: {"type": "string", "enum": ["1"]},
    }
    body = {"type": "object", "required": [FIELD], "properties": fields}
    key = {"name": "key", "in": "path", "required": True, "schema": {"type": "string"}}
    return {
        "/documents": {
            "post": {
                "operationId": "hand_in_documents",
                "tags": ["documents"],
                "summary": gettext("上传公文；凭令牌，或凭登录状态加表单令牌（X-Form-Token）"),
                "security": security,
                "requestBody": {
                    "required": True,
                    "content": {"multipart/form-data": {"schema": body}},
                },
                "responses": {
                    "202": {"description": gettext("已经收下，等待处理。"), "content": answer},
                    **_refused(
                        refusals
                        | {"413": gettext("文件太多或合计太大。"), "422": gettext("没有文件。")}
                    ),
                },
            }
        },
        "/uploads/{key}": {
            "get": {
                "operationId": "upload",
                "tags": ["documents"],
                "summary": gettext("一次上传的进度和每个文件的结果"),
                "security": security,
                "parameters": [key],
                "responses": {
                    "200": {"description": gettext("找到的内容。"), "content": answer},
                    **_refused(refusals | {"404": gettext("没有这一项。")}),
                },
            }
        },
    }


SECURITY = {
    "token": {"type": "http", "scheme": "bearer"},
    "session": {"type": "apiKey", "in": "cookie", "name": "zhize_session"},
}


def _refused(reasons: dict[str, str]) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": reference("Problem")}}
    return {
        status: {"description": why, "content": content} for status, why in sorted(reasons.items())
    }
