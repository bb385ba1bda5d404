"""How alike two names are: pairs that may be one thing written in two ways."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import TypeVar

_Item = TypeVar("_Item")
_RAREST = 4
_NUMBERS = re.compile(r"\d+|[一二三四五六七八九十]+(?=[年期届次号批])")
_MARKS = re.compile(r"[\s《》〈〉“”（）()、，。：:·—-]")


def bigrams(words: str) -> frozenset[str]:
    """Return the pairs of neighbouring signs of words, marks left out.

    >>> sorted(bigrams("《水法》")), sorted(bigrams("水务局"))
    (['水法'], ['务局', '水务'])
    """
    return frozenset(map("".join, pairwise(_MARKS.sub("", words))))


def likeness(one: str, other: str) -> float:
    """Return how many of their pairs of signs two names share, 0 to 1 (Dice, 1945).

    >>> likeness("食品安全工作要点", "食品安全重点工作"), likeness("水法", "林业")
    (0.5714285714285714, 0.0)
    """
    a, b = bigrams(one), bigrams(other)
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def is_short_for(short: str, name: str) -> bool:
    """Whether a name drops signs of another, but neither its first nor its last.

    >>> is_short_for("住建局", "住房和城乡建设局"), is_short_for("公安局", "教育局")
    (True, False)
    """
    if not 2 < len(short) < len(name) or short[0] != name[0] or short[-1] != name[-1]:
        return False
    signs = iter(name)
    return all(sign in signs for sign in short)


def alike(
    items: Sequence[_Item], words_of: Callable[[_Item], str], least: float
) -> Iterator[tuple[_Item, _Item, float]]:
    """Yield the pairs of items whose words are alike to at least ``least``, 0 to 1.

    Words that hold other numbers are never alike: plans of two years are two plans. Only items
    that share one of their rarest pairs of signs are compared, so that many can be.
    """
    told = [bigrams(words_of(item)) for item in items]
    often = Counter(pair for pairs in told for pair in pairs)
    holders: dict[str, list[int]] = defaultdict(list)
    for index, pairs in enumerate(told):
        for pair in sorted(pairs, key=lambda pair: (often[pair], pair))[:_RAREST]:
            holders[pair].append(index)
    near = {pair for indexes in holders.values() for pair in combinations(indexes, 2)}
    for a, b in sorted(near):
        one, other = words_of(items[a]), words_of(items[b])
        if _NUMBERS.findall(one) == _NUMBERS.findall(other):
            found = likeness(one, other)
            if found >= least:
                yield items[a], items[b], found
