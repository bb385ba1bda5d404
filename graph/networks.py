"""The networks of a store, of any scope: kept up to date, analysed once, and bounded."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar, cast

from graph.citation_network import CitationNetwork, citation_network
from graph.measures import Pair
from graph.model import Agency, AgencyGroup, Document, Role
from graph.network import Network, analysed, tied
from graph.network_change import NetworkChange, change_between
from graph.network_parts import Part, Parts
from graph.questions import ALL_ROWS, CooperationIn, CooperationRow, Documents, Page, Scope
from graph.renewed import Renewed, quick_for
from graph.store import GraphStore

KEPT = 16
"""How many results are kept; one of a network with MOST_TIES takes about 10 MB."""

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Counted:
    """A result, and the number of documents that it was counted from."""

    documents: int
    network: Network


class Networks:
    """The networks of a store as of its last change; usable from several threads.

    What documents add is kept and only that of changed ones is read again; where the scope has
    a subject or words the store is asked. Results are kept until the store changes; those that
    take long are made one at a time, beside readers who have the ones before.

    With ``patience`` who asks for what takes more seconds to be made for the first time is told
    so by NotYetError; without, results are always of the last change.
    """

    def __init__(self, store: GraphStore, patience: float | None = None) -> None:
        self._store = store
        self._patience = patience
        self._parts = Parts(store)
        self._kept: OrderedDict[Hashable, Renewed[Any]] = OrderedDict()
        self._keeping = Lock()
        self._working = Lock()

    def cooperation(
        self, scope: Scope, min_weight: int = 1, roles: tuple[Role, ...] = ()
    ) -> Counted:
        """Return the network of the pairs that share at least ``min_weight`` actions."""
        wanted = tuple(role for role in Role if role in roles)
        return self._once(
            ("cooperation", scope, min_weight, wanted),
            lambda: self._cooperation(scope, min_weight, wanted),
        )

    def change(self, before: Scope, after: Scope, min_weight: int = 1) -> NetworkChange:
        """Return what differs between the networks of two scopes."""
        return self._once(
            ("change", before, after, min_weight),
            lambda: change_between(
                self.weights(before, min_weight),
                self.weights(after, min_weight),
                (self._documents(before), self._documents(after)),
            ),
        )

    def citations(self, scope: Scope) -> tuple[int, CitationNetwork]:
        """Return how many documents a scope has, and the network of what they cite.

        Of a subject or words it has the documents that hold such an action, with all they cite.
        """
        return self._once(("citations", scope), lambda: self._citations(scope))

    def weights(
        self, scope: Scope, min_weight: int = 1, roles: tuple[Role, ...] = ()
    ) -> dict[Pair, int]:
        """Return how many actions each two agencies share, as CooperationIn counts them."""
        self._parts.catch_up()
        if scope.subject is None and not scope.words:
            weights: Mapping[Pair, int] = self._parts.weights(scope, roles)
        else:
            question = CooperationIn(scope=scope, roles=roles, min_weight=min_weight, page=ALL_ROWS)
            rows = (cast(CooperationRow, row) for row in self._store.answer(question).rows)
            weights = {(row.a.id, row.b.id): row.weight for row in rows}
        return {pair: weight for pair, weight in weights.items() if weight >= min_weight}

    def _cooperation(self, scope: Scope, min_weight: int, roles: tuple[Role, ...]) -> Counted:
        weights = self.weights(scope, min_weight, roles)
        bodies: dict[str, Agency | AgencyGroup] = {}
        for agency_id in {agency_id for pair in weights for agency_id in pair}:
            body = self._store.node(agency_id)
            if isinstance(body, Agency | AgencyGroup):  # one may be gone since
                bodies[agency_id] = body
        there = {pair: weight for pair, weight in weights.items() if bodies.keys() >= {*pair}}
        return Counted(self._documents(scope), analysed(tied(there, bodies)))

    def _citations(self, scope: Scope) -> tuple[int, CitationNetwork]:
        self._parts.catch_up()
        parts = self._of_documents(scope)
        network = citation_network(
            (citation for part in parts for citation in part.citations),
            own=(part.work for part in parts),
            held=(part.work for part in self._parts.within(Scope())),
        )
        return len(parts), network

    def _of_documents(self, scope: Scope) -> list[Part]:
        if scope.subject is None and not scope.words:
            return self._parts.within(scope)
        rows = self._store.answer(Documents(scope=scope, page=ALL_ROWS)).rows
        return self._parts.of(row.id for row in rows if isinstance(row, Document))

    def _documents(self, scope: Scope) -> int:
        if scope.subject is None and not scope.words:
            return len(self._parts.within(scope))
        return self._store.answer(Documents(scope=scope, page=Page(0, 0))).total

    def _once(self, key: Hashable, make: Callable[[], _Result]) -> _Result:
        """Return the result of a key, which is made anew where the store has changed since."""
        with self._keeping:
            kept = self._kept.setdefault(key, Renewed(self._store, quick=quick_for(self._patience)))
            self._kept.move_to_end(key)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return cast(_Result, kept.value(lambda: self._alone(make), self._patience))

    def _alone(self, make: Callable[[], _Result]) -> _Result:
        with self._working:
            return make()
