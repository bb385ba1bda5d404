"""How the n-th item of a list is written in the number formats of word processors."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_FINANCIAL = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "十", "百", "千")
_FINANCIAL_PLACES = ("", "拾", "佰", "仟")
# Word processors stop here too; a file could otherwise ask for a label of millions of letters.
_LONGEST = 30
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def chinese(number: int) -> str:
    """Return a number below 10,000 in Chinese as lists count.

    >>> [chinese(n) for n in (1, 10, 12, 20, 35, 105)]
    ['一', '十', '十二', '二十', '三十五', '一百零五']
    """
    text = _placed(number, _DIGITS, _PLACES)
    return text[1:] if text.startswith("一十") else text


def _placed(number: int, digits: str, places: tuple[str, ...]) -> str:
    if not 0 < number < 10_000:
        return str(number)
    text = ""
    for place, figure in enumerate(reversed(str(number))):
        if figure != "0":
            text = digits[int(figure)] + places[place] + text
        elif text and not text.startswith("零"):
            text = "零" + text
    return text


def _financial(number: int) -> str:
    return _placed(number, _FINANCIAL, _FINANCIAL_PLACES)


def _digit_by_digit(number: int) -> str:
    return "".join(_DIGITS[int(figure)] for figure in str(number))


def _roman(number: int) -> str:
    if number >= 4000:
        return str(number)
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def _letters(number: int) -> str:
    """Return a … z, aa, bb …: the letter repeats, as word processors count."""
    repeats, place = divmod(number - 1, 26)
    if repeats >= _LONGEST:
        return str(number)
    return chr(ord("a") + place) * (repeats + 1)


def _from(first: str, last: int) -> Callable[[int], str]:
    return lambda number: chr(ord(first) + number - 1) if 0 < number <= last else str(number)


def _full_width(number: int) -> str:
    return "".join(chr(ord(figure) + 0xFEE0) for figure in str(number))


# Names of ST_NumberFormat in ISO/IEC 29500-1, 17.18.59
FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": "{:02d}".format,
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalHalfWidth": str,
    "decimalEnclosedCircle": _from("①", 20),
    "decimalEnclosedCircleChinese": _from("①", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "ideographDigital": _digit_by_digit,
    "taiwaneseDigital": _digit_by_digit,
    "japaneseDigitalTenThousand": _digit_by_digit,
    "chineseLegalSimplified": _financial,
    "ideographTraditional": lambda n: "甲乙丙丁戊己庚辛壬癸"[n - 1] if 0 < n <= 10 else str(n),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "ordinal": str,
}
SILENT = ("bullet", "none")


def written(number: int, number_format: str) -> str:
    """Return a number in a format by its name; unknown formats count in plain figures.

    >>> written(3, "decimalEnclosedCircle"), written(12, "chineseCountingThousand")
    ('③', '十二')
    """
    return FORMATS.get(number_format, str)(number) if number > 0 else str(number)
