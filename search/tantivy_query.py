"""The tree of a query as a tantivy query: what is found, and how it is weighed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import tantivy
from tantivy import Occur

from search.engine import Filters
from search.query import AllOf, AnyOf, Field, Phrase, Tree, Without, Words, Years
from search.tantivy_schema import TITLE, WORDS, grams_of, part_of
from search.tokens import Word, normal_numbers, query_words, stream

BOOSTS = dict(zip(WORDS, (4.0, 2.0, 2.0, 1.0), strict=True))
PHRASE_IN_TITLE = 2.0
FOUND_BY_CHARACTERS = 0.1
"""The score of a word that the dictionary cut otherwise in the text."""

KINDS = ("document", "action")
_SINGLE = ("kind", "function", "location", "subject", "regulation", "document_type", "document")
EARLIEST, LATEST = 0, 9999


class QueryBuilder:
    """Makes tantivy queries for one schema, clause by clause, never from a string."""

    def __init__(self, schema: tantivy.Schema) -> None:
        self._schema = schema

    def build(self, tree: Tree, filters: Filters) -> tantivy.Query:
        """Return the query for passages that a tree describes and all filters let through."""
        return _all([self._everything(), self._tree(tree), *map(_unscored, self._filters(filters))])

    def exactly(self, field: str, value: str | int) -> tantivy.Query:
        """Return the query for one value of one field."""
        return tantivy.Query.term_query(self._schema, field, value)

    def _everything(self) -> tantivy.Query:
        return _unscored(tantivy.Query.term_set_query(self._schema, "kind", KINDS))

    def _tree(self, tree: Tree) -> tantivy.Query:
        match tree:
            case Words(text, Field.NUMBER) | Phrase(text, Field.NUMBER):
                return self._phrase(stream(normal_numbers(text)), Field.NUMBER)
            case Words(text, field):
                return self._words(text, field)
            case Phrase(text, field):
                return self._phrase(stream(text), field)
            case Years(first, last):
                return _unscored(self._years(first, last))
            case Without(node):
                return _but_not(self._everything(), self._tree(node))
            case AnyOf(nodes):
                return _any(map(self._tree, nodes))
            case AllOf(nodes):
                return _all([self._everything(), *map(self._tree, nodes)])

    def _words(self, text: str, field: Field | None) -> tantivy.Query:
        words = [(word, stream(text[word.start : word.end])) for word in query_words(text)]
        # A lone character within a longer run tells nothing: 按 of 按职责.
        telling = [(word, run) for word, run in words if len(run) > 1 or len(words) == 1]
        whole = self._phrase(stream(text), field)
        if not telling:
            return whole
        return _any([whole, _all(self._word(word, run, field) for word, run in telling)])

    def _word(self, word: Word, run: str, field: Field | None) -> tantivy.Query:
        run_query = self._run(run, grams_of(field))
        found = tantivy.Query.const_score_query(run_query, FOUND_BY_CHARACTERS)
        if field:
            return found
        weighed = (
            tantivy.Query.boost_query(self.exactly(name, word.text), boost)
            for name, boost in BOOSTS.items()
        )
        return _any([found, *weighed])

    def _phrase(self, run: str, field: Field | None) -> tantivy.Query:
        found = self._run(run, grams_of(field))
        if field:
            return found
        in_title = tantivy.Query.boost_query(self._run(run, TITLE), PHRASE_IN_TITLE)
        return _any([found, in_title])

    def _run(self, run: str, field: str) -> tantivy.Query:
        """Return the query for a stream in a field of pairs."""
        if len(run) == 1:
            return _unscored(tantivy.Query.regex_query(self._schema, field, f"{run}.?|.{run}"))
        if len(run) == 2:
            return self.exactly(field, run)
        # Every second pair covers the run; the last overlaps where its length is odd.
        places = sorted({*range(0, len(run) - 1, 2), len(run) - 2})
        pairs: list[str | tuple[int, str]] = [(place, run[place : place + 2]) for place in places]
        return tantivy.Query.phrase_query(self._schema, field, pairs)

    def _years(self, first: int | None, last: int | None) -> tantivy.Query:
        return tantivy.Query.range_query(
            self._schema,
            "year",
            tantivy.FieldType.Integer,
            EARLIEST if first is None else max(first, EARLIEST),
            LATEST if last is None else min(last, LATEST),
        )

    def _filters(self, filters: Filters) -> Iterable[tantivy.Query]:
        if filters.agency and filters.role:
            yield self.exactly("part", part_of(filters.agency, filters.role))
        elif filters.agency:
            yield self.exactly("agency", filters.agency)
        elif filters.role:
            yield self.exactly("role", filters.role)
        for name in _SINGLE:
            if value := getattr(filters, name):
                yield self.exactly(name, value)
        if filters.years:
            yield self._years(*filters.years)


def _unscored(query: tantivy.Query) -> tantivy.Query:
    return tantivy.Query.const_score_query(query, 0.0)


def _all(queries: Iterable[tantivy.Query]) -> tantivy.Query:
    return _joined(Occur.Must, list(queries))


def _any(queries: Iterable[tantivy.Query]) -> tantivy.Query:
    return _joined(Occur.Should, list(queries))


def _but_not(query: tantivy.Query, other: tantivy.Query) -> tantivy.Query:
    return tantivy.Query.boolean_query([(Occur.Must, query), (Occur.MustNot, other)])


def _joined(occur: Occur, queries: Sequence[tantivy.Query]) -> tantivy.Query:
    if len(queries) == 1:
        return queries[0]
    return tantivy.Query.boolean_query([(occur, query) for query in queries])
