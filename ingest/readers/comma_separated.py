"""CSV (RFC 4180): a list of tasks whose first rows name its columns, one line a row."""

from __future__ import annotations

import csv
import io
import re
from itertools import islice

from ingest.errors import Reason, Refusal
from ingest.limits import Limits
from ingest.readers.encodings import decode
from ingest.readers.reading import Reading, bounded, clean, row_line

MEDIA_TYPE = "text/csv"
_HEAD, _FIRST_ROWS, _FEWEST_COLUMNS = 4_000, 5, 3
_COLUMN = re.compile(
    r"(?:牵头|责任|配合|主办|协办|承办|落实|实施)(?:单位|部门)|完成时[限间]|任务|序号"
)


def accepts(data: bytes) -> bool:
    """Return whether one of the first rows names the columns of a list of tasks."""
    if not any(sign.encode() in data[:_HEAD] for sign in ",;"):
        return False
    try:
        head = decode(data[:_HEAD])
    except Refusal:
        return False
    return _sign_of(head) is not None


def _sign_of(head: str) -> str | None:
    """Return the sign that parts the columns, None where no row names several."""
    for line in head.lstrip("\ufeff").split("\n")[:_FIRST_ROWS]:
        for sign in ",;":
            cells = [cell.strip(' "\r') for cell in line.split(sign)]
            named = sum(len(cell) <= 12 and _COLUMN.search(cell) is not None for cell in cells)
            if len(cells) >= _FEWEST_COLUMNS and named >= 2:
                return sign
    return None


def read(data: bytes, limits: Limits) -> Reading:
    """Return the rows; raises Refusal where a cell or the whole is too large."""
    text = decode(data).lstrip("\ufeff")
    sign = _sign_of(text[:_HEAD]) or ","
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
        lines = [row_line(row) for row in islice(rows, limits.characters)]
    except csv.Error as error:
        raise Refusal(Reason.DAMAGED, f"The table cannot be read: {error}.") from error
    return Reading(bounded(clean("\n".join(filter(None, lines))), limits), MEDIA_TYPE)
