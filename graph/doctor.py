"""What in the graph deserves a second look: open names, doubtful merges, works that are missing.

Nothing here is decided; each finding names nodes and leads to a place that says them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from graph.lexicon import Lexicon
from graph.likeness import alike, is_short_for
from graph.model import (
    RESPONSIBILITY,
    Agency,
    AgencyGroup,
    Edge,
    Kind,
    Regulation,
    Relation,
)
from graph.renewed import Renewed, quick_for
from graph.soundness import Soundness, soundness_of
from graph.soundness import told as told_of_soundness
from graph.store import EdgePattern, GraphStore

Body = Agency | AgencyGroup
_BODIES_ALIKE, _TITLES_ALIKE = 0.75, 0.85
_LEVEL = re.compile(r"(?:我|本|全)?(?:自治区|自治州|省|市|州|县|区|盟|旗)(?=..)")


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A body whose name was not settled, how often it is named, and the first place."""

    body: Body
    mentions: int
    documents: int
    edge: Edge


@dataclass(frozen=True, slots=True)
class Merge:
    """A body that texts call by several full names, each with how often; it may be two bodies."""

    body: Body
    names: tuple[tuple[str, int], ...]
    edge: Edge


@dataclass(frozen=True, slots=True)
class Missing:
    """A work that is cited but not held, the number of documents that cite it, the first place."""

    regulation: Regulation
    documents: int
    edge: Edge


@dataclass(frozen=True, slots=True)
class Alike:
    """Two nodes whose names are nearly the same (``likeness`` 0 to 1); they may be one thing."""

    one: Body | Regulation
    other: Body | Regulation
    likeness: float


@dataclass(frozen=True, slots=True)
class Report:
    """All findings, the weightiest first in each list."""

    unsettled: tuple[Unsettled, ...]
    merges: tuple[Merge, ...]
    missing: tuple[Missing, ...]
    alike: tuple[Alike, ...]
    soundness: Soundness = field(default_factory=Soundness)


def examined(store: GraphStore, lexicon: Lexicon, seconds: float = 2.0) -> Report:
    """Return what in a store deserves a second look; the lexicon tells full names from short.

    Shapes are looked at in as many documents as ``seconds`` allow.
    """
    bodies = [
        node
        for kind in (Kind.AGENCY, Kind.AGENCY_GROUP)
        for node in store.nodes(kind)
        if isinstance(node, Agency | AgencyGroup)
    ]
    works = [node for node in store.nodes(Kind.REGULATION) if isinstance(node, Regulation)]
    places = {node.id: node.label for node in store.nodes(Kind.LOCATION)}
    named = _mentions(store, (*RESPONSIBILITY, Relation.ISSUED_BY))
    cited = _mentions(store, (Relation.CITES,))
    return Report(
        tuple(_unsettled(bodies, named)),
        tuple(_merges(bodies, named, lexicon)),
        tuple(_missing(works, cited)),
        (*_bodies_alike(bodies, places), *_works_alike(works, _versions(store), lexicon)),
        soundness_of(store, seconds),
    )


class Doctor:
    """Examines one store, again when it has changed: a large one beside those who ask.

    With ``patience`` who asks first of a store that takes more seconds is told so by NotYetError.
    """

    def __init__(self, store: GraphStore, lexicon: Lexicon, patience: float | None = None) -> None:
        self._store = store
        self._lexicon = lexicon
        self._patience = patience
        self._found: Renewed[Report] = Renewed(store, quick=quick_for(patience))

    @property
    def report(self) -> Report:
        """The findings, as of the store's last change where they are quickly made."""
        return self._found.value(lambda: examined(self._store, self._lexicon), self._patience)


def told(report: Report) -> list[tuple[str, list[str]]]:
    """Return the report in words: for each sort of finding its title and a line for each."""
    return [
        (
            "names not settled",
            [
                f"{one.body.name}: {one.mentions} times in {one.documents} documents, "
                f"first “{one.edge.evidence.quote}” in {one.edge.evidence.document}"
                + (f"; may be {' or '.join(one.body.candidates)}" if one.body.candidates else "")
                for one in report.unsettled
            ],
        ),
        (
            "bodies with several full names",
            [
                f"{one.body.name} ({one.body.id}): "
                + ", ".join(f"{name} {count} times" for name, count in one.names)
                for one in report.merges
            ],
        ),
        (
            "works cited but missing",
            [
                f"{one.regulation.title}: cited by {one.documents} documents ({one.regulation.id})"
                for one in report.missing
            ],
        ),
        (
            "names nearly the same",
            [
                f"{one.one.label} ({one.one.id}) and {one.other.label} ({one.other.id}): "
                f"{one.likeness:.2f}"
                for one in report.alike
            ],
        ),
        *told_of_soundness(report.soundness),
    ]


