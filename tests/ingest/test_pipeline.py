from __future__ import annotations

import io
import os
import random
import shutil
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.export import write_jsonl
from graph.memory import MemoryStore
from graph.model import Kind
from graph.store import GraphStore
from ingest import readers
from ingest.incoming import Incoming, files_in
from ingest.ledger import Entry, Ledger, Outcome
from ingest.limits import Limits
from ingest.pipeline import Pipeline
from ingest.processing import Work, version_of
from ingest.readers.reading import Reading
from samples.make import SAMPLES
from tests.ingest.plans import TASKS, a_plan
from tests.ingest.readers.test_container import zipped

LEXICON = SAMPLES / "lexicon"
DOCUMENTS = SAMPLES / "documents"


class Office:
    """A folder of files with the store and the ledger that they are added to."""

    def __init__(self, folder: Path, lexicon: Path | None = None) -> None:
        self.folder = folder
        self.store = MemoryStore()
        self.ledger = Ledger(":memory:")
        self.pipeline = Pipeline(self.store, self.ledger, Work(lexicon=lexicon))

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def add(self, *paths: Path, workers: int = 0) -> list[Entry]:
        return list(self.pipeline.add(files_in(paths or [self.folder]), workers))

    def outcomes(self, *paths: Path) -> list[Outcome]:
        return [entry.outcome for entry in self.add(*paths)]

    def documents(self) -> list[str]:
        return [document.id for document in self.store.nodes(Kind.DOCUMENT)]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "files")


def exported(store: GraphStore) -> bytes:
    output = io.BytesIO()
    write_jsonl(store, output)
    return output.getvalue()


def stored_from(files: list[Incoming], workers: int = 0) -> bytes:
    store = MemoryStore()
    for _ in Pipeline(store, Ledger(":memory:"), Work(lexicon=LEXICON)).add(files, workers):
        pass
    return exported(store)


@pytest.fixture(scope="module")
def samples_in_order() -> bytes:
    return stored_from(list(files_in([DOCUMENTS])))


def test_a_file_is_added_with_the_document_that_it_holds(office) -> None:
    office.write("要点.txt", a_plan())
    (entry,) = office.add()
    assert (entry.outcome, entry.name) == (Outcome.ADDED, "要点.txt")
    assert office.documents() == [entry.document]


def test_adding_the_same_files_again_changes_nothing(office) -> None:
    office.write("a.txt", a_plan())
    office.write("b.txt", a_plan(TASKS[0]))
    office.add()
    before = exported(office.store), office.store.last_change
    assert office.outcomes() == [Outcome.UNCHANGED] * 2
    assert (exported(office.store), office.store.last_change) == before


def test_files_that_only_the_store_remembers_change_nothing(office) -> None:
    office.write("a.txt", a_plan())
    office.add()
    change = office.store.last_change
    again = Pipeline(office.store, Ledger(":memory:"))
    (entry,) = again.add(files_in([office.folder]))
    assert (entry.outcome, office.store.last_change) == (Outcome.UNCHANGED, change)


def test_a_file_that_the_store_lost_is_added_again(office) -> None:
    office.write("a.txt", a_plan())
    (entry,) = office.add()
    assert office.store.remove(entry.document)
    assert office.outcomes() == [Outcome.ADDED]


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


def test_a_refused_file_keeps_what_was_stored_of_its_old_version(office) -> None:
    path = office.write("a.txt", a_plan())
    (good,) = office.add()
    path.write_bytes(b"")
    (refused,) = office.add()
    assert (refused.outcome, refused.reason) == (Outcome.REFUSED, "The file is empty.")
    assert refused.document == good.document
    assert office.documents() == [good.document]


def test_a_refused_file_is_refused_again_until_it_changes(office) -> None:
    path = office.write("a.txt", a_plan())
    (good,) = office.add()
    path.write_bytes(b"")
    assert office.outcomes() == [Outcome.REFUSED]
    assert office.outcomes() == [Outcome.REFUSED]
    path.write_text(a_plan(), "utf-8")
    assert office.outcomes() == [Outcome.UNCHANGED]
    path.write_bytes(b"")
    office.add()
    path.write_text(a_plan(TASKS[0]), "utf-8")
    (entry,) = office.add()
    assert entry.outcome is Outcome.UPDATED
    assert good.document not in office.documents()


