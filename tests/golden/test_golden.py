"""Each golden file comes back from extraction as it was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.lexicon import load_lexicon
from ingest.extract import Extractor
from tests.golden.marks import marked_again, read_golden

HERE = Path(__file__).parent


def _files(*folders: str) -> list[pytest.param]:
    return [_param(path) for folder in folders for path in sorted((HERE / folder).glob("*.txt"))]


def _param(path: Path) -> pytest.param:
    reason = read_golden(path).reason
    fails = pytest.mark.xfail(strict=True, raises=AssertionError, reason=reason)
    marks = [fails] if path.parent.name == "known_failures" else []
    return pytest.param(path, id=f"{path.parent.name}/{path.stem}", marks=marks)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(load_lexicon(HERE / "lexicon"))


@pytest.mark.parametrize("path", _files("synthetic", "negative", "known_failures"))
def test_what_is_found_is_what_is_marked(path: Path, extractor: Extractor) -> None:
    golden = read_golden(path)
    assert marked_again(golden, extractor) == golden.written()


def test_known_failures_say_why() -> None:
    for path in (HERE / "known_failures").glob("*.txt"):
        assert read_golden(path).reason, f"{path.name} gives no reason."
