"""Full coverage (全覆盖), a target of 100 % that no figure states."""

from __future__ import annotations

import re

from ingest.extract.confidence import CONFIDENCE
from ingest.extract.found import Span, Target
from ingest.extract.metrics import metric_before
from ingest.text import Text

_ALL = re.compile(r"全覆盖(?!面|率|的)")


def full_coverage(text: Text, clause: Span) -> Target | None:
    """Return what a clause says is to be covered in full, without a deadline; None for nothing."""
    match = _ALL.search(text.plain, *clause)
    if match is None or _is_slogan(text.plain, match):
        return None
    metric = metric_before(text.plain, (clause[0], match.start()), is_count=True)
    if metric[1] - metric[0] < 2:
        return None
    span = (metric[0], match.end())
    words, measured = text.verbatim(*span), text.verbatim(*metric)
    confidence = CONFIDENCE["full-coverage"]
    return Target(words, measured, "=", 100.0, "%", span, None, "full-coverage", confidence)


def _is_slogan(plain: str, match: re.Match[str]) -> bool:
    """Whether words stand with others in one pair of quotation marks: “全流程、全覆盖”改革."""
    opened = plain.rfind("“", 0, match.start())
    is_open = opened > plain.rfind("”", 0, match.start())
    return is_open and (opened + 1 < match.start() or not plain.startswith("”", match.end()))
