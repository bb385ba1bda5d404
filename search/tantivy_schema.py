"""What a tantivy index keeps of a passage.

Analysis is ours: fields of words and of pairs of characters take tokens joined by spaces, and
tantivy only splits them again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice

import tantivy

from graph.model import Role
from search.engine import Passage
from search.numbers import odd_numbers, with_numbers
from search.query import Field
from search.tokens import BREAK, grams, index_words, normal_numbers, stream

VERSION = "4"
"""Changes whenever an index made before would answer differently."""

EXACT = ("id", "document", "part", "regulation")
FACETS = (
    *("kind", "agency", "leader", "role", "function"),
    *("location", "subject", "year", "document_type"),
)
_LEADING = (Role.LEAD, Role.SOLE)
WORDS = ("title_words", "heading_words", "names_words", "text_words")
_SHORT = 200
_AT_ONCE = 10_000
ANYWHERE = "grams"
TITLE = "title_grams"
STATE = "state"
"""The kind of the one entry that is no passage: it holds the number of the last change."""


def grams_of(field: Field | None) -> str:
    """Return the name of the pairs of characters of a field, or of the whole passage."""
    return f"{field}_grams" if field else ANYWHERE


GRAMS = (ANYWHERE, TITLE, *map(grams_of, Field))
TEXT_FIELDS = (*EXACT, *(name for name in FACETS if name != "year"), *WORDS, *GRAMS)


def schema() -> tantivy.Schema:
    """Return the schema of an index."""
    builder = tantivy.SchemaBuilder()
    for name in EXACT:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in FACETS:
        if name != "year":
            builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_integer_field("year", indexed=True, fast=True)
    for name in WORDS:
        builder.add_text_field(name, tokenizer_name="spaced", index_option="freq")
    for name in GRAMS:
        builder.add_text_field(name, tokenizer_name="spaced", index_option="position")
    builder.add_integer_field("newest", fast=True)
    builder.add_bytes_field("shown", stored=True)
    builder.add_integer_field("change", stored=True)
    return builder.build()


def prepare(index: tantivy.Index) -> tantivy.Index:
    """Give an index, which has just been made or opened, the tokenizer of its fields."""
    spaced = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("spaced", spaced)
    return index


def entry_of(passage: Passage) -> tantivy.Document:
    """Return what the index keeps of a passage."""
    entry = tantivy.Document()
    for name, values in _exact_values(passage):
        for value in values:
            entry.add_text(name, value)
    if passage.year is not None:
        entry.add_integer("year", passage.year)
    entry.add_integer("newest", passage.year or 0)
    numbered_heading = f"{passage.heading} {passage.document_number}"
    text = "\n".join((passage.text, *odd_numbers(passage.text)))
    ranked = (passage.title, numbered_heading, passage.names, text)
    for name, words in zip(WORDS, ranked, strict=True):
        entry.add_text(name, _spaced_words(words))
    for name, texts in _gram_texts(replace(passage, text=text)):
        entry.add_text(name, _spaced_grams(texts))
    shown = (passage.id, passage.kind, passage.document, passage.title, passage.text)
    entry.add_bytes("shown", json.dumps(shown, ensure_ascii=False).encode())
    return entry


def state_of(change: int) -> tantivy.Document:
    """Return the entry that remembers the last change."""
    entry = tantivy.Document()
    entry.add_text("kind", STATE)
    entry.add_integer("change", change)
    return entry


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
    yield ANYWHERE, (p.title, p.document_number, p.heading, p.text, p.names, p.places)
    yield TITLE, (p.title,)
    yield grams_of(Field.AGENCY), (p.names, *(names for _, names in p.role_names))
    yield grams_of(Field.LEAD), _names_in(p, Role.LEAD, Role.SOLE)
    yield grams_of(Field.SUPPORT), _names_in(p, Role.SUPPORT)
    yield grams_of(Field.PLACE), (p.places,)
    yield grams_of(Field.NUMBER), (normal_numbers(with_numbers(p.document_number)),)
    yield grams_of(Field.TYPE), (p.document_type,)


def _names_in(passage: Passage, *roles: Role) -> Iterable[str]:
    return (names for role, names in passage.role_names if role in roles)


def _spaced_grams(texts: Iterable[str]) -> str:
    """Return the pairs of a joined stream; a lone character stands for itself."""
    run = BREAK.join(filter(None, map(_stream, texts)))
    return _spaced(grams(run)) if len(run) > 1 else run


def _spaced(tokens: Iterator[str]) -> str:
    """Join tokens by spaces, some at a time: millions of them would fill the memory."""
    return " ".join(iter(lambda: " ".join(islice(tokens, _AT_ONCE)), ""))


def _spaced_words(text: str) -> str:
    return _short_words(text) if len(text) <= _SHORT else _spaced(index_words(text))


def _stream(text: str) -> str:
    return _short_stream(text) if len(text) <= _SHORT else stream(text)


# Titles, headings and names come again with each passage of a document, and with the next one.
_short_stream = lru_cache(maxsize=4_096)(stream)


@lru_cache(maxsize=4_096)
def _short_words(text: str) -> str:
    return _spaced(index_words(text))
