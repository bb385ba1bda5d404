"""Clauses as tantivy queries."""

from __future__ import annotations

from collections.abc import Sequence

import tantivy
from tantivy import Occur

from search.clauses import (
    Boosted,
    Both,
    ButNot,
    Clause,
    Constant,
    Either,
    Every,
    Exactly,
    InYears,
    Run,
)

KINDS = ("document", "action")


class QueryBuilder:
    """Makes tantivy queries for one schema, clause by clause, never from a string."""

    def __init__(self, schema: tantivy.Schema) -> None:
        self._schema = schema

    def exactly(self, field: str, value: str | int) -> tantivy.Query:
        """Return the query for one value of one field."""
        return tantivy.Query.term_query(self._schema, field, value)

    def build(self, clause: Clause) -> tantivy.Query:
        """Return the query for a clause."""
        match clause:
            case Every():
                return tantivy.Query.term_set_query(self._schema, "kind", KINDS)
            case Exactly(field, value):
                return self.exactly(field, value)
            case Run(field, run):
                return self._run(run, field)
            case InYears(first, last):
                kind = tantivy.FieldType.Integer
                return tantivy.Query.range_query(self._schema, "year", kind, first, last)
            case Constant(inner, score):
                return tantivy.Query.const_score_query(self.build(inner), score)
            case Boosted(inner, factor):
                return tantivy.Query.boost_query(self.build(inner), factor)
            case Both(clauses):
                return self._joined(Occur.Must, clauses)
            case Either(clauses):
                return self._joined(Occur.Should, clauses)
            case ButNot(inner, other):
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

    def _joined(self, occur: Occur, clauses: Sequence[Clause]) -> tantivy.Query:
        return tantivy.Query.boolean_query([(occur, self.build(clause)) for clause in clauses])
