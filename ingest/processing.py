"""One file to one fragment: what a worker process does, without the store."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from graph.lexicon import load_lexicon
from graph.model import Fragment
from ingest.errors import Refusal
from ingest.extract import Extractor
from ingest.fragment import EXTRACTOR, fragment_of
from ingest.originals import Originals, digest_of


@dataclass(frozen=True, slots=True)
class Processed:
    """What a file gave: a fragment, or the reason why not; None and "" for a known file.

    ``notice`` says what makes a fragment less sure than its file: recognised pages.
    """

    sha256: str
    size: int
    fragment: Fragment | None = None
    reason: str = ""
    notice: str = ""


@lru_cache(maxsize=2)
def extractor_for(lexicon: Path | None) -> Extractor:
    """Return the extractor with the built-in lexicon and a folder of more, made once."""
    return Extractor(load_lexicon(lexicon))


def version_of(lexicon: Path | None) -> str:
    """Return what a result depends on beside its file: the extractor and the added lexicon."""
    if lexicon is None:
        return EXTRACTOR
    digest = hashlib.sha256()
    for file in sorted(path for path in lexicon.glob("*") if path.is_file()):
        digest.update(hashlib.sha256(file.read_bytes()).digest() + os.fsencode(file.name) + b"/")
    return f"{EXTRACTOR}-{digest.hexdigest()[:8]}"


def process(
    path: Path, lexicon: Path | None, known: str | None, originals: Originals | None = None
) -> Processed:
    """Read and extract one file; where its content has the ``known`` hash, only say so.

    What gave a document is kept among the originals before anything is told of it.
    """
    from ingest.readers import DEFAULT_LIMITS, read

    try:
        size = path.stat().st_size
        if size > DEFAULT_LIMITS.size:
            return Processed("", size, None, _too_large(size, DEFAULT_LIMITS.size))
        data = path.read_bytes()
    except OSError as error:
        return Processed("", 0, None, reason_of(error, path))
    digest = digest_of(data)
    if digest == known:
        return Processed(digest, size)
    try:
        reading = read(data, path.name)
    except Refusal as refusal:
        return Processed(digest, size, None, reason_of(refusal, path))
    extractor = extractor_for(lexicon)
    text, found = extractor.extract(reading.text)
    fragment = fragment_of(text, found, extractor.lexicon, extractor.shapes)
    if originals is not None:
        originals.keep(data)
    return Processed(digest, size, fragment, notice=" ".join(reading.notices))


def reason_of(error: Refusal | OSError, path: Path) -> str:
    """Return why a file was refused, without its name, which every list of files shows first."""
    if isinstance(error, OSError):
        return f"The file cannot be read: {error.strerror}."
    return str(error).removeprefix(f"{path.name}: ")


def _too_large(size: int, limit: int) -> str:
    return f"The file has {size:,} bytes, more than the {limit:,} that are taken."
