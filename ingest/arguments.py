"""What can be said to ``python -m ingest``."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path

from graph.settings import Settings
from ingest.ledger import Outcome
from ingest.limits import Limits

Run = Callable[[argparse.Namespace, Settings], int]


def parser_of(runs: Mapping[str, Run]) -> argparse.ArgumentParser:
    """Return the parser of all commands; ``runs`` says what each of them runs."""
    parser = argparse.ArgumentParser(
        prog="python -m ingest", description="Bring documents into the graph and its index."
    )
    parser.add_argument("--data", type=Path, metavar="DIR", help="data folder (ZHIZE_DATA)")
    parser.add_argument(
        "--limit",
        action="append",
        default=[],
        type=_limit,
        metavar="NAME=VALUE",
        help="what one file may cost (ZHIZE_LIMIT_NAME): "
        + ", ".join(f"{f.name}={f.default}" for f in fields(Limits)),
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    extract = commands.add_parser("extract", help="write what is found as JSON; store nothing")
    extract.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    extract.add_argument("--out", type=Path, required=True, metavar="DIR")

    explain = commands.add_parser("explain", help="show what is found in a file, and by which rule")
    explain.add_argument("path", type=Path, metavar="FILE")
    explain.add_argument("--html", type=Path, metavar="OUT.html", help="write it as a web page")

    add = commands.add_parser("add", help="add files, or folders of files, to store and index")
    add.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    add.add_argument("--workers", type=_count, metavar="N", help="processes that read and extract")

    retry = commands.add_parser("retry", help="take the files again that were refused")
    retry.add_argument(
        "--workers", type=_count, metavar="N", help="processes that read and extract"
    )

    files = commands.add_parser("files", help="list the ledger of files")
    files.add_argument("--outcome", choices=[str(o) for o in Outcome])
    files.add_argument("--json", action="store_true", help="one object a line, with all columns")

    watch = commands.add_parser("watch", help="take files as they arrive in a folder")
    watch.add_argument("folder", type=Path, metavar="DIR")
    watch.add_argument(
        "--remove", action="store_true", help="remove the documents of files that are gone"
    )
    watch.add_argument(
        "--every", type=_seconds, default=5.0, metavar="S", help="seconds between two looks (5)"
    )
    watch.add_argument(
        "--workers", type=_count, metavar="N", help="processes that read and extract"
    )

    verify = commands.add_parser("verify", help="compare store, ledger, originals and index")
    verify.add_argument("--repair", action="store_true", help="mend what can be mended")

    remove = commands.add_parser("remove", help="remove a document by its id")
    remove.add_argument("document", metavar="ID")
    for name, run in runs.items():
        commands.choices[name].set_defaults(run=run)
    return parser


def _count(words: str) -> int:
    if not words.isdecimal() or int(words) < 1:
        raise argparse.ArgumentTypeError(f"{words} is no number of processes; it is 1 or more")
    return int(words)


def _seconds(words: str) -> float:
    try:
        seconds = float(words)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < 86_400:
        raise argparse.ArgumentTypeError(f"{words} is no number of seconds between two looks")
    return seconds


def _limit(words: str) -> tuple[str, int]:
    name, _, value = words.partition("=")
    if not value.isdecimal():
        raise argparse.ArgumentTypeError(f"{words} is no limit; it is NAME=VALUE, as pages=300")
    return name, int(value)