def bad_files(office: Office) -> dict[str, str]:
    """Write files that cannot be taken and return what is said of each."""
    office.write("1-empty.txt", b"")
    office.write("2-blank.txt", b" \n\t ")
    office.write("3-binary.txt", random.Random(7).randbytes(3000))
    office.write("4-broken.docx", b"PK\x03\x04" + bytes(200))
    office.write("5-broken.pdf", b"%PDF-1.7\nnothing of the kind")
    with office.write("6-huge.txt", b"x").open("r+b") as file:
        file.truncate(50_000_001)
    return {"6-huge.txt": "The file has 50,000,001 bytes (limit size: 50,000,000)."}


def test_files_that_cannot_be_taken_do_not_stop_the_rest(office) -> None:
    known = bad_files(office)
    office.write("0-good.txt", a_plan(TASKS[0]))
    office.write("9-good.txt", a_plan(TASKS[1]))
    entries = {entry.name: entry for entry in office.add()}
    refused = [entry for entry in entries.values() if entry.outcome is Outcome.REFUSED]
    assert len(refused) == 6
    assert all(entry.reason.endswith(".") and entry.name not in entry.reason for entry in refused)
    assert all(entries[name].reason == reason for name, reason in known.items())
    assert entries["0-good.txt"].outcome is entries["9-good.txt"].outcome is Outcome.ADDED


def test_workers_refuse_as_one_process_does(office) -> None:
    bad_files(office)
    office.write("9-good.txt", a_plan())
    alone = [(entry.name, entry.outcome, entry.reason) for entry in office.add()]
    other = Office(office.folder)
    together = [(entry.name, entry.outcome, entry.reason) for entry in other.add(workers=2)]
    assert together == alone


def test_a_file_that_vanishes_after_listing_is_refused(office) -> None:
    path = office.write("a.txt", a_plan(TASKS[0]))
    office.write("b.txt", a_plan(TASKS[1]))
    listed = list(files_in([office.folder]))
    path.unlink()
    gone, there = office.pipeline.add(listed)
    assert (gone.outcome, there.outcome) == (Outcome.REFUSED, Outcome.ADDED)
    assert gone.reason == "The file cannot be read: No such file or directory."


def test_the_ledger_balances(office) -> None:
    bad_files(office)
    for name, task in zip("xyz", TASKS, strict=False):
        office.write(f"{name}.txt", a_plan(task))
    office.add()
    office.write("new.txt", a_plan(TASKS[3]))
    office.write("x.txt", a_plan(TASKS[0], TASKS[1]))
    office.write("copy.txt", a_plan(TASKS[2]))
    entries = office.add()
    files = list(files_in([office.folder]))
    assert office.ledger.counts() == Counter(str(entry.outcome) for entry in entries)
    assert office.ledger.counts() == {
        "added": 1,
        "updated": 1,
        "unchanged": 2,
        "duplicate": 1,
        "refused": 6,
    }
    assert len(entries) == len(files) == len(list(office.ledger.entries()))


def test_every_file_in_the_ledger_has_a_document_or_a_reason(office) -> None:
    bad_files(office)
    office.write("x.txt", a_plan())
    office.add()
    for entry in office.ledger.entries():
        is_refused = entry.outcome is Outcome.REFUSED
        assert bool(entry.reason) == is_refused
        assert (entry.document is None) == is_refused


def test_a_folder_and_a_file_given_twice_count_once(office) -> None:
    path = office.write("里/a.txt", a_plan())
    assert office.outcomes(office.folder, path, office.folder, path.parent / ".." / "里") == [
        Outcome.ADDED
    ]


def test_hidden_files_are_left_out(office) -> None:
    office.write(".a.txt", a_plan())
    office.write(".git/b.txt", a_plan())
    assert office.add() == []


def test_a_path_that_is_none_stops_before_anything_is_taken(office) -> None:
    office.write("a.txt", a_plan())
    with pytest.raises(FileNotFoundError, match=r"There is no file or folder .*nowhere\."):
        list(files_in([office.folder, office.folder / "nowhere"]))


