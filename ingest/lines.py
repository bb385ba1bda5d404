"""Lines into paragraphs: chrome and page marks out, broken lines joined, copies dropped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, zip_longest

from ingest.cell_lines import tabs_before
from ingest.page_chrome import is_chrome, is_page_mark, table_rows
from ingest.run_together import parts

# "[bookmark: _GoBack]"; a reading after a character: 衛(wèi)生, 會(huì )議; ?? for lost spaces
_INLINE = re.compile(
    r"\[bookmark:[^\]\n]{0,60}\]|[(（](?<=[一-鿿].)[a-zà-ǜǹ]{1,6}\s?[)）]|\?{2,}|\?(?<=[章节節条條].)"
)
_NOISE = re.compile(rf"\s|{_INLINE.pattern}")
_LABEL = (
    r"【?(?:[牵牽][头頭]|[责責]任|配合|主[办辦]|[协協][办辦]|承[办辦]|[参參][与與]|完成|落[实實]|[实實]施)"
    r"(?:[单單]位|部[门門]|[时時]限|[时時][间間]|[处處]室|主[体體])\s*[：:]"
)
_MARKER = re.compile(
    r"(?:第[一二三四五六七八九十百零\d]{1,5}[章节節条條部篇]|[一二三四五六七八九十]{1,3}\s*[、.．]|[（(][一二三四五六七八九十]{1,3}[)）]"
    r"|\d{1,3}\s*[、.．](?!\d)|[（(]\d{1,3}[)）]|[①-⑳]|[㈠-㈩]|附件|附表|抄送|主送|备?注[：:]|本[一-鿿]{2,4}自\S{2,14}起(?:施行|[实實]施|[执執]行)|主[办辦][：:]"
    rf"|[（(](?:此件|信息公[开開]|[联聯][系繫](?:人|[电電][话話]))|{_LABEL})"
)
_STARTS_LABEL, _ENDS_LABEL = re.compile(_LABEL), re.compile(rf"{_LABEL}$")
_BODY = re.compile(r"[一-鿿\s]{4,60}[局委會会办辦厅廳府室院部社]")
# 沅溪市财政局    国家税务: the last of several names goes on below
_CUT_NAME = re.compile(r"[局委办辦厅廳院府][ \u3000]{2,}[^\s局委办辦厅廳院府]+$")
# 沅溪市教育局  （2024年3月5日）
_SIGNED_WITH_DAY = re.compile(
    r"[局委會会办辦厅廳府室院部社]\s*[（(]?\s*[\d二]\S{3}\s*年\s*\S{1,3}\s*月\s*\S{1,3}\s*日\s*[)）]?$"
)
# "…（市教育局负责）", "…（市教育局、市公安局）"
_ENDS_STATEMENT = re.compile(
    r"(?:[负負][责責].{0,6}|[局委会會办辦厅廳]|配合|落[实實])[)）〕】］\]]$"
)
# a statement that a full line left to the next: "[市教育局]"
_BODY_IN_BRACKET = re.compile(
    r"[（(〔【［\[][^（(〔【［\[）)〕】］\]]{1,40}(?:[局委會会办辦厅廳部院社府]|[负負][责責]|配合|[单單]位)[）)〕】］\]]"
)
_CLOSES_SOON = re.compile(r"[^（(〔【]{0,60}[）)〕】]")
_ROLE = re.compile(r"牵头|责任|负责|配合")
# no running head: a sentence, a numbered line, a label line
_IS_TEXT = re.compile(rf".*。|{_MARKER.pattern}")
_END = set("。！？；：!?;:…")
_CLOSERS = set("）)】〕]］”’」』》")
_TITLE_END = re.compile(
    r"(?:通知|意见|方案|要点|安排|计划|办法|规定|细则|措施|决定)(?:[（(].{1,14}[)）])?$"
)
_DATE_LINE = re.compile(
    r"[（(]?[\s\d一二三四五六七八九〇○零OoＯ十]{2,6}年[\s\d一二三四五六七八九十]*月[\s\d一二三四五六七八九十]*日?\s*[)）]?"
)
# 各县（市）人民政府，市直各单位：
_SALUTES = re.compile(r"各[^。：:；;《》]{3,300}[：:]")
_LINE = re.compile(r"[^\n\r\f\x0b\u2028\u2029]+|\f")
_WHITE = " \t\u3000\u00a0\u2002\u2003\u200b\ufeff"
_NARROW = re.compile("[\x00-\u02ff]")
_BRACKET = re.compile("[（(〔【《[［）)〕】》\\]］]")
_MIN_REPEAT, _FEWEST_PAGES = 200, 3
_NARROWEST, _STEP, _RAGGED = 30, 4, 7


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source without the white space round it.

    ``opens_page`` says that a page ended between it and the line before, ``tabs`` how many
    columns of a table lie between them (see ``ingest.cell_lines``), None outside of tables.
    """

    start: int
    end: int
    text: str
    opens_page: bool = False
    tabs: int | None = None

    def kept(self, source: str) -> Iterator[tuple[int, int]]:
        """Yield the spans of the line that are text of the document."""
        position = self.start
        for noise in _INLINE.finditer(source, self.start, self.end):
            if noise.start() > position:
                yield position, noise.start()
            position = noise.end()
        if position < self.end:
            yield position, self.end


