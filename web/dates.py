"""Days, months and moments as they are written in the language of the request."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from flask_babel import get_locale


def day_label(written: str | int | None) -> str:
    """Return a day or month, written after ISO 8601, in words; what is neither stays as it is."""
    return _label(str(written or ""), str(get_locale()))


def moment_label(moment: datetime) -> str:
    """Return a moment to the minute."""
    return f"{format_date(moment, 'medium', locale=get_locale())} {moment:%H:%M}"


@lru_cache(maxsize=4096)
def _label(written: str, locale: str) -> str:
    """Return a day or month in words.

    >>> [_label(written, "zh_Hans_CN") for written in ("2022-04-15", "2022-04", "2022", "年底")]
    ['2022年4月15日', '2022年4月', '2022', '年底']
    >>> [_label(written, "en") for written in ("2022-04-15", "2022-04", "2022-02-30")]
    ['Apr 15, 2022', 'Apr 2022', '2022-02-30']
    """
    year, *others = written.split("-")
    try:
        month, day = (int(other) for other in [*others, "1"][:2])
        begins = date(int(year), month, day)
    except ValueError:
        return written
    spoken = Locale.parse(locale)
    if len(others) == 2:
        return str(format_date(begins, "medium", locale=spoken))
    return str(format_skeleton("yMMM", begins, locale=spoken))
