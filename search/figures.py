"""Figures and deadlines in a question: 98%以上, 2020年6月底前."""

from __future__ import annotations

import re

_BOUND = {
    "least": "不低于|不少于|不小于|至少|达到|≥|>=|at least",
    "more": "超过|高于|大于|多于|>|above|over|more than",
    "most": "不高于|不超过|不大于|不多于|至多|≤|<=|at most|up to",
    "less": "低于|小于|少于|<|below|under|less than",
}
_AFTER = {
    "least": "(?:及|或|含)?以上|or more|and above|or above",
    "most": "(?:及|或|含)?以下|以内|之内|or less|and below|or below",
}
_BEFORE = "|".join(f"(?P<before_{bound}>{words})" for bound, words in _BOUND.items())
_BEHIND = "|".join(f"(?P<after_{bound}>{words})" for bound, words in _AFTER.items())
# 98%以上, 不低于4批次/千人, 100家以上, at least 98%
_FIGURE = re.compile(
    rf"(?:(?:{_BEFORE})\s*)?(?<![\d.])(?P<value>\d{{1,12}}(?:\.\d{{1,9}})?)\s*"
    r"(?P<unit>%|‰|(?:个百分点|万?[^\W\d_a-z年月日第]{1,3}?)(?:/[^\W\d_a-z]{1,3}?)?)\s*"
    rf"(?:{_BEHIND}|(?=的|地区|指标|目标|任务|[\s，,;；?？。]|in |$))"
)
# 2020年6月底前, 2020年6月30日前, 2020年上半年, 2020年三季度末, 2020年6月
_DEADLINE = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:年(?:底|末)?(?P<plain_by>之前|以前|前)"
    r"|(?:年|-)\s*(?:(?P<month>1[0-2]|0?[1-9])(?!\d)月?(?:份|(?<=月)(?P<day>3[01]|[12]\d|0?[1-9])[日号])?"
    r"|(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])季度)(?P<end>底|末)?(?P<by>之前|以前|前)?)"
)
_QUARTERS = {word: number for row in ("一二三四", "1234") for number, word in enumerate(row, 1)}
# 前10名, 5个单位, top 10
_TOP = re.compile(r"前\s*(?:\d{1,3}|[一二三五十]{1,2})\s*(?:名|位|个|家)?|top\s*\d{1,3}")


def top_at(text: str, start: int) -> int | None:
    """Return where a number of wanted rows (前10名) ends that starts here.

    >>> top_at("前10名", 0)
    4
    """
    match = _TOP.match(text, start)
    return match.end() if match else None


def figure_at(text: str, start: int) -> tuple[tuple[str, str, str], int] | None:
    """Return the bound, value and unit of a figure that starts at a place, and where it ends.

    What is neither bounded nor of a rate is none: 3个部门.

    >>> figure_at("合格率98%以上的地区", 3), figure_at("不少于100家的", 0), figure_at("3个部门", 0)
    ((('least', '98', '%'), 8), (('least', '100', '家'), 7), None)
    """
    match = _FIGURE.match(text, start)
    if not match:
        return None
    said = [name.partition("_")[2] for name in _GROUPS if match[name]]
    if not said and match["unit"] not in "%‰":
        return None
    return (said[0] if said else "equal", match["value"], match["unit"]), match.end()


_GROUPS = [name for name in _FIGURE.groupindex if "_" in name]


def deadline_at(text: str, start: int) -> tuple[tuple[str, str], int] | None:
    """Return the first and last day or month of a time that starts at a place, and its end.

    By a time means from any day before it on, the first one is empty. A year alone is none.

    >>> deadline_at("2020年6月底前完成", 0), deadline_at("2020年上半年", 0)
    ((('', '2020-06'), 9), (('2020-01', '2020-06'), 8))
    """
    match = _DEADLINE.match(text, start)
    if not match:
        return None
    first, last = _span(match)
    is_by = bool(match["by"] or match["plain_by"])
    return ("" if is_by else first, last), match.end()


def _span(match: re.Match[str]) -> tuple[str, str]:
    year = match["year"]
    if match["half"]:
        months = (1, 6) if match["half"] == "上" else (7, 12)
    elif match["quarter"]:
        last = 3 * _QUARTERS[match["quarter"]]
        months = last - 2, last
    elif match["month"]:
        month = f"{year}-{int(match['month']):02}"
        day = f"{month}-{int(match['day']):02}" if match["day"] else month
        return day, day
    else:
        return year, year
    return f"{year}-{months[0]:02}", f"{year}-{months[1]:02}"
