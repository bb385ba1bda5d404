"""Automatic numbers of word-processor paragraphs, which the text itself does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from ingest.readers.counting import SILENT, written

_PLACE = re.compile(r"%(\d)")
_DEEPEST = 9
# A label is repeated on every paragraph, so its length multiplies.
_LONGEST = 60


def local(element: etree._Element) -> str:
    """Return the tag without its namespace, '' for comments; both OOXML dialects then agree."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: etree._Element | None, name: str) -> str:
    """Return an attribute by its name without namespace, '' where it is missing."""
    if element is None:
        return ""
    found = (value for key, value in element.items() if key.rpartition("}")[2] == name)
    return str(next(found, ""))


def children(element: etree._Element | None, *names: str) -> Iterator[etree._Element]:
    """Yield the children with one of these names."""
    if element is not None:
        yield from (child for child in element if local(child) in names)


def descend(element: etree._Element | None, *path: str) -> etree._Element | None:
    """Return the first element down a path of names, or None."""
    for name in path:
        element = next(children(element, name), None)
    return element


def number(text: str, default: int = 0) -> int:
    """Return the number that an attribute holds, the default where it holds none.

    >>> number("12"), number("x", 1), number("99999999999")
    (12, 1, 0)
    """
    return int(text) if re.fullmatch(r"-?[0-9]{1,9}", text) else default


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, how it counts, what stands around the figure."""

    start: int = 1
    number_format: str = "decimal"
    pattern: str = ""
    is_legal: bool = False


@dataclass(slots=True)
class Numbering:
    """The lists of one document and how far each has counted."""

    levels: dict[str, dict[int, Level]]
    lists: dict[str, str]
    styles: dict[str, tuple[str, int]]
    _counts: dict[str, list[int | None]] = field(default_factory=dict)

    def label(self, properties: etree._Element | None) -> str:
        """Return the number of the next paragraph with these properties, '' for none.

        >>> Numbering({}, {}, {}).label(None)
        ''
        """
        list_id, depth = self._list_of(properties)
        levels = self.levels.get(list_id, {})
        level = levels.get(depth)
        if level is None or not 0 <= depth < _DEEPEST:
            return ""
        counts = self._counts.setdefault(self.lists[list_id], [None] * _DEEPEST)
        counts[depth] = level.start if counts[depth] is None else (counts[depth] or 0) + 1
        counts[depth + 1 :] = [None] * (_DEEPEST - depth - 1)
        if level.number_format in SILENT:
            return ""
        text = _PLACE.sub(lambda m: self._figure(m, levels, counts, level.is_legal), level.pattern)
        return text + " " if text[-1:].isalnum() and text[-1:].isascii() else text

    def _figure(
        self,
        match: re.Match[str],
        levels: dict[int, Level],
        counts: list[int | None],
        is_legal: bool,
    ) -> str:
        """Return what stands for ``%1`` … ``%9``: the count of that level, as it counts."""
        place = int(match[1]) - 1
        level = levels.get(place, Level())
        count = counts[place] if place >= 0 else None
        figure = level.start if count is None else count
        return str(figure) if is_legal else written(figure, level.number_format)

    def _list_of(self, properties: etree._Element | None) -> tuple[str, int]:
        """Return the list and level of a paragraph: its own, else those of its style."""
        style = attribute(descend(properties, "pStyle"), "val")
        list_id, depth = self.styles.get(style, ("", 0))
        own = descend(properties, "numPr")
        own_list, own_depth = descend(own, "numId"), descend(own, "ilvl")
        list_id = attribute(own_list, "val") if own_list is not None else list_id
        depth = number(attribute(own_depth, "val")) if own_depth is not None else depth
        return list_id, depth


def read_numbering(numbering: etree._Element | None, styles: etree._Element | None) -> Numbering:
    """Return the lists that ``numbering.xml`` and ``styles.xml`` define."""
    abstract = {
        attribute(element, "abstractNumId"): _levels(element)
        for element in children(numbering, "abstractNum")
    }
    levels: dict[str, dict[int, Level]] = {}
    lists: dict[str, str] = {}
    for element in children(numbering, "num"):
        list_id = attribute(element, "numId")
        base = attribute(descend(element, "abstractNumId"), "val")
        overrides = list(children(element, "lvlOverride"))
        levels[list_id] = _overridden(abstract.get(base, {}), overrides)
        # Lists of one definition go on counting together, unless one starts anew.
        lists[list_id] = f"{base}/{list_id}" if overrides else base
    return Numbering(levels, lists, _numbered_styles(styles))


def _levels(element: etree._Element) -> dict[int, Level]:
    return {number(attribute(lvl, "ilvl")): _level(lvl) for lvl in children(element, "lvl")}


def _level(element: etree._Element) -> Level:
    return Level(
        start=number(attribute(descend(element, "start"), "val"), 1),
        number_format=attribute(descend(element, "numFmt"), "val") or "decimal",
        pattern=attribute(descend(element, "lvlText"), "val")[:_LONGEST],
        is_legal=descend(element, "isLgl") is not None,
    )


def _overridden(base: dict[int, Level], overrides: list[etree._Element]) -> dict[int, Level]:
    levels = dict(base)
    for override in overrides:
        depth = number(attribute(override, "ilvl"))
        levels.update(_levels(override))
        start = descend(override, "startOverride")
        if start is not None and depth in levels:
            old = levels[depth]
            first = number(attribute(start, "val"), 1)
            levels[depth] = Level(first, old.number_format, old.pattern, old.is_legal)
    return levels


def _numbered_styles(styles: etree._Element | None) -> dict[str, tuple[str, int]]:
    """Return the list and level of each style that numbers, its own or that it is based on."""
    elements = {attribute(style, "styleId"): style for style in children(styles, "style")}
    found: dict[str, tuple[str, int]] = {}
    for name, style in elements.items():
        seen: set[str] = set()
        at: etree._Element | None = style
        key = name
        while at is not None and key not in seen:
            seen.add(key)
            own = descend(at, "pPr", "numPr")
            if descend(own, "numId") is not None:
                depth = number(attribute(descend(own, "ilvl"), "val"))
                found[name] = (attribute(descend(own, "numId"), "val"), depth)
                break
            key = attribute(descend(at, "basedOn"), "val")
            at = elements.get(key)
    return found
