"""What the SQLite store promises beyond what every store does."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from graph.memory import MemoryStore
from graph.model import Basis, Kind, Relation, Role
from graph.questions import ActionsOf, CooperationIn, Indicators, Scope
from graph.sqlite_store import SqliteStore
from graph.store import EdgePattern, StoreError
from tests.builders import (
    CANTEENS,
    LINJIANG,
    SCHOOL_CANTEENS,
    FragmentBuilder,
    a_fragment,
    a_work,
)
from tests.conformance.stores import HEALTH_BUREAU, MARKET_BUREAU

TOP = Path(__file__).parents[2]
WRITER = """
import sys
from graph.questions import ActionsOf
from graph.sqlite_store import SqliteStore
from tests.builders import FragmentBuilder, an_agency
from graph.model import Role

store = SqliteStore(sys.argv[1])
for number in range(1_000_000):
    builder = FragmentBuilder(f"d{number}")
    for _ in range(20):
        builder.action((an_agency(), Role.LEAD))
    store.replace(builder.build())
    print(number, flush=True)
"""


def test_a_store_is_there_again_when_opened_again(tmp_path: Path):
    with SqliteStore(tmp_path / "graph.sqlite") as store:
        store.replace(a_fragment())
    with SqliteStore(tmp_path / "graph.sqlite") as store:
        assert store.document("document/qc-2021") == a_fragment().document
        assert store.last_change == 1


def test_the_folder_of_a_store_is_made(tmp_path: Path):
    with SqliteStore(tmp_path / "new" / "graph.sqlite") as store:
        assert store.last_change == 0


def test_a_store_of_the_version_before_is_brought_up(tmp_path: Path):
    """Its plans are known by place as those of a store made now."""
    path = tmp_path / "graph.sqlite"
    upper = FragmentBuilder("city", topic="食品安全", year=2021, issued_on="2021-02")
    lower = FragmentBuilder("county", topic="食品安全", year=2021, location=LINJIANG.id)
    lower.issued_on = "2021-03"
    for builder in (upper, lower):
        builder.own = a_work(f"{builder.key}工作要点", document=builder.id)
        builder.name(builder.own).action()
    with SqliteStore(path) as store:
        store.replace(lower.build())
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            """DROP TABLE takings; DROP TABLE acting; DROP TABLE pairs; DROP TABLE measures;
            DROP TABLE duties; DROP TABLE wordings;
            DROP TABLE plans; DROP INDEX plans_of_place; DROP INDEX works_by_title;
            CREATE INDEX documents_on_topic ON documents (topic);
            CREATE INDEX works_of_title ON works (title);
            PRAGMA user_version = 2"""
        )
    with SqliteStore(path) as store:
        store.replace(upper.build())
        edges = list(store.edges(EdgePattern(document="document/county")))
        assert [edge.evidence.basis for edge in edges] == [Basis.INFERRED]
        reference = MemoryStore()
        for builder in (upper, lower):
            reference.replace(builder.build())
        assert store.answer(ActionsOf()) == reference.answer(ActionsOf())


WITH_WORDS = """DROP TABLE wordings; ALTER TABLE duties ADD COLUMN said TEXT NOT NULL DEFAULT 'x';
    CREATE TABLE said_before AS SELECT * FROM edges; DROP TABLE edges;
    ALTER TABLE said_before DROP COLUMN key; ALTER TABLE said_before RENAME TO edges;"""
"""What makes duties and edges those of versions 4 and 5."""


def test_a_store_of_version_4_is_brought_up(tmp_path: Path):
    """It has narrow rows, but not how many actions pairs share, nor what acts on wider subjects."""
    path = tmp_path / "graph.sqlite"
    builder = FragmentBuilder()
    action = builder.action((MARKET_BUREAU, Role.LEAD), (HEALTH_BUREAU, Role.SUPPORT))
    builder.join(action, Relation.HAS_TARGET, SCHOOL_CANTEENS).name(CANTEENS)
    with SqliteStore(path) as store:
        store.replace(builder.build())
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            f"""{WITH_WORDS} DROP TABLE pairs; DELETE FROM acting WHERE subject = '{CANTEENS.id}';
            DROP INDEX acting_by_year; PRAGMA user_version = 4"""
        )
    with SqliteStore(path) as store:
        assert store.answer(ActionsOf(scope=Scope(subject=CANTEENS.id))).total == 1
        assert [row.weight for row in store.answer(CooperationIn()).rows] == [1]


def test_a_store_of_version_5_is_brought_up(tmp_path: Path):
    """What its actions say stands in the rows of duties."""
    path = tmp_path / "graph.sqlite"
    builder = FragmentBuilder()
    builder.action((MARKET_BUREAU, Role.LEAD))
    with SqliteStore(path) as store:
        store.replace(builder.build())
        text = store.answer(ActionsOf()).rows[0].action.text
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(f"{WITH_WORDS} PRAGMA user_version = 5")
    with SqliteStore(path) as store:
        assert store.answer(ActionsOf(scope=Scope(words=(text[:4],)))).total == 1
        store.remove(builder.id)
        assert store.answer(ActionsOf(scope=Scope(words=(text[:4],)))).total == 0
        assert list(store.faults()) == []


def test_a_store_is_packed_without_a_change(tmp_path: Path):
    path = tmp_path / "graph.sqlite"
    with SqliteStore(path) as store:
        for number in range(60):
            builder = FragmentBuilder(f"d{number:02}")
            action = builder.action((MARKET_BUREAU, Role.LEAD))
            builder.target(action, "抽检合格率", number)
            store.replace(builder.build())
        for number in range(50):
            store.remove(f"document/d{number:02}")
    with SqliteStore(path) as store:
        before = [store.answer(q) for q in (ActionsOf(), Indicators())], store.last_change
        size = path.stat().st_size
        store.compact()
        assert ([store.answer(q) for q in (ActionsOf(), Indicators())], store.last_change) == before
        assert len(before[0][1].rows) == 10
        assert list(store.faults()) == []
        assert path.stat().st_size < size


def test_a_store_of_another_version_is_refused(tmp_path: Path):
    path = tmp_path / "graph.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(StoreError, match="has version 99 of the store, this program reads 6"):
        SqliteStore(path)


def test_the_file_of_another_program_is_refused(tmp_path: Path):
    path = tmp_path / "other.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE nodes (id)")
    connection.close()
    with pytest.raises(StoreError, match="has version 0"):
        SqliteStore(path)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path):
    path = tmp_path / "text.sqlite"
    path.write_text("这不是数据库" * 200, encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be used"):
        SqliteStore(path)


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be made"):
        SqliteStore(tmp_path / "file" / "graph.sqlite")


@pytest.mark.parametrize("path", ["", ":memory:"])
def test_a_store_without_a_file_is_refused(path: str):
    with pytest.raises(StoreError, match="needs a file"):
        SqliteStore(path)


def test_a_closed_store_answers_nothing(tmp_path: Path):
    store = SqliteStore(tmp_path / "graph.sqlite")
    store.close()
    with pytest.raises(StoreError, match="is closed"):
        store.document("document/x")


def test_a_reader_sees_one_moment_while_a_writer_goes_on(tmp_path: Path):
    with SqliteStore(tmp_path / "graph.sqlite") as store:
        store.replace(a_fragment(key="a"))
        store.replace(a_fragment(key="b"))
        edges = store.edges(EdgePattern())
        first = next(edges)
        store.remove("document/b")
        assert [first.target, *(edge.target for edge in edges)] == ["action/a-1", "action/b-1"]


def test_threads_read_and_write_one_store(tmp_path: Path):
    with SqliteStore(tmp_path / "graph.sqlite") as store, ThreadPoolExecutor(6) as threads:
        keys = [f"d{number}" for number in range(24)]

        def write_and_read(key: str) -> bool:
            store.replace(a_fragment(key=key))
            return store.answer(ActionsOf()).total > 0

        assert all(threads.map(write_and_read, keys))
        assert store.answer(ActionsOf()).total == len(keys)
        assert store.last_change == len(keys)


def test_a_failed_transaction_leaves_nothing_behind(tmp_path: Path):
    path = tmp_path / "graph.sqlite"
    with SqliteStore(path) as store:
        store.replace(a_fragment(key="old"))
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(
                "CREATE TRIGGER full_disk BEFORE INSERT ON edges"
                " BEGIN SELECT raise(ABORT, 'disk is full'); END"
            )
        with pytest.raises(StoreError, match="disk is full"):
            store.replace(a_fragment(key="new"), instead_of="document/old")
        assert [node.id for node in store.nodes(Kind.DOCUMENT)] == ["document/old"]
        assert store.last_change == 1
        assert store.remove("document/old") is True


def test_a_store_whose_documents_are_gone_keeps_no_row_of_them(tmp_path: Path):
    path = tmp_path / "graph.sqlite"
    with SqliteStore(path) as store:
        store.replace(a_fragment(key="a"))
        store.replace(a_fragment(key="b"))
        store.remove("document/a")
        store.remove("document/b")
    with closing(sqlite3.connect(path)) as connection:
        for table in ("documents", "nodes", "sayings", "said", "edges"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_a_killed_writer_leaves_each_document_wholly_in_or_out(tmp_path: Path):
    path = tmp_path / "graph.sqlite"
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], cwd=TOP, stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    told = [int(writer.stdout.readline()) for _ in range(15)]
    writer.send_signal(signal.SIGKILL)
    writer.communicate()
    with SqliteStore(path) as store:
        changes = list(store.changes(0))
        assert len(changes) >= len(told)
        for change in changes:
            fragment = store.fragment(change.document)
            assert (len(fragment.nodes), len(fragment.edges)) == (21, 20)
        assert store.answer(ActionsOf()).total == 20 * len(changes)


def test_a_moment_is_kept_while_documents_come_in_and_refuses_any(tmp_path: Path):
    with SqliteStore(tmp_path / "graph.sqlite") as store:
        store.replace(a_fragment())
        with store.moment() as moment:
            store.replace(FragmentBuilder(key="later").build())
            assert moment.last_change == 1
            with pytest.raises(StoreError, match="cannot be changed"):
                moment.replace(FragmentBuilder(key="other").build())
        assert store.last_change == 2
