"""What a person may have meant who typed wrong characters: words and names that sound the same.

Most wrong characters come from typing by sound (食品按全 for 食品安全). Names are also known by
all but one of their signs, for those that only look alike (市场蓝管局).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from search.cutting import cutter
from search.folding import fold
from search.sounds import readings_of, syllables_of, syllables_of_word

LONGEST = 12
"""How many signs of a word or name are compared, at most."""

MOST_OFFERED = 5
_SHORTEST_NAME = 4
_MOST_ALIKE = 3
_HAN = re.compile(r"[\u3400-\u9fff]+")
# Sounds that many speakers do not part: zh and z, ng and n.
_ALIKE = ((re.compile(r"^([zcs])h"), r"\1"), (re.compile(r"ng$"), "n"))


@dataclass(frozen=True, slots=True)
class _Change:
    start: int
    end: int
    form: str


class _Heard:
    """Words by how they sound, in the order in which they were given."""

    def __init__(self, words: Iterable[str], syllables: Callable[[str], Iterable[str]]) -> None:
        self._by_sound: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        self.words: dict[str, None] = {}
        for word in words:
            is_new = word not in self.words and 1 < len(word) <= LONGEST
            if is_new and _HAN.fullmatch(word):
                self.words[word] = None
                self._by_sound[_plain(syllables(word))].append(word)

    def as_(self, sound: tuple[str, ...]) -> list[str]:
        """Return the words of a sound."""
        return self._by_sound.get(sound, [])


class Speller:
    """Knows words and names, and what else sounds or looks like them."""

    def __init__(self, names: Iterable[str], words: tuple[str, ...] = ()) -> None:
        """Take names, which come first, and other words, the more usual ones first."""
        self._names, self._words = _Heard(map(fold, names), syllables_of), _heard(words)
        self._by_gap: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for name in self._names.words:
            if len(name) >= _SHORTEST_NAME:
                for place in range(len(name)):
                    self._by_gap[name[:place], name[place + 1 :]].append(name)

    def _is_known(self, word: str) -> bool:
        return word in self._names.words or word in self._words.words

    def _sounding(self, syllables: Iterable[str]) -> list[str]:
        """Return the names and words of a sound, each once."""
        sound = _plain(syllables)
        return list(dict.fromkeys([*self._names.as_(sound), *self._words.as_(sound)]))

    def suggestions(self, text: str) -> Iterator[str]:
        """Yield what a text may have meant, likeliest first; at most ``MOST_OFFERED``."""
        offered: dict[str, None] = {}
        for change in self._changes(fold(text)):
            other = text[: change.start] + change.form + text[change.end :]
            further = next(self._changes(fold(other), change.start + len(change.form)), None)
            if further:
                twice = other[: further.start] + further.form + other[further.end :]
                offered.setdefault(twice)
            offered.setdefault(other)
            if len(offered) >= MOST_OFFERED:
                break
        yield from list(offered)[:MOST_OFFERED]

    def _changes(self, text: str, begin: int = 0) -> Iterator[_Change]:
        """Yield words that may stand for others, those that are none, of most signs, first."""
        spans = [
            span
            for run in _HAN.finditer(text)
            if run.end() > begin
            for span in self._spans(run.group(), run.start())
            if span[0] >= begin
        ]
        known = [span for span in spans if self._is_known(text[slice(*span)])]
        doubtful = (span for span in spans if not any(_is_within(span, one) for one in known))
        for start, end in sorted(doubtful, key=lambda span: (span[0] - span[1], span[0])):
            for form in self._alike(text[start:end]):
                yield _Change(start, end, form)
        for start, end in known:
            for form in self._more_usual(text[start:end]):
                yield _Change(start, end, form)

    def _spans(self, run: str, offset: int) -> Iterator[tuple[int, int]]:
        """Yield words, and spans of words side by side of which at least one is none we know."""
        words: list[tuple[int, int, bool]] = []
        place = 0
        for word in cutter().cut(run):
            words.append((place, place + len(word), self._is_known(word)))
            place += len(word)
        for first, (start, _, _) in enumerate(words):
            for last in range(first, len(words)):
                end = words[last][1]
                if end - start > LONGEST:
                    break
                is_known = all(known for _, _, known in words[first : last + 1])
                if end - start > 1 and (first == last or not is_known):
                    yield offset + start, offset + end

    def _more_usual(self, said: str) -> list[str]:
        """Return the names and words that sound like a known one and come before it."""
        heard = self._sounding(syllables_of_word(said))
        return heard[: heard.index(said)][:_MOST_ALIKE] if said in heard else []

    def _alike(self, said: str) -> list[str]:
        heard = (self._sounding(one) for one in readings_of(said))
        sound = [word for words in heard for word in words if len(word) == len(said)]
        look: dict[str, None] = {}
        if len(said) >= _SHORTEST_NAME:
            for place in range(len(said)):
                look.update(dict.fromkeys(self._by_gap.get((said[:place], said[place + 1 :]), ())))
        return list(dict.fromkeys([*sound[:_MOST_ALIKE], *look]))[: 2 * _MOST_ALIKE]


@lru_cache(maxsize=2)
def _heard(words: tuple[str, ...]) -> _Heard:
    """Return words by their sound; the usual ones are the same for every store."""
    return _Heard(words, syllables_of_word)


def _is_within(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return other[0] <= span[0] and span[1] <= other[1]


def _plain(syllables: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(_plain_syllable, syllables))


@lru_cache(maxsize=1_000)
def _plain_syllable(syllable: str) -> str:
    for pattern, replacement in _ALIKE:
        syllable = pattern.sub(replacement, syllable)
    return syllable
