"""Forms of generated documents that extraction is known to misread, each with the reason.

Every entry must still fail: one that does not is taken out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bench.corpus import Generated
from tests.ingest.answers import Difference


@dataclass(frozen=True, slots=True)
class KnownFailure:
    """What fails in documents with all of ``forms``: the field, and a pattern of the difference."""

    reason: str
    field: str
    shows: str = ""
    forms: frozenset[str] = frozenset()

    def explains(self, document: Generated, difference: Difference) -> bool:
        """Whether a difference is this failure."""
        return (
            difference.field.startswith(self.field)
            and re.search(self.shows, str(difference)) is not None
            and self.forms <= set(document.forms)
        )


KNOWN_FAILURES: tuple[KnownFailure, ...] = (
    KnownFailure("自治区党委宣传部 is given no full name with 中共", "action.resp", "党委宣传部"),
    KnownFailure("团市委 alone is not surely a body: a list with it is no statement", "action.", "[团團].{1,3}委|自治[区區][团團]委"),
    KnownFailure("团市委 alone is not surely a body: an item loses its end", "actions", forms=frozenset({"body:youth"})),
    KnownFailure("a closing sentence 由市教育局牵头建立… is taken for a statement", "action.", "(牵头建立信息通报制度|负责日常维护)'?$"),
    KnownFailure("a closing sentence 由市教育局牵头建立… is taken for a statement", "action.", "(牵头建立信息通报制度|负责日常维护)\n"),
)
