"""A folder in which files arrive, change, move and go, looked at step by step."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph.memory import MemoryStore
from graph.model import Kind
from ingest.ledger import Entry, Ledger, Outcome
from ingest.pipeline import Pipeline
from ingest.watching import Watch, forget
from tests.ingest.plans import TASKS, a_plan
from tests.ingest.readers.test_container import zipped

ROOT = Path(__file__).parents[2]


class Watched:
    """A folder with the watch, the store and the ledger of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.folder.mkdir(exist_ok=True)
        self.store, self.ledger = MemoryStore(), Ledger(":memory:")
        self.pipeline = Pipeline(self.store, self.ledger)
        self.watch = Watch(folder)

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def look(self, *, is_removing: bool = False) -> list[Entry]:
        taken = list(self.pipeline.add(self.watch.arrived()))
        gone = self.watch.gone(self.ledger)
        for _ in forget(gone, self.ledger, self.pipeline, is_removing=is_removing):
            pass
        return taken

    def looks(self, *, is_removing: bool = False) -> list[Entry]:
        """Look often enough that what does not change any more is taken."""
        return self.look(is_removing=is_removing) + self.look(is_removing=is_removing)

    def documents(self) -> int:
        return sum(1 for _ in self.store.nodes(Kind.DOCUMENT))

    def names(self) -> list[str]:
        return sorted(entry.name for entry in self.ledger.entries())


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    return Watched(tmp_path / "in")


def test_a_file_is_taken_at_the_second_look_and_once(watched) -> None:
    watched.write("a.txt", a_plan())
    assert watched.look() == []
    assert [entry.outcome for entry in watched.look()] == [Outcome.ADDED]
    assert watched.look() == []


def test_a_file_that_grows_waits_until_it_is_whole(watched) -> None:
    path = watched.write("a.txt", a_plan()[:80])
    for end in (120, 160, None):
        assert watched.look() == []
        path.write_text(a_plan()[:end], "utf-8")
    assert watched.look() == []
    assert [entry.outcome for entry in watched.look()] == [Outcome.ADDED]


@pytest.mark.parametrize("name", ["a.txt.part", "a.crdownload", "~$a.docx", ".a.txt", "a.TMP"])
def test_what_other_programs_still_write_is_left_alone(watched, name) -> None:
    watched.write(name, a_plan())
    assert watched.looks() == []


def test_a_changed_file_is_taken_again(watched) -> None:
    watched.write("a.txt", a_plan(TASKS[0]))
    watched.looks()
    watched.write("a.txt", a_plan(TASKS[1]))
    assert [entry.outcome for entry in watched.looks()] == [Outcome.UPDATED]
    assert watched.documents() == 1


@pytest.mark.parametrize("is_removing", [False, True])
def test_a_renamed_file_keeps_its_document_under_its_new_name(watched, is_removing) -> None:
    path = watched.write("a.txt", a_plan())
    watched.looks()
    path.rename(watched.folder / "b.txt")
    watched.look(is_removing=is_removing)
    assert watched.documents() == 1
    watched.look(is_removing=is_removing)
    (entry,) = watched.ledger.entries()
    assert (entry.name, entry.outcome, entry.reason) == ("b.txt", Outcome.ADDED, "")
    assert watched.documents() == 1


@pytest.mark.parametrize(("is_removing", "left"), [(False, 2), (True, 1)])
def test_a_document_whose_file_is_gone_goes_only_where_that_was_asked_for(
    watched, is_removing, left
) -> None:
    path = watched.write("a.txt", a_plan(TASKS[0]))
    watched.write("b.txt", a_plan(TASKS[1]))
    watched.looks(is_removing=is_removing)
    path.unlink()
    watched.look(is_removing=is_removing)
    assert watched.documents() == left


def test_what_went_while_nobody_looked_is_noticed_at_the_start(watched) -> None:
    path = watched.write("a.txt", a_plan(TASKS[0]))
    watched.write("b.txt", a_plan(TASKS[1]))
    watched.looks()
    path.unlink()
    watched.watch = Watch(watched.folder)
    watched.looks(is_removing=True)
    assert (watched.documents(), watched.names()) == (1, ["b.txt"])


@pytest.mark.parametrize("is_folder_left", [True, False])
def test_nothing_is_removed_when_all_files_or_the_folder_are_gone_at_once(
    watched, is_folder_left
) -> None:
    paths = [watched.write(f"{n}.txt", a_plan(task)) for n, task in enumerate(TASKS[:3])]
    watched.looks(is_removing=True)
    for path in paths:
        path.unlink()
    if not is_folder_left:
        watched.folder.rmdir()
    assert watched.looks(is_removing=True) == []
    assert watched.documents() == 3


def test_the_files_of_an_archive_live_as_long_as_it_and_as_they_are_in_it(watched) -> None:
    plans = {f"{n}.txt": a_plan(task).encode() for n, task in enumerate(TASKS[:3])}
    path = watched.write("all.zip", zipped(plans))
    watched.write("other.txt", a_plan(TASKS[3]))
    watched.looks(is_removing=True)
    assert watched.documents() == 4
    del plans["1.txt"]
    path.write_bytes(zipped(plans))
    watched.looks(is_removing=True)
    assert watched.names() == ["all.zip/0.txt", "all.zip/2.txt", "other.txt"]
    path.unlink()
    watched.look(is_removing=True)
    assert (watched.documents(), watched.names()) == (1, ["other.txt"])


@pytest.mark.skipif(sys.platform == "win32", reason="other signals")
def test_the_program_takes_what_arrives_and_ends_when_it_is_told_to(tmp_path) -> None:
    folder, data = tmp_path / "in", tmp_path / "data"
    folder.mkdir()
    options = ("--every", "0.1", "--remove")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("ZHIZE_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "ingest", "--data", data, "watch", folder, *options],
        cwd=ROOT,
        env=environment | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    (folder / "a.txt").write_text(a_plan(), "utf-8")
    assert process.stdout.readline() == "added     a.txt\n"
    assert process.stdout.readline().startswith("1 files = 1 added")
    (folder / "a.txt").unlink()
    assert process.stdout.readline() == "removed   a.txt\n"
    time.sleep(0.2)
    process.send_signal(signal.SIGTERM)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 143
    assert "Traceback" not in said
