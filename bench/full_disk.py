"""A disk that is full, and one that cannot be written: what is said, and what is left."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.corpus import generate
from bench.watched import Run, run

FILES = 40
# A run that takes longer does not end; seconds.
_WITHIN = 300


def faults(folder: Path) -> list[str]:
    """Return what is wrong after a run on each of such disks, each fault in a sentence.

    Small file systems in memory stand for the disk; where none can be mounted that is said.
    """
    files = folder / "files"
    files.mkdir()
    for number in range(FILES):
        text = generate(90_000 + number).source
        (files / f"{number:03}.txt").write_text(text, "utf-8", newline="")
    found: list[str] = []
    disk = folder / "disk"
    disk.mkdir()
    for megabytes in (1, 2, 3, 5):
        with mounted(disk, f"size={megabytes}m") as is_mounted:
            if not is_mounted:
                print("no file system can be mounted here: nothing was tried")
                return []
            found += _full(disk, files, f"a disk of {megabytes} MB")
    with mounted(disk, "size=100m") as is_mounted:
        _ingest(disk, "add", str(files / "000.txt"))
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        found += _said(_ingest(disk, "add", str(files)), "a disk that cannot be written")
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
        found += _healed(disk, files, "a disk that could not be written")
    return found


def _full(disk: Path, files: Path, what: str) -> list[str]:
    found = _said(_ingest(disk, "add", str(files), "--workers", "2"), what)
    subprocess.run(["mount", "-o", "remount,size=200m", str(disk)], check=True)
    return found + _healed(disk, files, what)


def _said(done: Run, what: str) -> list[str]:
    print(f"{what}: exit status {done.status}, {done.err.strip().splitlines()[-1:]}")
    found = []
    if done.status != 2:
        found.append(f"{what}: the exit status is {done.status}")
    if "Traceback" in done.err:
        found.append(f"{what}: there was a traceback: {done.err[-400:]}")
    return found


def _healed(disk: Path, files: Path, what: str) -> list[str]:
    """Return what is wrong once there is room again and a run has gone to its end."""
    again = _ingest(disk, "add", str(files))
    checked = _ingest(disk, "verify")
    if again.status or f"{FILES} files = " not in again.out:
        return [f"{what}: a next run ended with {again.status}: {again.err[-300:]}"]
    return [] if "no faults" in checked.out else [f"{what}: {checked.out[-300:]}"]


def _ingest(disk: Path, *arguments: str) -> Run:
    return run("-m", "ingest", "--data", str(disk / "data"), *arguments, within=_WITHIN)


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[bool]:
    """Mount a file system in memory; yields False where that is not allowed."""
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    is_allowed = shutil.which("mount") is not None and os.geteuid() == 0
    if not is_allowed or subprocess.run(command, capture_output=True, check=False).returncode:
        yield False
        return
    try:
        yield True
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
