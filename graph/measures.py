"""The measures of a weighted network without directions, each with the source of its rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

EXACT_WORK = 1_000_000
"""Betweenness is exact up to so many nodes times ties, which take one to two seconds.

Nodes times ties are counted in each part that no way joins to the others, and added up.
"""

_LENGTH = 5_354_228_880
"""How long a tie of weight 1 is; all weights to 24 divide it, so that equal ways are equal."""

DAMPING = 0.85
_LARGEST_ERROR = 1e-9
_MOST_STEPS = 200

Pair = tuple[str, str]
"""The ids of two nodes; of a tie without a direction the smaller one first."""


def sampled(network: nx.Graph) -> int | None:
    """Return from how many nodes betweenness is estimated, None where it is exact."""
    import networkx as nx

    parts = [network.subgraph(part) for part in nx.connected_components(network)]
    sizes = [size for _, size in _samples(parts)]
    return None if sum(sizes) == len(network) else sum(sizes)


def betweenness(network: nx.Graph, seed: int = 0) -> dict[str, float]:
    """Return which part, 0 to 1, of the shortest ways between others leads through each node.

    A way is the shorter the heavier its ties (Brandes, 2001). Of a large part of a network it is
    estimated from a sample (Brandes and Pich, 2007), the same each time for the same ``seed``.
    """
    import networkx as nx

    lengths = nx.Graph()
    lengths.add_nodes_from(network)
    lengths.add_weighted_edges_from(
        ((a, b, round(_LENGTH / weight)) for a, b, weight in network.edges(data="weight")),
        weight="length",
    )
    found = dict.fromkeys(network, 0.0)
    pairs = (len(network) - 1) * (len(network) - 2)
    for part, size in _samples([lengths.subgraph(one) for one in nx.connected_components(lengths)]):
        own_pairs = (len(part) - 1) * (len(part) - 2)
        if own_pairs:
            sample = None if size == len(part) else size
            of_part = nx.betweenness_centrality(
                _in_order(part), k=sample, weight="length", seed=seed
            )
            found |= {node: value * own_pairs / pairs for node, value in of_part.items()}
    return found


def _in_order(part: nx.Graph) -> nx.Graph:
    """Return a part with nodes and ties in order, of which samples and sums depend."""
    import networkx as nx

    ordered = nx.Graph()
    ordered.add_nodes_from(sorted(part))
    ordered.add_edges_from(sorted(part.edges(data=True), key=lambda tie: sorted(tie[:2])))
    return ordered


def _samples(parts: Iterable[nx.Graph]) -> list[tuple[nx.Graph, int]]:
    """Return the parts, small ones first, each with the number of its nodes to start from.

    Small parts are exact as long as they take half of EXACT_WORK, all where they take no more
    than it; the others share what is left.
    """
    works = {part: len(part) * part.size() for part in parts}
    ordered = sorted(works, key=lambda part: (works[part], min(part)))
    left = EXACT_WORK
    all_work = sum(works.values())
    found = []
    for part in ordered:
        is_exact = all_work <= left or works[part] <= left - EXACT_WORK // 2
        size = len(part) if is_exact else max(2, len(part) * left // all_work)
        found.append((part, size))
        left -= size * part.size()
        all_work -= works[part]
    return found


def pagerank(network: nx.Graph) -> dict[str, float]:
    """Return the rank of each node, all together 1 (Page, Brin, Motwani and Winograd, 1999).

    A walker follows ties, heavy ones more often, and with 0.15 starts anew anywhere; the rank of
    a node is the part of the time that it is there.
    """
    if not network:
        return {}
    start = 1 / len(network)
    sums: dict[str, float] = dict(network.degree(weight="weight"))
    ways = {
        node: [(other, tie["weight"] / sums[other]) for other, tie in network.adj[node].items()]
        for node in network
    }
    ranks = dict.fromkeys(network, start)
    for _ in range(_MOST_STEPS):
        before = ranks
        ranks = {
            node: (1 - DAMPING) * start
            + DAMPING * sum(before[other] * share for other, share in ways[node])
            for node in network
        }
        if sum(abs(ranks[node] - before[node]) for node in network) < _LARGEST_ERROR:
            break
    return ranks


def cores(network: nx.Graph) -> dict[str, int]:
    """Return the largest k for which each node has k partners that have k in turn.

    The k-core of Seidman (1983), by the algorithm of Batagelj and Zaveršnik (2003).
    """
    import networkx as nx

    found: dict[str, int] = nx.core_number(network)
    return found


def communities(network: nx.Graph, seed: int = 0) -> list[set[str]]:
    """Return the communities of Louvain (Blondel and others, 2008), the largest first.

    They are the same each time for the same ``seed``.
    """
    import networkx as nx

    found = nx.community.louvain_communities(network, weight="weight", seed=seed)
    return sorted(found, key=lambda members: (-len(members), min(members)))


def cut_nodes(network: nx.Graph) -> set[str]:
    """Return the nodes without which some of the others are no longer joined by any way."""
    import networkx as nx

    return set(nx.articulation_points(network))


def bridges(network: nx.Graph) -> dict[Pair, int]:
    """Return the ties without which two parts are joined by no way, and the size of the smaller.

    What no loss of one tie parts is taken as one; bridges make trees of these, and each parts
    what lies below it from the rest.
    """
    import networkx as nx

    found = {(min(a, b), max(a, b)) for a, b in nx.bridges(network)}
    rest = nx.Graph(network)
    rest.remove_edges_from(found)
    blocks = list(nx.connected_components(rest))
    block_of = {node: number for number, block in enumerate(blocks) for node in block}
    trees = nx.Graph()
    trees.add_nodes_from(range(len(blocks)))
    trees.add_edges_from((block_of[a], block_of[b], {"pair": (a, b)}) for a, b in found)
    smaller: dict[Pair, int] = {}
    for tree in list(nx.connected_components(trees)):
        smaller |= _parted(trees, min(tree), [len(block) for block in blocks])
    return smaller


def _parted(trees: nx.Graph, root: int, sizes: list[int]) -> dict[Pair, int]:
    """Return, for each tie of the tree of a root, the size of the smaller side."""
    import networkx as nx

    ways = list(nx.bfs_edges(trees, root))
    below = {root: sizes[root], **{child: sizes[child] for _, child in ways}}
    for above, child in reversed(ways):
        below[above] += below[child]
    whole = below[root]
    return {
        trees[above][child]["pair"]: min(below[child], whole - below[child])
        for above, child in ways
    }


def characteristic(groups: Sequence[Mapping[str, int]]) -> list[tuple[str, ...]]:
    """Return the words of each group, the best to tell it from the others first.

    Groups hold words with how much of the group they are. Like a term in a text (TF-IDF), a word
    counts the more the more of its group and the less of all groups it is: its part ``p`` of the
    group, times ``log(1 + p / q)``, where ``q`` is its part of all. Equal ones stand by name.

    >>> characteristic([{"health": 4, "police": 4}, {"police": 5, "schools": 1}])
    [('health', 'police'), ('police', 'schools')]
    """
    counts = [Counter(group) for group in groups]
    whole = sum(counts, Counter[str]())
    return [_telling(count, whole) for count in counts]


def _telling(count: Counter[str], whole: Counter[str]) -> tuple[str, ...]:
    weights = {}
    for word in count:
        part, of_all = count[word] / count.total(), whole[word] / whole.total()
        weights[word] = round(part * log(1 + part / of_all), 9)
    return tuple(sorted(count, key=lambda word: (-weights[word], word)))
