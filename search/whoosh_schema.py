"""What a Whoosh index keeps of a passage, and clauses as Whoosh queries."""

from __future__ import annotations

import re
from collections.abc import Iterable

from whoosh import columns, fields, query
from whoosh.analysis import RegexTokenizer

from search import clauses
from search.entries import EXACT, FACETS, GRAMS, KINDS, ORDERS, WORDS, Entry

_BETWEEN = "\x1f"


def schema() -> fields.Schema:
    """Return the schema of an index."""
    values = RegexTokenizer(f"[^{_BETWEEN}]+")
    spaced = RegexTokenizer(r"\S+")
    exact = [*EXACT, *(name for name in FACETS if name != "year")]
    return fields.Schema(
        **{name: fields.KEYWORD(analyzer=values, scorable=False) for name in exact},
        **{name: fields.TEXT(analyzer=spaced, phrase=False) for name in WORDS},
        **{name: fields.TEXT(analyzer=spaced, phrase=True) for name in GRAMS},
        year=fields.NUMERIC(int),
        **{name: fields.NUMERIC(int, bits=64, sortable=True) for name in ORDERS},
        # what hits are made of, and what facets are counted from, by the number of the entry
        shown=fields.STORED,
        facets=fields.COLUMN(columns.CompressedBytesColumn()),
        change=fields.STORED,
    )


def values_of(entry: Entry) -> dict[str, object]:
    """Return what is written for an entry."""
    years = {} if entry.year is None else {"year": entry.year}
    counted = [*((name, entry.exact.get(name, ())) for name in FACETS if name != "year")]
    if entry.year is not None:
        counted.append(("year", (str(entry.year),)))
    facets = _BETWEEN.join(f"{name}={value}" for name, values in counted for value in values)
    return {
        **{name: _BETWEEN.join(values) for name, values in entry.exact.items() if values},
        **{name: tokens for name, tokens in entry.tokens.items() if tokens},
        **years,
        **entry.orders,
        "shown": entry.shown,
        "facets": facets.encode("utf-8", "replace"),
    }


def facets_in(kept: bytes) -> Iterable[tuple[str, str]]:
    """Return the pairs of facet and value that an entry counts for."""
    pairs = (pair.partition("=") for pair in kept.decode().split(_BETWEEN) if pair)
    return ((name, value) for name, _, value in pairs)


def compiled(clause: clauses.Clause) -> query.Query:
    """Return a clause as a query, part by part, never from a string."""
    match clause:
        case clauses.Every():
            return query.Or([query.Term("kind", kind) for kind in KINDS])
        case clauses.Exactly(field, value):
            return query.Term(field, value)
        case clauses.Run(field, run):
            return _run(run, field)
        case clauses.InYears(first, last):
            return query.NumericRange("year", first, last)
        case clauses.Constant(inner, score):
            return query.ConstantScoreQuery(compiled(inner), score)
        case clauses.Boosted(inner, factor):
            return compiled(inner).with_boost(factor)
        case clauses.Both(parts):
            return query.And([compiled(one) for one in parts])
        case clauses.Either(parts):
            return query.Or([compiled(one) for one in parts])
        case clauses.ButNot(inner, other):
            return query.AndNot(compiled(inner), compiled(other))


def _run(run: str, field: str) -> query.Query:
    if len(run) == 1:
        sign = re.escape(run)
        found = query.Or([query.Prefix(field, run), query.Regex(field, f".{sign}$")])
        return query.ConstantScoreQuery(found, 0.0)
    if len(run) == 2:
        return query.Term(field, run)
    return query.Phrase(field, [run[place : place + 2] for place in range(len(run) - 1)])
