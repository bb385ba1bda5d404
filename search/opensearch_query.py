"""What an OpenSearch index keeps of a passage, and clauses as its queries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from search import clauses
from search.entries import EXACT, FACETS, GRAMS, KINDS, ORDERS, VERSION, WORDS, Entry

Query = dict[str, Any]

OURS = "zhize"
"""The key of the mapping's own notes, by which an index of ours is known."""

_ANY_PAGE = 2**31 - 1
_SPACED = {"type": "text", "analyzer": "whitespace"}


def definition() -> dict[str, Any]:
    """Return the settings and the mapping that an index is made with.

    One shard counts exactly and shows an update all at once; it is copied to a second node
    where there is one. Nothing is seen before a refresh, which only an update asks for.
    """
    exact = [*EXACT, *(name for name in FACETS if name != "year")]
    return {
        "settings": {
            "index": {
                "number_of_shards": 1,
                "auto_expand_replicas": "0-1",
                "refresh_interval": "-1",
                "max_result_window": _ANY_PAGE,
            }
        },
        "mappings": {
            "_meta": {OURS: VERSION},
            "_source": {"includes": ["shown", "change"]},
            "dynamic": "strict",
            "properties": {
                **{name: {"type": "keyword"} for name in exact},
                **{name: {**_SPACED, "index_options": "freqs"} for name in WORDS},
                **dict.fromkeys(GRAMS, _SPACED),
                "year": {"type": "integer"},
                **{name: {"type": "long"} for name in ORDERS},
                **{name: {"type": "object", "enabled": False} for name in ("shown", "change")},
            },
        },
    }


def values_of(entry: Entry) -> dict[str, Any]:
    """Return what is sent for an entry."""
    return {
        **{name: values for name, values in entry.exact.items() if values},
        **{name: tokens for name, tokens in entry.tokens.items() if tokens},
        **({} if entry.year is None else {"year": entry.year}),
        **entry.orders,
        "shown": entry.shown.decode(),
    }


def compiled(clause: clauses.Clause) -> Query:
    """Return a clause as a query, part by part, never from a string."""
    match clause:
        case clauses.Every():
            return {"terms": {"kind": KINDS}}
        case clauses.Exactly(field, value):
            return {"term": {field: {"value": value}}}
        case clauses.Run(field, run):
            return _run(run, field)
        case clauses.InYears(first, last):
            return {"range": {"year": {"gte": first, "lte": last}}}
        case clauses.Constant(inner, score):
            return _constant(compiled(inner), score)
        case clauses.Boosted(inner, factor):
            return _bool("must", [inner], boost=factor)
        case clauses.Both(parts):
            return _bool("must", parts)
        case clauses.Either(parts):
            return _bool("should", parts, minimum_should_match=1)
        case clauses.ButNot(inner, other):
            return _bool("must", [inner], must_not=[compiled(other)])


def _run(run: str, field: str) -> Query:
    if len(run) == 1:
        pattern = {"value": f"{run}.?|.{run}", "flags": "NONE"}
        return _constant({"regexp": {field: pattern}}, 0.0)
    if len(run) == 2:
        return {"term": {field: {"value": run}}}
    pairs = " ".join(run[place : place + 2] for place in range(len(run) - 1))
    return {"match_phrase": {field: {"query": pairs}}}


def _constant(query: Query, score: float) -> Query:
    return {"constant_score": {"filter": query, "boost": score}}


def _bool(occur: str, parts: Sequence[clauses.Clause], **more: Any) -> Query:
    return {"bool": {occur: [compiled(part) for part in parts], **more}}
