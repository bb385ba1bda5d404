"""What every index keeps of a passage: values to filter by, words to rank by, pairs to find by.

Analysis is ours: fields of words and of pairs of characters hold tokens joined by spaces, and an
engine only splits them again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from graph.model import Role
from search.engine import Passage
from search.numbers import odd_numbers, with_numbers
from search.query import Field
from search.sounds import sounds_of
from search.tokens import BREAK, grams, index_words, normal_numbers, stream

VERSION = "6"
"""Changes whenever an index made before would answer differently."""

EXACT = ("id", "document", "part", "regulation")
FACETS = (
    *("kind", "agency", "leader", "role", "function"),
    *("location", "subject", "year", "document_type"),
)
WORDS = ("title_words", "heading_words", "names_words", "text_words")
TITLE = "title_grams"
KINDS = ("document", "action")
ORDERS = ("newest", "by_place")
ORDER_OF = {"newest": "newest", "place": "by_place"}
"""The numbers that each way to sort but by relevance goes by."""
STATE = "state"
"""The kind of the one entry that is no passage: it holds the number of the last change."""

_LEADING = (Role.LEAD, Role.SOLE)
_DIGITS = 12
_SHORT = 200
_AT_ONCE = 10_000
_ANYWHERE = "grams"
SOUNDS = "sound_grams"
"""The pairs of letters of how names sound: weaker than what is written."""


def grams_of(field: Field | None) -> str:
    """Return the name of the pairs of characters of a field, or of the whole passage."""
    return f"{field}_grams" if field else _ANYWHERE


GRAMS = (_ANYWHERE, TITLE, SOUNDS, *map(grams_of, Field))


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage as an index keeps it.

    ``exact`` holds the values of each field of EXACT and FACETS but the year, ``tokens`` those
    of WORDS and GRAMS joined by spaces, ``orders`` a number for each of ORDERS, the largest
    first, ``shown`` what a hit is made of.
    """

    exact: Mapping[str, tuple[str, ...]]
    tokens: Mapping[str, str]
    year: int | None
    orders: Mapping[str, int]
    shown: bytes


def entry_of(passage: Passage) -> Entry:
    """Return what an index keeps of a passage."""
    numbered_heading = f"{passage.heading} {passage.document_number}"
    text = "\n".join((passage.text, *odd_numbers(passage.text)))
    ranked = (passage.title, numbered_heading, passage.names, text)
    words = {name: _spaced_words(said) for name, said in zip(WORDS, ranked, strict=True)}
    found = {name: _spaced_grams(said) for name, said in _gram_texts(replace(passage, text=text))}
    shown = (
        *(passage.id, passage.kind, passage.document, passage.title, passage.text),
        *(passage.heading, passage.names, passage.document_number, passage.places, passage.cited),
    )
    return Entry(
        {name: tuple(values) for name, values in _exact_values(passage)},
        words | found,
        passage.year,
        _orders(passage),
        json.dumps(shown, ensure_ascii=False).encode("utf-8", "replace"),
    )


def _orders(passage: Passage) -> dict[str, int]:
    """Return what passages are ordered by; what has no year or place comes last.

    Codes of divisions grow with their level: 1401 stands for 140100000000.
    """
    year, code = passage.year or 0, passage.division[:_DIGITS]
    place = int(code.ljust(_DIGITS, "0")) if code.isdecimal() else 10**_DIGITS
    return {"newest": year, "by_place": 10_000 * -place + year}


def _exact_values(passage: Passage) -> Iterable[tuple[str, Iterable[str]]]:
    yield "id", (passage.id,)
    yield "kind", (passage.kind,)
    yield "document", (passage.document,)
    yield "document_type", filter(None, (passage.document_type,))
    yield "agency", _once(agency for agency, _ in passage.parts)
    yield "leader", _once(agency for agency, role in passage.parts if role in _LEADING)
    yield "role", _once(role for _, role in passage.parts)
    yield "part", _once(part_of(agency, role) for agency, role in passage.parts)
    yield "function", _once(passage.functions)
    yield "location", _once(passage.locations)
    yield "regulation", _once(passage.regulations)
    yield "subject", _once(passage.subjects)


def _once(values: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(values)


def part_of(agency: str, role: str) -> str:
    """Return the one value that stands for an agency in a role."""
    return f"{role} {agency}"


def _gram_texts(passage: Passage) -> Iterable[tuple[str, Iterable[str]]]:
    p = passage
    yield _ANYWHERE, (p.title, p.document_number, p.heading, p.text, p.names, p.places)
    yield TITLE, (p.title,)
    yield grams_of(Field.AGENCY), (p.names, *(names for _, names in p.role_names))
    yield grams_of(Field.LEAD), _names_in(p, Role.LEAD, Role.SOLE)
    yield grams_of(Field.SUPPORT), _names_in(p, Role.SUPPORT)
    yield grams_of(Field.PLACE), (p.places,)
    yield grams_of(Field.NUMBER), (normal_numbers(with_numbers(p.document_number)),)
    yield grams_of(Field.TYPE), (p.document_type,)
    yield grams_of(Field.CITES), (p.cited, normal_numbers(with_numbers(p.cited)))
    yield SOUNDS, sounds_of((*p.names.split(), *p.places.split()))


def _names_in(passage: Passage, *roles: Role) -> Iterable[str]:
    return (names for role, names in passage.role_names if role in roles)


def _spaced_grams(texts: Iterable[str]) -> str:
    """Return the pairs of a joined stream; a lone character stands for itself."""
    run = BREAK.join(filter(None, map(stream, texts)))
    return _spaced(grams(run)) if len(run) > 1 else run


def _spaced(tokens: Iterator[str]) -> str:
    """Join tokens by spaces, some at a time: millions of them would fill the memory."""
    return " ".join(iter(lambda: " ".join(islice(tokens, _AT_ONCE)), ""))


def _spaced_words(text: str) -> str:
    return _short_words(text) if len(text) <= _SHORT else _spaced(index_words(text))


@lru_cache(maxsize=4_096)
def _short_words(text: str) -> str:
    return _spaced(index_words(text))
