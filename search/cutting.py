"""The dictionary that cuts Chinese into words: rjieba where it is installed, jieba otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from typing import Protocol

from search.folding import fold


class Cutter(Protocol):
    """Cuts a text without punctuation into words."""

    def cut(self, text: str) -> Iterable[str]:
        """Return the words of a text, which do not overlap."""
        ...

    def cut_for_search(self, text: str) -> Iterable[str]:
        """Return the words of a text, each after the words within it."""
        ...

    def add_word(self, word: str) -> None:
        """Add a word to the dictionary."""
        ...


class RustCutter:
    """Cuts with rjieba."""

    def __init__(self) -> None:
        import rjieba

        self._jieba = rjieba.Jieba()
        self.cut = self._jieba.cut
        self.cut_for_search = self._jieba.cut_for_search

    def add_word(self, word: str) -> None:
        """Add a word to the dictionary."""
        self._jieba.add_word(word, None, None)


class PythonCutter:
    """Cuts with jieba."""

    def __init__(self) -> None:
        import logging

        import jieba

        jieba.setLogLevel(logging.WARNING)
        self._jieba = jieba.Tokenizer()
        self.cut = self._jieba.cut
        self.cut_for_search = self._jieba.cut_for_search

    def add_word(self, word: str) -> None:
        """Add a word to the dictionary."""
        self._jieba.add_word(word)


@cache
def cutter() -> Cutter:
    """Return the cutter of this process."""
    try:
        return RustCutter()
    except ImportError:
        return PythonCutter()


_learned: set[str] = set()


def learn(names: Iterable[str]) -> None:
    """Make names whole words from now on; rank depends on it, what is found does not."""
    dictionary = cutter()
    for name in names:
        folded = fold(name)
        if len(folded) > 1 and folded.isalnum():
            dictionary.add_word(folded)
            _learned.add(folded)


def vocabulary() -> str:
    """Return what tells the dictionary, with the names learned so far, from any other."""
    words = "\n".join((version("jieba"), *sorted(_learned)))
    return blake2b(words.encode(), digest_size=16).hexdigest()


_USUAL, _LONGEST_USUAL = 50, 6


@cache
def usual_words() -> tuple[str, ...]:
    """Return the words of the dictionary that are not rare, the more usual ones first."""
    import jieba

    with jieba.get_dict_file() as lines:
        entries = (line.decode().split() for line in lines)
        counted = [(-int(count), word) for word, count, *_ in entries]
    return tuple(
        word
        for count, word in sorted(counted)
        if -count >= _USUAL and 1 < len(word) <= _LONGEST_USUAL
    )
