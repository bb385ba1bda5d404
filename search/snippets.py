"""The sentences of a passage that show why it was found, with spans on the text as written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from search.engine import Snippet
from search.folding import fold
from search.query import Phrase, Words
from search.synonyms import Synonyms
from search.tokens import pattern, query_words, stream, word_pattern

LENGTH = 160
"""How many characters of a text are shown, at most."""

_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]?")


class Highlighter:
    """Marks in texts what the terms of one query stand for."""

    def __init__(self, terms: Iterable[Words | Phrase], synonyms: Synonyms | None = None) -> None:
        known = synonyms or Synonyms()
        patterns = {pattern for term in terms for pattern in _patterns(term, known)}
        found = sorted(patterns, key=len, reverse=True)
        self._pattern = re.compile("|".join(found)) if found else None

    def whole(self, text: str) -> Snippet:
        """Return all of a text with its marks."""
        return Snippet(text, tuple(span for span, _ in self._marks(text)))

    def best(self, text: str) -> Snippet:
        """Return the part of a text, in whole sentences where they fit, that shows most."""
        marks = self._marks(text)
        start, end = _window(text, marks)
        inside = (span for span, _ in marks if start <= span[0] and span[1] <= end)
        return Snippet(text[start:end], tuple((a - start, b - start) for a, b in inside))

    def _marks(self, text: str) -> list[tuple[tuple[int, int], str]]:
        if self._pattern is None:
            return []
        return [(m.span(), m.group()) for m in self._pattern.finditer(fold(text))]


def _patterns(term: Words | Phrase, synonyms: Synonyms) -> Iterator[str]:
    yield pattern(stream(term.text))
    if isinstance(term, Words):
        for name in synonyms.within(term.text):
            yield from (pattern(stream(other)) for other in name.others)
        words = query_words(term.text)
        for word in words:
            if word.end - word.start > 1 or len(words) == 1:
                yield word_pattern(word.text)
                yield from (pattern(stream(name)) for name in synonyms.heard(word.text))


def _window(text: str, marks: list[tuple[tuple[int, int], str]]) -> tuple[int, int]:
    """Return the span of the sentences around the one with most that differs in it."""
    spans = [match.span() for match in _SENTENCE.finditer(text) if match.group().strip()]
    if not spans:
        return 0, 0
    shown = [0] * len(spans)
    seen: list[set[str]] = [set() for _ in spans]
    at = 0
    for (start, _), surface in marks:
        while at < len(spans) - 1 and start >= spans[at][1]:
            at += 1
        if surface not in seen[at]:
            seen[at].add(surface)
            shown[at] += len(surface)
    best = max(range(len(spans)), key=lambda i: (shown[i], -i))
    start, end = spans[best]
    start += len(text[start:end]) - len(text[start:end].lstrip())
    if end - start > LENGTH:
        first = next((a for (a, _), _ in marks if start <= a < end), start)
        start = max(start, min(first - LENGTH // 4, end - LENGTH))
        return start, start + LENGTH
    for _, further in spans[best + 1 :]:
        if further - start > LENGTH:
            break
        end = further
    return start, start + len(text[start:end].rstrip())
