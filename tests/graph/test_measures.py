"""Measures of networks against other ways to compute them."""

from __future__ import annotations

from fractions import Fraction

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.measures import betweenness, bridges, cut_nodes, pagerank

NODES = "abcdefghij"
networks = st.dictionaries(
    st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)).filter(
        lambda pair: pair[0] < pair[1]
    ),
    st.integers(1, 9),
    min_size=1,
    max_size=20,
)


def network_of(weights: dict[tuple[str, str], int]) -> nx.Graph:
    network = nx.Graph()
    network.add_weighted_edges_from((a, b, weight) for (a, b), weight in sorted(weights.items()))
    return network


@given(networks)
@settings(max_examples=40, deadline=None)
def test_pagerank_is_that_of_another_implementation(weights):
    pytest.importorskip("scipy")
    network = network_of(weights)
    other = nx.pagerank(network, alpha=0.85, tol=1e-10, max_iter=500)
    assert pagerank(network) == pytest.approx(other, abs=1e-6)
    assert sum(pagerank(network).values()) == pytest.approx(1)


@given(networks)
@settings(max_examples=40, deadline=None)
def test_betweenness_of_parts_is_that_of_the_whole(weights):
    network = network_of(weights)
    for a, b, weight in network.edges(data="weight"):
        network[a][b]["length"] = Fraction(1, weight)
    other = nx.betweenness_centrality(network, weight="length")
    assert betweenness(network) == pytest.approx(other, abs=1e-9)


@given(networks)
@settings(max_examples=60, deadline=None)
def test_a_bridge_parts_as_many_as_are_no_longer_joined_without_it(weights):
    network = network_of(weights)
    found = bridges(network)
    for a, b in weights:
        without = nx.Graph(network)
        without.remove_edge(a, b)
        parted = [nx.node_connected_component(without, end) for end in (a, b)]
        expected = 0 if parted[0] == parted[1] else min(map(len, parted))
        assert found.get((a, b), 0) == expected


@given(networks)
@settings(max_examples=40, deadline=None)
def test_without_a_cut_node_there_are_more_parts(weights):
    network = network_of(weights)
    for node in network:
        others = network.subgraph(set(network) - {node})
        more = nx.number_connected_components(others) > nx.number_connected_components(network)
        assert (node in cut_nodes(network)) is more
