from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from search.engine import Query, SearchError
from search.tantivy_engine import TantivyEngine
from tests.conformance.engines import a_passage, found, holding

ADD_ONE = """
import sys
from search.engine import Passage
from search.tantivy_engine import TantivyEngine
passage = Passage(id="action/2", kind="action", document="document/b", title="食品")
TantivyEngine(sys.argv[1]).update((), [passage], 2)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    engine = holding(TantivyEngine(tmp_path / "index"), a_passage("1", title="食品"))
    engine.close()
    return tmp_path / "index"


def test_an_index_is_kept(folder: Path) -> None:
    engine = TantivyEngine(folder)
    assert engine.last_change == 1
    assert found(engine, "食品") == ["1"]


def test_what_another_process_commits_is_seen(folder: Path) -> None:
    engine = TantivyEngine(folder)
    assert engine.search(Query(words="食品")).total == 1
    subprocess.run([sys.executable, "-c", ADD_ONE, str(folder)], check=True)
    assert engine.last_change == 2
    assert sorted(found(engine, "食品")) == ["1", "2"]


def test_two_engines_may_write_in_turn(folder: Path) -> None:
    one, other = TantivyEngine(folder), TantivyEngine(folder)
    one.update((), [a_passage("2", title="食品")], 2)
    other.update((), [a_passage("3", title="食品")], 3)
    assert sorted(found(one, "食品")) == ["1", "2", "3"]


def test_two_writers_at_once_are_refused_with_a_sentence(folder: Path) -> None:
    one, other = TantivyEngine(folder), TantivyEngine(folder)

    def writing_within():
        with pytest.raises(SearchError, match="Another process is writing"):
            other.update((), [], 3)
        yield a_passage("2")

    one.update((), writing_within(), 2)
    assert one.last_change == 2


def test_an_index_of_another_version_is_begun_anew(folder: Path) -> None:
    (folder / "segments.version").write_text("0")
    assert TantivyEngine(folder).last_change == 0
    assert holding(TantivyEngine(folder), a_passage("1")).last_change == 1


@pytest.mark.parametrize("ending", ["meta.json", ".term", ".store", ".fast", ".pos"])
@pytest.mark.parametrize("damage", [b"", b"no index"])
def test_a_damaged_index_is_begun_anew(folder: Path, ending: str, damage: bytes) -> None:
    for file in (folder / "segments").iterdir():
        if file.name.endswith(ending):
            file.write_bytes(damage)
    engine = TantivyEngine(folder)
    assert engine.last_change == 0
    assert found(holding(engine, a_passage("2")), "") == ["2"]


def test_files_of_others_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    (tmp_path / "segments.version").write_text("7")
    holding(TantivyEngine(tmp_path), a_passage("1"))
    assert (tmp_path / "letter.txt").read_text() == "dear"


def test_a_file_cannot_be_an_index(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SearchError, match="cannot be kept"):
        TantivyEngine(tmp_path / "file")


def test_an_index_whose_folder_is_gone_says_so(folder: Path) -> None:
    engine = TantivyEngine(folder)
    shutil.rmtree(folder)
    with pytest.raises(SearchError, match="is gone"):
        engine.search(Query())


def test_many_updates_stay_one_index(folder: Path) -> None:
    engine = TantivyEngine(folder)
    for number in range(2, 30):
        engine.update((), [a_passage(str(number), title="食品")], number)
    assert engine.search(Query(words="食品")).total == 29
    assert engine.last_change == 29


@pytest.mark.parametrize("opened", ["before", "after"])
def test_what_a_run_left_that_was_killed_before_its_commit_is_cleared(
    folder: Path, opened: str
) -> None:
    engine, reader = TantivyEngine(folder), TantivyEngine(folder)
    engine.update((), [a_passage("2", document="document/b"), a_passage("3")], 2)
    committed = (folder / "segments" / "meta.json").read_bytes()
    engine.update(["document/b"], [a_passage("4")], 3)
    (folder / "segments" / "meta.json").write_bytes(committed)
    next_writer = reader if opened == "before" else TantivyEngine(folder)
    next_writer.update(["document/b"], [a_passage("4")], 3)
    assert sorted(found(next_writer, "")) == ["1", "3", "4"]
