"""Whom a document addresses, and to whom copies go."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extract.found import Span
from ingest.extract.head import Line
from ingest.extract.names import NameShapes
from ingest.extract.statement_tokens import is_inside_group
from ingest.outline import marker
from ingest.text import Text

# 各市、县粮食局：为进一步… goes on on the line
_RUNS_ON = re.compile(r"(?P<names>各[^。：；《》]{3,200})：(?=\S)")
_WITHOUT_COLON = re.compile(r"各[^。：；《》“”]{2,120}")
_ZONE = re.compile(r"(?<!管理)(?:示范区|开发区|新区|园区)$")
# 各市州、甘肃矿区药监局: the first is only a place, the body that it shares stands at the end
_ONLY_PLACES = re.compile(r"各(?:[市州县区盟旗]|地市|旗县|县区|区县|县市|市县|市州|（[^（）]*）)+$")
# 各省、自治区、直辖市及计划单列市…; 各县区委、人民政府 is one group
_LEVELS = re.compile(
    r"各(?:省|市|州|县|区|盟|旗|地|地区|乡|镇)(?:、(?:自治[区州县旗]|直辖市|[市县区州盟旗镇]))*"
)
_LEVEL_ON = re.compile(r"自治[区州县旗]|直辖市|计划单列市|[市县区](?:[、（和及]|人民政府|直)")
# 各人民团体
_ALL_OF = re.compile(r"各.{0,8}(?:团体|组织|企业|院校|高校|学校|医院|单位|部门|机构|协会|商会)")
_NO_NAME = frozenset(("人民政府", "政府", "管委会", "管理委员会", "办事处", "党工委", "政府办公室"))
_LONGEST = 300


class AddresseeReader:
    """Reads the line that addresses a document."""

    def __init__(self, shapes: NameShapes) -> None:
        self._shapes = shapes

    def addressees(self, text: Text, head: list[Line]) -> tuple[str, ...]:
        """Return whom the text addresses, in order."""
        for index, line in enumerate(head):
            span = _span_of_names(head, index)
            if span is not None:
                return tuple(self._parts(text, *span))
            if marker(line.plain, 0, len(line.plain))[0] == "1.":
                break
        return ()

    def _parts(self, text: Text, start: int, end: int) -> list[str]:
        """Return the addressees: parted by commas, and by 、 between whole names."""
        parts: list[str] = []
        for piece in _split_outside(text.plain, start, end, "，；,"):
            begin = piece[0]
            for a, b in _split_outside(text.plain, *piece, "、"):
                if a > begin and self._parts_here(text.plain, begin, a, b):
                    parts.append(text.verbatim(begin, a).rstrip("、"))
                    begin = a
            parts.append(text.verbatim(begin, piece[1]))
        return [part for part in parts if part]

    def _parts_here(self, plain: str, begin: int, a: int, b: int) -> bool:
        left, right = plain[begin:a].rstrip("、"), plain[a:b]
        if is_inside_group(plain, begin, a - 1):
            return False
        if re.sub(r"（[^（）]*）$", "", right) in _NO_NAME or (
            _LEVELS.fullmatch(left) and _LEVEL_ON.match(right)
        ):
            return False
        if _ONLY_PLACES.fullmatch(left) and self._shapes.place_cuts(right):
            return False
        levels, mark, last = left.rpartition("、")
        whole = f"各{last}" if mark and _LEVELS.fullmatch(levels) else left
        is_next = right.startswith("各") or self._stands_alone(right)
        return self._stands_alone(whole) and is_next

    def _stands_alone(self, name: str) -> bool:
        if len(name) < 3 or _ZONE.search(name):
            return False
        return _ALL_OF.fullmatch(name) is not None or self._shapes.shape(name) is not None


def _span_of_names(head: list[Line], index: int) -> Span | None:
    """Return the span of the names that a line of the head addresses, without the colon."""
    line = head[index]
    if line.is_salutation and len(line.plain) < _LONGEST:
        start = line.start
        if (
            index
            and not line.plain.startswith("各")
            and _WITHOUT_COLON.fullmatch(head[index - 1].plain)
        ):
            start = head[index - 1].start
        return start, line.end - 1
    runs_on = _RUNS_ON.match(line.plain)
    if runs_on:
        return line.start, line.start + runs_on.end("names")
    following = head[index + 1] if index + 1 < len(head) else None
    is_whole = following is not None and not following.is_salutation
    if is_whole and line.addresses and _WITHOUT_COLON.fullmatch(line.plain):
        return line.start, line.end
    return None


def copied_to(text: Text, lines: list[Line]) -> tuple[str, ...]:
    """Return the bodies behind 抄送, in order."""
    for index, line in enumerate(lines):
        found = re.match(r"抄\s*送\s*(?:：|单位：)", line.plain)
        if found is None:
            continue
        names: list[str] = []
        for part in lines[index : index + 4]:
            if part.is_numbered or re.search(r"印发|\d{4}年|文件$", part.plain):
                break
            begin = part.start + (found.end() if part is line else 0)
            for a, b in _split_outside(text.plain, begin, part.end, "，、；。"):
                names.append(text.verbatim(a, b))
            if part.plain.endswith("。"):
                break
        return tuple(name for name in names if name)
    return ()


def _split_outside(plain: str, start: int, end: int, separators: str) -> Iterator[Span]:
    """Yield the spans between separators that stand outside all brackets, no empty ones."""
    depth, begin = 0, start
    for position in range(start, end):
        char = plain[position]
        depth += (char in "（〔") - (char in "）〕")
        if char in separators and depth <= 0:
            if position > begin:
                yield begin, position
            begin = position + 1
    if end > begin:
        yield begin, end
