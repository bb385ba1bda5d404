from __future__ import annotations

import io
import os
import re
from collections import Counter
from dataclasses import fields, replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from rich.console import Console

from graph.lexicon import load_lexicon
from ingest.__main__ import main
from ingest.explain import Explanation, explanation_of
from ingest.explain_html import page_of
from ingest.explain_terminal import show
from ingest.extract import Extraction, Extractor
from ingest.extract.found import FoundAction
from ingest.readers import read
from samples.make import SAMPLES
from tests.ingest.plans import a_plan

HOSTILE = '<script>alert("1")</script>&amp;$title</textarea>'
TASKS = (
    "建设放心食堂120家，合格率达到98%以上。（市教育局牵头，市市场监管局、市奇观办配合）",
    "贯彻《云岭省食品安全条例》，6月底前在鹿溪县试点。（市司法局、市市场监管局按职责分工负责）",
    f"抽检{HOSTILE}合格率达到99%。（市市场监管局负责）",
)
# a city that the sample lexicon knows
PLAN = a_plan(*TASKS).replace("青川市", "青澜市")


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith("ZHIZE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("ZHIZE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ZHIZE_LEXICON", str(SAMPLES / "lexicon"))


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(load_lexicon(SAMPLES / "lexicon"))


def explained(extractor: Extractor, source: str) -> tuple[Extraction, Explanation]:
    text, found = extractor.extract(source)
    return found, explanation_of(text, found, extractor.lexicon, extractor.shapes)


def sample_texts() -> list[str]:
    files = sorted((SAMPLES / "documents").glob("*.txt"))
    return [read(file.read_bytes(), file.name).text for file in files]


SOURCES = pytest.mark.parametrize("source", [PLAN, *sample_texts()])


def items_of(action: FoundAction) -> list[tuple[int, int]]:
    """Return the spans of all items of an action, of whatever kinds there are."""
    spans = []
    for field in fields(action):
        value = getattr(action, field.name)
        for item in value if isinstance(value, tuple) else ():
            if not isinstance(item, int):
                spans.append(item.agency.span if hasattr(item, "agency") else item.span)
    return spans


class Page(HTMLParser):
    """The tags, the ids and the words of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name, value in attrs if name in ("href", "src") and value]

    def handle_data(self, data: str) -> None:
        self.words += data


@SOURCES
def test_every_found_item_appears_once(extractor, source) -> None:
    found, explanation = explained(extractor, source)
    parts = [part for row in explanation.rows for part in row.parts]
    assert len(parts) == len(found.actions)
    for part, action in zip(parts, found.actions, strict=True):
        assert Counter(note.span for note in part.notes) == Counter(items_of(action))
    outside = Counter(note.kind for note in explanation.outside.notes)
    assert outside["issuer"] == len(found.metadata.issuers)
    assert outside["citation"] == len(found.preamble)
    shown = {note.meaning for note in explanation.notes if note.kind == "place"}
    assert shown == {place.name for place in found.places}


@SOURCES
def test_the_rows_are_the_whole_text(extractor, source) -> None:
    text, _ = extractor.extract(source)
    _, explanation = explained(extractor, source)
    assert "".join(s.words for row in explanation.rows for s in row.stretches) == text.clean


@SOURCES
def test_a_note_lies_over_its_words(extractor, source) -> None:
    text, _ = extractor.extract(source)
    _, explanation = explained(extractor, source)
    stretches = [s for row in explanation.rows for s in row.stretches]
    for note in explanation.notes:
        words = "".join(s.words for s in stretches if any(n is note for n in s.notes))
        assert words == text.clean[slice(*note.span)]


def test_actions_stand_beside_their_text(extractor) -> None:
    found, explanation = explained(extractor, PLAN)
    rows = [row for row in explanation.rows if row.parts]
    for row, action in zip(rows, found.actions, strict=True):
        assert action.text in "".join(s.words for s in row.stretches)


def test_a_note_says_who_is_meant_by_which_rule(extractor) -> None:
    _, explanation = explained(extractor, PLAN)
    lead = next(note for note in explanation.notes if note.kind == "lead")
    assert lead.surface == "市教育局"
    assert lead.rule == "statement"
    assert re.search(r"青澜市教育局 \(agency/990100-education\)", lead.meaning)


def test_an_item_below_one_half_is_doubtful(extractor) -> None:
    _, explanation = explained(extractor, PLAN)
    note = next(iter(explanation.notes))
    assert not replace(note, confidence=0.5).is_doubtful
    assert replace(note, confidence=0.49).is_doubtful


def test_rules_are_counted(extractor) -> None:
    _, explanation = explained(extractor, PLAN)
    assert sum(fired for _, fired, _ in explanation.rules()) == len(list(explanation.notes))


def test_hostile_text_is_escaped_on_the_page(extractor) -> None:
    _, explanation = explained(extractor, PLAN)
    page = Page(page_of(explanation, f"{HOSTILE}.txt"))
    assert page.tags["script"] == page.tags["textarea"] == 0
    assert page.words.count('<script>alert("1")</script>&amp;$title') >= 3


def test_the_page_needs_no_other_file(extractor) -> None:
    _, explanation = explained(extractor, PLAN)
    page = Page(page_of(explanation, "a.txt"))
    assert page.links
    assert all(link.startswith("#") and link[1:] in page.ids for link in page.links)
    assert len(page.ids) == len(set(page.ids)) == len(list(explanation.notes))


def test_the_page_shows_each_note(extractor) -> None:
    _, explanation = explained(extractor, PLAN)
    words = Page(page_of(explanation, "a.txt")).words
    for note in explanation.notes:
        assert f"{note.surface} {note.meaning} {note.rule} {note.confidence:.2f}" in words


def test_no_control_character_reaches_the_terminal(extractor) -> None:
    _, explanation = explained(
        extractor, a_plan("抽检\x1b[2J\x9b批次120批次\u202e。（市教育局负责）")
    )
    screen = io.StringIO()
    show(explanation, Console(file=screen, width=120))
    assert not re.search(r"[\x1b\x9b\u202e]", screen.getvalue())


def test_square_brackets_are_text_in_the_terminal(extractor) -> None:
    _, explanation = explained(extractor, a_plan("抽检[bold]120批次[/]。（市教育局负责）"))
    screen = io.StringIO()
    show(explanation, Console(file=screen, width=120))
    assert "[bold]120批次[/]" in screen.getvalue()


def test_an_empty_text_is_explained(extractor) -> None:
    _, explanation = explained(extractor, "")
    assert list(explanation.notes) == []
    assert Page(page_of(explanation, "a.txt")).tags["section"] == 1


def test_explain_prints_actions_with_their_bodies(tmp_path, capsys) -> None:
    file = tmp_path / "a.txt"
    file.write_text(PLAN, "utf-8")
    assert main(["explain", str(file)]) == 0
    printed = capsys.readouterr().out
    assert "市教育局" in printed
    assert "statement" in printed


def test_explain_writes_a_page(tmp_path, capsys) -> None:
    file, page = tmp_path / "a.txt", tmp_path / "a.html"
    file.write_text(PLAN, "utf-8")
    assert main(["explain", str(file), "--html", str(page)]) == 0
    assert capsys.readouterr().out == ""
    assert "市教育局" in Page(page.read_text("utf-8")).words


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04broken"])
def test_a_file_that_cannot_be_read_is_one_sentence(content, tmp_path, capsys) -> None:
    file = tmp_path / "a.txt"
    if content is not None:
        file.write_bytes(content)
    assert main(["explain", str(file)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert re.fullmatch(r"ingest: \S.*\.\n", printed.err)


def test_explain_touches_no_store(tmp_path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(PLAN, "utf-8")
    assert main(["explain", str(file), "--html", str(tmp_path / "a.html")]) == 0
    assert not (tmp_path / "data").exists()
