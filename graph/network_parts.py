"""What each document adds to the networks, kept as documents come and go.

A projection of the store in memory: it remembers the change it has reached and reads again only
the documents that changed since. Of a million actions it takes some 1.3 GB.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain, combinations
from threading import RLock

from graph.measures import Pair
from graph.model import RESPONSIBILITY, Document, Edge, Kind, Location, Relation, Role
from graph.questions import Scope
from graph.store import EdgePattern, Ends, GraphStore

Roles = frozenset[Role]
"""The roles that one body has in one action."""

_ACTION = f"{Kind.ACTION}/"
_ROLES = {role.value: role for role in Role}

MANY = 300
"""From how many changed documents on all edges are read at once: each costs less than alone."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one document adds: the bodies of each action that has several, and its citations.

    ``roles`` are those of each body in ``together``. ``work`` is the id of the document among
    the works; each citation is a citing and a cited work. A work that cites itself is left out.
    """

    work: str
    year: int | None
    location: str | None
    together: tuple[tuple[str, ...], ...]
    roles: tuple[tuple[Roles, ...], ...]
    citations: tuple[Pair, ...]

    def pairs(self, roles: Iterable[Role] = ()) -> Iterator[Pair]:
        """Yield each two bodies of each action, the smaller id first.

        Bodies count where they have one of ``roles``; where there are none, in any.
        """
        wanted = frozenset(roles)
        if not wanted:
            return chain.from_iterable(combinations(bodies, 2) for bodies in self.together)
        acting = (
            [body for body, own in zip(bodies, all_roles, strict=True) if own & wanted]
            for bodies, all_roles in zip(self.together, self.roles, strict=True)
        )
        return chain.from_iterable(combinations(bodies, 2) for bodies in acting)


class Parts:
    """The parts of all documents of a store; usable from several threads."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._lock = RLock()
        self._change = 0
        self._parts: dict[str, Part] = {}
        self._weights: dict[Pair, int] = {}
        self._above: dict[str, str | None] | None = None

    def catch_up(self) -> int:
        """Bring this up to the store's last change and return the number of that change.

        What has seen more changes than the store belongs to another one: it is read anew.
        """
        with self._lock:
            if self._change > self._store.last_change:
                self._change, self._parts, self._weights = 0, {}, {}
            changes = list(self._store.changes(self._change))
            kept = [change.document for change in changes if not change.is_removal]
            found = dict(_parts(self._store, kept))
            for change in changes:
                self._put(change.document, found.get(change.document))
                self._change = max(self._change, change.number)
            if changes:
                self._above = None
            return self._change

    def within(self, scope: Scope) -> list[Part]:
        """Return the parts of the documents of a scope, whatever they are about.

        Subject and words of the scope do not matter here.
        """
        with self._lock:
            if scope.document is not None:
                wanted = self._parts.get(scope.document)
                parts: Iterable[Part] = [wanted] if wanted else []
            else:
                parts = self._parts.values()
            places = self._places(scope)
            return [part for part in parts if _is_in(part, places, scope.years)]

    def of(self, documents: Iterable[str]) -> list[Part]:
        """Return the parts of documents; one that is gone has none."""
        with self._lock:
            return [part for one in documents if (part := self._parts.get(one))]

    def weights(self, scope: Scope, roles: Iterable[Role] = ()) -> dict[Pair, int]:
        """Return how many actions each two bodies share, as ``within`` reads the scope.

        Only actions count in which both have one of ``roles``; where there are none, in any.
        """
        wanted = frozenset(roles)
        with self._lock:
            if scope == Scope() and not wanted:
                return dict(self._weights)
            return Counter(chain.from_iterable(part.pairs(wanted) for part in self.within(scope)))

    def _put(self, document_id: str, part: Part | None) -> None:
        """Put a part in place of what there is of its document."""
        before = self._parts.pop(document_id, None)
        for pair in before.pairs() if before else ():
            self._weights[pair] -= 1
            if not self._weights[pair]:
                del self._weights[pair]
        if part is not None:
            self._parts[document_id] = part
            for pair in part.pairs():
                self._weights[pair] = self._weights.get(pair, 0) + 1

    def _places(self, scope: Scope) -> set[str] | None:
        """Return the ids of the places of a scope, None for all; those above are read once."""
        if not scope.locations:
            return None
        if self._above is None:
            places = self._store.nodes(Kind.LOCATION)
            self._above = {one.id: one.parent for one in places if isinstance(one, Location)}
        found = set(scope.locations)
        while scope.with_subdivisions:
            below = {place for place, above in self._above.items() if above in found}
            if below <= found:
                break
            found |= below
        return found


