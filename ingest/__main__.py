"""The program ``python -m ingest``: extract, explain, add, files, remove."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import replace
from itertools import chain, count
from pathlib import Path

from graph.lexicon import LexiconError, load_lexicon
from graph.settings import Settings, SettingsError, settings_from
from graph.store import GraphStore, StoreError, open_store
from ingest.errors import Refusal
from ingest.incoming import Incoming, again, files_in
from ingest.ledger import Entry, Ledger, LedgerError, Outcome
from ingest.originals import Originals
from ingest.pipeline import Pipeline
from ingest.processing import extractor_for, reason_of
from search.engine import SearchError, open_engine
from search.sync import catch_up
from search.vocabulary import learn_lexicon

_PARALLEL_FROM = 40


def main(arguments: list[str] | None = None) -> int:
    """Run the program; return its exit status: 0, 1 where files were refused, 2 for errors."""
    parsed = _parser().parse_args(arguments)
    try:
        settings = settings_from(os.environ)
        if parsed.data:
            settings = replace(settings, data=parsed.data)
        status: int = parsed.run(parsed, settings)
    except (SettingsError, LexiconError, StoreError, LedgerError, SearchError) as error:
        print(f"ingest: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        said = f"{error.filename} cannot be used: {error.strerror}." if error.filename else error
        print(f"ingest: {said}", file=sys.stderr)
        return 2
    except BrokenProcessPool:
        print(
            "ingest: a process that read documents was ended from outside, perhaps for want of"
            " memory; what was stored is kept, a next run goes on.",
            file=sys.stderr,
        )
        return 2
    except KeyboardInterrupt:
        print("ingest: stopped; what was stored is kept, a next run goes on.", file=sys.stderr)
        return 130
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m ingest", description="Bring documents into the graph and its index."
    )
    parser.add_argument("--data", type=Path, metavar="DIR", help="data folder (ZHIZE_DATA)")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    extract = commands.add_parser("extract", help="write what is found as JSON; store nothing")
    extract.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    extract.add_argument("--out", type=Path, required=True, metavar="DIR")
    extract.set_defaults(run=_extract)

    explain = commands.add_parser("explain", help="show what is found in a file, and by which rule")
    explain.add_argument("path", type=Path, metavar="FILE")
    explain.add_argument("--html", type=Path, metavar="OUT.html", help="write it as a web page")
    explain.set_defaults(run=_explain)

    add = commands.add_parser("add", help="add files, or folders of files, to store and index")
    add.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    add.add_argument("--workers", type=_count, metavar="N", help="processes that read and extract")
    add.set_defaults(run=_add)

    retry = commands.add_parser("retry", help="take the files again that were refused")
    retry.add_argument(
        "--workers", type=_count, metavar="N", help="processes that read and extract"
    )
    retry.set_defaults(run=_retry)

    files = commands.add_parser("files", help="list the ledger of files")
    files.add_argument("--outcome", choices=[str(o) for o in Outcome])
    files.set_defaults(run=_files)

    remove = commands.add_parser("remove", help="remove a document by its id")
    remove.add_argument("document", metavar="ID")
    remove.set_defaults(run=_remove)
    return parser


def _count(words: str) -> int:
    if not words.isdecimal() or int(words) < 1:
        raise argparse.ArgumentTypeError(f"{words} is no number of processes; it is 1 or more")
    return int(words)


def _extract(parsed: argparse.Namespace, settings: Settings) -> int:
    from ingest.gold import GoldShape
    from ingest.identity import resolver_of
    from ingest.readers import read

    parsed.out.mkdir(parents=True, exist_ok=True)
    extractor = extractor_for(settings.lexicon)
    refused = 0
    for file, target in _targets(list(files_in(parsed.paths)), parsed.out):
        try:
            reading = read(file.path.read_bytes(), file.path.name)
        except (Refusal, OSError) as error:
            print(
                f"{Outcome.REFUSED:9} {file.name}: {reason_of(error, file.path)}", file=sys.stderr
            )
            refused += 1
            continue
        text, found = extractor.extract(reading.text)
        resolver = resolver_of(found, extractor.lexicon, extractor.shapes)
        shape = GoldShape(text, found, resolver).as_json()
        target.write_text(json.dumps(shape, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return 1 if refused else 0


def _explain(parsed: argparse.Namespace, settings: Settings) -> int:
    from ingest.explain import explanation_of
    from ingest.readers import read

    try:
        reading = read(parsed.path.read_bytes(), parsed.path.name)
    except Refusal as refusal:
        print(f"ingest: {refusal}", file=sys.stderr)
        return 2
    extractor = extractor_for(settings.lexicon)
    text, found = extractor.extract(reading.text)
    explanation = explanation_of(text, found, extractor.lexicon, extractor.shapes)
    if parsed.html:
        from ingest.explain_html import page_of

        parsed.html.write_text(page_of(explanation, parsed.path.name), "utf-8")
    else:
        from rich.console import Console

        from ingest.explain_terminal import show

        show(explanation, Console())
    return 0


def _targets(files: list[Incoming], out: Path) -> Iterator[tuple[Incoming, Path]]:
    """Yield each file with the JSON file it goes to; no two go to one.

    Files of one stem keep their suffix, files of one name get a number.
    """
    stems = Counter(file.path.stem for file in files)
    taken: set[str] = set()
    for file in files:
        name = file.path.stem if stems[file.path.stem] == 1 else file.path.name
        numbered = (f"{name}-{number}" for number in count(2))
        free = next(name for name in chain([name], numbered) if name not in taken)
        taken.add(free)
        yield file, out / f"{free}.json"


def _add(parsed: argparse.Namespace, settings: Settings) -> int:
    return _take(list(files_in(parsed.paths)), parsed.workers, settings)


def _retry(parsed: argparse.Namespace, settings: Settings) -> int:
    with Ledger(settings.ledger_path) as ledger:
        refused = list(ledger.entries(Outcome.REFUSED))
    files = [file for file in map(again, refused) if file is not None]
    if gone := len(refused) - len(files):
        print(f"ingest: {gone} refused files are no longer there.", file=sys.stderr)
    return _take(list({file.path: file for file in files}.values()), parsed.workers, settings)


def _take(files: list[Incoming], workers: int | None, settings: Settings) -> int:
    """Bring files into store and index and print the ledger of this run."""
    settings.data.mkdir(parents=True, exist_ok=True)
    open_engine(settings.search_url).close()
    workers = workers or ((os.cpu_count() or 1) if len(files) >= _PARALLEL_FROM else 1)
    entries: list[Entry] = []
    with open_store(settings.graph_url) as store, Ledger(settings.ledger_path) as ledger:
        originals = Originals(settings.originals_path)
        pipeline = Pipeline(store, ledger, settings.lexicon, originals)
        for entry in _shown(pipeline.add(files, workers), len(files)):
            entries.append(entry)
        _index(store, settings)
    _print_ledger(entries)
    return 1 if any(entry.outcome is Outcome.REFUSED for entry in entries) else 0


def _shown(entries: Iterator[Entry], total: int) -> Iterator[Entry]:
    """Pass entries on while a bar shows count, rate and remaining time."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("documents", total=total, rate="")
        for done, entry in enumerate(entries, 1):
            speed = progress.tasks[0].speed
            # an archive counts as one until it is opened
            progress.update(
                task, advance=1, total=max(total, done), rate=f"{speed:.1f}/s" if speed else ""
            )
            yield entry


