"""Patterns from the words of ``words.toml``."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any


def any_of(*names: str) -> str:
    """Return a pattern for any one word of the lists, the longest first.

    A name is ``table.list``. A word with an entry in the table's ``not_before`` does not
    match where one of those signs follows. Raises KeyError for a list there is none of.

    >>> import re
    >>> units = re.compile(any_of("quantity.units"))
    >>> bool(units.match("家庭")), bool(units.match("家企业"))
    (False, True)
    """
    found: dict[str, str] = {}
    for name in names:
        table = name.partition(".")[0]
        exceptions: dict[str, str] = _tables()[table].get("not_before", {})
        for word in words_of(name):
            following = exceptions.get(word)
            found[word] = re.escape(word) + (f"(?![{following}])" if following else "")
    return "|".join(found[word] for word in sorted(found, key=len, reverse=True))


def signs_of(*names: str) -> str:
    """Return the signs with which the words of the lists begin.

    Before a pattern, ``(?=[…])`` with all signs that it may begin with lets a search pass over
    the rest of a text without trying the pattern there.
    """
    return "".join(sorted({word[0] for name in names for word in words_of(name)}))


def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a list, in the order of the file."""
    table, _, key = name.partition(".")
    words: str = _tables()[table][key]
    return tuple(words.split())


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
