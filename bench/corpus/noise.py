"""What files do to a text without changing what it says: each takes a source and returns one."""

from __future__ import annotations

import re
from collections.abc import Callable

from bench.corpus.chance import Chance

Noise = Callable[[str, Chance], str]
_READINGS = {"卫": "wèi", "业": "yè", "产": "chǎn", "务": "wù", "层": "céng", "检": "jiǎn"}
_FULL = {ord(c): ord(c) + 0xFEE0 for c in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ%"}
_HALF = str.maketrans("（），；：", "(),;:")
_NO_BREAK = re.compile(r"[\dA-Za-z.０-９]{2}|[（(【〔［\[《“]")
_NO_LINE_START = set("，。、；：！？）)】〕］]”》%")


def wrapped(source: str, chance: Chance) -> str:
    """Break lines as the text of a PDF does: at a width, with page numbers between pages."""
    width = chance.number(28, 44)
    lines = [part for line in source.split("\n") for part in _broken(line, width)]
    height = chance.number(18, 30)
    frame = chance.form(
        "page number", {"- 3 -": "- {} -", "— 3 —": "— {} —", "3": "{}", "第3页": "第 {} 页"}
    )
    pages = [lines[i : i + height] for i in range(0, len(lines), height)]
    head = "工作资料汇编" if len(pages) > 3 and chance.happens(0.5) else ""
    shown = []
    if head:
        chance.note("noise", "running head")
    for number, page in enumerate(pages, 1):
        shown.append("\n".join([*([head] if head else []), *page, frame.format(number)]))
    return "\n\f".join(shown)


def _broken(line: str, width: int) -> list[str]:
    """Return the parts of a line; no part begins with a sign that closes, no number is cut."""
    parts = []
    while _columns(line) > 2 * width:
        cut = next(n for n in range(len(line), 0, -1) if _columns(line[:n]) <= 2 * width)
        while cut < len(line) and line[cut] in _NO_LINE_START:
            cut += 1
        while cut > 1 and cut < len(line) and _NO_BREAK.match(line, cut - 1):
            cut -= 1
        parts.append(line[:cut])
        line = line[cut:]
    return [*parts, line] if line or not parts else parts


def _columns(text: str) -> int:
    """Return how wide a text is where a Chinese sign is two columns wide."""
    return len(text) + sum(char > "\u02ff" for char in text)


def blank_lines(source: str, chance: Chance) -> str:
    """Put empty lines between paragraphs."""
    return "\n".join(line + ("\n" if chance.happens(0.7) else "") for line in source.split("\n"))


def full_width(source: str, chance: Chance) -> str:
    """Write digits, capitals and % in full width."""
    return source.translate(_FULL)


def spaced_digits(source: str, chance: Chance) -> str:
    """Put spaces between numbers and words."""
    return re.sub(r"(?<=[一-鿿])(?=\d)|(?<=[\d%])(?=[一-鿿])", " ", source)


def indented(source: str, chance: Chance) -> str:
    """Indent each paragraph by two full-width spaces."""
    return "\n".join(f"　　{line}" if line else line for line in source.split("\n"))


def half_width(source: str, chance: Chance) -> str:
    """Write commas, colons, semicolons and round brackets in half width."""
    return source.translate(_HALF)


def glossed(source: str, chance: Chance) -> str:
    """Put readings behind some signs, as pages for learners do."""

    def one(match: re.Match[str]) -> str:
        return f"{match[0]}({_READINGS[match[0]]}{gap})" if chance.happens(0.3) else match[0]

    gap = chance.form("reading", {"wèi": "", "wèi ": " "})
    return re.sub("|".join(_READINGS), one, source)


def bookmarked(source: str, chance: Chance) -> str:
    """Leave the mark of a bookmark before some paragraph or sentence, as word processors do."""
    places = [match.end() for match in re.finditer("\\n|。", source)]
    place = chance.pick(places)
    return f"{source[:place]}[bookmark: _GoBack]{source[place:]}"


def repeated(source: str, chance: Chance) -> str:
    """Give the whole text twice, as pages with an attached copy do."""
    return f"{source}\n{source}"


def web_page(source: str, chance: Chance) -> str:
    """Put what a web page shows round the text."""
    before = chance.some(
        (
            "首页 > 政务公开 > 规划计划",
            "字体：大 中 小",
            "索引号：000014349/2024-00021",
            "浏览次数：182",
            "• 来源：本网",
            "视力保护色：",
        ),
        1,
        3,
    )
    after = chance.some(
        ("打印本页", "关闭窗口", "上一篇：没有了", "返回顶部", "网站地图", "版权所有 办公室主办"),
        1,
        3,
    )
    return "\n".join([*before, source, *after])


# in the order in which files do them
NOISES: dict[str, Noise] = {
    "spaced digits": spaced_digits,
    "full width": full_width,
    "half width": half_width,
    "glossed": glossed,
    "repeated": repeated,
    "indented": indented,
    "blank lines": blank_lines,
    "wrapped": wrapped,
    "bookmarked": bookmarked,
    "web page": web_page,
}


def with_noise(source: str, chance: Chance) -> str:
    """Return a source with up to three noises, or none."""
    names = chance.some(list(NOISES), 0, 3)
    if "repeated" in names and "bookmarked" in names:
        names.remove("bookmarked")
    for name in NOISES:
        if name in names:
            chance.note("noise", name)
            source = NOISES[name](source, chance)
    return source
