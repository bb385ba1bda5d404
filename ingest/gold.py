"""An extraction as JSON: one object per document, every item with its span into the text."""

from __future__ import annotations

from typing import Any

from ingest.extract.confidence import parted
from ingest.extract.found import (
    Citation,
    Extraction,
    FoundAction,
    FoundSubject,
    Place,
    Responsibility,
    Span,
    Target,
)
from ingest.resolve import Resolver
from ingest.text import Text


class GoldShape:
    """Writes the extraction of one text; spans are offsets into its source."""

    def __init__(self, text: Text, extraction: Extraction, resolver: Resolver) -> None:
        self._text = text
        self._extraction = extraction
        self._resolver = resolver

    def as_json(self) -> dict[str, Any]:
        """Return the extraction as plain values."""
        found = self._extraction
        return {
            "document": self._document(),
            "preamble_citations": [self._citation(c) for c in found.preamble],
            "actions": [self._action(a) for a in found.actions],
            "locations": self._locations(),
            "text": self._text.source,
        }

    def _document(self) -> dict[str, Any]:
        metadata = self._extraction.metadata
        return {
            "title": metadata.title or None,
            "document_number": metadata.document_number,
            "issuers": [
                {
                    "surface": m.surface,
                    "agency": self._resolver.agency(m.plain).name,
                    "span": self._span(m.span),
                }
                for m in metadata.issuers
            ],
            "issued_on": metadata.issued_on,
            "year": metadata.year,
            "document_type": metadata.document_type,
            "status": metadata.status,
            "jurisdiction": metadata.jurisdiction,
            "addressees": list(metadata.addressees),
            "copied_to": list(metadata.copied_to),
        }

    def _locations(self) -> list[str]:
        metadata = self._extraction.metadata
        names = [metadata.jurisdiction] if metadata.jurisdiction else []
        return list(dict.fromkeys([*names, *(p.name for p in self._extraction.places)]))

    def _action(self, action: FoundAction) -> dict[str, Any]:
        sure, doubtful = parted(action)
        shape: dict[str, Any] = {
            "number": action.number,
            "section": action.section,
            "title": action.title,
            "text": action.text,
            "statement": action.statement,
            **self._items(sure),
            "subjects": [self._subject(s) for s in action.subjects],
            "locations": [self._place(p) for p in action.places],
            "deadlines": [
                {"text": d.text, "date": d.date, "span": self._span(d.span)}
                for d in action.deadlines
            ],
            "span": self._span(action.span),
        }
        if action.is_open_list:
            shape["open_list"] = True
        if any(items := self._items(doubtful).values()):
            shape["doubtful"] = [item | {"doubtful": True} for some in items for item in some]
        return shape

    def _items(self, action: FoundAction) -> dict[str, list[dict[str, Any]]]:
        return {
            "responsibilities": [self._responsibility(r) for r in action.responsibilities],
            "targets": [self._target(t) for t in action.targets],
            "citations": [self._citation(c) for c in action.citations],
        }

    def _responsibility(self, responsibility: Responsibility) -> dict[str, Any]:
        mention = responsibility.agency
        return {
            "surface": mention.surface,
            "agency": self._resolver.agency(mention.plain).name,
            "role": str(responsibility.role),
            "basis": str(responsibility.basis),
            "rule": mention.rule,
            "confidence": mention.confidence,
            "span": self._span(mention.span),
        }

    def _target(self, target: Target) -> dict[str, Any]:
        return {
            "text": target.text,
            "metric": target.metric,
            "comparator": target.comparator,
            "value": target.value,
            "unit": target.unit,
            "deadline": target.deadline,
            "rule": target.rule,
            "confidence": target.confidence,
            "span": self._span(target.span),
        }

    def _subject(self, subject: FoundSubject) -> dict[str, Any]:
        return {
            "surface": subject.surface,
            "concept": subject.concept,
            "label": subject.label,
            "rule": subject.rule,
            "confidence": subject.confidence,
            "span": self._span(subject.span),
        }

    def _citation(self, citation: Citation) -> dict[str, Any]:
        return {
            "surface": citation.surface,
            "title": citation.title,
            "document_number": citation.document_number,
            "kind": citation.kind,
            "relation": str(citation.treatment),
            "rule": citation.rule,
            "confidence": citation.confidence,
            "span": self._span(citation.span),
        }

    def _place(self, place: Place) -> dict[str, Any]:
        return {"surface": place.surface, "canonical": place.name, "span": self._span(place.span)}

    def _span(self, span: Span) -> list[int]:
        return list(self._text.span(*span))
