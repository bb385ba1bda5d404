"""How sure each rule is of what it finds: the share of its items that are right.

The figures are from ``python -m bench.calibration``. Behind each number stand the items right
of all: in 300 generated documents (seeds 9000 to 9299), in five plans of cities and provinces
that people annotated, and, after a sign of addition, in the golden files when the rules met
them for the first time. A rule with few items, or with many of one form, stays below its share.
"""

from __future__ import annotations

from dataclasses import replace

from ingest.extract.found import FoundAction

# what is less sure is kept for review and not shown as a fact
DOUBTFUL_BELOW = 0.5
# each part of a statement that is no name makes all its names less sure, down to the least
DOUBT = 0.1
LEAST = 0.3
UNMEASURED = 0.6

CONFIDENCE = {
    # forms of names in statements; names.STRONG parts those that need no role word beside them
    "known-name-of-place": 0.98,  # 4783 of 4822, 260 of 260 + 369 of 373
    "group-name": 0.97,  # 399 of 408, 57 of 57 + 71 of 72
    "known-name": 0.97,  # 225 of 228, and 31 of 31 in golden files
    "department-of-field": 0.93,  # too new to be measured
    "name-of-place": 0.95,  # 71 of 74 + 29 of 30, with the next two
    "zone-or-government": 0.95,
    "place-name": 0.95,
    "name-by-ending": 0.85,  # 435 of 437, 9 of 9 + 15 of 15, but nearly all are 团市委
    "unknown-name": 0.4,  # + 0 of 1
    "standing": 0.97,  # 267 of 269 + 2 of 2
    # bodies in running text
    "by-agent": 0.93,  # 40 of 40, 1 of 1 + 3 of 3
    "partner": 0.92,  # 29 of 29, 1 of 1 + 1 of 1
    "subject": 0.85,  # 6 of 6 + 4 of 4
    "clause-subject": 0.7,  # never met
    "acting-subject": 0.7,  # never met
    "issuer": 0.89,  # 254 of 284, 4 of 4 + 11 of 12; what fails is issuers without a sign between
    "issuer-acts": 0.75,  # 221 of 304, 22 of 22; what fails is a statement that was not seen
    # targets
    "percentage": 0.97,  # 394 of 400, 33 of 33 + 16 of 19
    "quantity": 0.89,  # 326 of 346, 26 of 26 + 17 of 24
    "values-in-a-row": 0.96,  # 71 of 71, 3 of 3 + 6 of 6
    "shared-value": 0.96,  # 57 of 57, 3 of 3 + 3 of 3
    "full-coverage": 0.85,  # 8 of 8 + 1 of 1
    "range": 0.75,  # 2 of 2 in golden files
    # citations
    "book-title": 0.99,  # 723 of 727, 40 of 40 + 28 of 29
    "listed-title": 0.75,  # 2 of 2
    "bare-title": 0.8,  # 2 of 2 + 2 of 2
    "quoted-name": 0.7,  # 0 of 1, 3 of 3 + 1 of 1
    "its-rules": 0.7,  # too new to be measured
    "number": 0.7,  # 1 of 1 in golden files
    # places and times
    "place": 0.97,  # 734 of 734, 14 of 14 + 3 of 4
    "title": 0.95,  # the division that the title names, not measured
    "deadline": 0.95,  # 575 of 598, 6 of 9 + 5 of 5
}


def confidence_of(rule: str) -> float:
    """Return the confidence of a rule, a low one for a rule that was never measured."""
    return CONFIDENCE.get(rule, UNMEASURED)


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
