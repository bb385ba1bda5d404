"""Where the rows of a result are said: the document, the words there, and the way to them."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin

from flask import request

from graph.model import Action, Document
from graph.questions import (
    ActionRow,
    CensusRow,
    CitationRow,
    CitedTogetherRow,
    CooperationRow,
    FunctionRow,
    IndicatorRow,
    MetricRow,
    PartnerRow,
    PathRow,
    RankingRow,
    Row,
    SubjectRow,
)
from search.engine import Hit
from web.addresses import address_of, answer_address, place_in, place_of, targets_of
from web.pages.sentences import sentence_of
from web.site import site

Found = Row | Hit


@dataclass(frozen=True, slots=True)
class Source:
    """The document that says a row, its words, and the address that shows them.

    Who acts together is proved by the first of their actions.
    """

    document: Document | None
    quote: str
    address: str


def source_of(row: Found) -> Source:
    """Return where a row is said; the counts of a census are said nowhere."""
    match row:
        case ActionRow(action, document):
            return _of_action(action, document)
        case IndicatorRow(document=document, edge=edge):
            return Source(document, edge.evidence.quote, place_of(edge.evidence))
        case CitationRow(document=document, edge=edge):
            return Source(document, sentence_of(row), place_of(edge.evidence))
        case PartnerRow(actions=actions) | CooperationRow(actions=actions):
            return _of_first(actions)
        case PathRow(actions=actions):
            return _of_first(actions[0])
        case CitedTogetherRow(documents=documents):
            return Source(_document(documents[0]), "", address_of(documents[0]))
        case Hit():
            return _of_hit(row)
        case Document():
            return Source(row, row.title, address_of(row.id))
        case RankingRow(node) | FunctionRow(node) | SubjectRow(node):
            return Source(None, "", address_of(node.id))
        case MetricRow(metric, unit):
            return Source(None, "", answer_address(targets_of(metric, unit)))
        case CensusRow():
            return Source(None, "", "")


def absolute(address: str) -> str:
    """Return an address of this site with the host that the request was made to."""
    return urljoin(request.host_url, address)


def task_of(action: Action) -> str:
    """Return the whole words of a task: its title, where it has one, and its text."""
    joint = "" if not action.title or action.title[-1] in "。：:；" else "。"
    return f"{action.title}{joint}{action.text}"


def _of_action(action: Action, document: Document | None) -> Source:
    words = action.statement or action.text
    return Source(document, words, place_in(action.document, action.start))


def _of_first(actions: tuple[str, ...]) -> Source:
    action = site().nodes.node(actions[0]) if actions else None
    if not isinstance(action, Action):
        return Source(None, "", "")
    return _of_action(action, _document(action.document))


def _of_hit(hit: Hit) -> Source:
    node = site().nodes.node(hit.id)
    address = place_in(hit.document, node.start) if isinstance(node, Action) else address_of(hit.id)
    return Source(_document(hit.document), hit.snippet.text, address)


def _document(document_id: str) -> Document | None:
    node = site().nodes.node(document_id)
    return node if isinstance(node, Document) else None
