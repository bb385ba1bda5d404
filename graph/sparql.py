"""SPARQL over the graph and its ontology, in memory and read-only, within limits."""

from __future__ import annotations

import re
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import dataclass
from itertools import islice
from threading import Thread

from pyoxigraph import Quad, QueryBoolean, QueryTriples, RdfFormat, Store

from graph.ontology import PATH
from graph.rdf import PREFIXES
from graph.rdf_dataset import quads
from graph.store import GraphStore

# Any way to write the keyword that fetches from other servers: SERVICE, service<…>; a variable
# ?service and a name :service are none. Escapes (\u0053ERVICE) are undone before.
_SERVICE = re.compile(r"(?<![?$:])SERVICE", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


class SparqlError(Exception):
    """A query cannot be answered; the message is a sentence that says why."""


@dataclass(frozen=True, slots=True)
class Solutions:
    """Names of columns and rows of terms, in the notation of N-Triples; None where unbound.

    An ASK has one column ``result``, a CONSTRUCT the columns subject, predicate and object.
    ``is_cut`` says whether there were more rows than allowed.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    is_cut: bool = False


def sparql(
    store: GraphStore, query: str, *, seconds: float = 10.0, max_rows: int = 1000
) -> Solutions:
    """Return what a SELECT, ASK or CONSTRUCT finds; the prefixes of ``graph.rdf`` are known.

    Raises SparqlError for a query that is wrong, takes too long or asks another server. One
    that takes too long cannot be stopped and goes on in the background until the program ends.
    """
    if _SERVICE.search(query) or _SERVICE.search(_ESCAPE.sub(_unescaped, query)):
        raise SparqlError("The query may not contain SERVICE: nothing is asked of other servers.")
    dataset = _dataset(store)
    future: Future[Solutions] = Future()
    Thread(target=_answer_into, args=(future, dataset, query, max_rows), daemon=True).start()
    try:
        return future.result(seconds)
    except FutureTimeoutError as error:
        raise SparqlError(f"The query took longer than {seconds:g} seconds.") from error
    except (SyntaxError, ValueError, OSError) as error:
        reason = " ".join(str(error).split())
        raise SparqlError(f"The query cannot be answered: {reason}.") from error


def _dataset(store: GraphStore) -> Store:
    dataset = Store()
    dataset.load(path=PATH, format=RdfFormat.TURTLE)
    dataset.bulk_extend(Quad(*q.triple) for q in quads(store))
    return dataset


def _answer_into(future: Future[Solutions], dataset: Store, query: str, max_rows: int) -> None:
    try:
        future.set_result(_solutions(dataset, query, max_rows))
    except BaseException as error:
        future.set_exception(error)


def _solutions(dataset: Store, query: str, max_rows: int) -> Solutions:
    found = dataset.query(query, prefixes=PREFIXES)
    if isinstance(found, QueryBoolean):
        return Solutions(("result",), ((str(bool(found)).lower(),),))
    if isinstance(found, QueryTriples):
        columns: tuple[str, ...] = ("subject", "predicate", "object")
    else:
        columns = tuple(variable.value for variable in found.variables)
    rows = [
        tuple(None if value is None else str(value) for value in row)
        for row in islice(found, max_rows + 1)
    ]
    return Solutions(columns, tuple(rows[:max_rows]), len(rows) > max_rows)


def _unescaped(found: re.Match[str]) -> str:
    number = int(found[1] or found[2], 16)
    return chr(number) if number <= 0x10FFFF else "\ufffd"
