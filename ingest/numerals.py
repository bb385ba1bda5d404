"""Numbers and dates as documents write them: Chinese numerals, full-width digits, fractions."""

from __future__ import annotations

import re

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "O": 0,
    "o": 0,
    "0": 0,
    "两": 2,
}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}

CHINESE = "零〇○一二三四五六七八九十百千万两"
DATE = re.compile(
    r"(?P<year>(?:19|20)\d\d|[一二][〇○零Oo0一二三四五六七八九]{3})年"
    r"(?:(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])?月"
    r"(?:(?P<day>3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|二十|[一二三四五六七八九])?[日号])?)?"
)


def integer(text: str) -> int | None:
    """Return the value of a whole number in digits or Chinese numerals, None if it is none.

    >>> integer("二十三"), integer("二○一○"), integer("15"), integer("最严")
    (23, 2010, 15, None)
    """
    if text.isdigit() and text.isascii():
        return int(text)
    if not text or any(c not in _DIGITS and c not in _UNITS and c not in _LARGE for c in text):
        return None
    if len(text) > 1 and all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _UNITS:
            section += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            total = (total + section + digit or 1) * _LARGE[char]
            section = digit = 0
    return total + section + digit


def fraction(text: str) -> float | None:
    """Return the value of a fraction in words, None if it is none.

    >>> fraction("三分之二"), fraction("百分之九十八点五"), fraction("万分之二")
    (0.6666666666666666, 0.985, 0.0002)
    """
    below, between, above = text.partition("分之")
    whole, point, rest = above.partition("点")
    of, count = integer(below), integer(whole)
    digits = "".join(str(_DIGITS.get(c, "")) for c in rest)
    if not between or not of or count is None or (point and len(digits) != len(rest)):
        return None
    return float(f"{count}.{digits or 0}") / of


def iso_date(match: re.Match[str]) -> str:
    """Return the ISO date, or the prefix of one, that a match of DATE stands for.

    >>> iso_date(DATE.search("二〇一九年十一月二十七日"))
    '2019-11-27'
    >>> iso_date(DATE.search("2022年4月日"))
    '2022-04'
    """
    parts = [f"{integer(match['year']):04d}"]
    for name in ("month", "day"):
        value = match[name] and integer(match[name])
        if not value:
            break
        parts.append(f"{value:02d}")
    return "-".join(parts)


def day_run_together(year: str, digits: str) -> str | None:
    """Return the day whose month and day stand without signs; the year where several fit.

    >>> day_run_together("2023", "626"), day_run_together("2023", "111")
    ('2023-06-26', '2023')
    """
    cuts = ((digits[:at], digits[at:]) for at in (1, 2))
    fitting = [
        (month, day)
        for month, day in cuts
        if day[:1] not in ("", "0") and month[0] != "0" and int(month) <= 12 and int(day) <= 31
    ]
    if len(digits) == 4 and int(digits[:2]) in range(1, 13) and int(digits[2:]) in range(1, 32):
        fitting = [(digits[:2], digits[2:])]
    if len(fitting) != 1:
        return year if fitting else None
    return f"{year}-{int(fitting[0][0]):02}-{int(fitting[0][1]):02}"
