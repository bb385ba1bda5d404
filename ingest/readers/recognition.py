"""Words in pictures, recognised by Tesseract with its simplified Chinese data where installed."""

from __future__ import annotations

import re
import shutil
import tempfile
from functools import cache
from pathlib import Path

from ingest.errors import Reason, Refusal
from ingest.limits import Limits
from ingest.readers.programs import run

_PROGRAM, _LANGUAGE = "tesseract", "chi_sim"
# Tesseract parts Chinese characters by spaces.
_STRAY = re.compile(
    r"(?<=[一-鿿，。；：、！？（）《》〔〕“”\d]) +(?=[一-鿿，。；：、！？（）《》〔〕“”\d])"
)


@cache
def is_available() -> bool:
    """Return whether Tesseract and its data for simplified Chinese are installed."""
    if shutil.which(_PROGRAM) is None:
        return False
    with tempfile.TemporaryDirectory(prefix="zhize-") as folder:
        blank = b"P5 64 64 255\n" + b"\xff" * (64 * 64)
        return _recognised(blank, Path(folder), Limits(seconds=20)) is not None


def recognise(picture: bytes, limits: Limits) -> str:
    """Return the words in a picture (PNG, JPEG, TIFF, PNM), '' where none are seen.

    Raises Refusal where the picture cannot be opened or takes too long.
    """
    with tempfile.TemporaryDirectory(prefix="zhize-") as folder:
        words = _recognised(picture, Path(folder), limits)
    if words is None:
        raise Refusal(Reason.DAMAGED, "The picture cannot be opened.")
    return _STRAY.sub("", words).strip()


def _recognised(picture: bytes, folder: Path, limits: Limits) -> str | None:
    source = folder / "picture"
    source.write_bytes(picture)
    command = [_PROGRAM, str(source), str(folder / "words"), "-l", _LANGUAGE, "--psm", "6"]
    result = folder / "words.txt"
    if not run(command, folder, limits) or not result.is_file():
        return None
    return result.read_text(encoding="utf-8", errors="replace").replace("\f", "")