@dataclass(slots=True)
class _Mentions:
    """The places that name one node: how many, in which documents, by which words."""

    first: Edge
    count: int = 0
    documents: set[str] = field(default_factory=set)
    surfaces: Counter[str] = field(default_factory=Counter)


def _mentions(store: GraphStore, relations: Iterable[Relation]) -> dict[str, _Mentions]:
    found: dict[str, _Mentions] = {}
    for relation in relations:
        for edge in store.edges(EdgePattern(relation=relation)):
            node = edge.source if relation in RESPONSIBILITY else edge.target
            mentions = found.setdefault(node, _Mentions(edge))
            mentions.count += 1
            mentions.documents.add(edge.evidence.document)
            mentions.surfaces[edge.surface] += 1
    return found


def _unsettled(bodies: Iterable[Body], named: dict[str, _Mentions]) -> list[Unsettled]:
    found = [
        Unsettled(body, named[body.id].count, len(named[body.id].documents), named[body.id].first)
        for body in bodies
        if not body.is_resolved and body.id in named
    ]
    return sorted(found, key=lambda one: (-one.mentions, one.body.id))


def _merges(
    bodies: Iterable[Body], named: dict[str, _Mentions], lexicon: Lexicon
) -> Iterator[Merge]:
    for body in bodies:
        mentions = named.get(body.id)
        full: Counter[str] = Counter()
        for surface, count in mentions.surfaces.items() if mentions else ():
            name = _full_name(surface, lexicon)
            if name:
                full[name] += count
        if mentions and len(full) > 1:
            yield Merge(
                body, tuple(sorted(full.items(), key=lambda f: (-f[1], f[0]))), mentions.first
            )


def _full_name(surface: str, lexicon: Lexicon) -> str | None:
    """Return the name without its place where that is written in full, else None."""
    cuts = [0, *(end for start, end, _ in lexicon.divisions.find(surface[:24]) if start == 0)]
    level = _LEVEL.match(surface)
    for cut in (*cuts, *((level.end(),) if level else ())):
        match = lexicon.functions.match(surface[cut:])
        if match is not None and match.full_name == surface[cut:]:
            return match.full_name
    return None


def _missing(works: Iterable[Regulation], cited: dict[str, _Mentions]) -> list[Missing]:
    found = [
        Missing(work, len(cited[work.id].documents), cited[work.id].first)
        for work in works
        if work.document is None and work.id in cited
    ]
    return sorted(found, key=lambda one: (-one.documents, one.regulation.id))


def _bodies_alike(bodies: Iterable[Body], places: Mapping[str, str]) -> list[Alike]:
    """Return the pairs of bodies of one place that may be one: one name may shorten the other."""

    def own_name(body: Body) -> str:
        return body.name.removeprefix(places.get(body.location or "", "")) or body.name

    at: dict[tuple[type[Body], str | None], list[Body]] = defaultdict(list)
    for body in bodies:
        at[type(body), body.location].append(body)
    found: dict[tuple[str, str], Alike] = {}
    for here in at.values():
        for one, other, value in alike(here, own_name, _BODIES_ALIKE):
            found[one.id, other.id] = Alike(one, other, value)
        for one, other in combinations(here, 2):
            names = own_name(one), own_name(other)
            if is_short_for(*names) or is_short_for(*names[::-1]):
                found[one.id, other.id] = Alike(one, other, 1.0)
    may_be_one = (pair for pair in found.values() if not _are_two(pair))
    return sorted(may_be_one, key=lambda pair: (-pair.likeness, pair.one.id, pair.other.id))


def _are_two(pair: Alike) -> bool:
    """Whether two bodies are known to do different things, or one is an office of the other."""
    one, other = pair.one, pair.other
    if isinstance(one, Regulation) or isinstance(other, Regulation):
        return False
    functions = {one.function, other.function}
    is_office = one.name.startswith(other.name) or other.name.startswith(one.name)
    return is_office or (len(functions) == 2 and None not in functions)


def _versions(store: GraphStore) -> set[frozenset[str]]:
    """Return the pairs of works that are known to be versions of one another."""
    edges = store.edges(EdgePattern(relation=Relation.VERSION_OF))
    return {frozenset((edge.source, edge.target)) for edge in edges}


def _works_alike(
    works: list[Regulation], versions: set[frozenset[str]], lexicon: Lexicon
) -> list[Alike]:
    """Return the pairs of works with nearly the same title that name the same places.

    Versions of one another are known to be two.
    """

    def places(work: Regulation) -> set[str]:
        return {work.title[start:end] for start, end, _ in lexicon.divisions.find(work.title)}

    found = [
        Alike(one, other, value)
        for one, other, value in alike(works, lambda work: work.title, _TITLES_ALIKE)
        if places(one) == places(other) and frozenset((one.id, other.id)) not in versions
    ]
    return sorted(found, key=lambda pair: (-pair.likeness, pair.one.id, pair.other.id))
