"""The program serves with several workers, and says in one sentence why it cannot start."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from threading import Event, Thread

import pytest

from graph.sqlite_store import SqliteStore
from tests.web.town import town
from web.__main__ import main

ROOT = Path(__file__).parents[2]
PATIENCE = 120.0


class Program:
    """The running program over a data folder."""

    def __init__(self, data: Path, *arguments: str) -> None:
        self.log = data / "log"
        command = [sys.executable, "-m", "web", "--data", str(data), "--port", "0", *arguments]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=log)
        assert self.process.stdout is not None
        self.said = self.process.stdout.readline().decode()
        found = re.search(r":(\d+)", self.said)
        assert found, self.log.read_text("utf-8")
        self.port = int(found[1])

    def get(self, address: str) -> tuple[int, str]:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as connection:
            connection.request("GET", address)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()

    def lines(self) -> list[dict]:
        """Return what was logged, without a line that is just being written."""
        *whole, _ = self.log.read_bytes().split(b"\n")
        return [json.loads(line) for line in whole]

    def workers(self) -> set[int]:
        """Return the processes that have answered, after as many pages as it takes to see two."""
        before = len(self.lines())
        self.until(lambda: self.get("/about")[0] and len(self.answering(before)) >= 2)
        return self.answering(before)

    def answering(self, start: int) -> set[int]:
        return {line["process"] for line in self.lines()[start:] if "path" in line}

    def until(self, is_so) -> None:
        end = time.monotonic() + PATIENCE
        while not is_so():
            assert time.monotonic() < end
            time.sleep(0.05)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    with SqliteStore(folder / "graph.sqlite") as store:
        for fragment in town():
            store.replace(fragment)
    return folder


@pytest.fixture(scope="module")
def program(data: Path) -> Iterator[Program]:
    program = Program(data, "--workers", "2", "--log-format", "json", "--prefix", "/zhize")
    yield program
    program.process.kill()
    program.process.wait()
    program.process.stdout.close()


pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="needs signals of POSIX")


def test_a_port_that_is_taken_is_said(tmp_path, capsys) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["--data", str(tmp_path), "--port", str(port)]) == 2
    said = capsys.readouterr().err
    assert f"Port {port} of 127.0.0.1 cannot be used" in said
    assert f"The data folder {tmp_path} is empty" in said


def test_a_store_that_cannot_be_opened_is_said(tmp_path, capsys) -> None:
    (tmp_path / "graph.sqlite").write_bytes(b"no store at all, though as long as a page" * 200)
    assert main(["--data", str(tmp_path), "--port", "0"]) == 2
    assert "graph.sqlite" in capsys.readouterr().err


@pytest.mark.parametrize(
    "wrong",
    [
        ["--workers", "0"],
        ["--prefix", "zhize"],
        ["--prefix", "/a b"],
        ["--public-url", "zhize.example.org"],
        ["--trusted-proxy", "the proxy"],
        ["--prefix", "/a", "--public-url", "https://example.org/b"],
    ],
)
def test_what_cannot_be_meant_is_refused(wrong: list[str], capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        main(wrong)
    assert ended.value.code == 2
    assert wrong[0] in capsys.readouterr().err


def test_the_address_is_said_when_pages_can_be_had(program: Program) -> None:
    assert program.said == f"Zhize 职责图谱 http://127.0.0.1:{program.port}/zhize\n"
    status, told = program.get("/zhize/ready")
    assert status == 200
    assert json.loads(told)["missing"] == []


def test_a_line_of_the_log_tells_of_a_request_but_not_of_its_words(program: Program) -> None:
    program.get("/zhize/search?q=%E9%A3%9F%E5%93%81")
    program.until(lambda: any(line.get("path") == "/zhize/search" for line in program.lines()))
    line = next(line for line in program.lines() if line.get("path") == "/zhize/search")
    assert (line["method"], line["status"]) == ("GET", 200)
    assert line["bytes"] > 1000
    assert line["ms"] > 0
    assert re.fullmatch(r"[0-9a-f]{16}", line["request"])
    assert "食品" not in program.log.read_text("utf-8")


def test_those_who_watch_are_not_in_the_log(program: Program) -> None:
    program.get("/zhize/health")
    program.get("/zhize/about")
    program.until(lambda: any(line.get("path") == "/zhize/about" for line in program.lines()))
    assert not [line for line in program.lines() if line.get("path") == "/zhize/health"]


def test_a_worker_that_dies_is_started_again(program: Program) -> None:
    killed = program.workers().pop()
    os.kill(killed, signal.SIGKILL)
    program.until(lambda: program.workers() - {killed} and killed not in program.workers())
    assert any("ended with status" in line.get("message", "") for line in program.lines())


def test_workers_are_renewed_without_a_request_lost(program: Program) -> None:
    before, is_over, faults = program.workers(), Event(), []

    def ask() -> None:
        while not is_over.is_set():
            try:
                status, _ = program.get("/zhize/about")
            except OSError as error:
                faults.append(error)
            else:
                faults.extend([status] if status != 200 else [])

    asking = Thread(target=ask)
    asking.start()
    os.kill(program.process.pid, signal.SIGHUP)
    program.until(lambda: program.workers().isdisjoint(before))
    is_over.set()
    asking.join()
    assert faults == []


def test_a_wish_to_stop_ends_all_with_success(program: Program) -> None:
    workers = program.workers()
    program.process.send_signal(signal.SIGTERM)
    assert program.process.wait(PATIENCE) == 0
    assert not [number for number in workers if is_there(number)]
    assert program.process.stdout is not None
    assert program.process.stdout.read() == b""


def is_there(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True
