"""Which brackets of a text belong together, found in one pass, paragraph by paragraph."""

from __future__ import annotations

import re

_CLOSER_OF = {"（": "）", "〔": "〕", "【": "】", "［": "］", "《": "》"}
_OPENERS = frozenset(_CLOSER_OF)
_CLOSERS = frozenset(_CLOSER_OF.values())
_BRACKET = re.compile("[（）〔〕【】［］《》]")
_BRACKET_OR_END = re.compile(f"{_BRACKET.pattern}|\n")


def bracket_pairs(plain: str) -> list[tuple[int, int]]:
    """Return the outermost pairs as ``(position of opener, position of closer)``, in order.

    A closer takes the nearest opener of its own kind; where there is none, the nearest of
    any kind but 《. What stays open at the end of a paragraph is closed there, at the
    position of the line break. Takes time in proportion to the text, however it nests.

    >>> bracket_pairs("甲（各县（市）政府）乙〔丙〕")
    [(1, 9), (11, 13)]
    """
    pairs: list[tuple[int, int]] = []
    open_at: list[tuple[int, str]] = []
    for sign in _BRACKET_OR_END.finditer(plain):
        position, char = sign.start(), sign[0]
        if char in _OPENERS:
            open_at.append((position, char))
        elif char in _CLOSERS and open_at:
            _close(position, char, open_at, pairs)
        elif char == "\n" and open_at:
            pairs.append((open_at[0][0], position))
            open_at.clear()
    if open_at:
        pairs.append((open_at[0][0], len(plain)))
    return pairs


def _close(
    position: int, char: str, open_at: list[tuple[int, str]], pairs: list[tuple[int, int]]
) -> None:
    depth = len(open_at) - 1
    lowest = max(0, depth - 3)
    while depth >= lowest and _CLOSER_OF[open_at[depth][1]] != char:
        depth -= 1
    if depth < lowest:
        if char == "》" or open_at[-1][1] == "《":
            return
        depth = len(open_at) - 1
    start = open_at[depth][0]
    del open_at[depth:]
    if not open_at:
        pairs.append((start, position))


def depth_zero(text: str) -> list[bool]:
    """Return for each character whether it lies outside all brackets of the text.

    >>> depth_zero("各县（市）、局")
    [True, True, False, False, False, True, True]
    """
    outside = [True] * len(text)
    depth = opened = 0
    for bracket in _BRACKET.finditer(text):
        if bracket[0] in _OPENERS:
            opened = opened if depth else bracket.start()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                outside[opened : bracket.end()] = [False] * (bracket.end() - opened)
    if depth:
        outside[opened:] = [False] * (len(text) - opened)
    return outside
