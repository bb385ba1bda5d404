"""How names sound in pinyin: 市场监管局 as ``shichangjianguanju`` and as ``scjgj``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import islice, product
from unicodedata import combining, normalize

from search.cutting import cutter
from search.folding import fold

SHORTEST = 3
"""How many letters say a name by its sound, at least: of two there are too many."""

_LONGEST_WORD = 8
_MOST_READINGS = 16
_HAN = re.compile(r"[\u3400-\u9fff]+")


def sounds_of(names: Iterable[str]) -> Iterator[str]:
    """Yield the pinyin and the initials of each name that has Chinese characters.

    >>> list(sounds_of(["市监局", "HACCP"]))
    ['shijianju', 'sjj']
    """
    for name in dict.fromkeys(names):
        if len(name) > 1 and (syllables := syllables_of(name)):
            yield "".join(syllables)
            yield "".join(syllable[0] for syllable in syllables)


def syllables_of(name: str) -> tuple[str, ...]:
    """Return the pinyin of the Chinese characters of a name, without tones.

    >>> syllables_of("重庆市重点任务")
    ('chong', 'qing', 'shi', 'zhong', 'dian', 'ren', 'wu')
    """
    runs = _HAN.findall(fold(name))
    return tuple(
        one for run in runs for word in cutter().cut(run) for one in syllables_of_word(word)
    )


@lru_cache(maxsize=65_536)
def syllables_of_word(word: str) -> tuple[str, ...]:
    """Return the pinyin of a word, read by the longest words within it from left to right."""
    phrases, signs = _readings()
    syllables: list[str] = []
    place = 0
    while place < len(word):
        ends = range(min(len(word), place + _LONGEST_WORD), place + 1, -1)
        end = next((end for end in ends if word[place:end] in phrases), place + 1)
        readings = phrases.get(word[place:end]) or [signs.get(ord(word[place]), "").split(",")]
        syllables += [_without_tone(first) for first, *_ in readings]
        place = end
    return tuple(filter(None, syllables))


def readings_of(name: str) -> Iterator[tuple[str, ...]]:
    """Yield the likeliest pinyin of a name first, then the others that its signs can have.

    >>> sorted(set(readings_of("午参")))
    [('wu', 'can'), ('wu', 'cen'), ('wu', 'shen')]
    """
    yield syllables_of(name)
    _, signs = _readings()
    each = [
        tuple(dict.fromkeys(map(_without_tone, signs.get(ord(sign), "").split(","))))
        for sign in fold(name)
    ]
    yield from islice(product(*each), _MOST_READINGS)


@cache
def _readings() -> tuple[dict[str, list[list[str]]], dict[int, str]]:
    """Return how words are read that have a sign of several readings, and how signs are."""
    # takes half a second, which only names and wrong characters need
    from pypinyin.phrases_dict import phrases_dict
    from pypinyin.pinyin_dict import pinyin_dict

    return phrases_dict, pinyin_dict


def _without_tone(syllable: str) -> str:
    """Return a syllable in plain letters.

    >>> _without_tone("lǜ"), _without_tone("zhōng")
    ('lv', 'zhong')
    """
    letters = normalize("NFD", syllable).replace("u\u0308", "v")
    return "".join(letter for letter in letters if not combining(letter))


def is_sound(word: str) -> bool:
    """Whether a folded word may be the pinyin or the initials of a name.

    >>> is_sound("scjg"), is_sound("5g"), is_sound("sc")
    (True, False, False)
    """
    return len(word) >= SHORTEST and word.isascii() and word.isalpha()
