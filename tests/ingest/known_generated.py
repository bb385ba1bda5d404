"""Forms of generated documents that extraction is known to misread, each with the reason.

Every entry must still fail: one that does not is taken out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bench.corpus import Generated
from ingest.text import simplify
from tests.ingest.answers import Difference


def _with(*forms: str) -> frozenset[str]:
    return frozenset(forms)


@dataclass(frozen=True, slots=True)
class KnownFailure:
    """What fails in documents with all of ``forms``: the field, and a pattern of the difference.

    The pattern is looked for in simplified script.
    """

    reason: str
    field: str
    shows: str = ""
    forms: frozenset[str] = frozenset()

    def explains(self, document: Generated, difference: Difference) -> bool:
        """Whether a difference is this failure."""
        return (
            difference.field.startswith(self.field)
            and re.search(self.shows, simplify(str(difference))) is not None
            and self.forms <= set(document.forms)
        )


KNOWN_FAILURES: tuple[KnownFailure, ...] = ()
