"""A whole result as a file: everything a search or a question finds, not only a page of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from functools import partial
from itertools import chain
from tempfile import TemporaryFile
from typing import IO, Any
from urllib.parse import quote

from flask import Blueprint, Response, abort, request, stream_with_context
from flask_babel import format_decimal, gettext
from werkzeug.wsgi import FileWrapper

from search.answers import hit_as_json, row_as_json
from search.engine import Hit
from web.asked import Questioned, Wanted, asked
from web.columns import cells_of, columns_of
from web.downloads import Cell, csv_bytes, jsonl_bytes, write_xlsx
from web.languages import vary_by_language
from web.paper import Paper
from web.provenance import Provenance, provenance
from web.site import one_moment
from web.sources import Found, absolute
from web.takeaway import FORMS, MOST_ROWS, form_label, page_address, title_of
from web.whole import ChangedMeanwhileError, Whole, whole
from web.word_table import Heading, WordCell, write_docx

exports = Blueprint("exports", __name__)

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "jsonl": "application/jsonl; charset=utf-8",
}
STREAMED = ("csv", "jsonl")
AGAIN = 2
"""How often a file is begun again because the index has changed."""
LONGEST_TITLE = 60
_BLOCK = 64 * 1024
# Signs that Windows keeps from the names of files, and what cannot be seen.
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|·\s]+')


@exports.get("/export")
def export() -> Response:
    """Give all that a search or a question finds, in the form that the address names.

    A form that is none, and a result of too many rows, end in 422 with a sentence. The rows are
    those of one moment of the graph.
    """
    form, wanted = wanted_form(FORMS), asked()
    with ExitStack() as stack:
        stack.enter_context(one_moment())
        everything = whole(wanted)
        if everything.total > MOST_ROWS:
            abort(422, _too_many(everything.total))
        response = Response(_bytes(form, wanted, everything), content_type=TYPES[form])
        response.call_on_close(stack.pop_all().close)
    return saved(response, title_of(wanted), form)


def wanted_form(forms: Sequence[str]) -> str:
    """Return the form in the address; one that is none ends in 422 with a sentence."""
    form = request.args.get("format", "")
    if form not in forms:
        named = "、".join(map(form_label, forms))
        abort(
            422,
            gettext("不能导出为“%(form)s”；可以导出为 %(forms)s。", form=form[:20], forms=named),
        )
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
    """Return the bytes of a file, as its rows are read where no change can break it off.

    What the index finds has no moment to keep to: such a file lies whole on the disk first, and
    is begun again where the index has changed meanwhile.
    """
    if form in STREAMED and isinstance(wanted, Questioned):
        return stream_with_context(_streamed(form, wanted, everything))
    firsts = chain([everything], (whole(wanted) for _ in range(AGAIN)))
    return _spooled(partial(_write, form, wanted, found) for found in firsts)


def _streamed(form: str, wanted: Wanted, everything: Whole) -> Iterator[bytes]:
    if form == "jsonl":
        return jsonl_bytes((_record(row) for row in part) for part in everything.parts)
    columns = columns_of(wanted)
    tables = ((cells_of(columns, row) for row in part) for part in everything.parts)
    return csv_bytes(_named(heading for heading, _ in columns), tables)


def _write(form: str, wanted: Wanted, everything: Whole, output: IO[bytes]) -> None:
    about = provenance(title_of(wanted), everything.total, absolute(page_address(wanted)))
    if form == "docx":
        paper = Paper(wanted)
        rows = map(paper.row, chain.from_iterable(everything.parts))
        write_docx(about, paper.headings(), rows, output)
    elif form == "xlsx":
        columns = columns_of(wanted)
        tables = ((cells_of(columns, row) for row in part) for part in everything.parts)
        write_xlsx(_named(heading for heading, _ in columns), tables, output, about.told())
    else:
        output.writelines(_streamed(form, wanted, everything))


def table_bytes(
    form: str,
    headings: Iterable[str],
    tables: Iterable[Iterable[list[Cell]]],
    about: Provenance,
) -> Iterable[bytes]:
    """Return the bytes of a table as CSV or XLSX."""
    named = _named(headings)
    if form == "csv":
        return stream_with_context(csv_bytes(named, tables))
    return _spooled([lambda output: write_xlsx(named, tables, output, about.told())])


def word_bytes(
    headings: Sequence[Heading], rows: Iterable[Sequence[WordCell]], about: Provenance
) -> Iterable[bytes]:
    """Return the bytes of a table as a Word document."""
    return _spooled([lambda output: write_docx(about, headings, rows, output)])


def _named(headings: Iterable[str]) -> list[str]:
    return [heading[:1].upper() + heading[1:] for heading in headings]


def _record(row: Found) -> dict[str, Any]:
    return hit_as_json(row) if isinstance(row, Hit) else row_as_json(row)


def _spooled(attempts: Iterable[Callable[[IO[bytes]], None]]) -> Iterable[bytes]:
    """Return the bytes of a file that is written to the disk before any of it is given.

    Where what it is made of changes meanwhile the next attempt is made, and after the last one
    the request ends in 503.
    """
    for attempt in attempts:
        with ExitStack() as stack:
            output = stack.enter_context(TemporaryFile())
            try:
                attempt(output)
            except ChangedMeanwhileError:
                continue
            output.seek(0)
            stack.pop_all()
        return FileWrapper(output, _BLOCK)
    abort(503, gettext("导出期间图谱有了变化，请再导出一次。"))


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
