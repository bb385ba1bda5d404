"""``python -m graph``: what the graph holds, its export, and SPARQL over it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from graph import network_command
from graph.copying import copy
from graph.doctor import examined, told
from graph.export import FORMS, export
from graph.lexicon import LexiconError, load_lexicon
from graph.links import QuestionError
from graph.load import load_file
from graph.model import Kind, Relation
from graph.ontology import label
from graph.questions import Census, CensusRow
from graph.settings import Settings, SettingsError, settings_from
from graph.sqlite_store import SqliteStore
from graph.store import GraphStore, StoreError, open_store


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0, or 2 after one sentence on what is wrong."""
    options = _parser().parse_args(arguments)
    try:
        settings = settings_from(os.environ)
        if options.data:
            settings = replace(settings, data=options.data)
        if not options.needs_graph:
            options.run(settings, options)
            return 0
        with _opened(settings, options.is_new_allowed) as store:
            options.settings = settings
            options.run(store, options)
    except (StoreError, SettingsError, QuestionError, LexiconError, CommandError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


class CommandError(Exception):
    """A command cannot be done; the message is a sentence that says why."""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m graph", description=__doc__)
    parser.set_defaults(is_new_allowed=False, needs_graph=True)
    parser.add_argument("--data", type=Path, metavar="DIR", help="folder that holds the graph")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    stats = commands.add_parser("stats", help="count nodes and edges")
    stats.set_defaults(run=_stats)

    exporting = commands.add_parser("export", help="write the whole graph to a file")
    exporting.add_argument("--format", choices=FORMS, required=True)
    exporting.add_argument("--out", type=Path, required=True, metavar="FILE")
    exporting.set_defaults(run=_export)

    vocabulary = commands.add_parser("subjects", help="write the subjects that are known as SKOS")
    vocabulary.add_argument("--out", type=Path, required=True, metavar="FILE")
    vocabulary.set_defaults(run=_subjects, needs_graph=False)

    loading = commands.add_parser(
        "load", help="add the documents of an export: jsonl, nq, trig, jsonld"
    )
    loading.add_argument("file", type=Path, metavar="FILE")
    loading.set_defaults(run=_load, is_new_allowed=True)

    copying = commands.add_parser("copy", help="put the whole graph of a store into another one")
    copying.add_argument("source", metavar="FROM", help="such as sqlite:data/graph.sqlite")
    copying.add_argument("target", metavar="TO", help="such as neo4j://user:password@host:7687")
    copying.set_defaults(run=_copy, needs_graph=False)

    compacting = commands.add_parser(
        "compact", help="write the file of the store anew, without gaps: large graphs answer faster"
    )
    compacting.set_defaults(run=_compact)

    network = commands.add_parser("network", help="list the agencies that act together")
    network_command.add_options(network)
    network.set_defaults(run=_network)

    doctor = commands.add_parser("doctor", help="list what deserves a second look")
    doctor.add_argument(
        "--seconds", type=float, default=60.0, help="longest time to look at shapes (60)"
    )
    doctor.add_argument("--most", type=int, default=20, help="findings of each sort (20)")
    doctor.set_defaults(run=_doctor)

    asking = commands.add_parser("sparql", help="answer a SELECT, ASK, CONSTRUCT or DESCRIBE")
    asking.add_argument(
        "query", help="the query; : rdf: rdfs: skos: prov: oa: org: eli: xsd: are known"
    )
    asking.add_argument(
        "--format",
        choices=("tsv", "csv", "json", "xml", "nt", "ttl", "jsonld", "rdfxml"),
        help="form of the answer: one for tables or one for triples (tsv, nt)",
    )
    asking.add_argument("--rows", type=int, default=1000, help="most rows to print (1000)")
    asking.add_argument("--seconds", type=float, default=30.0, help="longest time to take (30)")
    asking.set_defaults(run=_sparql)
    return parser


def _opened(settings: Settings, is_new_allowed: bool) -> GraphStore:
    scheme, _, path = settings.graph_url.partition(":")
    if scheme == "sqlite" and not is_new_allowed and not Path(path).exists():
        raise StoreError(f"There is no graph at {path}; documents come in with python -m ingest.")
    return open_store(settings.graph_url)


def _stats(store: GraphStore, options: argparse.Namespace) -> None:
    (census,) = store.answer(Census()).rows
    assert isinstance(census, CensusRow)
    for kind, count in census.nodes:
        print(f"{count:>9}  {kind}  {label(Kind(kind), 'zh')}")
    for relation, count in census.edges:
        print(f"{count:>9}  {relation}  {label(Relation(relation), 'zh')}")


def _compact(store: GraphStore, options: argparse.Namespace) -> None:
    if not isinstance(store, SqliteStore):
        raise CommandError("Only an SQLite store is a file that can be written anew.")
    path = Path(options.settings.graph_url.partition(":")[2])
    before = path.stat().st_size
    store.compact()
    print(f"{path}: {before / 1e6:,.1f} MB before, {path.stat().st_size / 1e6:,.1f} MB now.")


def _export(store: GraphStore, options: argparse.Namespace) -> None:
    if options.out.is_dir():
        raise CommandError(f"{options.out} is a folder; name the file to write.")
    try:
        export(store, options.format, options.out)
    except OSError as error:
        raise CommandError(f"{options.out} cannot be written: {error.strerror}.") from error


def _subjects(settings: Settings, options: argparse.Namespace) -> None:
    from graph.skos import write_vocabulary

    subjects = load_lexicon(settings.lexicon).subjects
    try:
        with options.out.open("wb") as output:
            write_vocabulary(subjects, output)
    except OSError as error:
        raise CommandError(f"{options.out} cannot be written: {error.strerror}.") from error


def _load(store: GraphStore, options: argparse.Namespace) -> None:
    try:
        count = load_file(store, options.file)
    except OSError as error:
        raise CommandError(f"{options.file} cannot be read: {error.strerror}.") from error
    print(f"{count} documents are new or changed.")


def _copy(settings: Settings, options: argparse.Namespace) -> None:
    scheme, _, path = options.source.partition(":")
    if scheme == "sqlite" and not Path(path).exists():
        raise StoreError(f"There is no graph at {path}.")
    with open_store(options.source) as source, open_store(options.target) as target:
        done = copy(source, target)
    print(f"{done.documents} documents, {done.changed} of them new or changed there.")
    print(f"Both hold the same graph: {done.digest}.")


def _network(store: GraphStore, options: argparse.Namespace) -> None:
    if options.format != "table":
        try:
            network_command.write(store, options)
        except OSError as error:
            raise CommandError(f"{options.out} cannot be written: {error.strerror}.") from error
        return
    table = network_command.table(store, options)
    for remark in table.remarks:
        print(remark, file=sys.stderr)
    for row in table.rows:
        print("\t".join(map(str, row)))


def _doctor(store: GraphStore, options: argparse.Namespace) -> None:
    report = examined(store, load_lexicon(options.settings.lexicon), options.seconds)
    for title, lines in told(report):
        print(f"{title}: {len(lines)}")
        for line in lines[: options.most]:
            print(f"  {line}")
        if len(lines) > options.most:
            print(f"  … {len(lines) - options.most} more; --most shows more of them.")


def _sparql(store: GraphStore, options: argparse.Namespace) -> None:
    from graph.sparql import Limits, Request, SparqlError
    from graph.sparql_here import sparql_here

    limits = Limits(seconds=options.seconds)
    table, triples = options.format or "tsv", options.format or "nt"
    request = Request(query=options.query, rows=options.rows, table=table, triples=triples)
    try:
        with sparql_here(store, options.settings.rdf_path, limits) as sparql:
            found = sparql.answer(request)
    except SparqlError as error:
        raise CommandError(str(error)) from error
    print(found.content.decode(), end="")
    if found.is_cut:
        print(f"Only the first {options.rows} rows are shown.", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