def _is_in(part: Part, places: set[str] | None, years: tuple[int, int] | None) -> bool:
    if places is not None and part.location not in places:
        return False
    return years is None or (part.year is not None and years[0] <= part.year <= years[1])


@dataclass(slots=True)
class _Drafts:
    """Parts as they are read: first without, then with what the edges of their documents say."""

    empty: Mapping[str, Part]
    bodies: dict[str, dict[str, dict[str, set[Role]]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(lambda: defaultdict(set)))
    )
    citations: dict[str, list[Pair]] = field(default_factory=lambda: defaultdict(list))

    def add(self, one: Ends) -> None:
        """Take in what an edge joins; what is no part in an action and no citation is left out."""
        if one.document not in self.empty:
            return
        if one.relation == Relation.CITES:
            is_of_action = one.source.startswith(_ACTION)
            citing = self.empty[one.document].work if is_of_action else one.source
            if citing != one.target:
                self.citations[one.document].append((citing, one.target))
        elif one.relation in RESPONSIBILITY:
            self.bodies[one.document][one.target][one.source].add(_ROLES[one.mode or ""])

    def parts(self) -> Iterator[tuple[str, Part]]:
        """Yield the parts by document id; ids and lists of ids that are equal are kept once."""
        ids: dict[str, str] = {}
        lists: dict[tuple[str, ...], tuple[str, ...]] = {}
        alike: dict[tuple[Roles, ...], tuple[Roles, ...]] = {}
        for document_id, part in self.empty.items():
            actions = self.bodies.pop(document_id, {}).values()
            several = [sorted(bodies.items()) for bodies in actions if len(bodies) > 1]
            known = (tuple(ids.setdefault(one, one) for one, _ in bodies) for bodies in several)
            together = tuple(lists.setdefault(bodies, bodies) for bodies in known)
            had = (tuple(frozenset(roles) for _, roles in bodies) for bodies in several)
            roles = tuple(alike.setdefault(one, one) for one in had)
            citations = tuple(sorted(self.citations.pop(document_id, ())))
            yield document_id, replace(part, together=together, roles=roles, citations=citations)


def _parts(store: GraphStore, wanted: list[str]) -> Iterator[tuple[str, Part]]:
    """Yield the parts of documents by id; one that was removed since has none."""
    if len(wanted) < MANY:
        found = (store.document(document_id) for document_id in wanted)
        patterns = (EdgePattern(document=document_id) for document_id in wanted)
        joined: Iterator[Ends] = (
            _ends(edge) for pattern in patterns for edge in store.edges(pattern)
        )
    else:
        those = set(wanted)
        found = (one for one in _documents(store) if one.id in those)
        joined = store.ends((*RESPONSIBILITY, Relation.CITES))
    drafts = _Drafts(
        {one.id: Part(one.regulation, one.year, one.location, (), (), ()) for one in found if one}
    )
    for one in joined:
        drafts.add(one)
    return drafts.parts()


def _ends(edge: Edge) -> Ends:
    return Ends(edge.evidence.document, edge.source, edge.relation, edge.target, edge.mode)


def _documents(store: GraphStore) -> Iterator[Document]:
    return (node for node in store.nodes(Kind.DOCUMENT) if isinstance(node, Document))
