"""What an action acts on: the subjects that its title and text name, the most telling first."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator

from graph.lexicon import Concept, Lexicon
from ingest.extract.confidence import confidence_of
from ingest.extract.found import FoundSubject, Span
from ingest.extract.taken import Taken
from ingest.text import Text

MOST = 8
_TITLE = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》")
_BODY_ENDS = re.compile(r"[局委办厅部院会社府室队站]|中心")
_BODY_LIMIT = 24
Named = tuple[int, int, Concept]


class SubjectFinder:
    """Finds the subjects of one text; names of bodies, places and documents hold none."""

    def __init__(self, text: Text, lexicon: Lexicon, hidden: Iterable[Span] = ()) -> None:
        self._text = text
        self._lexicon = lexicon
        titles = (title.span() for title in _TITLE.finditer(text.plain))
        self._hidden = Taken(len(text.plain), (*titles, *hidden))
        self._all = [named for named in lexicon.subjects.find(text.plain) if self._is_free(named)]
        self._starts = [start for start, _, _ in self._all]

    def within(
        self, title: Span | None, body: Span, hidden: Iterable[Span] = ()
    ) -> tuple[FoundSubject, ...]:
        """Return the subjects of a title and a text, each once, at most ``MOST``.

        Those of the title come first, then the more frequent. A subject is left out where a
        narrower one stands in as good a place. Names in a hidden span do not count.
        """
        spans = tuple(hidden)
        by_slug: dict[str, list[Named]] = defaultdict(list)
        in_title: set[str] = set()
        for named in self._in_either(title or (0, 0), body):
            start, end, concept = named
            if not any(a < end and start < b for a, b in spans):
                by_slug[concept.slug].append(named)
                if title and title[0] <= start < title[1]:
                    in_title.add(concept.slug)
        told = in_title | (by_slug.keys() - self._broader(by_slug))
        told -= self._broader(in_title)
        ranked = sorted(
            told, key=lambda slug: (slug not in in_title, -len(by_slug[slug]), by_slug[slug][0][:2])
        )
        return tuple(self._found(by_slug[slug], slug in in_title) for slug in ranked[:MOST])

    def _in_either(self, title: Span, body: Span) -> Iterator[Named]:
        """Yield what is named in a title, then what is named in a text and not in its title."""
        first = self._between(title)
        yield from (self._all[index] for index in first)
        yield from (self._all[index] for index in self._between(body) if index not in first)

    def _between(self, span: Span) -> range:
        return range(bisect_left(self._starts, span[0]), bisect_left(self._starts, span[1]))

    def _broader(self, slugs: Iterable[str]) -> set[str]:
        return {above.slug for slug in slugs for above in self._lexicon.subjects.broader(slug)}

    def _found(self, mentions: list[Named], is_in_title: bool) -> FoundSubject:
        start, end, concept = mentions[0]
        often = "subject-repeated" if len(mentions) > 1 else "subject-once"
        rule = "subject-in-title" if is_in_title else often
        surface = self._text.verbatim(start, end)
        return FoundSubject(
            surface, concept.slug, concept.zh, (start, end), rule, confidence_of(rule)
        )

    def _is_free(self, named: Named) -> bool:
        start, end, _ = named
        return not self._hidden.meets((start, end)) and not self._opens_body(start, end)

    def _opens_body(self, start: int, end: int) -> bool:
        """Whether a name only begins the name of a body (住房公积金 of 住房公积金管理中心)."""
        plain, match = self._text.plain, self._lexicon.functions.match
        ends = (m.end() for m in _BODY_ENDS.finditer(plain, end, start + _BODY_LIMIT))
        return any(match(plain[start:stop]) is not None for stop in ends)
