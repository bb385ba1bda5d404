"""The sentence of a document around a place in it."""

from __future__ import annotations

from graph.model import Action
from graph.questions import CitationRow
from web.site import site

ENDS = "。；！？\n"
LONGEST = 160
"""How many characters a sentence may have on either side of the place."""


def sentence_around(text: str, start: int, end: int) -> str:
    """Return the sentence that holds ``[start, end)``, cut where it is very long.

    >>> sentence_around("加强监管。按照《条例》处理；及时公开。", 7, 11)
    '按照《条例》处理；'
    """
    first = max(text.rfind(mark, 0, start) for mark in ENDS) + 1
    after = [at for mark in ENDS if (at := text.find(mark, end)) >= 0]
    last = min(after) + 1 if after else len(text)
    before = "…" if start - first > LONGEST else ""
    behind = "…" if last - end > LONGEST else ""
    first, last = max(first, start - LONGEST), min(last, end + LONGEST)
    return before + text[first:last].strip() + behind


def sentence_of(row: CitationRow) -> str:
    """Return the sentence in which something is cited."""
    quote = row.edge.evidence.quote
    if isinstance(row.source, Action) and quote in row.source.text:
        at = row.source.text.index(quote)
        return sentence_around(row.source.text, at, at + len(quote))
    text = site().store.text(row.document.id)
    return sentence_around(text, row.edge.evidence.start, row.edge.evidence.end)
