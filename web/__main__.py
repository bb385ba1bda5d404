"""The program ``python -m web``: serves the site of a data folder."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from graph.lexicon import LexiconError
from graph.settings import SettingsError, settings_from
from graph.store import StoreError
from search.engine import SearchError
from web.accounts.command import add_commands
from web.database import DatabaseError
from web.mcp.start import add_mcp
from web.serving.options import add_arguments
from web.serving.start import serve


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; return its exit status: that of the command, 2 where it cannot start."""
    chosen = _parser().parse_args(arguments)
    try:
        settings = settings_from(os.environ)
        settings = replace(settings, data=chosen.data) if chosen.data else settings
        status: int = chosen.run(settings, chosen)
        return status
    except (SettingsError, LexiconError, StoreError, SearchError, DatabaseError) as error:
        print(error, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    """Return the parser; it and each command set ``run``, which takes settings and arguments."""
    parser = argparse.ArgumentParser(prog="python -m web", description="Serve the Zhize site.")
    parser.add_argument("--data", type=Path, metavar="DIR", help="data folder (ZHIZE_DATA)")
    add_arguments(parser)
    parser.set_defaults(run=serve)
    commands = parser.add_subparsers(metavar="COMMAND", title="commands (without one: serve)")
    add_commands(commands)
    add_mcp(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
