"""What was damaged by hand is found, and mended where something is left to mend it from."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from graph.store import open_store
from ingest.__main__ import main
from ingest.ledger import Entry, Ledger
from ingest.originals import Originals
from search.engine import open_engine
from tests.ingest.plans import TASKS, a_plan


class Data:
    """A data folder with two documents."""

    def __init__(self, folder: Path) -> None:
        self.files, self.folder = folder / "files", folder / "data"
        self.files.mkdir()
        for name, task in zip("ab", TASKS, strict=False):
            (self.files / f"{name}.txt").write_text(a_plan(task), "utf-8")
        assert self.run("add", str(self.files)) == 0
        self.originals = Originals(self.folder / "originals")

    def run(self, *arguments: str) -> int:
        return main(["--data", str(self.folder), *arguments])

    def entries(self) -> list[Entry]:
        with Ledger(self.folder / "ledger.sqlite") as ledger:
            return sorted(ledger.entries(), key=lambda entry: entry.name)

    def documents(self) -> set[str]:
        with open_store(f"sqlite:{self.folder / 'graph.sqlite'}") as store:
            return {document.id for document in store.nodes()} & {
                str(entry.document) for entry in self.entries()
            }


@pytest.fixture
def data(tmp_path, monkeypatch) -> Data:
    for name in [name for name in os.environ if name.startswith("ZHIZE_")]:
        monkeypatch.delenv(name)
    return Data(tmp_path)


def age(path: Path) -> Path:
    os.utime(path, (time.time() - 3_600,) * 2)
    return path


def lose_a_document(data: Data) -> None:
    with open_store(f"sqlite:{data.folder / 'graph.sqlite'}") as store:
        store.remove(str(data.entries()[0].document))


def lose_an_original(data: Data) -> None:
    data.originals.drop(data.entries()[0].original)


def damage_an_original(data: Data) -> None:
    data.originals.path(data.entries()[0].original).write_bytes(b"damaged")


def leave_an_original(data: Data) -> None:
    age(data.originals.path(data.originals.keep(b"of no file")))


def leave_a_write(data: Data) -> None:
    age(data.originals.path(data.entries()[0].original)).with_suffix(".part").touch()
    age(data.originals.path(data.entries()[0].original).with_suffix(".part"))


def empty_the_index(data: Data) -> None:
    with closing(open_engine(f"tantivy:{data.folder / 'index'}")) as engine:
        change = engine.last_change
        engine.clear()
        engine.update([], [], change)


def test_what_agrees_has_no_fault(data, capsys) -> None:
    capsys.readouterr()
    assert data.run("verify") == 0
    assert capsys.readouterr().out == "no faults\n"


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lose_a_document, "a.txt: the store has lost document/"),
        (lose_an_original, "a.txt: its original is gone."),
        (damage_an_original, "a.txt: its original is damaged."),
        (leave_an_original, "belongs to no file."),
        (leave_a_write, "A write was cut off: "),
        (empty_the_index, "The index does not hold document/"),
    ],
)
def test_a_fault_is_told_and_then_mended(data, capsys, harm, said) -> None:
    harm(data)
    assert data.run("verify") == 1
    assert said in capsys.readouterr().out
    assert data.run("verify", "--repair") == 0
    assert "mended " in capsys.readouterr().out
    assert data.run("verify") == 0
    assert len(data.documents()) == 2


def test_what_cannot_be_mended_stays_a_fault(data, capsys) -> None:
    lose_an_original(data)
    (data.files / "a.txt").write_text("又是别的", "utf-8")
    assert data.run("verify", "--repair") == 1
    assert "fault     a.txt: its original is gone." in capsys.readouterr().out


def test_a_document_without_a_file_is_told_and_kept(data, capsys) -> None:
    with Ledger(data.folder / "ledger.sqlite") as ledger:
        ledger.forget(str(data.entries()[0].document))
    assert data.run("verify", "--repair") == 1
    assert "the ledger knows no file of it" in capsys.readouterr().out
    with open_store(f"sqlite:{data.folder / 'graph.sqlite'}") as store:
        assert sum(1 for node in store.nodes() if node.id.startswith("document/")) == 2


def test_a_young_original_may_belong_to_a_run_that_goes_on(data) -> None:
    data.originals.keep(b"just now")
    assert data.run("verify") == 0


def test_a_damaged_store_is_told(data, capsys) -> None:
    with closing(sqlite3.connect(data.folder / "graph.sqlite")) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DELETE FROM sayings WHERE id = (SELECT min(id) FROM sayings)")
        connection.commit()
    assert data.run("verify") == 1
    assert "lacks what it belongs to." in capsys.readouterr().out


def test_what_a_cut_off_write_has_left_goes_with_a_later_run(data) -> None:
    leave_a_write(data)
    data.originals.path(data.entries()[1].original).with_suffix(".part").touch()
    assert data.run("add", str(data.files)) == 0
    (young,) = data.originals.unfinished()
    assert young.stem == data.entries()[1].original[2:]