def _print_ledger(entries: list[Entry]) -> None:
    for entry in entries:
        if entry.outcome is not Outcome.UNCHANGED or entry.reason:
            said = f": {entry.reason}" if entry.reason else ""
            print(f"{entry.outcome:9} {entry.name}{said}")
    counts = Counter(entry.outcome for entry in entries)
    parts = " + ".join(f"{counts[outcome]} {outcome}" for outcome in Outcome)
    print(f"{len(entries)} files = {parts}")


def _files(parsed: argparse.Namespace, settings: Settings) -> int:
    outcome = Outcome(parsed.outcome) if parsed.outcome else None
    with Ledger(settings.ledger_path) as ledger:
        for entry in ledger.entries(outcome):
            print(
                "\t".join((entry.at, entry.outcome, entry.name, entry.document or "", entry.reason))
            )
    return 0


def _remove(parsed: argparse.Namespace, settings: Settings) -> int:
    with open_store(settings.graph_url) as store, Ledger(settings.ledger_path) as ledger:
        originals = Originals(settings.originals_path)
        if not Pipeline(store, ledger, settings.lexicon, originals).remove(parsed.document):
            print(f"ingest: there is no document {parsed.document}.", file=sys.stderr)
            return 2
        _index(store, settings)
    return 0


def _index(store: GraphStore, settings: Settings) -> None:
    """Bring the index up to the store."""
    learn_lexicon(load_lexicon(settings.lexicon))
    with closing(open_engine(settings.search_url)) as engine:
        catch_up(store, engine)


if __name__ == "__main__":
    sys.exit(main())
