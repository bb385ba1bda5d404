"""How a value is meant: at least, at most, exactly, about, more or less."""

from __future__ import annotations

import re

from ingest.extract.found import Span
from ingest.extract.quantities import AT_LEAST, AT_MOST, LESS, MORE, NO_COUNT, REACH, Quantity
from ingest.extract.words import any_of

_ABOUT = any_of("quantity.about")
_ABOUT_AFTER = ("左右", "上下")
# leftmost wins: 不少于 before 少于, 不超过 before 超过
_BOUND = re.compile(rf"(?P<least>{AT_LEAST})|(?P<most>{AT_MOST})")
_GAINS = re.compile(
    rf"[，、和及]?(?:力争|确保|努力)?(?:全[省市县州区]|年内|全年)?(?:{any_of('metric.gains')}|再[一-鿿]{{1,3}})"
)
_LOSES = re.compile(rf"[，、和及]?(?:全[省市县州区])?(?:{any_of('metric.loses')})")
# 2025年1月1日至12月31日实施阶段性|下调费率50%
_SINCE = re.compile(
    r"(?:[自从在]?(?:20\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日)?起?[至到—-]?){1,2}(?:继续)?(?:实施|实行|执行)?(?:阶段性)?"
)
_MORE_END = re.compile(rf"(?:{MORE})(?:了|约|近)?$")
_BETTER_END = re.compile(rf"(?:{any_of('quantity.better')})$")
_LESS_END = re.compile(rf"(?:{LESS})(?:了|约|近)?$")


def changes_at_start(words: str) -> bool:
    """Whether a clause begins with a verb of more or less: 新增托位1200个, 减少用量2%."""
    return bool(_GAINS.match(words) or _LOSES.match(words))


def _sign(words: str, unit: str) -> str:
    """Return + or - where words before a value make it a change, else nothing."""
    words = words[since.end() :] if (since := _SINCE.match(words)) else words
    if _GAINS.match(words):
        return "+"
    if _MORE_END.search(words) and (unit in NO_COUNT or not _BETTER_END.search(words)):
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
        return "~" if post in _ABOUT_AFTER else "<="
    is_bounded = post in ("以上", "及以上")
    if not pre and post not in _ABOUT_AFTER and (sign := _sign(words, quantity.unit)):
        # 新增20家以上 is at least 20; what falls by 5%以上 is not at least 5%
        return ">=" if is_bounded and sign == "+" else sign
    if is_bounded or bound or re.search(r"(?:至少|不少于|不低于)[^，、]{0,12}$", words):
        return ">="
    if post in ("以下", "以内", "之内", "内"):
        return "<="
    if post in _ABOUT_AFTER or re.search(_ABOUT, pre):
        return "~"
    if not re.search(REACH, pre):
        if sign := _sign(words, quantity.unit):
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
