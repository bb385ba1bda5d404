"""Which names mean one work: a projection of all names that documents give, in no order.

A name is a title, a number, or both. Names with one number are one work where their titles can
be; a title that comes with one number only is that work, one with several stays a work of its
own beside them. Nothing here looks at who said a name first.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Protocol

from graph.model import Node, Regulation


@dataclass(frozen=True, slots=True)
class WorkName:
    """A name of a work under an id of its own; a part that it lacks is empty."""

    id: str
    title: str
    number: str


# what sets 实施X法办法, X的解读, X任务分解表 apart from X
_ANOTHER = re.compile(
    r"实施|贯彻|落实|细则|解释|解读|释义|问答|修改|修订|修正|废止|转发|批转|草案|征求|分解|分工|试行|暂行|\d"
)
_LIKE_ENOUGH = 0.8
_SHORTEST_PART = 6


def name_of(node: Node) -> WorkName | None:
    """Return the name that a regulation as one document speaks of it has, None for what has none.

    The id of the regulation is made of the name alone.
    """
    if not isinstance(node, Regulation) or not (node.title_key or node.number_key):
        return None
    return WorkName(node.id, node.title_key, node.number_key)


def works_of(
    names: Iterable[WorkName], elsewhere: Mapping[str, int] | None = None
) -> dict[str, str]:
    """Return, for the id of each name, the id of the work that it means.

    With each name come all others of its number. Names of further numbers may be left out where
    ``elsewhere`` tells how many of these numbers each title comes with; a title must not come
    with one number alone that is left out.

    >>> names = [
    ...     WorkName("regulation/a", "节水条例", ""),
    ...     WorkName("regulation/b", "节水条例", "云政发〔2019〕1号"),
    ...     WorkName("regulation/c", "", "云政发〔2019〕1号"),
    ... ]
    >>> set(works_of(names).values())
    {'regulation/节水条例'}
    """
    every = sorted(set(names), key=lambda name: name.id)
    numbers: defaultdict[str, list[WorkName]] = defaultdict(list)
    for name in every:
        if name.number:
            numbers[name.number].append(name)
    works = [work for number in sorted(numbers) for work in _with_one_number(numbers[number])]
    of_title: defaultdict[str, list[_Work]] = defaultdict(list)
    for work in works:
        for title in work.titles:
            of_title[title].append(work)
    counts = Counter({title: len(same) for title, same in of_title.items()})
    counts.update(elsewhere or {})
    found: dict[str, str] = {}
    for name in every:
        if not name.number:
            is_one = counts[name.title] == 1
            found[name.id] = _id(of_title[name.title][0], counts) if is_one else _key(name.title)
    for work in works:
        found.update((name.id, _id(work, counts)) for name in work.names)
    return found


class Held(Protocol):
    """The names that a store holds."""

    def of_numbers(self, numbers: set[str]) -> list[WorkName]:
        """Return the names with any of some numbers."""
        ...

    def alone(self, titles: set[str]) -> list[WorkName]:
        """Return the names that are any of some titles, without a number."""
        ...

    def other_numbers(self, title: str, numbers: set[str]) -> list[str]:
        """Return other numbers that a title comes with, at most two."""
        ...


def concerned(held: Held, changed: Iterable[WorkName]) -> tuple[list[WorkName], dict[str, int]]:
    """Return the names that can mean another work where some come or go.

    These are the names of their numbers, those of the one other number that a title among them
    comes with, and such titles alone; a title of several other numbers stays one of several. With
    them comes, by title, how many other numbers it comes with, 0 or 2 for any more.
    """
    changed = list(changed)
    numbers = {name.number for name in changed if name.number}
    titles = _titles([*changed, *held.of_numbers(numbers)])
    few = [held.other_numbers(title, numbers) for title in sorted(titles)]
    numbers.update(*(found for found in few if len(found) == 1))
    numbered = held.of_numbers(numbers)
    titles |= _titles(numbered)
    elsewhere = {title: len(held.other_numbers(title, numbers)) for title in titles}
    return [*numbered, *held.alone(titles)], elsewhere


def _titles(names: Iterable[WorkName]) -> set[str]:
    return {name.title for name in names if name.title}


def may_be_one(title: str, other: str) -> bool:
    """Whether two titles that come with one number can be titles of one work.

    >>> may_be_one("深化改革加强食品安全工作意见", "中共中央国务院关于深化改革加强食品安全工作意见")
    True
    >>> may_be_one("城乡规划法", "河南省实施城乡规划法办法")
    False
    """
    short, long = sorted((_bare(title), _bare(other)), key=len)
    if short == long or long.endswith(short):
        return True
    if len(short) >= _SHORTEST_PART and short in long:
        return not _ANOTHER.search(long.replace(short, "", 1))
    match = SequenceMatcher(None, short, long, autojunk=False)
    if match.ratio() < _LIKE_ENOUGH:
        return False
    changed = (
        short[a:b] + "，" + long[c:d] for what, a, b, c, d in match.get_opcodes() if what != "equal"
    )
    return not _ANOTHER.search("，".join(changed))


@dataclass(frozen=True, slots=True)
class _Work:
    names: tuple[WorkName, ...]

    @property
    def titles(self) -> frozenset[str]:
        return frozenset(name.title for name in self.names if name.title)

    @property
    def number(self) -> str:
        return self.names[0].number


def _with_one_number(names: list[WorkName]) -> Iterator[_Work]:
    """Yield the works that bear one number; a name without a title is of the only one."""
    groups: list[set[str]] = []
    for title in sorted({name.title for name in names if name.title}):
        like = [group for group in groups if any(may_be_one(title, other) for other in group)]
        groups = [group for group in groups if group not in like]
        groups.append({title}.union(*like))
    untitled = [name for name in names if not name.title]
    for group in groups:
        alone = untitled if len(groups) == 1 else []
        yield _Work((*(name for name in names if name.title in group), *alone))
    if untitled and len(groups) != 1:
        yield _Work(tuple(untitled))


def _id(work: _Work, counts: Mapping[str, int]) -> str:
    """Return the id of a work: its shortest title, with its number where that is not enough."""
    if not work.titles:
        return _key(work.number)
    title = min(work.titles, key=lambda title: (len(title), title))
    return _key(title if counts[title] == 1 else f"{title}@{work.number}")


def _key(words: str) -> str:
    return f"regulation/{words}"


def _bare(title: str) -> str:
    """Return a title without what tells it apart behind an @, and without 关于 and 的."""
    return re.sub(r"关于|的|@\w+", "", title)