def test_names_with_spaces_and_chinese_are_kept(office) -> None:
    office.write("食品 安全/2022 年 工作要点（印发稿）.txt", a_plan())
    (entry,) = office.add()
    assert entry.name == "食品 安全/2022 年 工作要点（印发稿）.txt"
    assert office.ledger.entry(entry.path) == entry


@pytest.mark.parametrize("workers", [0, 2])
def test_a_name_that_is_no_utf8_is_told_in_letters_that_everyone_can_store(
    tmp_path, workers
) -> None:
    name = os.fsdecode("青".encode("gb18030"))
    try:
        (tmp_path / name).write_text(a_plan(), "utf-8")
        (tmp_path / f"{name}2").write_bytes(b"")
    except OSError:
        pytest.skip("this file system takes UTF-8 only")
    good, bad = Office(tmp_path).add(workers=workers)
    assert (good.name, good.outcome) == (r"\xc7\xe0", Outcome.ADDED)
    assert (bad.outcome, bad.reason) == (Outcome.REFUSED, "The file is empty.")


def test_two_workers_store_what_one_process_stores(samples_in_order) -> None:
    assert stored_from(list(files_in([DOCUMENTS])), workers=2) == samples_in_order


@pytest.mark.parametrize("seed", [0, 2])
def test_the_order_of_files_does_not_matter(samples_in_order, seed) -> None:
    files = list(files_in([DOCUMENTS]))
    random.Random(seed).shuffle(files)
    assert stored_from(files) == samples_in_order


@pytest.mark.parametrize("names", ["ab", "ba"])
def test_the_order_of_files_that_differ_in_white_space_does_not_matter(office, names) -> None:
    texts = (a_plan(), a_plan().replace("\n", "\n\n"))
    for name, text in zip(names, texts, strict=True):
        office.write(f"{name}.txt", text)
    office.add()
    (document,) = office.documents()
    assert office.store.text(document) == min(texts)
    assert not {Outcome.ADDED, Outcome.UPDATED, Outcome.REFUSED} & set(office.outcomes())


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


@pytest.mark.parametrize("workers", [0, 2])
def test_each_file_of_an_archive_has_its_row_and_a_second_call_finds_them_unchanged(
    office: Office, workers: int
) -> None:
    archive = zipped(
        {
            "一/计划.txt": a_plan("水务局").encode(),
            "../../etc/计划\n二.txt": a_plan("教育局").encode(),
            "图.bin": b"\x00\x01" * 40,
            "坏.zip": zipped({"甲.txt": b""})[:60],
        }
    )
    path = office.write("all.zip", archive)
    office.write("after.txt", a_plan("民政局"))
    entries = office.add(workers=workers)
    assert [(entry.name, entry.outcome) for entry in entries] == [
        ("after.txt", Outcome.ADDED),
        ("all.zip/一/计划.txt", Outcome.ADDED),
        ("all.zip/../../etc/计划\\n二.txt", Outcome.ADDED),
        ("all.zip/图.bin", Outcome.REFUSED),
        ("all.zip/坏.zip", Outcome.REFUSED),
    ]
    assert entries[1].path == f"{path.resolve()}/一/计划.txt"
    assert len(office.documents()) == 3
    again = Counter(entry.outcome for entry in office.add(workers=workers))
    assert again == {Outcome.UNCHANGED: 3, Outcome.REFUSED: 2}


def test_an_archive_that_cannot_be_opened_has_a_row_of_its_own(office: Office) -> None:
    office.write("empty.zip", zipped({}))
    [entry] = office.add()
    assert (entry.name, entry.outcome) == ("empty.zip", Outcome.REFUSED)
    assert entry.reason == "The archive holds no files."


def test_what_makes_a_text_less_sure_is_kept_beside_it(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def recognised(data: bytes, name: str, limits: Limits) -> Reading:
        return Reading(data.decode(), "image/png", notices=("Recognised.",))

    monkeypatch.setattr(readers, "read", recognised)
    office.write("page.png", a_plan("水务局"))
    [entry] = office.add()
    assert (entry.outcome, entry.reason) == (Outcome.ADDED, "Recognised.")
