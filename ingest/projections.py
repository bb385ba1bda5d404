"""Index and relatives brought up to the store; one of the places that wire them.

A process needs a name to be started by, which nothing in ``__main__`` has.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from multiprocessing.connection import Connection

from graph.lexicon import load_lexicon
from graph.processes import started
from graph.relatives import Relatives
from graph.settings import Settings
from graph.store import GraphStore, StoreError, open_store
from search.engine import SearchError, open_engine
from search.sync import BATCH, catch_up, cut_anew, is_cut_otherwise
from search.vocabulary import learn_lexicon

# How often it is asked whether there is enough to do; seconds.
_PAUSE = 0.2


@contextmanager
def projected(store: GraphStore, settings: Settings, *, is_alongside: bool) -> Iterator[None]:
    """Bring index and relatives up to the store after a block, or also while it goes on."""
    if is_alongside:
        process, pipe = started(_project, settings)
        try:
            yield
            with suppress(OSError):  # it has given up, which the next line makes good
                pipe.send(None)
            process.join()
        finally:
            process.kill()
            process.join()
            pipe.close()
    else:
        yield
    project(store, settings)


def _project(pipe: Connection, settings: Settings) -> None:
    """Bring index and relatives up to the store again and again, until the pipe tells to end."""
    with open_store(settings.graph_url) as store, suppress(SearchError, StoreError):
        learn_lexicon(load_lexicon(settings.lexicon))
        seen, is_over = store.last_change, False
        while not is_over:
            is_over = pipe.poll(_PAUSE)
            if is_over or store.last_change - seen >= BATCH:
                _bring_up(store, settings)
                seen = store.last_change


def project(store: GraphStore, settings: Settings) -> None:
    """Bring index and relatives up to the store and to the names known now."""
    bring_up(store, settings)
    with closing(open_engine(settings.search_url)) as engine:
        if is_cut_otherwise(engine):
            cut_anew(store, engine)


def bring_up(store: GraphStore, settings: Settings) -> None:
    """Bring index and relatives up to the store; what they hold of it stays as it is."""
    learn_lexicon(load_lexicon(settings.lexicon))
    _bring_up(store, settings)


def _bring_up(store: GraphStore, settings: Settings) -> None:
    with closing(open_engine(settings.search_url)) as engine:
        catch_up(store, engine)
    with closing(Relatives(settings.relatives_path)) as relatives:
        relatives.catch_up(store)
