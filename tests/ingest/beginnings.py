"""With which signs a match of a pattern can begin, read from the pattern itself."""

from __future__ import annotations

import re
import string
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any


def unexpected_beginnings(pattern: re.Pattern[str]) -> set[str]:
    """Return the signs that a pattern could begin with, did its first lookahead not forbid it."""
    (_, (_, allowed)), *rest = _parser.parse(pattern.pattern)
    known, _ = _beginnings(allowed)
    signs, _ = _beginnings(rest)
    return signs - known


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
    if operation in (code.MAX_REPEAT, code.MIN_REPEAT):
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
