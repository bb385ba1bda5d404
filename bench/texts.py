"""Plans of any length, made from the items of the samples with other numbers in them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

SAMPLES = Path(__file__).parents[1] / "samples"
_ITEM = re.compile(r"[\s　]*(?:（[一二三四五六七八九十]+）|\d{1,2}[.．])(?P<words>.{30,})")
_FIGURE = re.compile(r"\d+(?![年月日号\d.〕])")
_DIGITS = "零一二三四五六七八九"
_ITEMS_OF_A_SECTION = 8
_HEAD = """青澜市食品安全委员会文件
澜食安委发〔2024〕{number}号

青澜市第{number}号工作要点

"""


@lru_cache(maxsize=1)
def items() -> tuple[str, ...]:
    """Return the numbered items of the samples, in order, without their numbers."""
    return tuple(
        match["words"]
        for path in sorted((SAMPLES / "sources").glob("*.txt"))
        for line in path.read_text("utf-8").splitlines()
        if (match := _ITEM.match(line))
    )


def plan(number: int, length: int) -> str:
    """Return a plan of about this many characters; each number gives another."""
    chance = random.Random(number)
    text = _HEAD.format(number=number)
    lines = _lines(chance)
    while len(text) < length:
        text += next(lines)
    return text


def _lines(chance: random.Random) -> Iterator[str]:
    count = 0
    while True:
        if count % _ITEMS_OF_A_SECTION == 0:
            yield f"{_numeral(count // _ITEMS_OF_A_SECTION + 1)}、重点任务\n"
        count += 1
        words = chance.choice(items())
        yield f"{count}.{_FIGURE.sub(lambda _: str(chance.randrange(2, 999)), words)}\n"


def _numeral(number: int) -> str:
    """Return a number below 1000 in Chinese.

    >>> [_numeral(n) for n in (7, 10, 12, 40, 105, 320)]
    ['七', '十', '十二', '四十', '一百零五', '三百二十']
    """
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    head = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        head += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        head += "零"
    return head + (_DIGITS[ones] if ones else "")
