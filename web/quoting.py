"""Words of a document as they are quoted: with its title, number, date, page, and the way there."""

from __future__ import annotations

from flask import g
from flask_babel import gettext

from graph.model import Action, Document
from search.engine import Hit
from web.addresses import place_in
from web.sheets import page_at
from web.site import site
from web.sources import absolute, task_of


def quotation(words: str, document: Document, offset: int) -> str:
    """Return words that begin at an offset, what says them, and on a line of its own the way."""
    cited = cited_as(document, page_at(_text(document.id), offset))
    return f"“{words.strip()}”——{cited}\n{absolute(place_in(document.id, offset))}"


def quotation_of(hit: Hit) -> str | None:
    """Return the words of a hit as they are quoted: a task whole, of a document what is shown.

    It is None where the document is gone, or does not have the words as they are shown.
    """
    document, node = site().nodes.node(hit.document), site().nodes.node(hit.id)
    if not isinstance(document, Document):
        return None
    if isinstance(node, Action):
        return quotation(task_of(node) + (node.statement or ""), document, node.start)
    words = hit.snippet.text.strip("… ")
    offset = _text(document.id).find(words)
    return quotation(words, document, offset) if words and offset >= 0 else None


def cited_as(document: Document | None, page: int | None = None) -> str:
    """Return how a document is named behind words taken from it: 《题目》（文号，日期，页）.

    >>> cited_as(Document(id="document/1", title="要点", regulation="", year=2024))
    '《要点》（2024）'
    """
    if document is None:
        return ""
    when = document.issued_on or (str(document.year) if document.year else "")
    where = gettext("第 %(number)s 页", number=page) if page else ""
    told = "，".join(filter(None, (document.document_number, when, where)))
    return f"《{document.title}》" + (f"（{told}）" if told else "")


def _text(document_id: str) -> str:
    """Return the text of a document, the last one that was asked for kept for its other words."""
    kept: tuple[str, str] = g.get("quoted", ("", ""))
    if kept[0] != document_id:
        try:
            kept = document_id, site().store.text(document_id)
        except KeyError:  # removed since
            kept = document_id, ""
        g.quoted = kept
    return kept[1]
