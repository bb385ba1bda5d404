"""The program ``python -m ingest``: documents into store and index, and what became of them."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, replace

from graph.lexicon import LexiconError
from graph.settings import Settings, SettingsError, settings_from
from graph.store import StoreError, open_store
from ingest.arguments import parser_of
from ingest.errors import Refusal
from ingest.incoming import Incoming, again, files_in, targets
from ingest.ledger import Ledger, LedgerError, Outcome
from ingest.limits import limits_from
from ingest.opening import PARALLEL_FROM, opened, work_of, workers_for
from ingest.pipeline import Pipeline
from ingest.processing import extractor_for, reason_of
from ingest.projections import bring_up, project, projected
from ingest.stopping import stopping
from ingest.workers import WorkerError
from search.engine import SearchError, open_engine
from search.sync import differences, rebuild

_STOPPED = "ingest: stopped; what was stored is kept, a next run goes on."


def main(arguments: list[str] | None = None) -> int:
    """Run the program; return its exit status: 0, 1 where files were refused, 2 for errors."""
    parsed = parser_of(_RUNS).parse_args(arguments)
    try:
        settings = settings_from(os.environ)
        if parsed.data:
            settings = replace(settings, data=parsed.data)
        settings = replace(settings, limits={**settings.limits, **dict(parsed.limit)})
        status: int = parsed.run(parsed, settings)
    except (
        SettingsError,
        LexiconError,
        StoreError,
        LedgerError,
        SearchError,
        WorkerError,
    ) as error:
        print(f"ingest: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        what = error.filename or parsed.data or "The data folder"
        said = f"{what} cannot be used: {error.strerror}." if error.strerror else error
        print(f"ingest: {said}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(_STOPPED, file=sys.stderr)
        return 130
    return status


def _extract(parsed: argparse.Namespace, settings: Settings) -> int:
    from ingest.gold import GoldShape
    from ingest.identity import resolver_of
    from ingest.readers import read

    parsed.out.mkdir(parents=True, exist_ok=True)
    limits = limits_from(settings.limits)
    extractor = extractor_for(settings.lexicon)
    refused = 0
    for file, target in targets(list(files_in(parsed.paths)), parsed.out):
        try:
            if file.refusal:
                raise file.refusal
            reading = read(file.path.read_bytes(), file.path.name, limits)
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
        reading = read(parsed.path.read_bytes(), parsed.path.name, limits_from(settings.limits))
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


def _add(parsed: argparse.Namespace, settings: Settings) -> int:
    files = files_in(parsed.paths)
    return _take(files, sum(1 for _ in files_in(parsed.paths)), parsed.workers, settings)


def _retry(parsed: argparse.Namespace, settings: Settings) -> int:
    with Ledger(settings.ledger_path) as ledger:
        refused = [again(entry) for entry in ledger.entries(Outcome.REFUSED)]
    files = {file.path: file for file in refused if file is not None}
    if gone := refused.count(None):
        print(f"ingest: {gone} refused files are no longer there.", file=sys.stderr)
    return _take(iter(files.values()), len(files), parsed.workers, settings)


def _take(files: Iterator[Incoming], total: int, workers: int | None, settings: Settings) -> int:
    """Bring files into store and index and print what became of them."""
    from ingest.progress import told

    is_alongside = total >= PARALLEL_FROM
    with (
        stopping() as stop,
        opened(settings) as (store, _, pipeline),
        projected(store, settings, is_alongside=is_alongside),
    ):
        counts = told(pipeline.add(files, workers or workers_for(total), lambda: bool(stop)), total)
    if stop:
        print(_STOPPED, file=sys.stderr)
        return 128 + stop.signal
    return 1 if counts[Outcome.REFUSED] else 0


def _watch(parsed: argparse.Namespace, settings: Settings) -> int:
    from ingest.progress import told
    from ingest.watching import Watch, forget

    if not parsed.folder.is_dir():
        raise FileNotFoundError(f"There is no folder {parsed.folder}.")
    watch = Watch(parsed.folder)
    with stopping() as stop, opened(settings) as (store, ledger, pipeline):
        while not stop:
            if arrived := watch.arrived():
                told(pipeline.add(arrived, parsed.workers or 1, lambda: bool(stop)), len(arrived))
            gone = watch.gone(ledger)
            for entry, is_removed in forget(gone, ledger, pipeline, is_removing=parsed.remove):
                print(f"{'removed' if is_removed else 'gone':9} {entry.name}", flush=True)
            if arrived or gone:
                project(store, settings)
            stop.wait(parsed.every)
    return 128 + stop.signal


def _files(parsed: argparse.Namespace, settings: Settings) -> int:
    outcome = Outcome(parsed.outcome) if parsed.outcome else None
    with Ledger(settings.ledger_path) as ledger:
        for entry in ledger.entries(outcome):
            if parsed.json:
                print(json.dumps(asdict(entry), ensure_ascii=False))
            else:
                told = (entry.at, entry.outcome, entry.name, entry.document or "", entry.reason)
                print("\t".join(told))
    return 0


def _remove(parsed: argparse.Namespace, settings: Settings) -> int:
    with open_store(settings.graph_url) as store, Ledger(settings.ledger_path) as ledger:
        is_removed = Pipeline(store, ledger, work_of(settings)).remove(parsed.document)
        # also where a run before was ended between the store and what follows it
        project(store, settings)
    if not is_removed:
        print(f"ingest: there is no document {parsed.document}.", file=sys.stderr)
    return 0 if is_removed else 2


def _verify(parsed: argparse.Namespace, settings: Settings) -> int:
    from ingest.verify import Fault, faults

    work = work_of(settings)
    assert work.originals is not None
    found: list[Fault] = []
    with open_store(settings.graph_url) as store, Ledger(settings.ledger_path) as ledger:
        pipeline = Pipeline(store, ledger, work) if parsed.repair else None
        found += faults(store, ledger, work.originals, pipeline)
        if parsed.repair:
            bring_up(store, settings)
        with closing(open_engine(settings.search_url)) as engine:
            unlike = [
                f"The index does not hold {document or 'others'} as the store does."
                for document in differences(store, engine)
            ]
            found += (Fault(sentence, parsed.repair) for sentence in unlike)
            if unlike and parsed.repair:
                rebuild(store, engine)
    for fault in found:
        print(f"{'mended' if fault.is_mended else 'fault ':9} {fault.sentence}")
    left = sum(not fault.is_mended for fault in found)
    print(f"{len(found)} faults, {len(found) - left} mended" if found else "no faults")
    return 1 if left else 0


_RUNS = {
    "extract": _extract,
    "explain": _explain,
    "add": _add,
    "retry": _retry,
    "files": _files,
    "watch": _watch,
    "verify": _verify,
    "remove": _remove,
}


if __name__ == "__main__":
    sys.exit(main())
