"""Answers as JSON: the one shape that the command line and the API both give."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, cast

from graph.codec import edge_record, record_of
from graph.links import parameters_of
from graph.model import Document, Edge, Node
from graph.questions import (
    ALL_ROWS,
    ActionRow,
    Answer,
    Census,
    CensusRow,
    CitationRow,
    CitedTogetherRow,
    CooperationRow,
    FunctionRow,
    IndicatorRow,
    MetricRow,
    Page,
    PartnerRow,
    PathRow,
    Question,
    RankingRow,
    Row,
    Scope,
    SubjectRow,
    Taking,
)
from graph.store import GraphStore
from search.corrected import Found, search_corrected
from search.describe import describe
from search.engine import Hit, Query, Results, SearchEngine, Snippet
from search.names import Names
from search.understand import Interpretation, understand

Record = dict[str, Any]
MOST_HITS = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """What a sentence was taken to mean, and the answer: of the graph, or of the words.

    ``instead`` are the words that were searched where those typed find nothing.
    """

    interpretation: Interpretation
    answer: Answer | Results
    instead: str | None = None


def ask(
    text: str, store: GraphStore, engine: SearchEngine, names: Names, page: Page = ALL_ROWS
) -> Asked:
    """Return the answer to a sentence; where it makes no question, its words are searched.

    All rows of an answer may be wanted; of hits there are at most ``MOST_HITS``.
    """
    interpretation = answerable(understand(text, names), store)
    if interpretation.question is None:
        limit = MOST_HITS if page.limit is None else min(page.limit, MOST_HITS)
        page = Page(page.offset, limit)
        query = Query(words=interpretation.words or text, synonyms=names.synonyms, page=page)
        found = search_corrected(engine, query, lambda: names.speller)
        return Asked(interpretation, found.results, found.instead)
    return Asked(interpretation, store.answer(on_page(interpretation.question, page)))


def answerable(interpretation: Interpretation, store: GraphStore) -> Interpretation:
    """Return a question whose words of a topic some task has, as it is told by ``interpretation``.

    Where no task has all of them, one is ignored, that without which most is found; where that
    does not help there is no question, and the words are better searched.
    """
    question = interpretation.question
    scope = getattr(question, "scope", Scope())
    if question is None or not scope.words or _total(question, store):
        return interpretation
    fewer = [
        (word, cast(Question, replace(cast(Any, question), scope=_without(word, scope))))
        for word in (scope.words if len(scope.words) > 1 else ())
    ]
    counted = [(_total(other, store), word, other) for word, other in fewer]
    most, left_out, other = max(counted, key=lambda one: one[0], default=(0, "", question))
    if not most:
        return replace(interpretation, question=None)
    return replace(interpretation, question=other, ignored=(*interpretation.ignored, left_out))


def _total(question: Question, store: GraphStore) -> int:
    return store.answer(on_page(question, Page(0, 1))).total


def _without(word: str, scope: Scope) -> Scope:
    return replace(scope, words=tuple(one for one in scope.words if one != word))


def on_page(question: Question, page: Page) -> Question:
    """Return the question with another page of its answer wanted."""
    return question if isinstance(question, Census) else replace(question, page=page)


def asked_as_json(asked: Asked, store: GraphStore, language: str) -> Record:
    """Return what was asked and answered as the record that /api/v1/ask gives."""
    rows: Iterable[Record] = (
        map(hit_as_json, asked.answer.hits)
        if isinstance(asked.answer, Results)
        else map(row_as_json, asked.answer.rows)
    )
    return {
        "interpretation": interpretation_as_json(asked.interpretation, store, language),
        "instead": asked.instead,
        "total": asked.answer.total,
        "results": list(rows),
    }


def interpretation_as_json(
    interpretation: Interpretation, store: GraphStore, language: str
) -> Record:
    """Return the parameters of the question, the same in words, and what had no part in it.

    ``question`` is None where the words were searched.
    """
    question = interpretation.question
    described = describe(question, store, language) if question else ()
    return {
        "question": parameters_of(on_page(question, Page())) if question else None,
        "text": [{"label": label, "value": value} for label, value in described],
        "candidates": [{"name": name, "ids": list(ids)} for name, ids in interpretation.candidates],
        "ignored": list(interpretation.ignored),
    }


def row_as_json(row: Row) -> Record:
    """Return a row as a record whose ``type`` says what it is; every fact has its evidence."""
    match row:
        case ActionRow(action, document, takings):
            return {"type": "action", **_action(action, document, takings)}
        case IndicatorRow(indicator, action, document, edge, takings):
            return {
                "type": "indicator",
                "indicator": record_of(indicator),
                **_action(action, document, takings),
                "evidence": _evidence(edge),
            }
        case CitationRow(source, regulation, document, edge, distance):
            return {
                "type": "citation",
                "source": _brief(source),
                "regulation": record_of(regulation),
                "document": document_as_json(document),
                "treatment": edge.mode,
                "distance": distance,
                "evidence": _evidence(edge),
            }
        case PartnerRow(agency, weight, actions):
            told = {"agency": record_of(agency), "weight": weight, "actions": list(actions)}
            return {"type": "partner", **told}
        case CooperationRow(a, b, weight, actions):
            told = {"a": record_of(a), "b": record_of(b), "weight": weight}
            return {"type": "cooperation", **told, "actions": list(actions)}
        case PathRow(agencies, actions):
            told = {"agencies": [record_of(agency) for agency in agencies], "weight": row.weight}
            return {"type": "path", **told, "actions": [list(ids) for ids in actions]}
        case CitedTogetherRow(regulation, documents):
            told = {"regulation": record_of(regulation), "weight": row.weight}
            return {"type": "cited-together", **told, "documents": list(documents)}
        case FunctionRow(function, weights):
            told = {"function": record_of(function), "weights": list(weights)}
            return {"type": "function", **told}
        case SubjectRow(subject, own, elsewhere, bodies):
            told = {"own": own, "elsewhere": elsewhere, "bodies": bodies}
            return {"type": "subject", "subject": record_of(subject), **told}
        case MetricRow(metric, unit, weight, places, years):
            counts = {"weight": weight, "places": places, "years": years}
            return {"type": "metric", "metric": metric, "unit": unit, **counts}
        case RankingRow(node, weight):
            return {"type": "ranking", "node": record_of(node), "weight": weight}
        case CensusRow(nodes, edges):
            return {"type": "census", "nodes": dict(nodes), "edges": dict(edges)}
        case Document():
            return {"type": "document", "document": document_as_json(row)}


def document_as_json(document: Document) -> Record:
    """Return a document as a record without its outline, which its own page gives."""
    left_out = ("outline", "extractor")
    return {name: value for name, value in record_of(document).items() if name not in left_out}


def hit_as_json(hit: Hit) -> Record:
    """Return a hit of the word search as a record."""
    return {
        "type": "hit",
        "id": hit.id,
        "kind": hit.kind,
        "document": hit.document,
        "score": hit.score,
        "title": _snippet(hit.title),
        "snippet": _snippet(hit.snippet),
        "reasons": [
            {
                "asked": reason.asked,
                "found": reason.found,
                "fields": list(reason.fields),
                "how": reason.how.value,
            }
            for reason in hit.reasons
        ],
    }


def found_as_json(found: Found) -> Record:
    """Return what a word search found as the record that /api/v1/search gives."""
    results = found.results
    return {
        "instead": found.instead,
        "total": results.total,
        "hits": [hit_as_json(hit) for hit in results.hits],
        "facets": {
            name: [{"value": value, "count": count} for value, count in counts]
            for name, counts in results.facets.items()
        },
        "ignored": list(results.ignored),
        "other_names": [{"asked": a, "names": list(names)} for a, names in results.other_names],
    }


def _action(action: Node, document: Document, takings: tuple[Taking, ...]) -> Record:
    return {
        "action": record_of(action),
        "document": document_as_json(document),
        "takings": [_taking(taking) for taking in takings],
    }


def _taking(taking: Taking) -> Record:
    return {
        "agency": record_of(taking.agency),
        "role": taking.role.value,
        "surface": taking.edge.surface,
        "evidence": _evidence(taking.edge),
    }


def _evidence(edge: Edge) -> Record:
    evidence: Record = edge_record(edge)["evidence"]
    return evidence


def _brief(node: Node) -> Record:
    return document_as_json(node) if isinstance(node, Document) else record_of(node)


def _snippet(snippet: Snippet) -> Record:
    return {"text": snippet.text, "marks": [list(mark) for mark in snippet.marks]}
