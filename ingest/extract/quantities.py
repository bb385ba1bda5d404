"""Quantities: numbers with a unit and the words that compare, in one clause of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.extract.found import Span
from ingest.extract.words import any_of
from ingest.numerals import integer

# how far round a quantity its metric and its comparator are looked for
NEAR = 90
UNIT = any_of("quantity.units")
DIGITS = r"\d[\d,]*(?:\.\d+)?"
_CN = "一二三四五六七八九"
# 百分之九十 | 三分之一 | 二百三十 | 十五
_CHINESE = (
    rf"百分之[{_CN}十百零点]+|[{_CN}十]分之[{_CN}十]"
    rf"|[二三四五六七八九]?[百千](?:[{_CN}]?十)?|[二三四五六七八九]?十[{_CN}]?"
)
_AT_LEAST, _AT_MOST = any_of("quantity.at_least"), any_of("quantity.at_most")
_ABOUT_AFTER = ("左右", "上下")
_ABOUT, REACH = any_of("quantity.about"), any_of("quantity.reach")
MORE, LESS = any_of("quantity.more"), any_of("quantity.less")
BOUNDS = f"{_AT_LEAST}|{_AT_MOST}|{_ABOUT}"
# 达到 98 % 以上; 不少于 40 小时; 压缩三分之一
_QUANTITY = re.compile(
    rf"(?P<pre>{BOUNDS}|{REACH})?(?P<pre2>{BOUNDS})?\s*"
    rf"(?:(?:(?P<low>{DIGITS})\s*(?:{UNIT})?(?:[—–~～-]{{1,2}}|至|到))?"
    rf"(?P<number>{DIGITS})\s*(?P<unit>{UNIT})"
    rf"|(?P<fraction>{_CHINESE})(?P<cunit>(?:{UNIT})?))"
    r"\s*(?P<post>（含）以上|及以上|以上|以下|以内|之内|左右|上下|内)?"
)
# leftmost wins: 不少于 before 少于, 不超过 before 超过
_BOUND = re.compile(rf"(?P<least>{_AT_LEAST})|(?P<most>{_AT_MOST})")
_GAINS = re.compile(
    rf"[，、和及]?(?:全[省市县州区]|年内|全年)?(?:{any_of('metric.gains')}|再[一-鿿]{{1,3}})"
)
_LOSES = re.compile(rf"[，、和及]?(?:全[省市县州区])?(?:{any_of('metric.loses')})")
_MORE_END = re.compile(rf"(?:{MORE})(?:了|约|近)?$")
_LESS_END = re.compile(rf"(?:{LESS})(?:了|约|近)?$")
# 第15, 由1.8万亩扩大到, 第二批15个
_SKIP_BEFORE = re.compile(
    r"第[一二三四五六七八九十\d]*$|(?:^|[^自缘])由$|从$|第[一二三四五六七八九十\d]+批$|每$|一$|十$|超$"
)
_SKIP_AFTER = re.compile(rf"[市县区州省乡镇](?!级)|{any_of('quantity.scope')}")
_FREQUENCY = re.compile(r"每(?:年|季度|季|月|半年|周|学期|日|天|两年|半月|个月)")
_GRANT = re.compile(any_of("quantity.grant"))
_SHORT_TIMES = ("个工作日", "工作日", "小时", "%")
_NO_CHINESE_COUNT = ("", "个", "项", "条", "种", "部", "次", "对", "期", "年")
_SCOPED = ("个", "项", "种", "类", "条", "小时")
# units that do not count things: what they measure stands before them
NO_COUNT = ("%", "‰", "倍率", "个百分点", "小时", "个工作日", "工作日")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value with its unit at ``[start, end)``, and the words before and after that compare.

    ``low`` is the lower bound where a range is given, ``value`` then the upper one.
    """

    start: int
    end: int
    value: float
    unit: str
    pre: str
    post: str
    low: float | None = None


