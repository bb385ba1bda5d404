"""How sure each rule is of what it finds: the share of its items that are right."""

from __future__ import annotations

from dataclasses import replace

from ingest.extract.found import FoundAction

DOUBTFUL_BELOW = 0.5
DOUBT = 0.1
LEAST = 0.3

CONFIDENCE = {
    "group-name": 0.95,
    "known-name": 0.93,
    "known-name-of-place": 0.98,
    "name-of-place": 0.92,
    "zone-or-government": 0.92,
    "place-name": 0.9,
    "name-by-ending": 0.75,
    "unknown-name": 0.4,
    "standing": 0.9,
    "by-agent": 0.8,
    "subject": 0.8,
    "clause-subject": 0.8,
    "acting-subject": 0.8,
    "partner": 0.8,
    "issuer": 0.97,
    "issuer-acts": 0.7,
    "percentage": 0.9,
    "quantity": 0.8,
    "range": 0.8,
    "values-in-a-row": 0.85,
    "shared-value": 0.9,
    "full-coverage": 0.6,
    "book-title": 0.98,
    "number": 0.6,
    "listed-title": 0.6,
    "quoted-name": 0.6,
    "bare-title": 0.6,
    "place": 0.9,
    "title": 0.95,
    "deadline": 0.9,
}


def parted(action: FoundAction) -> tuple[FoundAction, FoundAction]:
    """Return an action with what may be shown as fact, and the same with what is doubtful."""
    return _only(action, is_doubtful=False), _only(action, is_doubtful=True)


def _only(action: FoundAction, *, is_doubtful: bool) -> FoundAction:
    def belongs(confidence: float) -> bool:
        return (confidence < DOUBTFUL_BELOW) is is_doubtful

    return replace(
        action,
        responsibilities=tuple(r for r in action.responsibilities if belongs(r.agency.confidence)),
        targets=tuple(t for t in action.targets if belongs(t.confidence)),
        citations=tuple(c for c in action.citations if belongs(c.confidence)),
    )
