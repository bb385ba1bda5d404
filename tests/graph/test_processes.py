"""Processes of ours end with the one that started them, also where nobody has ended them."""

from __future__ import annotations

import os
import subprocess
import sys
from multiprocessing.connection import Connection
from pathlib import Path

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
