"""A whole result as a file: everything a search or a question finds, not only a page of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import date
from tempfile import TemporaryFile
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, abort, request, stream_with_context
from flask_babel import format_decimal, gettext
from werkzeug.wsgi import FileWrapper

from search.answers import hit_as_json, row_as_json
from search.engine import Hit
from web.asked import Wanted, asked
from web.columns import cells_of, columns_of
from web.downloads import Cell, csv_bytes, jsonl_bytes, write_xlsx
from web.languages import vary_by_language
from web.sources import Found
from web.takeaway import FORMS, MOST_ROWS, title_of
from web.whole import ChangedMeanwhileError, Whole, whole

exports = Blueprint("exports", __name__)

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonl": "application/jsonl; charset=utf-8",
}
LONGEST_TITLE = 60
_BLOCK = 64 * 1024
# Signs that Windows keeps from the names of files, and what cannot be seen.
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|·\s]+')


@exports.get("/export")
def export() -> Response:
    """Give all that a search or a question finds, in the form that the address names.

    A form that is none, and a result of too many rows, end in 422 with a sentence.
    """
    form = wanted_form()
    wanted = asked()
    everything = whole(wanted)
    if everything.total > MOST_ROWS:
        abort(422, _too_many(everything.total))
    response = Response(_bytes(form, wanted, everything), content_type=TYPES[form])
    return saved(response, title_of(wanted), form)


def wanted_form() -> str:
    """Return the form in the address; one that is none ends in 422 with a sentence."""
    form = request.args.get("format", "")
    if form not in FORMS:
        abort(422, gettext("不能导出为“%(form)s”；可以导出为 CSV、XLSX 或 JSONL。", form=form[:20]))
    return form


def _too_many(total: int) -> str:
    return str(
        gettext(
            "共 %(total)s 条，一次最多导出 %(most)s 条；请先用年份、地区等条件缩小范围。",
            total=format_decimal(total),
            most=format_decimal(MOST_ROWS),
        )
    )


def _bytes(form: str, wanted: Wanted, everything: Whole) -> Iterable[bytes]:
    if form == "jsonl":
        records = ((_record(row) for row in part) for part in everything.parts)
        return stream_with_context(jsonl_bytes(records))
    columns = columns_of(wanted)
    tables = ((cells_of(columns, row) for row in part) for part in everything.parts)
    return table_bytes(form, [heading for heading, _ in columns], tables)


def table_bytes(
    form: str, headings: Iterable[str], tables: Iterable[Iterable[list[Cell]]]
) -> Iterable[bytes]:
    """Return the bytes of a table as CSV or XLSX."""
    named = [heading[:1].upper() + heading[1:] for heading in headings]
    if form == "csv":
        return stream_with_context(csv_bytes(named, tables))
    return _workbook(named, tables)


def _record(row: Found) -> dict[str, Any]:
    return hit_as_json(row) if isinstance(row, Hit) else row_as_json(row)


def _workbook(headings: list[str], tables: Iterable[Iterable[list[Cell]]]) -> Iterable[bytes]:
    """Return the bytes of a workbook, which is written to the disk before any of it is given."""
    with ExitStack() as stack:
        output = stack.enter_context(TemporaryFile())
        try:
            write_xlsx(headings, tables, output)
        except ChangedMeanwhileError:
            abort(503, gettext("导出期间图谱有了变化，请再导出一次。"))
        output.seek(0)
        stack.pop_all()
    return FileWrapper(output, _BLOCK)


def saved(response: Response, title: str, ending: str) -> Response:
    """Make a response a file to be saved, named in Chinese and in ASCII (RFC 6266)."""
    today = date.today().isoformat()
    name = file_name(str(gettext("职责图谱")), title, today)
    names = {
        "filename": f"zhize-{today}.{ending}",
        "filename*": f"UTF-8''{quote(f'{name}.{ending}', safe='')}",
    }
    response.headers.set("Content-Disposition", "attachment", **names)
    response.headers["Cache-Control"] = "no-cache"
    vary_by_language(response)
    return response


def file_name(*parts: str) -> str:
    r"""Return the name of a file without its ending; each part is cut where it is very long.

    >>> file_name("职责图谱", "../牵头:教育局？\u202e", "2026-11-27")
    '职责图谱-牵头-教育局？-2026-11-27'
    """
    seen = ("".join(sign if sign.isprintable() else " " for sign in part) for part in parts)
    plain = (_NOT_IN_NAMES.sub("-", part).strip("-. ")[:LONGEST_TITLE] for part in seen)
    return "-".join(part for part in plain if part)
