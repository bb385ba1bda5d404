"""What ``python -m web`` does without a command: serve the site of a data folder."""

from __future__ import annotations

import argparse
import logging
import sys
from contextlib import ExitStack, closing
from threading import Thread

from waitress import create_server  # type: ignore[import-untyped]

from graph.lexicon import load_lexicon
from graph.rdf_following import Follower
from graph.relatives import Relatives
from graph.settings import Settings
from graph.sparql import Limits, Sparql
from graph.sparql_processes import QueryProcesses
from graph.store import GraphStore, StoreError, open_store
from ingest.ledger import Ledger
from ingest.originals import Originals
from search.engine import SearchEngine, SearchError, open_engine
from search.sync import catch_up, cut_anew, is_cut_otherwise
from search.vocabulary import forms_of, learn_lexicon
from web.app import create_app

THREADS = 8


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Let a parser take what serving can be told."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (%(default)s)")
    parser.set_defaults(run=serve)


def serve(settings: Settings, chosen: argparse.Namespace) -> int:
    """Serve until told to stop; return the exit status, 2 where the port cannot be had."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a short queue is no news
    try:
        with ExitStack() as stack:
            return _serve(settings, chosen.host, chosen.port, stack)
    except KeyboardInterrupt:
        return 0


def _serve(settings: Settings, host: str, port: int, stack: ExitStack) -> int:
    settings.data.mkdir(parents=True, exist_ok=True)
    lexicon = load_lexicon(settings.lexicon)
    learn_lexicon(lexicon)
    store = stack.enter_context(open_store(settings.graph_url))
    engine = open_engine(settings.search_url)
    stack.callback(engine.close)
    ledger = stack.enter_context(Ledger(settings.ledger_path))
    if not store.last_change:
        print(
            f"The data folder {settings.data} is empty; add documents with"
            f" python -m ingest --data {settings.data} add PATH.",
            file=sys.stderr,
        )
    _catch_up(store, engine)
    relatives = stack.enter_context(closing(Relatives(settings.relatives_path)))
    relatives.catch_up(store)
    from graph.rdf_projection import RdfProjection

    follower = Follower(settings.graph_url, settings.rdf_path)
    stack.callback(follower.close)
    sparql = Sparql(
        store, RdfProjection(settings.rdf_path), QueryProcesses(Limits()), follower.start
    )
    stack.callback(sparql.close)
    app = create_app(
        store,
        engine,
        forms=forms_of(lexicon),
        ledger=ledger,
        originals=Originals(settings.originals_path),
        relatives=relatives,
        lexicon=lexicon,
        sparql=sparql,
    )
    try:
        server = create_server(app, host=host, port=port, threads=THREADS, ident=None)
    except OSError as error:
        print(f"Port {port} of {host} cannot be used: {error.strerror}.", file=sys.stderr)
        return 2
    print(f"Zhize 职责图谱 http://{host}:{port}", flush=True)
    if is_cut_otherwise(engine):
        Thread(target=_cut_anew, args=(store, engine), daemon=True).start()
    server.run()
    return 0


def _catch_up(store: GraphStore, engine: SearchEngine) -> None:
    try:
        catch_up(store, engine)
    except SearchError as error:  # another process does the same; what is there can be read
        print(error, file=sys.stderr)


def _cut_anew(store: GraphStore, engine: SearchEngine) -> None:
    print("The names that words are cut by have changed: the index is brought up.", flush=True)
    try:
        cut_anew(store, engine)
    except (SearchError, StoreError) as error:  # the next start goes on
        print(error, file=sys.stderr)
