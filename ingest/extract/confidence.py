"""How sure each rule is of what it finds: about the share of its items that are right.

The figures are from ``python -m bench.calibration``, items right of all. ``first`` counts the
golden files and 300 generated documents (seeds 9000 to 9299) when the rules met them for the
first time, which tells most about texts to come; ``now`` other generated documents (seeds 20000
to 20299) where the rules were mended since; ``plans`` five plans that people annotated. A rule
with few items, or whose items are nearly all of one form, stays below its share.
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
    "known-name-of-place": 0.98,  # first 5201 of 5244, plans 279 of 279
    "group-name": 0.97,  # first 421 of 431, plans 38 of 38 with the next one
    "known-name": 0.97,  # first 234 of 237
    "name-of-place": 0.95,  # first 91 of 95 with the next two
    "fixed-form": 0.95,
    "place-name": 0.95,
    "department-of-field": 0.93,  # one form, in golden files only
    "name-by-ending": 0.85,  # first 15 of 15, plans 9 of 9
    "field": 0.8,  # 5 of 5, in golden files only
    "unknown-name": 0.4,  # first 0 of 1
    "standing": 0.96,  # first 269 of 271
    # bodies in running text
    "by-agent": 0.93,  # first 43 of 43, plans 1 of 1
    "partner": 0.93,  # first 30 of 30, plans 1 of 1
    "subject": 0.85,  # first 4 of 4, plans 6 of 6
    "clause-subject": 0.75,  # 4 of 4, in golden files only
    "acting-subject": 0.6,  # 1 of 1 in golden files, now 0 of 1
    "issuer": 0.95,  # first 265 of 296, now 316 of 319, plans 4 of 4
    "issuer-acts": 0.85,  # first 221 of 304, now 213 of 221, plans 22 of 22
    "member-list": 0.9,  # not measured
    # targets
    "percentage": 0.97,  # first 410 of 419, plans 33 of 33
    "quantity": 0.94,  # first 343 of 370, now 340 of 340, plans 26 of 26
    "values-in-a-row": 0.96,  # first 77 of 77, plans 3 of 3
    "shared-value": 0.95,  # first 60 of 60, plans 3 of 3
    "full-coverage": 0.85,  # first 1 of 1, plans 8 of 8
    "range": 0.75,  # 2 of 2, in golden files only
    # citations
    "book-title": 0.99,  # first 751 of 756, plans 40 of 40
    "bare-title": 0.8,  # first 2 of 2, plans 2 of 2
    "listed-title": 0.75,  # plans 2 of 2
    "quoted-name": 0.7,  # first 1 of 2, plans 3 of 3
    "number": 0.7,  # 1 of 1, in golden files only
    "its-rules": 0.7,  # 1 of 1, in golden files only
    "law": 0.7,  # not measured
    # what is acted on; not measured
    "subject-in-title": 0.95,
    "subject-repeated": 0.85,
    "subject-once": 0.7,
    # places and times
    "place": 0.98,  # first 737 of 738, plans 14 of 14
    "title": 0.95,  # the division that the title names; not measured
    "deadline": 0.95,  # first 580 of 603, plans 6 of 9
}


def confidence_of(rule: str) -> float:
    """Return the confidence of a rule, a low one for a rule that was never measured."""
    return CONFIDENCE.get(rule, UNMEASURED)


def parted(action: FoundAction) -> tuple[FoundAction, FoundAction]:
    """Return an action with what may be shown as fact, and the same with what is doubtful."""
    return sure_of(action), _only(action, is_doubtful=True)


def sure_of(action: FoundAction) -> FoundAction:
    """Return an action with what may be shown as fact."""
    return _only(action, is_doubtful=False) if has_doubtful(action) else action


def has_doubtful(action: FoundAction) -> bool:
    """Whether anything found in an action is kept for review."""
    return (
        any(r.agency.confidence < DOUBTFUL_BELOW for r in action.responsibilities)
        or any(target.confidence < DOUBTFUL_BELOW for target in action.targets)
        or any(citation.confidence < DOUBTFUL_BELOW for citation in action.citations)
    )


def _only(action: FoundAction, *, is_doubtful: bool) -> FoundAction:
    def belongs(confidence: float) -> bool:
        return (confidence < DOUBTFUL_BELOW) is is_doubtful

    return replace(
        action,
        responsibilities=tuple(r for r in action.responsibilities if belongs(r.agency.confidence)),
        targets=tuple(t for t in action.targets if belongs(t.confidence)),
        citations=tuple(c for c in action.citations if belongs(c.confidence)),
    )
