"""Lookaheads that let a search pass over most of a text, held against what stands behind them.

``(?=[负牵])(?:负责|牵头)`` finds what ``负责|牵头`` finds, sooner. It would miss 配合 were that
added behind the lookahead only.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any


def missed_beginnings(pattern: re.Pattern[str]) -> set[str]:
    """Return the signs with which something in a pattern begins that its lookahead forbids."""
    missed: set[str] = set()
    for sequence in _sequences(_parser.parse(pattern.pattern)):
        (operation, argument), *rest = sequence
        if operation is code.ASSERT and argument[0] == 1 and rest:
            allowed, _ = _beginnings(argument[1])
            signs, _ = _beginnings(rest)
            missed |= signs - allowed
    return missed


def _sequences(part: Any) -> Iterator[Any]:
    """Yield every sequence in a parsed pattern, from the outside in."""
    if isinstance(part, _parser.SubPattern) and len(part):
        yield part
    if isinstance(part, (_parser.SubPattern, list, tuple)):
        for inner in part:
            yield from _sequences(inner)


def _beginnings(sequence: Any) -> tuple[set[str], bool]:
    """Return the signs a sequence may begin with, and whether it may match nothing."""
    found: set[str] = set()
    for operation, argument in sequence:
        signs, may_be_empty = _of_one(operation, argument)
        found |= signs
        if not may_be_empty:
            return found, False
    return found, True


def _of_one(operation: Any, argument: Any) -> tuple[set[str], bool]:
    if operation is code.LITERAL:
        return {chr(argument)}, False
    if operation is code.IN:
        return set().union(*(_of_class(*part) for part in argument)), False
    if operation is code.BRANCH:
        branches = [_beginnings(branch) for branch in argument[1]]
        return set().union(*(signs for signs, _ in branches)), any(empty for _, empty in branches)
    if operation is code.SUBPATTERN:
        return _beginnings(argument[3])
    if operation in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
        signs, may_be_empty = _beginnings(argument[2])
        return signs, may_be_empty or argument[0] == 0
    if operation in (code.ASSERT, code.ASSERT_NOT, code.AT):
        return set(), True
    return {f"anything: {operation}"}, False


def _of_class(operation: Any, argument: Any) -> set[str]:
    if operation is code.LITERAL:
        return {chr(argument)}
    if operation is code.RANGE:
        return set(map(chr, range(argument[0], argument[1] + 1)))
    if argument is code.CATEGORY_DIGIT:
        return set(string.digits)
    return {str(argument or operation)}
