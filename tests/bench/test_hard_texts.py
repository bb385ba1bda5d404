from __future__ import annotations

import pytest

from bench.hard_texts import NAMES, hard_text, in_an_item
from graph.lexicon import load_lexicon
from ingest.extract import Extractor
from ingest.fragment import fragment_of

LENGTH = 20_000
EXTRACTOR = Extractor(load_lexicon())


@pytest.mark.parametrize("name", NAMES)
def test_a_hard_text_is_read_to_its_end(name: str) -> None:
    for source in (hard_text(name, LENGTH), in_an_item(hard_text(name, LENGTH))):
        text, found = EXTRACTOR.extract(source)
        fragment = fragment_of(text, found, EXTRACTOR.lexicon, EXTRACTOR.shapes)
        assert fragment.text == source
        for action in found.actions:
            assert text.clean[slice(*action.span)].strip()
