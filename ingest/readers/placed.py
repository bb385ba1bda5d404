"""Words that stand somewhere on a page, put in lines by where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the upper left corner of the page as it is shown."""

# Words on lines nearer than this share of their height are on one line.
_SAME_LINE = 0.5
# A gap wider than this many characters parts words, of Latin letters than this share of one.
_GAP, _LATIN_GAP = 1.5, 0.2
_LATIN = re.compile(r"[A-Za-z0-9][.,;:]?$"), re.compile(r"[A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Words:
    """Words at a place of a page, in points; ``base`` is the line they stand on."""

    left: float
    base: float
    size: float
    text: str
    right: float

    @property
    def box(self) -> Box:
        """The box of the words, as high as their size."""
        return (self.left, self.base - self.size, self.right, self.base)

    @property
    def middle(self) -> tuple[float, float]:
        """A point inside the words."""
        return ((self.left + self.right) / 2, self.base - 0.35 * self.size)


def lines_of(words: Iterable[Words]) -> Iterator[list[Words]]:
    """Yield the words of each line from left to right, the lines from top to bottom."""
    line: list[Words] = []
    for word in sorted(words, key=lambda word: (word.base, word.left)):
        if line and word.base - line[0].base > _SAME_LINE * max(word.size, line[0].size):
            yield sorted(line, key=lambda word: word.left)
            line = []
        line.append(word)
    if line:
        yield sorted(line, key=lambda word: word.left)


def joined(line: Sequence[Words]) -> str:
    """Return the text of a line with spaces where a gap parts its words."""
    text = line[0].text
    for before, word in pairwise(line):
        gap = (word.left - before.right) / (word.size or 1)
        is_latin = _LATIN[0].search(text[-2:]) and _LATIN[1].match(word.text)
        if gap > _GAP:
            text = text.rstrip() + "  "
        elif is_latin and gap > _LATIN_GAP:
            text += " "
        text += word.text
    return text


def box_of(boxes: Iterable[Box]) -> Box:
    """Return the box round some boxes, of which there is at least one."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))
