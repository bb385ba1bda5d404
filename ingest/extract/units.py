"""Responsibility units: which stretch of text each statement answers for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.extract.found import Span
from ingest.extract.occurrences import Occurrence, Occurrences
from ingest.extract.quantities import quantities_in
from ingest.outline import Block, title_end

# sections that say what is wanted in general, not who does what
_GENERAL = re.compile(
    r"总体要求|指导思想|基本原则|工作原则|总体思路|工作思路|编制依据|编制目的|适用范围|总体考虑|目标要求|总则"
    r"|(?:现状|面临的?形势|(?:工作|发展)基础|存在的?(?:主要)?问题)$"
    r"|(?:规划|编制|制定|行动|工作|时代)?背景(?:[与和及][^，。；]{2,6})?$|(?:主要)?(?:成就|成效|回顾)$|机遇[与和]挑战$"
    r"|(?:整治|治理|检查|行动|实施|监测|抽检|工作|活动|重点)范围$|(?:整治|治理|检查|行动|活动|工作|实施)时间$"
    r"|(?:总体|工作|主要|发展|行动|具体|年度|阶段|任务|建设)?目标(?:任务)?$"
)
# a heading that runs into its text: 指导思想以…为指导
_GENERAL_START = re.compile(
    r"(?:总体要求|指导思想|基本原则|工作原则|总体思路|编制依据|适用范围)(?:[和与及][^，。；]{2,6}?)?(?:以|坚持|深入|全面|认真|按照|紧紧|贯彻)"
)
# 第一条 为了…，制定本办法。第二条 …适用本办法。
_OF_ITSELF = re.compile(
    r"(?:为了?[^。\n]{4,500}，(?:特)?制[定订]|[^。；\n]{4,300}，适用)"
    r"本(?:办法|规定|细则|规则|条例|制度|规程|预案|方案|规范)。?\s*"
)
# 由市农业局承办，市卫生局、公安局协办。
_BY_BODY = re.compile(
    r"由[^。，；]{3,60}(?:承办|主办|牵头|负责)，[^。；]{3,200}(?:协办|配合|参与)。(?=.)"
)
_EDGE = "。；，、 \n\t—·•●◆■"
_MIN_TAIL = 15
_MIN_ITEM = 25
_SHORT_TITLE = 20


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of text, the statement that answers for it, and those of headings above.

    ``due`` is the cell of a table that says by when.
    """

    number: str
    section: Span | None
    title: Span | None
    span: Span
    occurrence: Occurrence | None
    inherited: tuple[Occurrence, ...] = ()
    due: Span | None = None


