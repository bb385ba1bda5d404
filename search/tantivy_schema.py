"""What a tantivy index keeps of a passage."""

from __future__ import annotations

import tantivy

from search.engine import Passage
from search.entries import EXACT, FACETS, GRAMS, ORDERS, STATE, WORDS
from search.entries import entry_of as entry_in_any_index

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
    for name in ORDERS:
        builder.add_integer_field(name, fast=True)
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
    kept = entry_in_any_index(passage)
    entry = tantivy.Document()
    for name, values in kept.exact.items():
        for value in values:
            entry.add_text(name, value)
    if kept.year is not None:
        entry.add_integer("year", kept.year)
    for name, order in kept.orders.items():
        entry.add_integer(name, order)
    for name, tokens in kept.tokens.items():
        entry.add_text(name, tokens)
    entry.add_bytes("shown", kept.shown)
    return entry


def state_of(change: int, vocabulary: str) -> tantivy.Document:
    """Return the entry that remembers the last change, and what words were cut with."""
    entry = tantivy.Document()
    entry.add_text("kind", STATE)
    entry.add_integer("change", change)
    entry.add_bytes("shown", vocabulary.encode())
    return entry
