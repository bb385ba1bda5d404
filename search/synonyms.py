"""Other names of the bodies that a person names: short, full and former ones, for words searched.

Only names that say of themselves what they are count: 市监局 is the 市场监督管理局 wherever it
stands, 办公室 is any office.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from graph.lexicon import Lexicon
from graph.lexicon.body_name import BodyFunction, OfficialName
from search.folding import fold
from search.sounds import is_sound, sounds_of
from search.tokens import query_words

SHORTEST = 3
"""How many signs a name has at least: of two, 政府 and 法院, there are too many kinds."""


@dataclass(frozen=True, slots=True)
class Named:
    """A span ``[start, end)`` of a text that is a name, and the other names of what it names."""

    start: int
    end: int
    others: tuple[str, ...]


class Synonyms:
    """What is called by several names; all names are kept folded."""

    def __init__(self, groups: Iterable[Iterable[str]] = ()) -> None:
        """Take groups of names; each finds all others of the groups it is in."""
        others: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for group in groups:
            names = [fold(name) for name in group]
            for name in names:
                others[name].update(dict.fromkeys(names))
        self._others: Mapping[str, tuple[str, ...]] = {
            name: tuple(other for other in found if other != name) for name, found in others.items()
        }
        self._longest = max(map(len, self._others), default=0)

    @cached_property
    def _by_sound(self) -> Mapping[str, tuple[str, ...]]:
        heard: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for name in self._others:
            for sound in sounds_of([name]):
                heard[sound][name] = None
        return {sound: tuple(names) for sound, names in heard.items()}

    def heard(self, sound: str) -> tuple[str, ...]:
        """Return the names, with their other names, whose pinyin or initials are these letters."""
        names = self._by_sound.get(sound, ()) if is_sound(sound) else ()
        return tuple(dict.fromkeys(one for name in names for one in (name, *self._others[name])))

    def of(self, name: str) -> tuple[str, ...]:
        """Return the other names of what a name names; none where it is not known."""
        return self._others.get(fold(name), ())

    def within(self, text: str) -> Iterator[Named]:
        """Yield the names in a text from left to right, of several at one place the longest.

        A name begins and ends where the words of the text do.
        """
        folded, done = fold(text), 0
        words = query_words(text) if self._others else []
        for number, word in enumerate(words):
            start = word.start
            ends = (other.end for other in words[number : number + self._longest])
            names = [end for end in ends if folded[start:end] in self._others]
            if names and start >= done:
                done = names[-1]
                yield Named(start, done, self._others[folded[start:done]])


def synonyms_of(lexicon: Lexicon) -> Synonyms:
    """Return the names that a lexicon gives the bodies of each function."""
    groups = [group for function in lexicon.functions for group in _groups(function)]
    # a name of two functions says nothing of either
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for slug, names in groups:
        for name in names:
            owners[name].add(slug)
    return Synonyms(
        [name for name in names if len(owners[name]) == 1 and len(name) >= SHORTEST]
        for _, names in groups
    )


def _groups(function: BodyFunction) -> Iterator[tuple[str, list[str]]]:
    """Yield the names of one kind of body, and those of its present one with its former ones."""
    for name in function.names:
        yield function.slug, _forms(name)
    present: dict[tuple[bool, str], OfficialName] = {}
    for name in function.names:
        if name.until is None and name.is_principal:
            present.setdefault(_rank(name), name)
    for name in function.names:
        if name.until is not None and (now := present.get(_rank(name))):
            yield function.slug, [*_forms(now), *_forms(name)]


def _rank(name: OfficialName) -> tuple[bool, str]:
    """Return what a body and the one before it share: 厅 came of 厅, 局 of 局."""
    return name.is_central, name.full[-1]


def _forms(name: OfficialName) -> list[str]:
    return [name.full, *name.short_forms]
