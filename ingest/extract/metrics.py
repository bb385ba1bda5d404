"""Metrics: the noun phrases round a quantity that say what it measures."""

from __future__ import annotations

import re

from ingest.extract.found import Span
from ingest.extract.quantities import BOUNDS, DIGITS, LESS, MORE, NEAR, REACH, UNIT
from ingest.extract.words import any_of

# what stands before a metric and is none of it
_LEAD_IN = re.compile(
    r"(?:(?:到|至|在|截至)?(?:20\d\d|今|当|本)年(?:度)?(?:内|\d{1,2}月)?(?:底|末)?(?:之?前)?"
    rf"|全[省市县州区]|按(?![期时季月比照])|{any_of('metric.lead_in')})+"
)
_MADE = re.compile(any_of("metric.made"))
_MADE_FIRST = re.compile(any_of("metric.made_first"))
_VERB_ONLY = re.compile(rf"(?:{any_of('metric.verb_only')})+$")
_NO_METRIC = re.compile(any_of("metric.no_metric"))
# what a value is compared with: 由78%, 较2020年, 比上年
_THAN = re.compile(
    r"(?:[由从]\d[^，。]{0,12}|(?:较|(?<!占)比)(?:20\d\d年|上年|去年|上一年|前年|同期|基期)[^，。]{0,8}|同比)$"
)
_COMPARED = re.compile(rf"(?:要|应|平均|均|分别|力争|已|{MORE}|{LESS}|{REACH}|{BOUNDS})+$")
_METRIC_END = re.compile(
    rf"[、，。；和]|并|的任务|的目标|的要求|(?<=[^一-鿿])$|{DIGITS}\s*(?:{UNIT})"
)
# a time at the end of a metric, or all there is: 开具率2022年, 三年
TIMED = re.compile(
    r"(?:到|至|力争|在)?(?:20\d\d年(?:底|末|度)?|明年|今年|年底|\d{1,2}月底|[两二三四五]年)$"
)


def metric_before(plain: str, before: Span, *, is_count: bool = False) -> Span:
    """Return the noun phrase before a quantity, empty where there is only a verb."""
    start, end = before
    words = plain[start:end]
    trimmed = _THAN.sub("", _COMPARED.sub("", words))
    trimmed = TIMED.sub("", trimmed)
    end = start + len(trimmed)
    made = [m.end() for m in _MADE.finditer(trimmed)] if is_count else []
    lead = _LEAD_IN.match(trimmed)
    first = _MADE_FIRST.match(trimmed, lead.end() if lead else 0) if is_count else None
    if first and not made:
        made = [first.end()]
    if made and made[-1] < len(trimmed):
        start += made[-1]
        more = _LEAD_IN.match(trimmed, made[-1])
        start += more.end() - more.start() if more else 0
    elif lead:
        start += lead.end()
    rest = plain[start:end]
    return (start, start) if _VERB_ONLY.fullmatch(rest) or not rest.strip() else (start, end)


def metric_after(plain: str, start: int, end: int) -> Span:
    """Return the noun phrase after a quantity up to the end of its clause or a list sign."""
    if start < end and plain[start] == "的":
        start += 1
    end = min(end, start + NEAR)
    stop = _METRIC_END.search(plain[start:end])
    end = start + stop.start() if stop else end
    if plain.startswith("完成", start):
        start += 2
    words = plain[start:end]
    if _NO_METRIC.match(words):
        return start, start
    return (start, end) if len(words) >= 2 else (start, start)


def after_years(plain: str, before: Span) -> Span:
    """Return what is left of a span after the years it begins with."""
    found = re.match(
        r"(?:力争|到|在)?(?:20\d\d年?[、和，及]?)+(?:底|度|前)*", plain[slice(*before)]
    )
    return (before[0] + found.end(), before[1]) if found else before


def listed(plain: str, metric: Span, count: int) -> list[Span]:
    """Return the parts of a list of metrics where there are as many as values, else nothing."""
    parts: list[Span] = []
    begin = metric[0]
    for match in re.finditer(r"、|和|以及|及(?!率)", plain[slice(*metric)]):
        parts.append((begin, metric[0] + match.start()))
        begin = metric[0] + match.end()
    parts.append((begin, metric[1]))
    return parts if len(parts) == count and count > 1 else []
