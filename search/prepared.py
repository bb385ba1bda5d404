"""A query made ready: the clauses that an engine compiles, and hits out of what it has kept."""

from __future__ import annotations

import json
from collections.abc import Iterable

from search.clauses import OtherNames, clauses_like, clauses_of
from search.engine import Facets, Hit, Query, Results
from search.entries import FACETS
from search.query import parse, wanted
from search.reasons import Explainer
from search.snippets import Highlighter

_OTHERS = ("heading", "names", "number", "places", "cited")


class Prepared:
    """What every engine does alike with one query; ``ignored`` is what of its words was.

    ``other_names`` are those that it finds beside what was typed, ``counted`` the facets to count.
    """

    def __init__(self, query: Query) -> None:
        parsed = parse(query.words)
        terms = tuple(wanted(parsed.tree))
        self.other_names: OtherNames = ()
        if query.like:
            self.clause = clauses_like(query.like, query.filters)
        else:
            asked = clauses_of(parsed.tree, query.filters, query.synonyms)
            self.clause, self.other_names = asked
        self.ignored = parsed.ignored
        self.counted = FACETS if query.facets is None else query.facets
        self._highlighter = Highlighter(terms, query.synonyms)
        self._explainer = Explainer(terms, query.synonyms)

    def results(self, total: int, hits: Iterable[Hit], facets: Facets) -> Results:
        """Return what was found, with what is to be said of the query."""
        return Results(total, tuple(hits), facets, self.ignored, self.other_names)

    def hit(self, shown: bytes, score: float) -> Hit:
        """Return the hit that is made of what an entry shows."""
        node, kind, document, title, text, *others = json.loads(shown)
        said = {"title": title, "text": text, **dict(zip(_OTHERS, others, strict=True))}
        reasons = self._explainer.reasons(said)
        whole, best = self._highlighter.whole(title), self._highlighter.best(text)
        return Hit(node, kind, document, score, whole, best, reasons)
