"""The site over a data folder: what is done once at each start, and what each worker opens."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection

from flask import Flask

from graph.lexicon import LexiconError, load_lexicon
from graph.relatives import Relatives
from graph.settings import Settings, SettingsError
from graph.sparql import Limits, Sparql
from graph.sparql_processes import QueryProcesses
from graph.store import GraphStore, StoreError, open_store
from ingest.ledger import Ledger
from ingest.limits import limits_from
from ingest.originals import Originals
from search.engine import SearchEngine, SearchError, open_engine
from search.sync import catch_up, cut_anew, is_cut_otherwise
from search.vocabulary import forms_of, learn_lexicon
from web.accounts.accounts import Accounts
from web.app import create_app
from web.database import DatabaseError
from web.uploads.uploads import Uploads

FAULTS = (LexiconError, StoreError, SearchError, DatabaseError, SettingsError)
"""What keeps a site from being opened, each with a sentence that says why."""

log = logging.getLogger("web.serving")


def prepare(pipe: Connection, settings: Settings) -> None:
    """Bring the projections of the store up to it; what a process of its own does at each start.

    It tells "" when the site can be served, or else why it cannot; and goes on with what can be
    done meanwhile.
    """
    try:
        learn_lexicon(load_lexicon(settings.lexicon))
        with ExitStack() as stack:
            store = stack.enter_context(open_store(settings.graph_url))
            engine = stack.enter_context(closing(open_engine(settings.search_url)))
            _catch_up(store, engine)
            with closing(Relatives(settings.relatives_path)) as relatives:
                relatives.catch_up(store)
            pipe.send("")
            if is_cut_otherwise(engine):
                _cut_anew(store, engine)
    except FAULTS as error:
        pipe.send(str(error))


@dataclass(frozen=True, slots=True)
class Needs:
    """How a site has done for it what only one process may: the RDF brought up, uploads taken."""

    follow: Callable[[], object]
    take_in: Callable[[], object]


@contextmanager
def opened(settings: Settings, needs: Needs) -> Iterator[Flask]:
    """Open what a site works with and give the site."""
    from graph.rdf_projection import RdfProjection

    lexicon = load_lexicon(settings.lexicon)
    learn_lexicon(lexicon)
    with ExitStack() as stack:
        store = stack.enter_context(open_store(settings.graph_url))
        engine = stack.enter_context(closing(open_engine(settings.search_url)))
        queries = QueryProcesses(Limits(), count=1)
        projection = RdfProjection(settings.rdf_path)
        limits = limits_from(settings.limits)
        uploads = Uploads(settings.uploads_path, limits, needs.take_in)
        stack.callback(uploads.close)
        uploads.go_on()  # what an end of the server has left
        yield create_app(
            store,
            engine,
            forms=forms_of(lexicon),
            ledger=stack.enter_context(Ledger(settings.ledger_path)),
            originals=Originals(settings.originals_path),
            relatives=stack.enter_context(closing(Relatives(settings.relatives_path))),
            lexicon=lexicon,
            sparql=stack.enter_context(Sparql(store, projection, queries, needs.follow)),
            accounts=stack.enter_context(closing(Accounts(settings.accounts_path))),
            uploads=uploads,
            is_private=settings.private,
        )


def _catch_up(store: GraphStore, engine: SearchEngine) -> None:
    try:
        catch_up(store, engine)
    except SearchError as error:  # another process does the same; what is there can be read
        log.warning("%s", error)


def _cut_anew(store: GraphStore, engine: SearchEngine) -> None:
    log.info("The names that words are cut by have changed: the index is brought up.")
    try:
        cut_anew(store, engine)
    except (SearchError, StoreError) as error:  # the next start goes on
        log.warning("%s", error)
