"""Days and years by which something is due."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.extract.found import Due
from ingest.numerals import DATE, integer
from ingest.text import Text

_BLANK = r"(?P<by>20\d\d)年月日?(?:之)?前"
_BEFORE = r"[之以]?前"
# 6月底完成, where a statement says by when
_DONE = rf"(?:{_BEFORE}|(?=(?:全部|全面|基本)?完成))"


def _due(before: str) -> re.Pattern[str]:
    """Return the pattern of what is due, where ``before`` follows a day, a quarter or a year."""
    # 6月10日（星期四）下班前, 6月底前, 明年1月10日17:00前
    day = (
        r"(?:(?P<y>20\d\d)年|(?P<next>明年|次年))?(?P<m>1[0-2]|0?[1-9])月"
        r"(?:(?P<d>3[01]|[12]\d|0?[1-9])日|底|末|中旬|上旬|下旬|初)?"
        rf"(?:[（(][^（()）]{{2,4}}[)）])?(?:下班|\d{{1,2}}(?:[:：]\d\d|[时点]))?{before}"
    )
    # 第三季度末前, 2022年一季度前
    quarter = rf"(?:(?P<qy>20\d\d)年)?第?(?P<q>[一二三四1-4])季度[末底]?{before}"
    end = (
        rf"(?:(?P<ey>20\d\d)年|(?P<this>今年|年|当年|本年度?))(?:年)?(?P<half>底|末|内|终){before}"
    )
    return re.compile(
        # what a day or a quarter can begin with
        rf"(?=[每今年当本明次第一二三四\d])(?P<each>每年)?(?:{day}|{quarter}|{_BLANK}|{end})"
        r"(?:（[^（）]*）)?(?P<what>[^，。；\n（）]{0,24})"
    )


# 完成时限：2021年10月31日, 时间节点：6月底
_LIMIT = re.compile(
    r"(?:完成时限|完成时间|完成日期|时限要求|时间要求|完成期限|整改时限|办理时限|时间节点|(?<![一-鿿])时限)\s*[：:]\s*"
    r"(?P<date>[^，；;。\n）]{1,20})"
)
_ISO = re.compile(r"(20\d\d)[-./](1[0-2]|0?[1-9])(?:[-./](3[01]|[12]\d|0?[1-9]))?")
# 1月至6月, 2024年3月—12月: the last day counts
_RANGE = re.compile(r"[-—–~～至]+")
_YEAR = re.compile(r"20\d\d(?=年)")
_QUARTER_ENDS = ("03-31", "06-30", "09-30", "12-31")
_DUE, _STATED, _LIMITED = _due(_BEFORE), _due(_DONE), _due(rf"(?:{_BEFORE})?")


def deadlines(text: Text, start: int, end: int, years: tuple[int, int] | None) -> Iterator[Due]:
    """Yield what is due in ``[start, end)``; a date without a year takes the plan's ``years``.

    每年12月20日前 of a plan for several years is due once in each.
    """
    yield from _found(_DUE, text, start, end, years)


def _found(
    form: re.Pattern[str], text: Text, start: int, end: int, years: tuple[int, int] | None
) -> Iterator[Due]:
    for match in form.finditer(text.plain, start, end):
        words = text.verbatim(*match.span())
        for date in _dates(match, years):
            yield Due(words, date, match.span())


def stated_deadlines(
    text: Text, start: int, end: int, years: tuple[int, int] | None
) -> Iterator[Due]:
    """Yield the limits that a responsibility statement sets in ``[start, end)``."""
    found = False
    for match in _LIMIT.finditer(text.plain, start, end):
        for due in limits(text, *match.span("date"), years):
            found = True
            yield replace(due, text=text.verbatim(*match.span()), span=match.span())
    if not found:
        yield from _found(_STATED, text, start, end, years)


def limits(text: Text, start: int, end: int, years: tuple[int, int] | None) -> Iterator[Due]:
    """Yield the day that ``[start, end)`` names, a cell or what a label is followed by."""
    date = limit_in(text.plain[start:end].strip(), years)
    if date:
        yield Due(text.verbatim(start, end), date, (start, end))


def limit_in(words: str, years: tuple[int, int] | None) -> str | None:
    """Return the date by which words say that something is due; one without a year takes the first.

    >>> limit_in("6月底", (2024, 2024)), limit_in("2024年3月—12月", None), limit_in("长期", None)
    ('2024-06', '2024-12', None)
    >>> limit_in("2024.6.30", None), limit_in("年底前", (2024, 2024)), limit_in("2025年", None)
    ('2024-06-30', '2024-12-31', '2025')
    """
    if iso := _ISO.match(words):
        return "-".join(part.zfill(2) for part in iso.groups() if part)
    *before, last = _RANGE.split(words)
    if before and (year := _YEAR.search(before[0])):
        years = (int(year[0]),) * 2
    match = _LIMITED.search(last)
    date = next(_dates(match, years), "") if match else ""
    return date or iso_of(last)


def _dates(match: re.Match[str], years: tuple[int, int] | None) -> Iterator[str]:
    if match["by"]:
        yield match["by"]
    elif match["q"]:
        of = int(match["qy"] or (years or (0,))[0])
        if of:
            yield f"{of}-{_QUARTER_ENDS[(integer(match['q']) or 1) - 1]}"
    elif match["m"]:
        first, last = (int(match["y"]),) * 2 if match["y"] else years or (0, 0)
        if match["next"] and first:
            first, last = first + 1, last + 1
        last = last if match["each"] else first
        day = f"-{int(match['d']):02d}" if match["d"] else ""
        for year in range(first, last + 1):
            yield f"{year}-{int(match['m']):02d}{day}" if year else ""
    elif match["ey"]:
        yield f"{match['ey']}-12-31"
    elif years:
        yield f"{years[0]}-12-31"


def years_of(title: str, year: int | None) -> tuple[int, int] | None:
    """Return the first and last year that a plan is about.

    >>> years_of("工作方案（2022—2024年）", 2022)
    (2022, 2024)
    """
    span = re.search(r"(20\d\d)\s*[-—–－至~]+\s*(20\d\d|\d\d)", title)
    if span:
        last = span[2] if len(span[2]) == 4 else span[1][:2] + span[2]
        return int(span[1]), int(last)
    return (year, year) if year else None


def iso_of(words: str) -> str | None:
    """Return the date that words name: 2024年底 → 2024-12-31, 2023年 → 2023.

    >>> iso_of("到2024年底"), iso_of("2023年"), iso_of("2025年6月底前")
    ('2024-12-31', '2023', '2025-06')
    """
    found = DATE.search(words)
    if found is None:
        return None
    year = integer(found["year"])
    if found["month"]:
        day = f"-{int(found['day']):02d}" if found["day"] and found["day"].isdigit() else ""
        month = integer(found["month"]) or 1
        return f"{year}-{month:02d}{day}"
    following = words[found.end() : found.end() + 2]
    return f"{year}-12-31" if following[:1] in ("底", "末") else f"{year}"
