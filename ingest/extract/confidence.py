"""How sure each rule is of what it finds: about the share of its items that are right.

The figures are from ``python -m bench.calibration``: items right of all, in 300 generated
documents (seeds 9000 to 9299), then in five plans that people annotated; after ``first`` in the
golden files when the rules met them for the first time, which tells most about texts to come.
A rule with few items, or whose items are nearly all of one form, stays below its share.
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
    "known-name-of-place": 0.98,  # 4858 of 4876, 279 of 279, first 418 of 422
    "group-name": 0.97,  # with the next one: 628 of 631, 38 of 38, first 31 of 32
    "known-name": 0.97,
    "name-of-place": 0.95,  # with the next two: 86 of 86, first 20 of 21
    "zone-or-government": 0.95,
    "place-name": 0.95,
    "department-of-field": 0.93,  # 1 form, in golden files only
    "name-by-ending": 0.85,  # 420 of 421, 9 of 9, first 15 of 15; nearly all are 团市委
    "field": 0.8,  # 5 of 5, in golden files only
    "unknown-name": 0.4,  # first 0 of 1
    "standing": 0.84,  # 496 of 592 with seeds 20000 to 20299; a group parted in its bracket fails
    # bodies in running text
    "partner": 0.93,  # 33 of 33, 1 of 1, first 1 of 1
    "subject": 0.85,  # 6 of 6, first 4 of 4
    "by-agent": 0.85,  # 2 of 2, 1 of 1, first 3 of 3
    "clause-subject": 0.75,  # 4 of 4, in golden files only
    "acting-subject": 0.6,  # 0 of 1 in seeds 20000 to 20299, 1 of 1 in golden files
    "issuer": 0.97,  # 317 of 321, 4 of 4, first 11 of 12
    "issuer-acts": 0.78,  # 214 of 275, 22 of 22; what fails is a statement that was not seen
    # targets
    "percentage": 0.97,  # 394 of 395, 33 of 33, first 16 of 19
    "quantity": 0.93,  # 324 of 342, 26 of 26, first 17 of 24
    "values-in-a-row": 0.96,  # 71 of 71, 3 of 3, first 6 of 6
    "shared-value": 0.94,  # 57 of 60, 3 of 3, first 3 of 3
    "full-coverage": 0.85,  # 8 of 8, first 1 of 1
    "range": 0.75,  # 2 of 2, in golden files only
    # citations
    "book-title": 0.99,  # 710 of 711, 40 of 40, first 28 of 29
    "bare-title": 0.8,  # 2 of 2, first 2 of 2
    "quoted-name": 0.75,  # 3 of 3, first 1 of 1
    "listed-title": 0.75,  # 2 of 2
    "law": 0.7,  # not measured
    "number": 0.7,  # 1 of 1, in golden files only
    "its-rules": 0.7,  # 1 of 1, in golden files only
    # places and times
    "place": 0.97,  # 738 of 738, 14 of 14, first 3 of 4
    "title": 0.95,  # the division that the title names; not measured
    "deadline": 0.96,  # 604 of 610, 6 of 9, first 5 of 5
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
