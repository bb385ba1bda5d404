"""Text repair: what a file gave becomes paragraphs to read, each character with its way back.

Three strings stand side by side. ``source`` is the text of the file. ``clean`` holds
characters of it, without page marks, repeated bodies, broken lines and stray spaces, one
paragraph a line. ``plain`` is as long as ``clean``, in simplified script with full-width
forms folded: rules match on it.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from ingest.lines import Line, paragraphs_of
from ingest.spaced_rows import with_tabs


def _replacer(old: str, new: str) -> Callable[[str], str]:
    """Return what replaces signs by signs; they are few in a text, so it looks for them only."""
    table = dict(zip(old, new, strict=True))
    signs = re.compile(f"[{re.escape(old)}]")
    return lambda text: signs.sub(lambda sign: table[sign[0]], text)


_WIDE = "".join(map(chr, (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))))
_fold = _replacer(
    "\u3000\u2002\u2003\u00a0\u200b\ufeff％．／＋－" + _WIDE,
    "      %./+-" + "".join(chr(ord(sign) - 0xFEE0) for sign in _WIDE),
)
_with_chinese_signs = _replacer(
    "(),;:!?[]{}「」『』＂〈〉﹝﹞", "（），；：！？［］｛｝“”“””《》〔〕"
)
# 1，200
_NUMBER_COMMA = re.compile(r"，(?<=\d，)(?=\d{3}(?!\d))")
# <关于加强监管的意见>, not PM2.5<35, nor the office in 审批办<登记科>
_ANGLES = re.compile(r"[<＜](?=[一-鿿“])([^<>＜＞\n]{3,80})(?<![科处室股局所])[>＞]")
# 审批办<登记科>: what an office is called too
_OFFICE = re.compile(r"[<＜]([一-鿿]{2,12}[科处室股局所])[>＞]")


def fold(text: str) -> str:
    """Return the text with full-width letters, digits and spaces made plain.

    Each character gives exactly one character, so an offset into the result is an
    offset into the source. Punctuation stays as the document wrote it.

    >>> fold("国发〔２０２３〕１２号：")
    '国发〔2023〕12号：'
    """
    return _fold(text)


@lru_cache(maxsize=1)
def _converter() -> object:
    from opencc import OpenCC

    return OpenCC("t2s")


def simplify(text: str) -> str:
    """Return the text in simplified script, character for character.

    >>> simplify("市場監督管理局關于印發工作要點")
    '市场监督管理局关于印发工作要点'
    """
    convert = _converter().convert  # type: ignore[attr-defined]
    changed: str = convert(text)
    if len(changed) == len(text):
        return changed
    table = {c: s for c in set(text) if len(s := convert(c)) == 1 and s != c}
    return text.translate(str.maketrans(table))


def normalise(text: str) -> str:
    """Return the form that rules match on: simplified, folded, Chinese punctuation.

    >>> normalise("(州食安辦牽頭,州科協配合)")
    '（州食安办牵头，州科协配合）'
    """
    return _remembered(text) if len(text) <= _REMEMBERED else _normalised(text)


def _normalised(text: str) -> str:
    plain = _with_chinese_signs(simplify(fold(text)))
    plain = _ANGLES.sub(r"《\1》", plain) if "<" in plain or "＜" in plain else plain
    plain = _OFFICE.sub(r"（\1）", plain) if "<" in plain or "＜" in plain else plain
    return _NUMBER_COMMA.sub(",", plain)


# titles are asked for again and again, whole texts are not
_REMEMBERED = 100
_remembered = lru_cache(maxsize=4_000)(_normalised)


@dataclass(frozen=True, slots=True)
class Text:
    """A repaired text; offsets are into ``clean`` and ``plain`` unless a name says source."""

    source: str
    clean: str
    plain: str
    origin: array[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the source that ``[start, end)`` came from."""
        if end <= start:
            return self.origin[start], self.origin[start]
        return self.origin[start], self.origin[end - 1] + 1

    def verbatim(self, start: int, end: int) -> str:
        """Return what the document writes at ``[start, end)``, paragraphs run together."""
        return self.clean[start:end].replace("\n", "").replace("\t", " ").strip()


def repair(source: str) -> Text:
    r"""Return the text with broken lines joined and what is no text of the document left out.

    >>> repair("一、提升能力\n加强基\n- 1 -\n层队伍 建设。").clean
    '一、提升能力\n加强基层队伍建设。'
    """
    origin = array("q")
    pieces: list[str] = []
    laid_out = with_tabs(source)
    for paragraph in paragraphs_of(laid_out):
        if pieces:
            pieces.append("\n")
            origin.append(paragraph[0].start)
        _append(paragraph, laid_out, pieces, origin)
    clean = "".join(pieces)
    origin.append(len(source))
    return Text(source, clean, normalise(clean), origin)


_SPACES = re.compile(r"[ \u3000\u00a0\u2002\u2003\u200b\ufeff]+")
# 财政部 住房城乡建设部: a line of names and nothing else
_NAME = "[一-鿿]{2,24}[局委办辦厅廳部院社会會府室]"
_NAMES = re.compile(rf"{_NAME}(?:[ \u3000\u00a0]+{_NAME}){{1,6}}")
# 教育部 财政部关于印发…的通知
_NAMES_FIRST = re.compile(rf"{_NAMES.pattern}(?=[关關][于於]|印[发發]|[转轉][发發])")
_BODY_END = set("局委办辦厅廳部院社会會府室心处處科队隊所站校")
_BODY_START = set("市州县縣区區省各")


def _append(paragraph: list[Line], source: str, pieces: list[str], origin: array[int]) -> None:
    for line in paragraph:
        names = _NAMES.fullmatch(source, line.start, line.end)
        names = names or _NAMES_FIRST.match(source, line.start, line.end)
        names_end = names.end() if names else line.start
        if line.tabs:
            gap_before = "\t" * line.tabs if line.tabs > 0 else " "
            pieces.append(gap_before)
            origin.extend([line.start] * len(gap_before))
        for start, end in line.kept(source):
            position = start
            for gap in _SPACES.finditer(source, start, end):
                _take(source, position, gap.start(), pieces, origin)
                if gap.end() < names_end or _is_wanted(source, gap, (start, end), line.start):
                    _take(source, gap.start(), gap.start() + 1, pieces, origin)
                position = gap.end()
            _take(source, position, end, pieces, origin)


def _take(source: str, start: int, end: int, pieces: list[str], origin: array[int]) -> None:
    if end > start:
        pieces.append(source[start:end])
        origin.extend(range(start, end))


def _is_wanted(source: str, gap: re.Match[str], kept: tuple[int, int], opening: int) -> bool:
    """Whether a gap parts two Latin words or two names of a list, rather than being stray.

    Names that begin alike (云岭省财政厅 云岭省教育厅) are two.
    """
    if gap.start() == kept[0] or gap.end() == kept[1]:
        return False
    left, right = source[gap.start() - 1], source[gap.end()]
    if left.isascii() and right.isascii() and left.isalpha() and right.isalpha():
        return True
    is_wide = gap.end() - gap.start() > 1 or gap[0] == "\u3000"
    place = source[gap.end() : gap.end() + 2]
    first = source[opening : opening + 2], source[opening + 2 : opening + 4]
    alike = (*first, "国家", "中共", "中国")
    if left in _BODY_END and place in alike:
        return True
    return left in _BODY_END and (right in _BODY_START or (is_wide and "一" <= right <= "鿿"))
