"""One file to one fragment: what a worker process does, without the store."""

from __future__ import annotations

import hashlib
import os
import time
import traceback
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from graph.lexicon import load_lexicon
from graph.model import Fragment
from ingest.errors import Reason, Refusal
from ingest.extract import Extractor
from ingest.fragment import EXTRACTOR, fragment_of
from ingest.layouts import Place
from ingest.limits import Limits, over
from ingest.originals import Originals, digest_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What the processing of every file of a run has in common."""

    lexicon: Path | None = None
    originals: Originals | None = None
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Processed:
    """What a file gave: a fragment, or a refusal; neither for a known file.

    ``notice`` says what makes a fragment less sure than its file: recognised pages. ``size``
    counts bytes, ``pages`` is 0 where the format has none, ``places`` say where the lines of the
    text stand on them, ``seconds`` are by the clock.
    """

    sha256: str = ""
    size: int = 0
    fragment: Fragment | None = None
    refusal: Refusal | None = None
    notice: str = ""
    media_type: str = ""
    pages: int = 0
    places: tuple[Place, ...] = ()
    seconds: float = 0.0


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


def process(path: Path, known: str | None, work: Work) -> Processed:
    """Read and extract one file; where its content has the ``known`` hash, only say so.

    What gave a document is kept among the originals before anything is told of it.
    """
    started = time.perf_counter()
    done = _process(path, known, work)
    return replace(done, seconds=time.perf_counter() - started)


def _process(path: Path, known: str | None, work: Work) -> Processed:
    from ingest.readers import read

    try:
        size = path.stat().st_size
        if size > work.limits.size:
            large = over(work.limits, "size", f"The file has {size:,} bytes")
            return Processed(size=size, refusal=large)
        data = path.read_bytes()
    except OSError as error:
        return Processed(refusal=Refusal(Reason.UNREADABLE, reason_of(error, path)))
    digest = digest_of(data)
    if digest == known:
        return Processed(sha256=digest, size=size)
    try:
        reading = read(data, path.name, work.limits)
        fragment = _fragment_of(reading.text, work.lexicon)
    except Refusal as refusal:
        unnamed = Refusal(refusal.reason, reason_of(refusal, path))
        return Processed(sha256=digest, size=size, refusal=unnamed)
    except MemoryError:
        spent = over(work.limits, "memory", "The file needs more memory than it may have")
        return Processed(sha256=digest, size=size, refusal=spent)
    if work.originals is not None:
        work.originals.keep(data)
    return Processed(
        sha256=digest,
        size=size,
        fragment=fragment,
        notice=" ".join(reading.notices),
        media_type=reading.media_type,
        pages=len(reading.pages),
        places=reading.places,
    )


def _fragment_of(source: str, lexicon: Path | None) -> Fragment:
    """Return what a text says; raises Refusal where that shows a fault of the program.

    A fault that one text shows must not keep the others out.
    """
    extractor = extractor_for(lexicon)
    try:
        text, found = extractor.extract(source)
        return fragment_of(text, found, extractor.lexicon, extractor.shapes)
    except MemoryError:
        raise
    except Exception as error:
        at = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{type(error).__name__} in {Path(at.filename).name}, line {at.lineno}"
        raise Refusal(
            Reason.CRASHED, f"The program has a fault over this file: {where}."
        ) from error


def reason_of(error: Refusal | OSError, path: Path) -> str:
    """Return why a file was refused, without its name, which every list of files shows first."""
    if isinstance(error, OSError):
        return f"The file cannot be read: {error.strerror}."
    return str(error).removeprefix(f"{path.name}: ")
