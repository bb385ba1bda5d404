"""Folding: one plain form for every way of writing a character, so that spans stay true."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

_FULL_WIDTH = range(0xFF01, 0xFF5F)
_TO_ASCII = 0xFEE0
_LETTERS_AND_DIGITS = frozenset("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_FIRST_HAN = 0x2E80
_SURROGATES = range(0xD800, 0xE000)


class _PlainCharacters(dict[int, str]):
    """A table for ``str.translate`` that learns each character the first time it is met."""

    def __missing__(self, code: int) -> str:
        plain = _plain(code)
        self[code] = plain
        return plain


@cache
def _simplifier() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


def _plain(code: int) -> str:
    if code in _SURROGATES:
        return "\ufffd"
    character = chr(code)
    if code in _FULL_WIDTH and chr(code - _TO_ASCII) in _LETTERS_AND_DIGITS:
        character = chr(code - _TO_ASCII)
    if code >= _FIRST_HAN:
        # Some simplified forms have a simplified form themselves: 薴 becomes 苧, 苧 becomes 苎.
        for _ in range(2):
            character = _one(_simplifier().convert(character), character)
    return _one(character.lower(), character)


def _one(changed: str, character: str) -> str:
    return changed if len(changed) == 1 else character


_TABLE = _PlainCharacters()


def fold(text: str) -> str:
    """Return the text in simplified script, lower case, with plain letters and digits.

    Each character gives exactly one character whatever stands beside it: an offset into the
    result is an offset into the source, and a part of a text folds as it does in the text.

    >>> fold("國發〔２０２３〕１２號：ＡＩ")
    '国发〔2023〕12号：ai'
    """
    return text.translate(_TABLE)
