"""Search from the command line: words in the index, questions to the graph."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from graph.lexicon import LexiconError, load_lexicon
from graph.questions import Page
from graph.settings import Settings, SettingsError, settings_from
from graph.store import GraphStore, StoreError, open_store
from search.answers import ask, asked_as_json, found_as_json
from search.corrected import search_corrected
from search.describe import describe
from search.engine import Filters, Query, SearchEngine, SearchError, open_engine
from search.names import NameBook
from search.sync import catch_up, rebuild
from search.synonyms import synonyms_of
from search.terminal import Terminal
from search.vocabulary import former_forms, forms_of, learn_lexicon

COMMANDS = ("ask", "rebuild")
WORDS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Opened:
    """The store and the index that a command works on."""

    settings: Settings
    store: GraphStore
    engine: SearchEngine


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit status."""
    placed, others = _place().parse_known_args(arguments)
    command = others.pop(0) if others and others[0] in COMMANDS else ""
    chosen = _parser(command).parse_args(others)
    try:
        with ExitStack() as stack:
            opened = _open(placed.data, stack)
            return {"": _words, "ask": _ask, "rebuild": _rebuild}[command](chosen, opened)
    except (SettingsError, LexiconError, StoreError, SearchError) as error:
        print(error, file=sys.stderr)
        return 1


def _place() -> argparse.ArgumentParser:
    """Return the parser of what may stand before or after the command."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--data", type=Path, help="folder with the graph and the index")
    return parser


def _parser(command: str) -> argparse.ArgumentParser:
    name = f"python -m search {command}".strip()
    if command == "rebuild":
        parser = argparse.ArgumentParser(
            name, parents=[_place()], description="Make the index anew from the graph."
        )
    elif command == "ask":
        parser = argparse.ArgumentParser(
            name, parents=[_place()], description="Answer a question, with all its rows."
        )
        parser.add_argument("question", nargs="+", help="such as 市场监管局牵头的所有任务")
    else:
        epilog = "Also: python -m search ask QUESTION, python -m search rebuild."
        parser = argparse.ArgumentParser(
            name, parents=[_place()], description="Search for words.", epilog=epilog
        )
        _add_filters(parser)
    if command != "rebuild":
        parser.add_argument("--json", action="store_true", help="print JSON")
        parser.add_argument("--language", choices=("zh", "en"), default="zh")
    return parser


def _add_filters(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs="+", help='such as "校园食品安全 -医院 年份:2020..2022"')
    parser.add_argument("--kind", choices=("action", "document"))
    for name in ("agency", "function", "location", "subject", "regulation", "document"):
        parser.add_argument(f"--{name}", metavar="ID")
    parser.add_argument("--role", choices=("lead", "sole", "joint", "support"))
    parser.add_argument("--year", type=_years, metavar="YEAR[..YEAR]")
    parser.add_argument("--type", dest="document_type", help="such as 方案")
    parser.add_argument("--sort", choices=("relevance", "newest", "place"), default="relevance")
    parser.add_argument(
        "--literal", action="store_true", help="find no other names, correct nothing"
    )
    parser.add_argument("--size", type=_positive, default=WORDS_SHOWN, help="hits of a page")
    parser.add_argument("--page", type=_positive, default=1)


def _years(typed: str) -> tuple[int, int]:
    first, _, last = typed.partition("..")
    if not all(year.isdecimal() and len(year) == 4 for year in (first, last or first)):
        raise ValueError(typed)
    return int(first), int(last or first)


def _positive(typed: str) -> int:
    if (number := int(typed)) < 1:
        raise ValueError(typed)
    return number


def _open(data: Path | None, stack: ExitStack) -> Opened:
    settings = settings_from(os.environ)
    settings = replace(settings, data=data) if data else settings
    settings.data.mkdir(parents=True, exist_ok=True)
    learn_lexicon(load_lexicon(settings.lexicon))
    store = stack.enter_context(open_store(settings.graph_url))
    engine = open_engine(settings.search_url)
    stack.callback(engine.close)
    return Opened(settings, store, engine)


def _catch_up(opened: Opened) -> None:
    try:
        catch_up(opened.store, opened.engine)
    except SearchError as error:  # another process is doing the same; what is there can be read
        print(error, file=sys.stderr)


def _words(chosen: argparse.Namespace, opened: Opened) -> int:
    _catch_up(opened)
    names = ("kind", "agency", "role", "function", "location", "regulation", "document_type")
    filters = Filters(
        **{name: getattr(chosen, name) for name in (*names, "subject", "document")},
        years=chosen.year,
    )
    page = Page((chosen.page - 1) * chosen.size, chosen.size)
    query = Query(
        words=" ".join(chosen.words),
        synonyms=None if chosen.literal else synonyms_of(load_lexicon(opened.settings.lexicon)),
        filters=filters,
        sort=chosen.sort,
        page=page,
    )
    found = search_corrected(opened.engine, query, lambda: _book(opened).names.speller)
    if chosen.json:
        _print_json(found_as_json(found))
    else:
        Terminal(opened.store, chosen.language).show_results(found.results, found.instead)
    return 0


def _book(opened: Opened) -> NameBook:
    lexicon = load_lexicon(opened.settings.lexicon)
    forms, former = forms_of(lexicon), former_forms(lexicon)
    return NameBook(opened.store, forms, former, synonyms_of(lexicon))


def _ask(chosen: argparse.Namespace, opened: Opened) -> int:
    _catch_up(opened)
    names = _book(opened).names
    asked = ask(" ".join(chosen.question), opened.store, opened.engine, names)
    if chosen.json:
        _print_json(asked_as_json(asked, opened.store, chosen.language))
        return 0
    question = asked.interpretation.question
    described = describe(question, opened.store, chosen.language) if question else ()
    Terminal(opened.store, chosen.language).show_asked(asked, described)
    return 0


def _rebuild(chosen: argparse.Namespace, opened: Opened) -> int:
    print(f"{rebuild(opened.store, opened.engine)} documents were read into the index.")
    return 0


def _print_json(record: object) -> None:
    print(json.dumps(record, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    sys.exit(main())
