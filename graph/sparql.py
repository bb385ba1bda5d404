"""SPARQL over the graph: read-only, over the RDF on the disk, within limits.

The default graph of a query is the union of all graphs, so nobody need know of the graphs of
documents. No other server is asked and nothing is written.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Self

from graph.sparql_words import asks_others
from graph.store import GraphStore

if TYPE_CHECKING:
    from graph.rdf_projection import RdfProjection, Snapshot
    from graph.sparql_processes import QueryProcesses

_PAUSE = 0.1


class Reason(StrEnum):
    """Why a query is not answered."""

    WRONG = "wrong"
    TOO_LONG = "too-long"
    TOO_SLOW = "too-slow"
    TOO_MUCH = "too-much"
    NO_SUCH_FORM = "no-such-form"
    BUSY = "busy"


class SparqlError(Exception):
    """A query cannot be answered; the message is a sentence that says why."""

    def __init__(self, reason: Reason, sentence: str) -> None:
        super().__init__(reason, sentence)
        self.reason = reason

    def __str__(self) -> str:
        return str(self.args[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one query may cost; ``characters`` of its own, ``rows`` and ``megabytes`` of result."""

    characters: int = 20_000
    seconds: float = 20.0
    rows: int = 100_000
    megabytes: int = 1024
    result_megabytes: int = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A query and the forms wanted: names of ``graph.sparql_answers``, None where none will do.

    Without ``whole`` what is beyond ``rows`` is left out; with it that is an error. The graphs are
    those that the protocol lets a client name; none means all.
    """

    query: str
    table: str | None = "tsv"
    triples: str | None = "nt"
    rows: int = 1000
    whole: bool = False
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What a query found, as the bytes of a form; whether more rows were left out."""

    form: str
    content: bytes
    is_cut: bool = False


class Sparql:
    """Answers queries over the projection of a store.

    ``bring_up`` sees to it that the projection follows the store: at once or soon. ``patience`` is
    how long a query waits for it, in seconds; after that, what was there before is asked.
    """

    def __init__(
        self,
        store: GraphStore,
        projection: RdfProjection,
        processes: QueryProcesses,
        bring_up: Callable[[], object],
        *,
        limits: Limits | None = None,
        patience: float = 5.0,
    ) -> None:
        self._store, self._projection, self._processes = store, projection, processes
        self._bring_up, self._patience = bring_up, patience
        self.limits = limits or Limits()

    def answer(self, request: Request) -> Found:
        """Return what a SELECT, ASK, CONSTRUCT or DESCRIBE finds.

        The prefixes of ``graph.rdf`` are known. Raises SparqlError.
        """
        if len(request.query) > self.limits.characters:
            most = self.limits.characters
            sentence = f"The query is longer than {most} characters."
            raise SparqlError(Reason.TOO_LONG, sentence)
        if asks_others(request.query):
            sentence = "The query may not contain SERVICE: nothing is asked of other servers."
            raise SparqlError(Reason.WRONG, sentence)
        snapshot = self._snapshot()
        return self._processes.answer(self._projection.path_of(snapshot), request)

    def close(self) -> None:
        """End the processes that answer."""
        self._processes.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _snapshot(self) -> Snapshot:
        """Return the snapshot of the store's last change, or after a while the last there is."""
        until = time.monotonic() + self._patience
        change = self._store.last_change
        snapshot = self._projection.snapshot
        if snapshot is None or snapshot.change != change:
            self._bring_up()
            snapshot = self._projection.snapshot
        while (snapshot is None or snapshot.change < change) and time.monotonic() < until:
            time.sleep(_PAUSE)
            snapshot = self._projection.snapshot
        if snapshot is None:
            raise SparqlError(Reason.BUSY, "The RDF is being made; try again in a moment.")
        return snapshot