def quantities_in(plain: str, clause: Span) -> Iterator[Quantity]:
    """Yield the quantities of a clause that may be commitments, in order."""
    for match in _QUANTITY.finditer(plain, *clause):
        number = _value(match)
        if number is None:
            continue
        value, unit = number
        at = next(match.start(name) for name in ("low", "number", "fraction") if match[name])
        before = plain[max(clause[0], at - 14) : at]
        after = plain[match.end() : min(clause[1], match.end() + NEAR)]
        if _SKIP_BEFORE.search(before) or plain[at - 1 : at].isdigit() or plain[at - 1 : at] == ".":
            continue
        if unit in _SCOPED and not match["post"] and _SKIP_AFTER.match(after):
            continue
        whole = plain[max(clause[0], at - NEAR) : min(clause[1], at + NEAR)]
        if unit in ("次", "场", "场次", "期", "批次") and _FREQUENCY.search(before):
            continue
        if unit.endswith("元") and _GRANT.search(whole):
            continue
        if match["post"] == "内" and unit not in _SHORT_TIMES:
            continue
        pre = (match["pre"] or "") + (match["pre2"] or "")
        low = float(match["low"].replace(",", "")) if match["low"] else None
        if low is not None and low >= value:
            continue
        yield Quantity(match.start(), match.end(), value, unit, pre, match["post"] or "", low)


def _value(match: re.Match[str]) -> tuple[float, str] | None:
    """Return value and unit; a fraction has the unit 倍率, 百分之 that of %."""
    if match["number"]:
        return float(match["number"].replace(",", "")), match["unit"]
    words = match["fraction"]
    if words.startswith("百分之"):
        whole = integer(words[3:])
        return (float(whole), "%") if whole else None
    if "分之" in words:
        low, high = words.split("分之")
        below, above = integer(low), integer(high)
        return (round(above / below, 4), "倍率") if below and above else None
    whole, unit = integer(words), match["cunit"]
    is_count = whole is not None and len(words) > 1 and unit not in _NO_CHINESE_COUNT
    return (float(whole or 0), unit) if is_count else None


def run_from(plain: str, quantities: list[Quantity], index: int) -> list[Quantity]:
    """Return the quantities from ``index`` on that follow each other with only 、 between."""
    run = [quantities[index]]
    for following in quantities[index + 1 :]:
        if plain[run[-1].end : following.start] not in ("、", "和", "，", "、和"):
            break
        if following.unit != run[0].unit:
            break
        run.append(following)
    return run


def changes_at_start(words: str) -> bool:
    """Whether a clause begins with a verb of more or less: 新增托位1200个, 减少用量2%."""
    return bool(_GAINS.match(words) or _LOSES.match(words))


def _sign(words: str) -> str:
    """Return + or - where words before a value make it a change, else nothing."""
    if _GAINS.match(words) or _MORE_END.search(words):
        return "+"
    return "-" if _LOSES.match(words) or _LESS_END.search(words) else ""


def comparator_of(plain: str, before: Span, quantity: Quantity, inherited: str) -> str:
    """Return how a value is meant: one of ``>= <= = ~ + -``.

    ``inherited`` is the comparator of the value before in the same list: 至少创建省级1个、州级1个.
    """
    pre, post = quantity.pre, quantity.post
    words = plain[before[0] : quantity.start]
    bound = _BOUND.search(pre)
    if bound and bound["most"]:
        return "<="
    if not pre and post not in _ABOUT_AFTER and (sign := _sign(words)):
        return sign
    if (
        post in ("以上", "及以上", "（含）以上")
        or bound
        or re.search(r"(?:至少|不少于|不低于)[^，、]{0,12}$", words)
    ):
        return ">="
    if post in ("以下", "以内", "之内", "内"):
        return "<="
    if post in _ABOUT_AFTER or re.search(_ABOUT, pre):
        return "~"
    if not re.search(REACH, pre):
        if sign := _sign(words):
            return sign
        if (
            words.strip("、和及")
            and len(words) < 12
            and inherited in (">=", "+")
            and words[:1] in "、和及"
        ):
            return inherited
        if not words.strip("、和及") and inherited:
            return inherited
    return "="
