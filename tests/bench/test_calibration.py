from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.calibration import main, report, score_of
from bench.corpus import generate
from bench.judges import Judged, judged_by_answer, judged_by_marks
from graph.lexicon import load_lexicon
from ingest.extract import Extractor
from ingest.extract.confidence import CONFIDENCE, UNMEASURED, confidence_of

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
MARKED = "issuers:\n---\n⟦action 新建停车位⟦target:=:120:个 120个⟧。⟧（⟦lead 市教育局⟧牵头）\n"
SURE, SEEDS = 0.9, range(40)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(load_lexicon(None))


@pytest.fixture(scope="module")
def generated(extractor) -> list[Judged]:
    def judged() -> Iterator[Judged]:
        for document in map(generate, SEEDS):
            yield from judged_by_answer(extractor, document.source, document.answer, "")

    return list(judged())


def judged_in(folder: Path, text: str, extractor: Extractor) -> dict[str, bool]:
    (folder / "a.txt").write_text(text, "utf-8")
    return {item.found: item.is_right for item in judged_by_marks(extractor, folder)}


def test_what_is_marked_is_right(extractor, tmp_path) -> None:
    assert judged_in(tmp_path, MARKED, extractor)["lead 市教育局"]


def test_another_role_is_wrong(extractor, tmp_path) -> None:
    other = MARKED.replace("⟦lead ", "⟦support ")
    assert not judged_in(tmp_path, other, extractor)["lead 市教育局"]


def test_what_is_not_marked_is_wrong(extractor, tmp_path) -> None:
    other = MARKED.replace("⟦lead 市教育局⟧", "市教育局")
    assert not judged_in(tmp_path, other, extractor)["lead 市教育局"]


def test_an_answer_without_an_item_makes_it_wrong(extractor) -> None:
    document = generate(1)
    empty = {**document.answer, "actions": [], "preamble_citations": [], "locations": []}
    empty["document"] = {**document.answer["document"], "issuers": []}
    judged = list(judged_by_answer(extractor, document.source, empty, ""))
    assert judged
    assert not any(item.is_right for item in judged)


def test_sure_items_of_generated_documents_are_right(generated) -> None:
    sure = score_of(item for item in generated if item.confidence >= SURE)
    assert sure.items > 500
    assert sure.right >= 0.98 * sure.items


def test_every_rule_that_fires_was_measured() -> None:
    extractor = Extractor(load_lexicon(GOLDEN / "lexicon"))
    fired = {
        item.rule
        for folder in ("synthetic", "negative")
        for item in judged_by_marks(extractor, GOLDEN / folder)
    }
    assert fired - {"statement"} <= set(CONFIDENCE)


def test_a_rule_that_was_not_measured_is_not_sure() -> None:
    assert confidence_of("a rule of tomorrow") == UNMEASURED < SURE


def test_the_report_counts_each_item_in_one_band() -> None:
    judged = [Judged("a", 0.95, True, "", ""), Judged("a", 0.6, False, "", "")]
    lines = [line.split() for line in report(judged)]
    assert ["a", "0.60", "1", "0", "0.0%", "0.333"] in lines
    assert ["a", "0.95", "1", "1", "100.0%", "0.667"] in lines


def test_the_program_reads_texts_with_answers(tmp_path, capsys) -> None:
    document = generate(2)
    (tmp_path / "a.txt").write_text(document.source, "utf-8")
    (tmp_path / "a.json").write_text(json.dumps(document.answer), "utf-8")
    assert main(["--answers", str(tmp_path), str(tmp_path)]) == 0
    assert "statement" in capsys.readouterr().out


def test_the_program_needs_documents(capsys) -> None:
    assert main([]) == 2
    assert capsys.readouterr().err.startswith("calibration: ")
