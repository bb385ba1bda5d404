"""Ends ``python -m ingest add`` without warning at many moments; the next run must heal all."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph.__main__ import main as graph
from graph.questions import Page
from graph.store import open_store
from ingest.__main__ import main as ingest
from ingest.ledger import Ledger
from samples.make import SAMPLES
from search.engine import Query, SearchEngine, open_engine
from search.sync import catch_up

ROOT = Path(__file__).parents[2]
DOCUMENTS = [str(path) for path in sorted((SAMPLES / "documents").iterdir())[::2]]
FILES = len(DOCUMENTS)
SOON = 120.0
"""How long anything may take on a machine that is busy; seconds."""
WORDS = ("食品安全", "市场监管局", "学校食堂", "农村公路", "空气质量", "牵头", "2024")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")


@pytest.fixture(autouse=True, scope="module")
def _lexicon() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("ZHIZE_")]:
            patch.delenv(name)
        patch.setenv("ZHIZE_LEXICON", str(SAMPLES / "lexicon"))
        yield


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory) -> Path:
    data = tmp_path_factory.mktemp("undisturbed")
    assert ingest(["--data", str(data), "add", *DOCUMENTS]) == 0
    return data


def begin(data: Path, workers: int = 1) -> subprocess.Popen[bytes]:
    arguments = ["--data", str(data), "add", *DOCUMENTS, "--workers", str(workers)]
    return subprocess.Popen(
        [sys.executable, "-m", "ingest", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def wait_for_files(data: Path, count: int, process: subprocess.Popen[bytes]) -> None:
    """Return once the ledger tells of this many files, or the program has ended."""
    until = time.monotonic() + SOON
    while files_told(data) < count and process.poll() is None:
        assert time.monotonic() < until
        time.sleep(0.002)


def files_told(data: Path) -> int:
    """Count without opening a Ledger, which would make the file before the program does."""
    try:
        with closing(sqlite3.connect(f"file:{data / 'ledger.sqlite'}?mode=ro", uri=True)) as told:
            return int(told.execute("SELECT count(*) FROM file").fetchone()[0])
    except sqlite3.Error:
        return -1


def exported(data: Path) -> bytes:
    file = data / "export.jsonl"
    assert graph(["--data", str(data), "export", "--format", "jsonl", "--out", str(file)]) == 0
    return file.read_bytes()


def found(engine: SearchEngine) -> list[tuple[int, set[str], dict[str, set[tuple[str, int]]]]]:
    """Return what some words find: how much, what, and the facets."""
    answers = [engine.search(Query(words=words, page=Page(0, 500))) for words in WORDS]
    return [
        (
            answer.total,
            {hit.id for hit in answer.hits},
            {name: set(counts) for name, counts in answer.facets.items()},
        )
        for answer in answers
    ]


def found_in(data: Path) -> list:
    with closing(open_engine(f"tantivy:{data / 'index'}")) as engine:
        return found(engine)


def ledger_of(data: Path) -> list[tuple[str, str | None]]:
    with Ledger(data / "ledger.sqlite") as ledger:
        return sorted((entry.path, entry.document) for entry in ledger.entries())


def moments() -> list[tuple[int, float]]:
    """Return moments over a whole run: after how many files, and how many seconds later.

    The first is while the program still starts, the last while it writes the index. Many more
    are tried by ``python -m bench.endurance kills``.
    """
    chance = random.Random(20240510)
    reading = [(count, chance.uniform(0, 0.06)) for count in (0, *range(1, FILES, 4))]
    indexing = [(FILES, chance.uniform(0.2 * n, 0.2 * n + 0.2)) for n in (0, 3)]
    return [(-1, chance.uniform(0, 0.3)), *reading, *indexing]


@pytest.mark.parametrize(("count", "later"), moments())
def test_a_killed_run_is_healed_by_the_next(tmp_path, undisturbed, count, later) -> None:
    process = begin(tmp_path)
    wait_for_files(tmp_path, count, process)
    time.sleep(later)
    process.kill()
    process.communicate()
    index_heals_to_what_is_stored(shutil.copytree(tmp_path, tmp_path / "copy"))
    assert ingest(["--data", str(tmp_path), "add", *DOCUMENTS]) == 0
    assert exported(tmp_path) == exported(undisturbed)
    assert found_in(tmp_path) == found_in(undisturbed)
    assert ledger_of(tmp_path) == ledger_of(undisturbed)


def index_heals_to_what_is_stored(data: Path) -> None:
    """Assert that after a crash the index comes to answer as one that is made anew."""
    with (
        open_store(f"sqlite:{data / 'graph.sqlite'}") as store,
        closing(open_engine(f"tantivy:{data / 'index'}")) as left,
        closing(open_engine("tantivy:")) as fresh,
    ):
        catch_up(store, left)
        catch_up(store, fresh)
        assert found(left) == found(fresh)


def children_of(pid: int) -> list[int]:
    told = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in told.split()]


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="there is no /proc")
@pytest.mark.parametrize("count", [0, 5])
def test_workers_end_by_themselves_when_their_parent_is_killed(
    tmp_path, undisturbed, count
) -> None:
    process = begin(tmp_path, workers=2)
    until = time.monotonic() + SOON
    while len(workers := children_of(process.pid)) < 2:
        assert time.monotonic() < until
        assert process.poll() is None
    wait_for_files(tmp_path, count, process)
    process.kill()
    process.communicate()
    while any(is_running(worker) for worker in workers):
        assert time.monotonic() < until, "workers go on without their parent"
        time.sleep(0.01)
    assert ingest(["--data", str(tmp_path), "add", *DOCUMENTS, "--workers", "2"]) == 0
    assert exported(tmp_path) == exported(undisturbed)


@pytest.mark.parametrize(
    ("count", "stop", "status"),
    # at 0 files the processes that read are still starting
    [(0, signal.SIGINT, 130), (0, signal.SIGTERM, 143), (1, signal.SIGTERM, 143)],
)
def test_a_stop_lets_what_is_in_hand_be_stored_and_is_told_in_one_sentence(
    tmp_path, undisturbed, count, stop, status
) -> None:
    process = begin(tmp_path, workers=2)
    wait_for_files(tmp_path, count, process)
    os.killpg(process.pid, stop)
    out, said = process.communicate(timeout=SOON)
    assert process.returncode == status, said.decode()
    assert b"Traceback" not in said
    assert said.decode().endswith("stopped; what was stored is kept, a next run goes on.\n")
    assert f"{files_told(tmp_path)} files = " in out.decode() or not count
    assert found_in(tmp_path) == found_anew(tmp_path)
    assert ingest(["--data", str(tmp_path), "add", *DOCUMENTS]) == 0
    assert exported(tmp_path) == exported(undisturbed)


def found_anew(data: Path) -> list:
    """Return what is found in an index that is made anew from the store."""
    with (
        open_store(f"sqlite:{data / 'graph.sqlite'}") as store,
        closing(open_engine("tantivy:")) as fresh,
    ):
        catch_up(store, fresh)
        return found(fresh)


def test_a_second_interrupt_ends_the_run_at_once(tmp_path, undisturbed) -> None:
    process = begin(tmp_path, workers=2)
    wait_for_files(tmp_path, 1, process)
    process.send_signal(signal.SIGINT)
    time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=SOON)
    assert process.returncode == 130
    assert b"Traceback" not in said
    assert ingest(["--data", str(tmp_path), "add", *DOCUMENTS]) == 0
    assert exported(tmp_path) == exported(undisturbed)
