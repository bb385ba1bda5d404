"""The outline of a text: headings, numbered items and plain paragraphs as a tree."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field

_CN = "一二三四五六七八九十百零〇"
# each way of numbering, by name; the group is the number as written
_MARKERS = (
    (
        "chapter",
        re.compile(rf"第([{_CN}\d]{{1,5}})[章编篇][\s　]*|第([{_CN}\d]{{1,5}})部分[、：\s]*"),
    ),
    ("section", re.compile(rf"第([{_CN}\d]{{1,5}})节[\s　]*")),
    ("article", re.compile(rf"第([{_CN}\d]{{1,5}})条[\s　、：]*")),
    ("一、", re.compile(rf"([{_CN}]{{1,4}})\s*[、.]\s*")),
    ("（一）", re.compile(rf"（([{_CN}]{{1,4}})）[、.]?\s*|([㈠-㈩])\s*")),
    ("（1）", re.compile(r"（(\d{1,3})）[、.]?\s*|([⑴-⒇])\s*")),
    ("1）", re.compile(r"(\d{1,3})）\s*")),
    ("①", re.compile(r"([①-⑳])\s*")),
    ("1.1.1", re.compile(r"(\d{1,2}\.\d{1,2}\.\d{1,2})\.?\s*(?=[^\d\s%])")),
    (
        "1.1",
        re.compile(
            r"(\d{1,2}\.\d{1,2})\.?\s*(?=[一-鿿“《])(?![万亿]?[亩元吨个家件批公平米小天]|月\d)"
        ),
    ),
    ("task", re.compile(rf"(?:重点|工作|主要)?任务([{_CN}\d]{{1,4}})[：、.\s]\s*")),
    (
        "1.",
        re.compile(
            r"(\d{1,3})\s*(?:[、.]|\s)\s*(?=[^\d\s]|20\d\d年|\d{1,2}月\d|\d{1,2}[A-Za-z])(?![年月日])"
        ),
    ),
)
_SENTENCE_END = re.compile(r"[。；！？]")
# what stands below the text of a document: copies, attachments, notes on printing
_AFTER_TEXT = re.compile(
    r"抄\s*送[：:]|主\s*送[：:]|附\s*(?:件|表)\s*\d*\s*(?:[：:]|$)|（(?:此件|信息公开|联系人|联系电话)|联\s*系\s*(?:人|电\s*话)[：:]|分送[：:]|\S{4,30}\s*20\d\d年\d+月\d+日印发"
)
# a line that is one bracket and states nothing, a remark, or says from when the text is in force:
# （此件公开发布）, 注：以上均为牵头单位, 本措施自印发之日起施行
_NOTE = re.compile(
    r"\s*（(?![^）]*(?:负责|牵头|配合|单位|部门|处室|科室|责任|[局委办厅科处股]）|[局委厅]、))[^（）\n]*）\s*"
    r"|\s*备?注[：:][^\n]*"
    r"|\s*本[一-鿿]{2,6}自[^。；\n]{2,24}起(?:施行|实施|执行)[^\n]{0,40}"
)
# 附件： above the list of what is attached, one number a line
_ATTACHED = re.compile(r"附\s*(?:件|表)\s*：\s*(?:1[.、][^。\n]{1,60})?")
TITLE_LIMIT = 45


@dataclass(slots=True)
class Block:
    """A paragraph: ``style`` names its numbering ("" for none), ``children`` what lies below.

    ``start`` is where the paragraph begins, ``body`` where its text begins after the number.
    ``paragraphs`` are the spans of its own text: the rest of its paragraph and the
    unnumbered paragraphs after it, before its first child.
    """

    style: str
    number: str
    start: int
    body: int
    end: int
    paragraphs: list[tuple[int, int]] = field(default_factory=list)
    children: list[Block] = field(default_factory=list)
    parent: Block | None = None

    @property
    def depth(self) -> int:
        """How many blocks lie above, 0 for the root's children."""
        return 0 if self.parent is None or self.parent.parent is None else self.parent.depth + 1

    def walk(self) -> Iterator[Block]:
        """Yield this block and all below it in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def lowest(self) -> Block:
        """The last block in reading order: this one, or one below it."""
        return self.children[-1].lowest if self.children else self

    @property
    def last(self) -> int:
        """Where the text of this block and all below it ends."""
        ends = [end for _, end in self.paragraphs]
        return max([self.end, *ends, *(child.last for child in self.children[-1:])])


def outline(plain: str, start: int = 0, hidden: Container[int] = ()) -> Block:
    """Return the root of the outline of a normalised text from ``start`` on.

    Paragraphs that begin at one of ``hidden`` are left out.

    Which numbering lies inside which is learnt from the order in which they appear, so
    that 1. may stand at the top, below 一、 or below （一）.
    """
    root = Block("", "", start, start, start)
    path: list[Block] = [root]
    is_over = is_attached = False
    spans = list(paragraph_spans(plain, start))
    for index, (begin, end) in enumerate(spans):
        style, number, body = marker(plain, begin, end)
        if not style and _is_heading(plain, spans, index):
            style, number = "heading", " "
        is_over = not style and (is_over or _AFTER_TEXT.match(plain, begin, end) is not None)
        is_attached = _ATTACHED.fullmatch(plain, begin, end) is not None or (
            is_attached and style == "1." and plain[end - 1] not in "。；"
        )
        if begin in hidden or is_over or is_attached or _NOTE.fullmatch(plain, begin, end):
            continue
        if not style or _is_stray(style, number, path):
            path[-1].paragraphs.append((begin, end))
            continue
        path = _path_to_parent(path, style)
        block = Block(style, number, begin, body, end, [(body, end)], [], path[-1])
        path[-1].children.append(block)
        path.append(block)
    return root


def _path_to_parent(path: list[Block], style: str) -> list[Block]:
    for index, block in enumerate(path):
        if block.style == style:
            return path[:index]
    if style == "heading":
        return [b for b in path if b.style in ("", "chapter", "section", "一、")]
    if style in ("chapter", "一、"):
        kept = [b for b in path if b.style in ("", "chapter") and b.style != style]
        return kept if style == "一、" else path[:1]
    if style == "（一）":
        return [b for b in path if b.style in ("", "chapter", "section", "article", "一、")]
    return path


# a short line without punctuation: 拓宽就业渠道
_HEADING = re.compile(r"[^。，；：！？（）〔〕【】《》\t]{4,24}")


def _is_heading(plain: str, spans: list[tuple[int, int]], index: int) -> bool:
    """Whether an unnumbered line is a heading: short, below a finished text, above an item."""
    if index + 1 >= len(spans) or not _HEADING.fullmatch(plain, *spans[index]):
        return False
    if _is_body_with_duties(plain, spans, index):
        return True
    if index == 0:
        return marker(plain, *spans[1])[0] in ("1.", "（一）")
    before, after = spans[index - 1], spans[index + 1]
    is_item = marker(plain, *after)[0] in ("1.", "（一）", "（1）", "①", "article")
    is_below_text = (
        plain[before[1] - 1] in "。）〕】；" or len(plain[slice(*before)]) <= TITLE_LIMIT
    )
    return is_item and is_below_text and marker(plain, *before)[0] not in ("一、", "chapter")


# a body whose duties are listed below: 市教育局, then lines without number, then 1.
_BODY = re.compile(r"[一-鿿]{3,}(?:[局委办厅府院会社署部]|中心|海关|公司)")
_DATED = re.compile(r"\D{0,3}20\d\d年\d{1,2}月")


def _is_body_with_duties(plain: str, spans: list[tuple[int, int]], index: int) -> bool:
    """Whether a line is the name of a body above a list that begins with 1 soon below."""
    if not _BODY.fullmatch(plain, *spans[index]):
        return False
    for begin, end in spans[index + 1 : index + 4]:
        style, number, _ = marker(plain, begin, end)
        if style:
            return style == "1." and number == "1"
        if _DATED.match(plain, begin, end):
            return False
    return False


def _is_stray(style: str, number: str, path: list[Block]) -> bool:
    """Whether a number that opens a paragraph counts nothing ("2020 年…" after a line break)."""
    return style == "1." and len(number) > 2 and not any(b.style == "1." for b in path)


def marker(plain: str, start: int, end: int) -> tuple[str, str, int]:
    """Return numbering style, number as written and where the text after it begins.

    >>> marker("（十二）加强监管。", 0, 9)
    ('（一）', '十二', 4)
    """
    for style, pattern in _MARKERS:
        found = pattern.match(plain, start, end)
        if found and (found.end() < end or style in ("chapter",)):
            number = next(group for group in found.groups() if group)
            return style, number, found.end()
    return "", "", start


def paragraph_spans(plain: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """Yield the spans of the paragraphs that hold something."""
    position = start
    while position < len(plain):
        end = plain.find("\n", position)
        end = len(plain) if end < 0 else end
        if plain[position:end].strip():
            yield position, end
        position = end + 1


def title_end(plain: str, start: int, end: int) -> int:
    """Return where the title sentence of a paragraph ends, before its 。; ``start`` for none.

    A title sentence is short and something follows it; a paragraph that is one short
    sentence without 。 is a heading and counts as a title as a whole.
    """
    stop = _SENTENCE_END.search(plain, start, min(end, start + TITLE_LIMIT + 1))
    if stop is None:
        is_heading = end - start <= TITLE_LIMIT and plain[end - 1] not in "：；，、"
        return end if is_heading else start
    if stop[0] != "。" or stop.end() >= end:
        return start
    return stop.start()
