"""What is found in a text, in a form in which two formats of one document can be compared."""

from __future__ import annotations

from functools import cache

from graph.lexicon import load_lexicon
from ingest.extract import Extractor
from ingest.readers import read


@cache
def _extractor() -> Extractor:
    return Extractor(load_lexicon())


def found_in(data: bytes) -> tuple[object, ...]:
    """Return the title of a file's document, and its tasks with who does what to which figure."""
    found = _extractor().extract(read(data, "plan").text)[1]
    actions = [
        (
            action.number,
            action.text,
            [(str(r.role), r.agency.surface) for r in action.responsibilities],
            [(t.metric, t.comparator, t.value, t.unit) for t in action.targets],
        )
        for action in found.actions
    ]
    return found.metadata.title, actions
