"""Which works cite which, as a network: what is cited most, what rests on what, what stands alone.

Works are told by their ids; a citation that several texts of one work state is one tie.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from graph.measures import Pair

Step = tuple[str, ...]
"""One step of a chain of citations: a work, or several that cite one another in a circle."""


@dataclass(frozen=True, slots=True)
class CitedWork:
    """One work: how many others cite it and how often in all, how many it cites.

    ``depth`` counts the citations of the longest chain from it downwards, those within a circle
    not counted; 0 means that it cites nothing. ``is_held`` says that we have its full text.
    """

    work: str
    cited_by: int
    citations: int
    cites: int
    depth: int
    is_held: bool

    @property
    def is_root(self) -> bool:
        """Whether it is cited and cites nothing that is known."""
        return self.cited_by > 0 and self.cites == 0


@dataclass(frozen=True, slots=True)
class CitationTie:
    """A work that cites another, and in how many places."""

    citing: str
    cited: str
    citations: int


@dataclass(frozen=True, slots=True)
class CitationNetwork:
    """The works that cite or are cited, most cited first, and the ties between them.

    ``orphans`` are held works that neither cite nor are cited, by id. ``chain`` is one of the
    longest chains of citations, from the work that cites; ``circles`` are the works that cite
    one another in a circle, the largest circle first.
    """

    works: tuple[CitedWork, ...] = ()
    ties: tuple[CitationTie, ...] = ()
    orphans: tuple[str, ...] = ()
    chain: tuple[Step, ...] = ()
    circles: tuple[Step, ...] = ()

    @property
    def depth(self) -> int:
        """The citations of the longest chain."""
        return max(0, len(self.chain) - 1)

    @property
    def citations(self) -> int:
        """How many places cite."""
        return sum(tie.citations for tie in self.ties)

    @property
    def cited(self) -> tuple[CitedWork, ...]:
        """The works that are cited, most cited first."""
        return tuple(work for work in self.works if work.cited_by)

    @property
    def citing(self) -> tuple[CitedWork, ...]:
        """The works that cite, those that cite most first."""
        citing = (work for work in self.works if work.cites)
        return tuple(sorted(citing, key=lambda work: (-work.cites, work.work)))

    @property
    def roots(self) -> tuple[CitedWork, ...]:
        """The works that are cited and cite nothing that is known, most cited first."""
        return tuple(work for work in self.works if work.is_root)


def citation_network(
    citations: Iterable[Pair], own: Iterable[str], held: Iterable[str]
) -> CitationNetwork:
    """Return the network of citations, each a citing and a cited work, one for each place.

    ``own`` are the works whose documents were looked at, of which some may be orphans; ``held``
    those whose full text is there at all.
    """
    ties = Counter(citations)
    cites = Counter(citing for citing, _ in ties)
    cited_by = Counter(cited for _, cited in ties)
    often: Counter[str] = Counter()
    for (_, cited), count in ties.items():
        often[cited] += count
    below, circles = _below(ties)
    texts = set(held)
    works = [
        CitedWork(
            work=work,
            cited_by=cited_by[work],
            citations=often[work],
            cites=cites[work],
            depth=len(chain) - 1,
            is_held=work in texts,
        )
        for work, chain in below.items()
    ]
    return CitationNetwork(
        works=tuple(sorted(works, key=lambda one: (-one.cited_by, -one.citations, one.work))),
        ties=tuple(
            CitationTie(citing, cited, count)
            for (citing, cited), count in sorted(ties.items(), key=lambda one: (-one[1], one[0]))
        ),
        orphans=tuple(sorted(set(own) - below.keys())),
        chain=min(below.values(), key=lambda chain: (-len(chain), chain), default=()),
        circles=circles,
    )


def _below(ties: Iterable[Pair]) -> tuple[dict[str, tuple[Step, ...]], tuple[Step, ...]]:
    """Return for each work the longest chain that begins with it, and all circles.

    Works in a circle become one step, which leaves no circle, so that longest chains are found
    in the order of citation, those that cite nothing first.
    """
    import networkx as nx

    network = nx.DiGraph(sorted(ties))
    steps = nx.condensation(network)
    members: dict[int, Step] = {one: tuple(sorted(steps.nodes[one]["members"])) for one in steps}
    chains: dict[int, tuple[Step, ...]] = {}
    for one in reversed(list(nx.topological_sort(steps))):
        after = (chains[other] for other in steps.successors(one))
        longest = min(after, key=lambda chain: (-len(chain), chain), default=())
        chains[one] = (members[one], *longest)
    below = {work: chains[one] for one in steps for work in members[one]}
    circles = [step for step in members.values() if len(step) > 1]
    return below, tuple(sorted(circles, key=lambda step: (-len(step), step)))