class Units:
    """Cuts an outline into responsibility units."""

    def __init__(self, plain: str, occurrences: Occurrences) -> None:
        self._plain = plain
        self._occurrences = occurrences
        self._end = 0

    def of(self, root: Block) -> list[Unit]:
        """Return the units of an outline in reading order."""
        self._end = root.last
        units = list(self._of_unnumbered(root))
        closing = self._closing_blocks(root)
        for child in root.children:
            units += self._of_block(child, None, (), closing)
        return sorted(units, key=lambda unit: unit.span)

    def _of_unnumbered(self, root: Block) -> Iterator[Unit]:
        """Yield the units of paragraphs outside all items: only those with a statement."""
        for start, end in root.paragraphs:
            cursor = start
            for occurrence in self._occurrences.within(start, end):
                span = self._trim(cursor, occurrence.span[0])
                if span[1] > span[0]:
                    yield Unit("", None, None, span, occurrence)
                cursor = occurrence.span[1]

    def _of_block(
        self, block: Block, section: Span | None, above: tuple[Occurrence, ...], closing: set[int]
    ) -> Iterator[Unit]:
        own_end = max([block.end, *(end for _, end in block.paragraphs)])
        occurrences = self._occurrences.within(block.body, own_end)
        title, heading = self._title(block, occurrences)
        if heading is not None:
            occurrences = [o for o in occurrences if o is not heading]
            above = (*above, heading)
        if self._is_general(block, title) or self._is_of_itself(block, own_end):
            return
        if block.start in closing:
            yield from self._cut(block, block.last, title, section, above)
            return
        below = (block.start, title[1]) if title else section
        children = [
            u for child in block.children for u in self._of_block(child, below, above, closing)
        ]
        opens = heading is None and self._opens_by_body(block)
        is_stated = bool(occurrences or heading) or opens
        if occurrences or not children or opens:
            yield from self._own(block, own_end, title, section, above, is_stated)
        yield from children

    def _own(
        self,
        block: Block,
        own_end: int,
        title: Span | None,
        section: Span | None,
        above: tuple[Occurrence, ...],
        is_stated: bool,
    ) -> Iterator[Unit]:
        if block.children and not is_stated:
            own_end = block.last
        is_short = own_end - block.body < _MIN_ITEM and self._plain[own_end - 1] != "。"
        if not block.children and not is_stated and not above and is_short:
            return
        yield from self._cut(block, own_end, title, section, above)

    def _cut(
        self,
        block: Block,
        end: int,
        title: Span | None,
        section: Span | None,
        above: tuple[Occurrence, ...],
    ) -> Iterator[Unit]:
        """Yield a unit for each statement in the block's text, and one for a tail without."""
        cursor = title[1] if title else block.body
        occurrences = [o for o in self._occurrences.within(block.body, end) if o not in above]
        if above and above[-1].span[0] >= block.body:
            cursor = max(cursor, above[-1].span[1])
        for occurrence in occurrences:
            span = self._trim(cursor, occurrence.span[0])
            shown = title
            if span[1] <= span[0] and title and cursor == title[1]:
                span, shown = title, None
            if span[1] > span[0]:
                yield Unit(block.number, section, shown, span, occurrence, above)
            cursor = occurrence.span[1]
        span = self._trim(cursor, end)
        if not occurrences and span[1] <= span[0] and title:
            span, title = title, None
        if occurrences and self._closes(block, span):
            return
        if span[1] > span[0] and (not occurrences or span[1] - span[0] >= _MIN_TAIL):
            yield Unit(block.number, section, title, span, None, above)

    def _closes(self, block: Block, tail: Span) -> bool:
        """Whether a tail is the closing paragraph of the document, not part of its last item."""
        starts_paragraph = any(start <= tail[0] <= start + 2 for start, _ in block.paragraphs[1:])
        is_last = block.parent is None or block.parent.lowest.start <= tail[0]
        return starts_paragraph and is_last and block.last == self._end

    def _title(
        self, block: Block, occurrences: list[Occurrence]
    ) -> tuple[Span | None, Occurrence | None]:
        """Return the title of an item, and the statement on its heading where it is one."""
        first_end = block.paragraphs[0][1]
        on_line = [o for o in occurrences if o.span[0] < first_end]
        has_more = bool(block.children) or len(block.paragraphs) > 1
        if on_line and self._trim(on_line[-1].span[1], first_end)[1] <= on_line[-1].span[1]:
            span = self._trim(block.body, on_line[0].span[0])
            if len(self._occurrences.within(block.body, block.last)) == 1:
                span = self._without_stop(span)
            is_heading = span[1] - span[0] <= 60 and not re.search(
                "[。；]", self._plain[span[0] : span[1]]
            )
            if len(on_line) == 1 and has_more and is_heading and self._has_text(block):
                return span, on_line[0]
        if not on_line and occurrences and self._stands_below_heading(block, occurrences[0]):
            return (block.body, first_end), occurrences[0]
        if len(occurrences) == 1 and on_line and self._heads_its_line(block, on_line[0], first_end):
            return self._trim(block.body, on_line[0].span[0]), on_line[0]
        stop = title_end(self._plain, block.body, on_line[0].span[0] if on_line else first_end)
        if on_line and stop == on_line[0].span[0]:
            stop = block.body
        if stop < first_end - 1 and self._has_quantity(block.body, stop):
            stop = block.body
        if stop <= block.body and self._is_title_line(block):
            stop = first_end - 1
        if stop <= block.body:
            return None, None
        return (block.body, stop), None

    def _has_quantity(self, start: int, end: int) -> bool:
        """Whether a sentence sets a figure, which no title does: 抽检合格率达98%以上."""
        return next(quantities_in(self._plain, (start, end)), None) is not None

    def _heads_its_line(self, block: Block, occurrence: Occurrence, end: int) -> bool:
        """Whether a statement stands between title and text, as in 节水（A牵头）。推广滴灌."""
        title = self._plain[block.body : occurrence.span[0]]
        is_title = len(title) <= _SHORT_TITLE and not re.search("[。；，]", title)
        return (
            is_title
            and self._plain.startswith("。", occurrence.span[1])
            and (end - occurrence.span[1] > _SHORT_TITLE)
        )

    def _is_title_line(self, block: Block) -> bool:
        """Whether the first paragraph is one short sentence, with text of its own below."""
        begin, end = block.paragraphs[0]
        words = self._plain[begin:end]
        is_sentence = words.endswith("。") and words.count("。") == 1 and len(words) <= _MIN_ITEM
        return is_sentence and len(block.paragraphs) > 1 and self._has_text(block)

    def _without_stop(self, span: Span) -> Span:
        """Return the span of a short title without its 。; a sentence keeps it."""
        start, end = span
        is_title = end - start <= _SHORT_TITLE and "，" not in self._plain[start:end]
        return (start, end - 1) if is_title and self._plain[end - 1] == "。" else span

    def _stands_below_heading(self, block: Block, occurrence: Occurrence) -> bool:
        """Whether a statement has the lines between a heading and what stands under it.

        Where nothing but text of the document's end follows, it closes the heading's own item.
        """
        first_end = block.paragraphs[0][1]
        is_title = title_end(self._plain, block.body, first_end) == first_end
        if len(block.paragraphs) < 2 or not is_title:
            return False
        if self._trim(block.paragraphs[1][0], block.paragraphs[1][1])[0] < occurrence.span[0]:
            return False
        is_heading = bool(block.children) or block.last != self._end
        return is_heading and self._has_text(block)

    def _has_text(self, block: Block) -> bool:
        """Whether a heading is followed by text of its own or items, not just label lines."""
        if block.children:
            return True
        return any(not self._occurrences.covers(start) for start, _ in block.paragraphs[1:])

    def _is_general(self, block: Block, title: Span | None) -> bool:
        is_general = (
            _GENERAL.search(self._plain, *title)
            if title
            else _GENERAL_START.match(self._plain, block.body)
        )
        if not is_general or (block.children and is_general[0].endswith("任务")):
            return False
        return not self._occurrences.within(block.start, block.last)

    def _opens_by_body(self, block: Block) -> bool:
        """Whether the text between a heading and its items begins with who does it."""
        below = block.paragraphs[1:2]
        return bool(below) and _BY_BODY.match(self._plain, *below[0]) is not None

    def _is_of_itself(self, block: Block, end: int) -> bool:
        """Whether an item only says why the text is made or what it applies to."""
        return not block.children and _OF_ITSELF.fullmatch(self._plain, block.body, end) is not None

    def _closing_blocks(self, root: Block) -> set[int]:
        """Return the starts of items whose one statement, after the last sub-item, covers all.

        A document either does so or gives each sub-item its own; the more frequent way wins.
        """
        closing: set[int] = set()
        each = 0
        for block in root.walk():
            if not block.style or len(block.children) < 2:
                continue
            if any(child.children for child in block.children):
                continue
            last = block.children[-1]
            inside = self._occurrences.within(block.body, block.last)
            if len(inside) == 1 and inside[0].span[0] >= last.body and self._ends(inside[0], block):
                closing.add(block.start)
            elif len(inside) > 1:
                each += 1
        return closing if len(closing) > each else set()

    def _ends(self, occurrence: Occurrence, block: Block) -> bool:
        return self._trim(occurrence.span[1], block.last)[1] <= occurrence.span[1]

    def _trim(self, start: int, end: int) -> Span:
        """Return the span without separators and white space at its ends, a last 。 kept."""
        while start < end and self._plain[start] in _EDGE:
            start += 1
        while end > start and self._plain[end - 1] in "，、 \n\t；":
            end -= 1
        return start, max(start, end)
