"""Archives among the files handed in: each of their files becomes one of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

from ingest.errors import Reason, Refusal
from ingest.incoming import Incoming, legible, path_of
from ingest.limits import Limits
from ingest.readers.archive import DAMAGES
from ingest.readers.container import is_container, members


def unpacked(incoming: Iterable[Incoming], folder: Path, limits: Limits) -> Iterator[Incoming]:
    """Yield the files with archives replaced by what is in them, copied into a folder.

    A copy is made when it is asked for, so that few are there at a time; its name on disk is
    a number, whatever it is called in the archive.
    """
    numbers = count()
    for file in incoming:
        if file.refusal is None and _is_archive(file.path, limits):
            yield from _out_of(file, folder, limits, numbers)
        else:
            yield file


def _is_archive(path: Path, limits: Limits) -> bool:
    """Return whether a file is an archive; one that cannot be read is said to be so later."""
    try:
        return is_container(path, limits)
    except (OSError, Refusal):
        return False


def _out_of(
    file: Incoming, folder: Path, limits: Limits, numbers: Iterator[int]
) -> Iterator[Incoming]:
    is_empty = True
    archive = path_of(file)
    try:
        for member in members(file.path, limits):
            is_empty = False
            path = folder / str(next(numbers))
            path.write_bytes(member.data)
            name = legible(member.name)
            yield Incoming(
                path, f"{file.name}/{name}", f"{archive}/{name}", archive, member.refusal
            )
        if is_empty:
            raise Refusal(Reason.EMPTY, "The archive holds no files.")
    except Refusal as refusal:
        yield replace(file, refusal=refusal)
    except DAMAGES as error:
        damage = Refusal(Reason.DAMAGED, f"The archive is damaged: {error}.")
        yield replace(file, refusal=damage)
