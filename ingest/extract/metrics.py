"""Metrics: the noun phrases round a quantity that say what it measures."""

from __future__ import annotations

import re

from ingest.extract.found import Span
from ingest.extract.quantities import BOUNDS, DIGITS, LESS, MORE, NEAR, REACH, REACH_SIGNS, UNIT
from ingest.extract.words import any_of, signs_of

# what stands before a metric and is none of it
_LEAD_IN = re.compile(
    r"(?:(?:到|至|在|截至)?(?:20\d\d|今|当|本)年(?:度)?(?:内|\d{1,2}月(?:\d{1,2}日)?起?)?(?:底|末)?(?:之?前)?"
    r"|(?:年底|\d{1,2}月底|第?[一二三四]季度[末底]?|[上下]半年)前?"
    rf"|全[省市县州区]|按(?![期时季月比照])|{any_of('metric.lead_in')})+"
)
_MADE = re.compile(any_of("metric.made"))
_MADE_FIRST = re.compile(any_of("metric.made_first"))
_VERB_ONLY = re.compile(rf"(?:{any_of('metric.verb_only')})+$")
_NO_METRIC = re.compile(any_of("metric.no_metric"))
# what a value is compared with: 由78%, 由2020年的78%, 较2020年, 比上年, 在上年基础上
_THAN = re.compile(
    rf"(?=[由从较比与同在环])(?:[由从]\d[^，。]{{0,12}}|[由从](?!业)[^由从，。；]{{0,20}}?{DIGITS}\s*(?:{UNIT})(?:左右|以上|以下)?"
    r"|(?:较|(?<!占)比|与|同|在)(?:20\d\d年|上年|去年|上一年|前年|同期|基期|“?十[二三四五]五”?)[^，。]{0,8}"
    r"|同比|环比)$"
)
_COMPARED_SIGNS = REACH_SIGNS + signs_of("metric.adverbs", "quantity.more", "quantity.less")
_COMPARED = re.compile(
    rf"(?=[{_COMPARED_SIGNS}])(?:{any_of('metric.adverbs')}|{MORE}|{LESS}|{REACH}|{BOUNDS})+$"
)
# 抽检量达到每千人4批次, 低保标准提高到每人每月609元
_PER_HEAD = re.compile(rf"(?=[{REACH_SIGNS}])(?:{REACH}|{BOUNDS})每[^，。；、\d]{{1,8}}$")
# a bracket at the end of a unit: 5000套（间）
_UNIT_BRACKET = re.compile(r"[（(][^（()）\d]{1,3}[)）]")
_METRIC_END = re.compile(
    r"[（(][^（()）]{0,24}[)）]|(?P<end>[、，。；和]|并|的(?:任务|目标|要求|标准|水平)"
    rf"|(?<=[^一-鿿])$|{DIGITS}\s*(?:{UNIT}))"
)
_DEED = re.compile(rf"(?:{any_of('metric.deeds')})$")
# 满意度逐年提升, 企业总数翻一番: what a clause says of its subject without a value
_SAID = re.compile(rf"(?:{any_of('metric.adverbs')})*(?:{any_of('metric.said')})$")
# a time at the end of a metric, or all there is: 开具率2022年, 三年
TIMED = re.compile(
    r"(?=[到至力在2明今年\d两二三四五])(?:到|至|力争|在)?(?:20\d\d年(?:底|末|度)?|明年|今年|年底|\d{1,2}月底|[两二三四五]年)$"
)


def metric_before(plain: str, before: Span, *, is_count: bool = False) -> Span:
    """Return the noun phrase before a quantity, empty where there is only a verb."""
    start, end = before
    words = plain[start:end]
    trimmed = _COMPARED.sub("", _PER_HEAD.sub("", words))
    trimmed = TIMED.sub("", _COMPARED.sub("", _THAN.sub("", trimmed)))
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
    if bracket := _UNIT_BRACKET.match(plain, start, end):
        start = bracket.end()
    if start < end and plain[start] == "的":
        start += 1
    end = min(end, start + NEAR)
    stops = (m for m in _METRIC_END.finditer(plain[start:end]) if m["end"] is not None)
    end = start + stop.start("end") if (stop := next(stops, None)) else end
    if plain.startswith("完成", start):
        start += 2
    words = plain[start:end]
    if _NO_METRIC.match(words):
        return start, start
    return (start, end) if len(words) >= 2 else (start, start)


def deed_before(plain: str, before: Span) -> Span:
    """Return the deed that is counted where nothing else is named: 培训 of 培训不少于200人."""
    words = _COMPARED.sub("", plain[slice(*before)])
    found = _DEED.search(words)
    end = before[0] + len(words)
    return (before[0] + found.start(), end) if found else (end, end)


def goes_on(plain: str, before: Span) -> bool:
    """Whether what stands before a value says nothing but that it is reached or changes."""
    words = TIMED.sub("", _COMPARED.sub("", plain[slice(*before)]))
    lead = _LEAD_IN.match(words)
    return not words[lead.end() if lead else 0 :].strip()


def subject_of(plain: str, clause: Span) -> Span:
    """Return what a clause without a value speaks of: 满意度 of 满意度逐年提升."""
    start, end = clause
    words = _THAN.sub("", _SAID.sub("", plain[start:end]))
    lead = _LEAD_IN.match(words)
    return start + (lead.end() if lead else 0), start + len(words)


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