def paragraphs_of(source: str) -> list[list[Line]]:
    """Return the paragraphs of a source, each a list of the lines that were one sentence run."""
    lines = list(_lines(source))
    width = _page_width(lines)
    paragraphs: list[list[Line]] = []
    for line, following in zip_longest(lines, lines[1:]):
        is_signed = following is not None and _is_signature(line, following)
        is_signed = is_signed and not (paragraphs and _CUT_NAME.search(paragraphs[-1][-1].text))
        goes_on = line.tabs != 0 if line.tabs is not None else not is_signed
        if paragraphs and goes_on and (line.tabs or _goes_on(paragraphs[-1], line, width)):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return _without_copies(paragraphs)


def _lines(source: str) -> Iterator[Line]:
    """Yield the lines that carry text: no page marks, running heads or chrome."""
    pages: list[list[Line]] = [[]]
    opens_page = False
    matches = [(m, _bare(m[0])) for m in _LINE.finditer(source)]
    matches = [(match, text) for match, text in matches if text or match[0] == "\f"]
    rows = table_rows([text for _, text in matches])
    tabs = tabs_before(source, [(m.start(), text) for m, text in matches])
    for index, (match, text) in enumerate(matches):
        if match.start() in tabs:
            start = match.start() + match[0].index(text)
            line = Line(start, start + len(text), text, opens_page, tabs[match.start()])
            pages[-1].append(line)
            continue
        if match[0] == "\f":
            pages.append([])
        if match[0] == "\f" or is_page_mark(_INLINE.sub("", text)):
            opens_page = True
        elif index not in rows and not is_chrome(text):
            start = match.start() + match[0].index(text)
            for a, b in parts(text):
                pages[-1].append(Line(start + a, start + b, text[a:b], opens_page))
                opens_page = False
    heads = _running_heads(pages)
    opens_page = False
    for line in chain.from_iterable(pages):
        opens_page = opens_page or line.opens_page
        if line.text not in heads:
            yield replace(line, opens_page=True) if opens_page else line
            opens_page = False


def _bare(line: str) -> str:
    """Return a line without white space round it and the bar that a page may close it with."""
    words = line.strip(_WHITE)
    return words[:-1].rstrip(_WHITE) if words.find("|") == len(words) - 1 > 0 else words


def _running_heads(pages: list[list[Line]]) -> set[str]:
    """Return the short lines that begin or end more than half of the pages, three at least."""
    if len(pages) < _FEWEST_PAGES:
        return set()
    edges = Counter[str]()
    for page in pages:
        edges.update({line.text for line in (*page[:1], *page[-1:])})
    frequent = (
        text for text, count in edges.items() if 2 * count > len(pages) and count >= _FEWEST_PAGES
    )
    return {text for text in frequent if len(text) < 50 and not _IS_TEXT.match(text)}


