"""Words as the cells and elements of files that other programs open."""

from __future__ import annotations

import re

# What XML 1.0 cannot hold, escaped or not.
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# Spreadsheets with a Chinese or Japanese interface read the full-width signs like the others.
_STARTS_FORMULA = tuple("=+-@＝＋－＠")


def harmless(cell: str | int) -> str | int:
    """Return a cell that no spreadsheet takes for a formula.

    >>> harmless("=1+1"), harmless("+8%"), harmless("合格率")
    ("'=1+1", "'+8%", '合格率')
    """
    is_formula = isinstance(cell, str) and cell.lstrip().startswith(_STARTS_FORMULA)
    return f"'{cell}" if is_formula else cell
