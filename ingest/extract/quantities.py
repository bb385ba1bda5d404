"""Quantities: numbers with a unit and the words that compare, in one clause of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.extract.found import Span
from ingest.extract.words import any_of, signs_of, words_of
from ingest.numerals import fraction, integer

# how far round a quantity its metric and its comparator are looked for
NEAR = 90
# 万亩, 亿千瓦, 批次/千人·年, 份/1000人, 万吨/日, 微克/立方米
UNIT = (
    rf"(?:(?:万亿|[百千]?万|亿)?(?:{any_of('quantity.units')})"
    rf"(?:/\d{{0,4}}[十百千]?万?(?:{any_of('quantity.per')})(?:[/·•]年)?)?"
    # 贫困人口10万以上
    r"|[万亿](?=(?:以上|以下|以内|左右)?(?:[，。；、）)]|$)))"
)
# a whole number, never a part of one: however long it is, it is looked at once
DIGITS = r"(?<!\d)\d[\d,]*+(?:\.\d++)?+"
_CN = "一二三四五六七八九"
# 百分之九十八点五 | 三分之一, 万分之二 | 二百三十, 十五, 两
_CHINESE = (
    rf"[百千]分之[{_CN}十百零点]+|[{_CN}十万]分之[{_CN}十百点]+"
    rf"|[{_CN}]?[十百千][{_CN}十百零]*|[两二三四五六七八九]"
)
AT_LEAST, AT_MOST = any_of("quantity.at_least"), any_of("quantity.at_most")
_ABOUT = any_of("quantity.about")
REACH, MORE, LESS = (any_of(f"quantity.{name}") for name in ("reach", "more", "less"))
BOUNDS = f"{AT_LEAST}|{AT_MOST}|{_ABOUT}"
# 达到 98 % 以上; 不少于 40 小时; 压缩三分之一; 90分（含90分）以上
REACH_SIGNS = signs_of("quantity.at_least", "quantity.at_most", "quantity.about", "quantity.reach")
_QUANTITY = re.compile(
    rf"(?=[{REACH_SIGNS}\s\d{_CN}十百千万两])(?P<pre>{BOUNDS}|{REACH})?(?P<pre2>{BOUNDS})?\s*"
    rf"(?:(?:(?P<low>{DIGITS})\s*(?:{UNIT})?(?:[—–~～-]{{1,2}}|至|到))?"
    rf"(?P<number>{DIGITS})\s*(?P<unit>{UNIT})"
    rf"|(?P<fraction>{_CHINESE})(?P<cunit>(?:{UNIT})?))"
    r"\s*(?P<post>[（(]含[^（()）]{0,8}[)）]以[上下内]|及以上|以上|以下|以内|之内|左右|上下|内)?"
)
_BRACKET = re.compile(r"[（(].*[)）]")
# 第15, 由1.8万亩扩大到, 第二批15个, 前10位, 分3批, 可容纳300人, 涉及12个部门、36项指标
_SKIP_BEFORE = re.compile(
    r"第[一二三四五六七八九十\d]*$|(?:^|[^自缘])由$|从$|第[一二三四五六七八九十\d]+批$|每$|一$|十$"
    r"|(?<![提以日之当目面])前$|(?<![今最])后$|(?<![十百部充评得积总])分$|容纳$|(?:涉及|涵盖|分为|围绕|聚焦)[^，。；]{0,8}$"
)
# 已获证的120家企业: those that are meant, not how many are to be
_THOSE = re.compile(r"[^，。；、的]{2}的$")
# 16个县（市、区）, 5个乡镇开展试点; but 5个乡镇敬老院
_SKIP_AFTER = re.compile(
    r"(?:[市县区州省乡镇]|街道|行政村)+(?=$|[（(、，。；和及与以同均全实开完的都推试率先创进为])"
    rf"|[一-鿿]{{0,6}}(?:{any_of('quantity.teams')})|{any_of('quantity.scope')}"
)
# 由2020年的78%提高到85%, 从每月574元提高到609元: the first value is what was
_FROM = re.compile(r"(?<![自缘])[由从](?![此上下头])[^，。；]{0,24}$")
_TO = re.compile(rf"(?:左右|以上|以下)?(?:逐步|进一步|分别|再)?(?:{any_of('quantity.changed_to')})")
_FREQUENCY = re.compile(
    r"每(?:个)?(?:年|年度|季度|季|月|半年|周|学期|学年|日|天|两年|半月|月份|旬)(?!度?新)"
)
# 每月抽检20批次; but 每年抽检600批次 is the task of a year
_MONTHLY = re.compile(r"每(?:个)?(?:季度|季|月|周|日|天|半月|旬)")
_GRANT = re.compile(any_of("quantity.grant"))
_SHORT_TIMES = ("个工作日", "工作日", "小时", "分钟", "%")
# 每次不少于2小时
_EACH_TIME = re.compile(r"每[次期场]")
# 在3个工作日内报送, 接到举报后24小时内核查: a way of working, no commitment
_WITHIN_OF = re.compile(r"[在于后起]$")
_OFTEN = ("次", "场", "场次", "期")
_SCOPED = ("个", "项", "种", "类", "条", "小时", "分钟", "米", "公里", "次", "家")
# what a single numeral may count; 三项, 四种 and 五大 stand in names mostly
_FEW = frozenset(words_of("quantity.few"))
_MAKES = any_of("quantity.makes", "quantity.at_least")
_MAKES_IT = re.compile(rf"(?:{_MAKES})(?:不少于|不低于|至少|完成)?$")
_EACH = re.compile(r"每个?[^，。；、每]{1,6}$|各$|分别$")
_MADE_BEFORE = re.compile(rf"(?:{_MAKES})[^，。；：]{{2,24}}$")
_CLAUSE_ENDS = tuple("，。；、（\n")
# 50平方米以上的餐馆, 60岁以上老年人, 10亿元以上项目: the value says which are meant
_SIZES = re.compile(rf"(?:{any_of('quantity.sizes')})$")
_SIZES_ALWAYS = ("平方米", "岁")
# 10亿元以上|项目5个
_ANOTHER = re.compile(rf"[^，。；、]{{1,20}}?{DIGITS}\s*(?:{UNIT})")
_OF_SIZE = re.compile(r"的?(?!目标|任务|要求|标准|水平)[一-鿿“]")
# 74个|国控断面水质优良比例97.3%: the count says of what the share is
_SHARE_OF = re.compile(
    r"[^，。；、\d]{2,24}?(?:率|比例|占比|比重)(?:稳定|保持|控制)?(?:达到?|为|在|至|不低于|提高到)?\d+(?:\.\d+)?%"
)
_NO_CHINESE_COUNT = ("", "个", "项", "条", "种", "部", "次", "对", "期", "年", "类", "分")
# units that do not count things: what they measure stands before them
NO_COUNT = ("%", "‰", "倍", "倍率", "个百分点", "小时", "分钟", "个工作日", "工作日", "分")


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
        number = _value(plain, clause, match)
        if number is None or _is_other(plain, clause, match, *number):
            continue
        value, unit = number
        low = float(match["low"].replace(",", "")) if match["low"] else None
        if low is not None and low >= value:
            continue
        pre = (match["pre"] or "") + (match["pre2"] or "")
        post = _BRACKET.sub("", match["post"] or "")
        yield Quantity(match.start(), match.end(), value, unit, pre, post, low)


def _is_other(plain: str, clause: Span, match: re.Match[str], value: float, unit: str) -> bool:
    """Whether a number with a unit is an ordinal, a scope, a frequency, a grant or a size."""
    at = _place(match)
    before = plain[max(clause[0], at - 14) : at]
    after = plain[match.end() : min(clause[1], match.end() + NEAR)]
    post = match["post"] or ""
    if _SKIP_BEFORE.search(before) or plain[at - 1 : at].isdigit() or plain[at - 1 : at] == ".":
        return True
    # “7条鱼”, “1+2+8”（2大联合体+8个共同体） are names
    if plain[at - 1 : at] == "+" or (plain[at - 1 : at] in "“‘" and unit not in NO_COUNT):
        return True
    # 年收入超10亿元企业 are of that size, a rate 超80% is to be that high
    if plain[at - 1 : at] == "超" and unit not in NO_COUNT:
        return True
    if _TO.match(after) and _FROM.search(plain, max(clause[0], at - NEAR), at):
        return True
    if unit in _SCOPED and not post and _SKIP_AFTER.match(after):
        return True
    often = {"批次": _MONTHLY}.get(unit) or (_FREQUENCY if unit in _OFTEN else None)
    if often and often.search(plain, max(clause[0], at - 30), at):
        return True
    if unit.endswith("元") and _GRANT.search(
        plain, max(clause[0], at - NEAR), min(clause[1], at + NEAR)
    ):
        return True
    if post == "内" and (unit not in _SHORT_TIMES or _WITHIN_OF.search(before)):
        return True
    if unit == "分" and not (match["pre"] or post):
        return True
    is_share = unit == "%" or unit not in NO_COUNT
    if is_share and not (match["pre"] or post) and _THOSE.search(before):
        return True
    if unit == "小时" and ((value == 24 and not post) or _EACH_TIME.search(before)):
        return True
    if not (match["pre"] or post) and unit not in NO_COUNT and _SHARE_OF.match(after):
        return True
    is_bounded = post[-2:] in ("以上", "以下", "以内")
    is_of = not post and len(match["pre"] or "") < 2 and after.startswith("的")
    return (is_bounded or is_of) and _is_size(before, after, unit)


def _is_size(before: str, after: str, unit: str) -> bool:
    """Whether a bounded value only says which things are meant."""
    if not _SIZES.match(unit) or not _OF_SIZE.match(after):
        return False
    if unit in _SIZES_ALWAYS or _ANOTHER.match(after):
        return True
    return not (_MAKES_IT.search(before) or _EACH.search(before))


def _place(match: re.Match[str]) -> int:
    return next(match.start(name) for name in ("low", "number", "fraction") if match[name])


def _value(plain: str, clause: Span, match: re.Match[str]) -> tuple[float, str] | None:
    """Return value and unit; a fraction has the unit 倍率, 百分之 that of %, 千分之 that of ‰."""
    if match["number"]:
        return float(match["number"].replace(",", "")), match["unit"]
    words, unit = match["fraction"], match["cunit"]
    if "分之" in words:
        part = fraction(words)
        if part is None:
            return None
        of = {"百": (100, "%"), "千": (1000, "‰")}.get(words[0])
        return (round(part * of[0], 4), of[1]) if of else (round(part, 4), "倍率")
    count = integer(words)
    if count is None:
        return None
    if len(words) == 1:
        return (float(count), unit) if _is_counted(plain, clause, match, unit) else None
    is_made = _is_counted(plain, clause, match, unit)
    return (float(count), unit) if is_made or unit not in _NO_CHINESE_COUNT else None


def _is_counted(plain: str, clause: Span, match: re.Match[str], unit: str) -> bool:
    """Whether a numeral in words is a commitment's: 新建两家…, 培育示范镇三个."""
    if unit not in _FEW:
        return False
    at = match.start()
    before = plain[max(clause[0], at - 30) : at]
    if len(match["pre"] or "") > 1 or _MAKES_IT.search(before):
        return True
    is_last = match.end() >= clause[1] or plain[match.end()] in _CLAUSE_ENDS
    return is_last and _MADE_BEFORE.search(before) is not None


def run_from(plain: str, quantities: list[Quantity], index: int) -> list[Quantity]:
    """Return the quantities from ``index`` on that follow each other with only 、 between.

    They are of one unit, but after 分别: 死亡率分别下降到4‰、10/10万.
    """
    run = [quantities[index]]
    are_apart = "分别" in plain[max(0, run[0].start - 4) : run[0].start + len(run[0].pre)]
    for following in quantities[index + 1 :]:
        if plain[run[-1].end : following.start] not in ("、", "和", "，", "、和"):
            break
        if following.unit != run[0].unit and not are_apart:
            break
        run.append(following)
    return run
