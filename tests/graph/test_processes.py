"""Processes of ours end with the one that started them, and tell their own memory."""

from __future__ import annotations

import os
import subprocess
import sys
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from graph.bounds import most_memory
from graph.processes import started

MUCH = 300_000_000
_LEAVING = """
from graph.processes import started
from tests.graph.test_processes import waiting

if __name__ == "__main__":
    process, pipe = started(waiting, None)
    assert pipe.recv() == "here"
"""


def waiting(pipe: Connection, _: None) -> None:
    pipe.send("here")
    pipe.recv()


def test_a_program_ends_though_it_has_left_a_process_waiting(tmp_path) -> None:
    program = tmp_path / "leaving.py"
    program.write_text(_LEAVING, "utf-8")
    environment = {"PYTHONPATH": str(Path.cwd()), "PATH": os.environ["PATH"]}
    done = subprocess.run([sys.executable, str(program)], env=environment, timeout=60, check=False)
    assert done.returncode == 0


def holding(pipe: Connection, size: int) -> None:
    held = b"x" * size
    pipe.send(most_memory())
    del held


@pytest.mark.skipif(sys.platform == "win32", reason="the system does not tell")
@pytest.mark.parametrize("size", [0, MUCH])
def test_a_process_tells_what_it_held_and_not_what_its_parent_did(size: int) -> None:
    held_here = b"x" * MUCH
    process, pipe = started(holding, size)
    assert (pipe.recv() > MUCH) == (size == MUCH)
    assert most_memory() > len(held_here)
    process.join()
