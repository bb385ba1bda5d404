"""How names sound in pinyin: 市场监管局 as ``shichangjianguanju`` and as ``scjgj``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from search.folding import fold

SHORTEST = 3
"""How many letters say a name by its sound, at least: of two there are too many."""


def sounds_of(names: Iterable[str]) -> Iterator[str]:
    """Yield the pinyin and the initials of each name that has Chinese characters.

    >>> list(sounds_of(["市监局", "HACCP"]))
    ['shijianju', 'sjj']
    """
    for name in dict.fromkeys(names):
        if len(name) > 1 and (syllables := syllables_of(name)):
            yield "".join(syllables)
            yield "".join(syllable[0] for syllable in syllables)


@lru_cache(maxsize=8_192)
def syllables_of(name: str) -> tuple[str, ...]:
    """Return the pinyin of the Chinese characters of a name, without tones."""
    # the module takes half a second to load, which only what is indexed or misspelt needs
    from pypinyin import lazy_pinyin

    return tuple(lazy_pinyin(fold(name), errors="ignore"))


def is_sound(word: str) -> bool:
    """Whether a folded word may be the pinyin or the initials of a name.

    >>> is_sound("scjg"), is_sound("5g"), is_sound("sc")
    (True, False, False)
    """
    return len(word) >= SHORTEST and word.isascii() and word.isalpha()
