"""Files that change, go or hold the same: what is left of each."""

from __future__ import annotations

import shutil

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import Kind
from ingest.ledger import Outcome
from ingest.pipeline import Pipeline
from ingest.processing import Work, version_of
from samples.make import SAMPLES
from tests.ingest.office import LEXICON, Office, exported
from tests.ingest.plans import TASKS, a_plan


def test_a_changed_file_leaves_nothing_of_its_old_version(office) -> None:
    path = office.write("a.txt", a_plan(*TASKS))
    office.add()
    path.write_text(a_plan(TASKS[1]), "utf-8")
    (entry,) = office.add()
    assert (entry.outcome, office.documents()) == (Outcome.UPDATED, [entry.document])
    names = {node.name for node in office.store.nodes(Kind.AGENCY)}
    assert not any("教育局" in name for name in names)
    assert any("市场监" in name for name in names)


TEXTS = st.sampled_from([a_plan(task) for task in TASKS])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(TEXTS, min_size=3, max_size=3), min_size=1, max_size=4))
def test_only_the_last_version_of_each_file_counts(tmp_path_factory, versions) -> None:
    office = Office(tmp_path_factory.mktemp("history"))
    for texts in versions:
        for number, text in enumerate(texts):
            office.write(f"{number}.txt", text)
        office.add()
    fresh = Office(office.folder)
    fresh.add()
    assert exported(office.store) == exported(fresh.store)


def test_two_files_with_one_text_are_one_document(office) -> None:
    office.write("a.txt", a_plan())
    office.write("b.txt", a_plan().replace("\n", "\r\n").encode("gb18030"))
    first, second = office.add()
    assert first.document == second.document
    assert office.documents() == [first.document]
    assert second.outcome is Outcome.DUPLICATE
    assert second.reason == "The same document as a.txt."


def test_a_document_lives_while_one_of_its_files_still_holds_it(office) -> None:
    office.write("a.txt", a_plan(TASKS[0]))
    office.write("b.txt", a_plan(TASKS[0]))
    (shared, _) = office.add()
    office.write("a.txt", a_plan(TASKS[1]))
    (changed, _) = office.add()
    assert set(office.documents()) == {shared.document, changed.document}
    office.write("b.txt", a_plan(TASKS[2]))
    office.add()
    assert shared.document not in office.documents()


def test_a_file_that_becomes_a_copy_of_another_leaves_nothing_behind(office) -> None:
    office.write("a.txt", a_plan(TASKS[0]))
    office.write("b.txt", a_plan(TASKS[1]))
    kept, _ = office.add()
    office.write("b.txt", a_plan(TASKS[0]))
    _, copy = office.add()
    assert office.documents() == [kept.document]
    assert copy.outcome is Outcome.DUPLICATE


def test_files_that_trade_their_texts_keep_both_documents(office) -> None:
    office.write("a.txt", a_plan(TASKS[0]))
    office.write("b.txt", a_plan(TASKS[1]))
    office.add()
    before = exported(office.store)
    office.write("a.txt", a_plan(TASKS[1]))
    office.write("b.txt", a_plan(TASKS[0]))
    office.add()
    assert exported(office.store) == before


def test_a_removed_document_leaves_store_and_ledger(office) -> None:
    office.write("a.txt", a_plan(TASKS[0]))
    office.write("b.txt", a_plan(TASKS[0]))
    office.write("c.txt", a_plan(TASKS[1]))
    removed, _, kept = office.add()
    assert office.pipeline.remove(removed.document)
    assert office.documents() == [kept.document]
    assert [entry.name for entry in office.ledger.entries()] == ["c.txt"]
    assert not office.pipeline.remove(removed.document)


def test_a_removed_document_can_be_added_again(office) -> None:
    office.write("a.txt", a_plan())
    (entry,) = office.add()
    before = exported(office.store)
    office.pipeline.remove(entry.document)
    assert office.outcomes() == [Outcome.ADDED]
    assert exported(office.store) == before


def test_files_are_read_again_when_the_added_lexicon_changes(office, tmp_path) -> None:
    lexicon = tmp_path / "lexicon"
    shutil.copytree(LEXICON, lexicon)
    path = office.write("a.txt", (SAMPLES / "sources" / "17-鹿溪县-2024-食品安全.txt").read_bytes())
    copy = office.write("b.txt", path.read_bytes())
    office.add()
    office.pipeline = Pipeline(office.store, office.ledger, Work(lexicon=lexicon))
    first, second = office.add()
    assert (first.outcome, second.outcome) == (Outcome.UPDATED, Outcome.DUPLICATE)
    fresh = Office(office.folder, lexicon)
    fresh.add(path, copy)
    assert exported(office.store) == exported(fresh.store)
    assert office.outcomes() == [Outcome.UNCHANGED, Outcome.DUPLICATE]


def test_an_added_lexicon_has_another_version_when_a_file_of_it_changes(tmp_path) -> None:
    (tmp_path / "divisions.csv").write_text("name\n", "utf-8")
    before = version_of(tmp_path)
    (tmp_path / "divisions.csv").write_text("name \n", "utf-8")
    assert len({version_of(None), before, version_of(tmp_path)}) == 3
