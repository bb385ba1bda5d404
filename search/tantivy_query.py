"""Clauses as tantivy queries."""

from __future__ import annotations

from collections.abc import Sequence

import tantivy
from tantivy import Occur

from search import clauses
from search.entries import KINDS


class QueryBuilder:
    """Makes tantivy queries for one schema, clause by clause, never from a string."""

    def __init__(self, schema: tantivy.Schema) -> None:
        self._schema = schema

    def exactly(self, field: str, value: str | int) -> tantivy.Query:
        """Return the query for one value of one field."""
        return tantivy.Query.term_query(self._schema, field, value)

    def build(self, clause: clauses.Clause) -> tantivy.Query:
        """Return the query for a clause."""
        match clause:
            case clauses.Every():
                return tantivy.Query.term_set_query(self._schema, "kind", KINDS)
            case clauses.Exactly(field, value):
                return self.exactly(field, value)
            case clauses.Run(field, run):
                return self._run(run, field)
            case clauses.InYears(first, last):
                kind = tantivy.FieldType.Integer
                return tantivy.Query.range_query(self._schema, "year", kind, first, last)
            case clauses.Constant(inner, score):
                return tantivy.Query.const_score_query(self.build(inner), score)
            case clauses.Boosted(inner, factor):
                return tantivy.Query.boost_query(self.build(inner), factor)
            case clauses.Both(parts):
                return self._joined(Occur.Must, parts)
            case clauses.Either(parts):
                return self._joined(Occur.Should, parts)
            case clauses.ButNot(inner, other):
                both = [(Occur.Must, self.build(inner)), (Occur.MustNot, self.build(other))]
                return tantivy.Query.boolean_query(both)

    def _run(self, run: str, field: str) -> tantivy.Query:
        if len(run) == 1:
            found = tantivy.Query.regex_query(self._schema, field, f"{run}.?|.{run}")
            return tantivy.Query.const_score_query(found, 0.0)
        if len(run) == 2:
            return self.exactly(field, run)
        # Every second pair covers the run; the last overlaps where its length is odd.
        places = sorted({*range(0, len(run) - 1, 2), len(run) - 2})
        pairs: list[str | tuple[int, str]] = [(place, run[place : place + 2]) for place in places]
        return tantivy.Query.phrase_query(self._schema, field, pairs)

    def _joined(self, occur: Occur, parts: Sequence[clauses.Clause]) -> tantivy.Query:
        return tantivy.Query.boolean_query([(occur, self.build(part)) for part in parts])
