"""Texts that nobody writes: one sign a million times, brackets in brackets, files of one line.

Each is what one rule or another has to look at from every place of. They take about as long
as plans of the same length, or something is searched again and again.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping

from bench.texts import plan
from graph.lexicon import load_lexicon

_PLAN = 50_000
_ITEM = "一、重点任务\n1.加强监管。"
# what is repeated, by what it is
_REPEATED = {
    "one digit": "1",
    "（": "（",
    "《": "《",
    "、": "、",
    "，": "，",
    "spaces": " ",
    "由": "由",
    "会同": "会同",
    "按职责分工": "按职责分工",
    "牵头": "牵头",
    "labels": "牵头单位：",
    "labels with names": "责任单位：市教育局；",
    "lines of one sign": "字\n",
    "lines of numbers": "一、加强\n",
    "lines of rows": "任务\t责任单位\n",
    "bodies parted by 、": "市教育局、",
    "bodies parted by 和": "各县和",
    "statements": "（市教育局牵头）",
    "short names": "市教育局（以下简称教育局）",
    "quoted works": "“十四五”规划，",
    "works in lists": "、实施食品安全条例等文件",
    "percentages": "达到100%、",
    "days": "2024年底前",
    "subjects": "学校食堂",
    "dots of a number": "1.1.",
    "conventions": "以上各项由",
}
_WORDS = (
    *("由", "负责", "牵头", "配合", "市", "县", "局", "委", "各", "等", "和", "与", "的", "关于"),
    *("、", "，", "。", "；", "：", "（", "）", "《", "》", "12", "%", "年", "月", "通知"),
)


def _without_breaks(length: int) -> str:
    return _repeated(plan(1, _PLAN).replace("\n", ""), length)


def _without_stops(length: int) -> str:
    return _repeated(re.sub("[\n。；]", "", plan(1, _PLAN)), length)


def _nested(length: int) -> str:
    return "（" * (length // 2) + "）" * (length // 2)


def _mixed(length: int) -> str:
    return "".join(random.Random(1).choices("（）《》〔〕【】［］“”", k=length))


def _divisions(length: int) -> str:
    names = [division.name for division in load_lexicon().divisions]
    return "".join(random.Random(1).choices(names, k=length // 3))[:length]


def _mixed_words(length: int) -> str:
    return "".join(random.Random(1).choices(_WORDS, k=length))[:length]


_MADE: Mapping[str, Callable[[int], str]] = {
    "a plan on one line": _without_breaks,
    "a plan without a stop": _without_stops,
    "nested brackets": _nested,
    "mixed brackets": _mixed,
    "names of divisions": _divisions,
    "words of statements": _mixed_words,
}
NAMES = (*_MADE, *_REPEATED)


def hard_text(name: str, length: int) -> str:
    """Return a text of one kind, of about this many characters."""
    made = _MADE.get(name)
    return made(length) if made else _repeated(_REPEATED[name], length)


def _repeated(words: str, length: int) -> str:
    return (words * (1 + length // len(words)))[:length]


def in_an_item(text: str) -> str:
    """Return a text as the one task of a plan, on one line."""
    return _ITEM + text.replace("\n", "")
