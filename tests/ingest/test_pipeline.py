"""Files become documents of the store and rows of the ledger, each once."""

from __future__ import annotations

import os
from collections import Counter

import pytest

from ingest import readers
from ingest.incoming import files_in
from ingest.ledger import Ledger, Outcome
from ingest.limits import Limits
from ingest.pipeline import Pipeline
from ingest.readers.reading import Reading
from tests.ingest.office import Office, exported
from tests.ingest.plans import TASKS, a_plan
from tests.ingest.readers.test_container import zipped


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


def test_what_makes_a_text_less_sure_is_kept_beside_it(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def recognised(data: bytes, name: str, limits: Limits) -> Reading:
        return Reading(data.decode(), "image/png", notices=("Recognised.",))

    monkeypatch.setattr(readers, "read", recognised)
    office.write("page.png", a_plan("水务局"))
    [entry] = office.add()
    assert (entry.outcome, entry.reason) == (Outcome.ADDED, "Recognised.")