def _page_width(lines: list[Line]) -> int:
    """Return the length at which lines of this text were broken, 0 where they were not.

    The length counts a Chinese character as two. Broken text has several lines of nearly
    one length that end inside a sentence, and hardly a line that is longer.
    """
    open_ends = [
        width
        for line in lines
        if not _is_closed(line.text) and (width := _width(line.text)) >= _NARROWEST
    ]
    if len(open_ends) < 3:
        return 0
    [(step, _)] = Counter(round(width / _STEP) for width in open_ends).most_common(1)
    width = step * _STEP
    near = sum(abs(n - width) <= _RAGGED for n in open_ends)
    longer = sum(_width(line.text) > width + _RAGGED for line in lines)
    return width if near >= max(3, 0.3 * len(open_ends)) and longer <= 0.03 * len(lines) else 0


def _width(text: str) -> int:
    text = _INLINE.sub("", text)
    return 2 * len(text) - len(_NARROW.findall(text))


def _is_closed(text: str) -> bool:
    stripped = text.rstrip("".join(_CLOSERS))
    return (stripped or text)[-1] in _END or text[-1] in "。！？；：" or text[-1] in _CLOSERS


def _goes_on(paragraph: list[Line], line: Line, width: int) -> bool:
    """Whether a line continues the sentence that the paragraph before it left open."""
    last = paragraph[-1].text
    whole = "".join(part.text for part in paragraph[-3:])
    is_open = _opened(whole)
    if is_open and last[-1] in "，、；,;" and _STARTS_LABEL.match(line.text):
        return True
    if paragraph[-1].tabs is not None or (
        _SALUTES.fullmatch(line.text) and last[-1] not in "、，,"
    ):
        return False
    if _MARKER.match(line.text) or _DATE_LINE.fullmatch(line.text) or "\t" in last + line.text:
        return False
    if is_open and (last[-1] != "。" or _CLOSES_SOON.match(line.text)):
        return len(last) > 15 or line.text[0] in _CLOSERS or bool(width) or bool(_ROLE.search(last))
    if width and last[-1] == "。" and line.text[0] in "（(〔【［[":
        return _BODY_IN_BRACKET.match(line.text) is not None
    if last[-1] in _END:
        return _ENDS_LABEL.search(last) is not None
    if last[-1] in "、，":
        return True
    is_numbered = _MARKER.match(paragraph[0].text) is not None
    if _TITLE_END.search(last) and len(whole) < 80 and not is_numbered:
        return False
    if _SIGNED_WITH_DAY.search(last):
        return False
    if line.opens_page and not _is_closed(last):
        return not (is_numbered and _width(last) < width - _RAGGED)
    if width and abs(_width(last) - width) <= _RAGGED:
        return not (last[-1] in _CLOSERS and _is_closed(last) and _ENDS_STATEMENT.search(last))
    if last[-1] in _CLOSERS:
        return False
    is_prose = ("，" in whole or "。" in whole or "、" in whole) and len(whole) > 40
    return is_prose


def _is_signature(line: Line, following: Line) -> bool:
    """Whether a line names a body and the next the day: the two close a text."""
    return (
        _DATE_LINE.fullmatch(following.text) is not None and _BODY.fullmatch(line.text) is not None
    )


def _opened(text: str) -> bool:
    """Whether a bracket that was opened is still open at the end."""
    depth = 0
    for bracket in _BRACKET.findall(text[-400:]):
        if bracket in "（(〔【《[［":
            depth += 1
        elif depth:
            depth -= 1
    return depth > 0


def _without_copies(paragraphs: list[list[Line]]) -> list[list[Line]]:
    """Return the paragraphs without later copies of a run of them (bodies that come twice)."""
    keys = [_NOISE.sub("", "".join(line.text for line in p)) for p in paragraphs]
    first: dict[str, int] = {}
    kept: list[list[Line]] = []
    index = 0
    while index < len(keys):
        length = _copied_run(keys, first.get(keys[index]), index)
        if length:
            index += length
            continue
        first.setdefault(keys[index], index)
        kept.append(paragraphs[index])
        index += 1
    return kept


def _copied_run(keys: list[str], earlier: int | None, index: int) -> int:
    """Return how many paragraphs from ``index`` repeat those from ``earlier``, 0 if too few."""
    if earlier is None:
        return 0
    length = size = 0
    while index + length < len(keys) and earlier + length < index:
        if keys[earlier + length] != keys[index + length]:
            break
        size += len(keys[index + length])
        length += 1
    return length if length >= 3 and size >= _MIN_REPEAT else 0
