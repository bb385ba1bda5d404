from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from ingest.errors import Reason
from ingest.incoming import files_in

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="other kinds of files")


def named(*paths: Path) -> dict[str, Reason | None]:
    files = list(files_in(paths))
    told = {file.name: file.refusal.reason if file.refusal else None for file in files}
    assert len(told) == len(files)
    return told


def touched(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("甲", "utf-8")
    return path


def test_files_come_in_order_of_their_names_each_folder_as_a_whole(tmp_path) -> None:
    for name in ("乙/2.txt", "乙/1.txt", "乙/内/3.txt", "甲.txt", "丙.txt"):
        touched(tmp_path / name)
    assert list(named(tmp_path)) == ["丙.txt", "乙/1.txt", "乙/2.txt", "乙/内/3.txt", "甲.txt"]


def test_what_is_no_file_is_told_and_not_opened(tmp_path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "folder").symlink_to(tmp_path)
    assert named(tmp_path) == {
        "folder": Reason.NO_FILE,
        "loop": Reason.UNREADABLE,
        "nowhere": Reason.NO_FILE,
        "pipe": Reason.NO_FILE,
    }


def test_a_device_is_told(tmp_path) -> None:
    assert named(Path("/dev/zero")) == {"zero": Reason.NO_FILE}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_a_folder_that_cannot_be_listed_is_told(tmp_path) -> None:
    touched(tmp_path / "locked" / "a.txt").parent.chmod(0)
    try:
        assert named(tmp_path) == {"locked": Reason.UNREADABLE}
    finally:
        (tmp_path / "locked").chmod(0o700)


def test_a_link_to_a_file_elsewhere_counts_and_one_to_a_file_here_does_not(tmp_path) -> None:
    touched(tmp_path / "here" / "a.txt")
    touched(tmp_path / "there" / "b.txt")
    (tmp_path / "here" / "again").symlink_to(tmp_path / "here" / "a.txt")
    (tmp_path / "here" / "other").symlink_to(tmp_path / "there" / "b.txt")
    assert named(tmp_path / "here") == {"a.txt": None, "other": None}


@pytest.mark.parametrize("order", [1, -1])
def test_what_lies_below_two_paths_counts_once(tmp_path, order) -> None:
    touched(tmp_path / "all" / "some" / "a.txt")
    touched(tmp_path / "all" / "b.txt")
    paths = [tmp_path / "all", tmp_path / "all" / "some", tmp_path / "all" / "b.txt"][::order]
    assert len(named(*paths)) == 2
