"""The sentence in which a row of an answer is said."""

from __future__ import annotations

from graph.model import Action
from graph.questions import CitationRow
from web.sentences import sentence_around
from web.site import site


def sentence_of(row: CitationRow) -> str:
    """Return the sentence in which something is cited."""
    quote = row.edge.evidence.quote
    if isinstance(row.source, Action) and quote in row.source.text:
        at = row.source.text.index(quote)
        return sentence_around(row.source.text, at, at + len(quote))
    text = site().store.text(row.document.id)
    return sentence_around(text, row.edge.evidence.start, row.edge.evidence.end)
