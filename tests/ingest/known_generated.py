"""Forms of generated documents that extraction is known to misread, each with the reason.

Every entry must still fail: one that does not is taken out.
"""

from __future__ import annotations

from dataclasses import dataclass

from bench.corpus import Generated
from tests.ingest.answers import Difference


@dataclass(frozen=True, slots=True)
class KnownFailure:
    """What fails in documents with all of ``forms``: the field, and words of the difference."""

    reason: str
    field: str
    shows: str = ""
    forms: frozenset[str] = frozenset()

    def explains(self, document: Generated, difference: Difference) -> bool:
        """Whether a difference is this failure."""
        return (
            difference.field.startswith(self.field)
            and self.shows in str(difference)
            and self.forms <= set(document.forms)
        )


KNOWN_FAILURES: tuple[KnownFailure, ...] = ()
