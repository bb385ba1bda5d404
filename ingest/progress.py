"""What a run tells on the terminal: a bar while files come in, a line for each that matters."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from ingest.ledger import Entry, Outcome

_COLUMNS = (
    TextColumn("{task.description}"),
    BarColumn(),
    MofNCompleteColumn(),
    TextColumn("{task.fields[rate]}"),
    TimeRemainingColumn(),
    TextColumn("{task.fields[counts]}"),
)


def told(entries: Iterable[Entry], total: int) -> Counter[Outcome]:
    """Tell of each entry as it comes, with count, rate and remaining time; return the counts.

    The bar goes to standard error, lines go to standard output: one for each file that was
    added, changed or refused, or has something said of it, and at last their sum.
    """
    counts: Counter[Outcome] = Counter()
    with Progress(
        *_COLUMNS, console=Console(stderr=True), redirect_stdout=False, redirect_stderr=False
    ) as bar:
        task = bar.add_task("files", total=total, rate="", counts="")
        for done, entry in enumerate(entries, 1):
            counts[entry.outcome] += 1
            if entry.outcome is not Outcome.UNCHANGED:
                _print(_line(entry), bar)
            speed = bar.tasks[0].speed
            bar.update(
                task,
                advance=1,
                # an archive counts as one until it is opened
                total=max(total, done),
                rate=f"{speed:.1f}/s" if speed else "",
                counts=f"{counts[Outcome.REFUSED]} refused" if counts[Outcome.REFUSED] else "",
            )
    parts = " + ".join(f"{counts[outcome]} {outcome}" for outcome in Outcome)
    sys.stdout.write(f"{counts.total()} files = {parts}\n")
    return counts


def _line(entry: Entry) -> str:
    said = f": {entry.reason}" if entry.reason else ""
    return f"{entry.outcome:9} {entry.name}{said}"


def _print(line: str, bar: Progress) -> None:
    """Print a line above the bar where both are on one terminal."""
    if sys.stdout.isatty():
        bar.console.print(Text(line), soft_wrap=True)
    else:
        sys.stdout.write(f"{line}\n")
