"""The query language: what a person typed becomes a small tree, the same for every engine.

Words must all be there, in any order; ``"…"`` and ``“…”`` ask for an exact phrase, ``-`` for what
must not be there, ``OR`` and ``或`` for either side; ``牵头:`` and its like look in one field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from search.folding import fold
from search.numbers import with_numbers
from search.tokens import stream

LONGEST = 1_000
"""How many characters of what was typed are read."""

MOST_TERMS = 32
"""How many words, phrases and years are read."""


class Field(StrEnum):
    """What words can be looked for in, apart from the whole passage."""

    AGENCY = "agency"
    LEAD = "lead"
    SUPPORT = "support"
    PLACE = "place"
    NUMBER = "number"
    TYPE = "type"
    CITES = "cites"


FIELD_NAMES = {
    "机构": Field.AGENCY,
    "牵头": Field.LEAD,
    "配合": Field.SUPPORT,
    "地区": Field.PLACE,
    "文号": Field.NUMBER,
    "类型": Field.TYPE,
    "引用": Field.CITES,
} | {field.value: field for field in Field}
YEAR_NAMES = ("年份", "year")


@dataclass(frozen=True, slots=True)
class Words:
    """The run itself, or all words of it in any order; in one field or anywhere."""

    text: str
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Exactly this run, whatever the punctuation within it."""

    text: str
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Years:
    """A closed range of years, open on a side that is None."""

    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Without:
    """What must not be there."""

    node: Words | Phrase | Years


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the nodes."""

    nodes: tuple[Words | Phrase | Years | Without, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """All of the nodes; with no node, everything."""

    nodes: tuple[Tree, ...] = ()


Term = Words | Phrase | Years | Without
Tree = Term | AnyOf | AllOf


@dataclass(frozen=True, slots=True)
class Parsed:
    """The tree of what was understood, and the pieces that were not, as typed."""

    tree: AllOf
    ignored: tuple[str, ...] = ()


_OPEN, _CLOSE = '"“「『', '"”」』'
_QUOTED = r"""(?P<quoted>"[^"]*"|“[^”]*”|「[^」]*」|『[^』]*』)"""
_NAMES = "|".join([*FIELD_NAMES, *YEAR_NAMES])
_PIECE = re.compile(
    rf"(?P<minus>(?<!\S)[-－])?(?:(?P<field>{_NAMES})[:：])?"
    rf"(?:{_QUOTED}|(?P<words>[^\s{_OPEN}{_CLOSE}]+))"
    rf"|(?P<stray>[{_OPEN}{_CLOSE}]|\S)",
    re.IGNORECASE,
)
_EITHER = ("OR", "或", "||")
# 2019..2021, 2019-2021, 2019至2021年, 2019.., ..2021
_YEARS = re.compile(r"(\d{4})?年?(?:(\.\.|[-–—~～]|至|到)(\d{4})?年?)?")


def parse(text: str) -> Parsed:
    """Return the tree of what a person typed; any text whatever gives one.

    >>> parse("食品 -学校 年份:2019..2021").tree
    AllOf(nodes=(Words(text='食品', field=None), Without(node=Words(text='学校', field=None)), \
Years(first=2019, last=2021)))
    """
    ignored = [f"{text[LONGEST : LONGEST + 20]}…"] if len(text) > LONGEST else []
    text = with_numbers(text[:LONGEST])
    alternatives: list[list[Term]] = []
    either = ""
    for piece in _PIECE.finditer(text):
        if piece.group() in _EITHER:
            ignored += [either] if either else []
            either = piece.group()
            continue
        term = _term(piece) if sum(map(len, alternatives)) < MOST_TERMS else None
        if term is None:
            ignored.append(piece.group())
        elif either and alternatives:
            alternatives[-1].append(term)
            either = ""
        else:
            ignored += [either] if either else []
            either = ""
            alternatives.append([term])
    ignored += [either] if either else []
    nodes = (terms[0] if len(terms) == 1 else AnyOf(tuple(terms)) for terms in alternatives)
    return Parsed(AllOf(tuple(nodes)), tuple(ignored))


def _term(piece: re.Match[str]) -> Term | None:
    node = _positive(piece)
    return Without(node) if node and piece["minus"] else node


def _positive(piece: re.Match[str]) -> Words | Phrase | Years | None:
    name = fold(piece["field"] or "")
    value = piece["quoted"][1:-1] if piece["quoted"] else piece["words"] or ""
    if name in YEAR_NAMES:
        return _years(fold(value))
    if not stream(value):
        return None
    field = FIELD_NAMES[name] if name else None
    return Phrase(value, field) if piece["quoted"] else Words(value, field)


def _years(value: str) -> Years | None:
    match = _YEARS.fullmatch(value)
    if not match or not (match[1] or match[3]):
        return None
    first = int(match[1]) if match[1] else None
    last = int(match[3]) if match[3] else None
    return Years(first, last if match[2] else first)


def wanted(tree: Tree) -> Iterator[Words | Phrase]:
    """Yield the terms of a tree that a hit is to show, in the order typed."""
    match tree:
        case Words() | Phrase():
            yield tree
        case AllOf(nodes) | AnyOf(nodes):
            for node in nodes:
                yield from wanted(node)
