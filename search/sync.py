"""Brings an index up to what the store holds; the index is a projection, never precious."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from graph.model import Action, Kind
from graph.nodes import Nodes
from graph.questions import Page
from graph.store import GraphStore
from search.cutting import vocabulary
from search.engine import Filters, Passage, Query, SearchEngine
from search.passages import passages_of

BATCH = 200
"""How many documents one update of the index takes."""


def catch_up(store: GraphStore, engine: SearchEngine, batch: int = BATCH) -> int:
    """Bring the index up to the store's last change and return how many documents changed.

    An index that has seen more changes than the store belongs to another one: it is rebuilt.
    """
    if engine.last_change > store.last_change:
        return rebuild(store, engine, batch)
    cut_with = engine.vocabulary if engine.last_change else vocabulary()
    changes = iter(sorted(store.changes(engine.last_change), key=lambda change: change.number))
    done = 0
    while some := list(islice(changes, batch)):
        removed = [change.document for change in some]
        kept = [change.document for change in some if not change.is_removal]
        engine.update(removed, _passages(store, kept), some[-1].number, cut_with)
        done += len(some)
    return done


def is_cut_otherwise(engine: SearchEngine) -> bool:
    """Whether passages of an index were cut into words with other names than are known now."""
    return engine.last_change > 0 and engine.vocabulary != vocabulary()


def cut_anew(store: GraphStore, engine: SearchEngine, batch: int = BATCH) -> int:
    """Cut all passages into words with the names known now; return how many documents have any.

    What is found does not depend on words, only rank: the index answers all the time. Where this
    is broken off the index stays ``is_cut_otherwise``.
    """
    documents = (document.id for document in store.nodes(Kind.DOCUMENT))
    before, done = engine.vocabulary, 0
    while some := list(islice(documents, batch)):
        engine.update(some, _passages(store, some), engine.last_change, before)
        done += len(some)
    engine.update((), (), engine.last_change, vocabulary())
    return done


def rebuild(store: GraphStore, engine: SearchEngine, batch: int = BATCH) -> int:
    """Forget the index, make it anew and return how many documents were read."""
    engine.clear()
    return catch_up(store, engine, batch)


def _passages(store: GraphStore, documents: Sequence[str]) -> Iterator[Passage]:
    nodes = Nodes(store)
    for document in documents:
        try:
            passages = list(passages_of(nodes, document))
        except KeyError:  # removed since; the change that says so comes next time
            continue
        yield from passages


def differences(store: GraphStore, engine: SearchEngine) -> Iterator[str]:
    """Yield the ids of documents whose passages in the index are not those of the store.

    An index that is only behind differs in what it has not seen. An empty string stands for
    documents that the store does not hold.
    """
    count = 0
    for document in store.nodes(Kind.DOCUMENT):
        count += 1
        nodes = store.fragment(document.id).nodes
        held = {document.id, *(node.id for node in nodes if isinstance(node, Action))}
        wanted = Query(filters=Filters(document=document.id), page=Page(0, len(held) + 1))
        if {hit.id for hit in engine.search(wanted).hits} != held:
            yield document.id
    if engine.search(Query(filters=Filters(kind="document"), page=Page(0, 0))).total > count:
        yield ""
