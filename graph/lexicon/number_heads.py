"""Whose document numbers begin how: the registry of heads, matched by their beginning."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from graph.lexicon.document_numbers import DocumentNumber
from graph.lexicon.gb2260 import COUNTRY, LexiconError

BUILT_IN = Path(__file__).with_name("number_heads.csv")
ANYWHERE = "*"
_COLUMNS = ("head", "issuers", "places", "series", "sure", "examples", "counterexamples")
# 国办发 is a head of its own, 云政办 one with the series 发, 函, 规 …
_SERIES = frozenset(
    ("", "发", "函", "字", "规", "规发", "规字", "发规", "电", "明电", "发明电", "传发", "文")
) | frozenset(("通", "综", "复", "批", "任", "发电", "办"))
_LONGEST_DEPARTMENT = 6


@dataclass(frozen=True, slots=True)
class NumberHead:
    """A beginning of document numbers, with the bodies that use it and their divisions.

    ``places`` are codes, several where bodies of several places use it, ``*`` where it names no
    place and bodies everywhere do. ``has_departments`` says that departments follow: 国市监食生.
    """

    head: str
    issuers: tuple[str, ...]
    places: tuple[str, ...]
    has_departments: bool
    is_sure: bool
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]

    @property
    def is_ambiguous(self) -> bool:
        """Whether bodies of several places use it."""
        return len(self.places) > 1 or ANYWHERE in self.places

    def heads(self, words: str) -> bool:
        """Whether a number that begins with these words is one of this head."""
        rest = words.removeprefix(self.head)
        if len(rest) + len(self.head) != len(words):
            return False
        is_department = self.has_departments and len(rest) <= _LONGEST_DEPARTMENT
        return is_department or rest in _SERIES


class NumberHeads:
    """All heads; of several that fit, the longest counts."""

    def __init__(self, heads: Iterable[NumberHead]) -> None:
        self._heads = {head.head: head for head in heads}
        self._longest = max(map(len, self._heads), default=0)

    def __iter__(self) -> Iterator[NumberHead]:
        """Every head, in the order of the files."""
        return iter(self._heads.values())

    def match(self, words: str) -> NumberHead | None:
        """Return the head that the first part of a number begins with, None where none is known.

        >>> heads = load_number_heads()
        >>> heads.match("云政办发").issuers, heads.match("云政农发")
        (('云南省人民政府办公厅',), None)
        """
        for end in range(min(len(words), self._longest), 0, -1):
            head = self._heads.get(words[:end])
            if head is not None and head.heads(words):
                return head
        return None

    def key(self, number: DocumentNumber, places: Collection[str] = ()) -> str | None:
        """Return the key of the one work that bears a number, None where it may be several.

        ``places`` are the codes of the divisions that the context speaks of: of the issuer, or
        of who cites and all above. They decide between the bodies of an ambiguous head.

        >>> from graph.lexicon.document_numbers import parse_number
        >>> number = parse_number("惠府〔2019〕5号")
        >>> heads = load_number_heads()
        >>> heads.key(number), heads.key(number, ("441300", "440000", "000000"))
        (None, '惠府〔2019〕5号@441300')
        """
        if number.is_repeated:
            return None
        head = self.match(number.head)
        if head is None or not head.is_ambiguous:
            return str(number)
        meant = [place for place in places if place in head.places]
        return f"{number}@{meant[0]}" if len(meant) == 1 else None

    def own_key(self, number: DocumentNumber, places: Collection[str]) -> str | None:
        """Return the key of the work that bears a number and is issued in the first of places."""
        head = self.match(number.head)
        if head is not None and ANYWHERE in head.places:
            own = next(iter(places), None)
            return f"{number}@{own}" if own and own != COUNTRY else None
        return self.key(number, places)


@lru_cache(maxsize=4)
def load_number_heads(extra: Path | None = None) -> NumberHeads:
    """Return the built-in heads with those of ``number_heads.csv`` in a folder added.

    Raises LexiconError for a row that lacks what it must have.
    """
    added = extra / BUILT_IN.name if extra else None
    files = [BUILT_IN, *([added] if added and added.exists() else ())]
    return NumberHeads(head for file in files for head in _heads_of(file))


def _heads_of(path: Path) -> Iterator[NumberHead]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            lacking = [name for name in _COLUMNS if not row.get(name)]
            if lacking:
                raise LexiconError(f"{path.name}: {row.get('head')} has no {', '.join(lacking)}.")
            yield NumberHead(
                row["head"],
                tuple(row["issuers"].split("|")),
                tuple(row["places"].split("|")),
                row["series"] == "department",
                row["sure"] == "sure",
                tuple(row["examples"].split()),
                tuple(row["counterexamples"].split()),
            )
