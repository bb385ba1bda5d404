"""Broken and hostile files beside sound ones, in one run as a user starts it."""

from __future__ import annotations

import sys

import pytest

from bench.damaged import write_damaged, write_zeros
from bench.endurance import faults_of, ledger_of
from bench.watched import run

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory is told by Linux only")


def test_every_damaged_file_is_told_and_no_sound_one_is_lost(tmp_path) -> None:
    files, data = tmp_path / "files", tmp_path / "data"
    good = write_damaged(files, 120)
    write_zeros(files / "zeros.txt")
    taken = run("-m", "ingest", "--data", str(data), "add", str(files), "--workers", "2")
    assert faults_of(taken, ledger_of(data), files, good) == []
