"""Which plan carries out which plan above it, where only title, place and date can tell.

A plan of a division carries out the plan of the nearest division above it that has one on the
same topic, if that is not the later one. Nothing is said across chains of divisions, and nothing
where several could be meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from graph.model import Basis, Document, Edge, Evidence, Relation, Treatment

RULE = "title-stem"
_CONFIDENCE = 0.7
MOST_YEARS_BETWEEN = 2
"""How many years after another a plan may carry it out, at most."""


def plans_above(documents: Iterable[Document]) -> dict[str, Document]:
    """Return, by the id of each document that has one, the document that it carries out."""
    plans = [document for document in documents if document.topic and document.status == "final"]
    placed: defaultdict[tuple[str, str | None], list[Document]] = defaultdict(list)
    for plan in plans:
        placed[plan.topic, plan.location].append(plan)
    uppers = ((plan.id, _above(plan, placed)) for plan in plans)
    return {lower: upper for lower, upper in uppers if upper is not None}


def inferred(lower: Document, upper: Document, quote: str) -> Edge:
    """Return the edge that says that a document carries out another; ``quote`` is its title."""
    place = (lower.title_start, lower.title_end)
    evidence = Evidence(lower.id, *place, quote, RULE, _CONFIDENCE, Basis.INFERRED)
    ends = (lower.regulation, Relation.CITES, upper.regulation)
    return Edge(*ends, evidence, Treatment.IMPLEMENTS)


def _above(
    lower: Document, placed: Mapping[tuple[str, str | None], list[Document]]
) -> Document | None:
    for place in lower.above:
        same = placed.get((lower.topic, place), ())
        earlier = [document for document in same if _is_earlier(document, lower)]
        if earlier:
            last = max(_date(document) for document in earlier)
            latest = [document for document in earlier if _date(document) == last]
            if len({document.regulation for document in latest}) > 1:
                return None
            return min(latest, key=lambda document: document.id)
    return None


def _is_earlier(upper: Document, lower: Document) -> bool:
    if upper.year is None or lower.year is None:
        return False
    if not 0 <= lower.year - upper.year <= MOST_YEARS_BETWEEN:
        return False
    length = min(len(upper.issued_on or ""), len(lower.issued_on or ""))
    return (upper.issued_on or "")[:length] <= (lower.issued_on or "")[:length]


def _date(document: Document) -> str:
    return document.issued_on or str(document.year or "")
