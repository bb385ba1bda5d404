"""The network of citations: depth, circles, roots and works that stand alone."""

from __future__ import annotations

from graph.citation_network import CitationNetwork, citation_network

PLAN, RULES, LAW, OTHER = "regulation/plan", "regulation/rules", "regulation/law", "regulation/x"


def test_the_most_cited_comes_first_and_depth_is_the_longest_way():
    network = citation_network(
        [(PLAN, RULES), (PLAN, RULES), (RULES, LAW), (PLAN, LAW)], [PLAN, RULES], [PLAN, RULES]
    )
    assert [(work.work, work.cited_by, work.citations, work.cites) for work in network.works] == [
        (LAW, 2, 2, 0),
        (RULES, 1, 2, 1),
        (PLAN, 0, 0, 2),
    ]
    assert {work.work: work.depth for work in network.works} == {PLAN: 2, RULES: 1, LAW: 0}
    assert network.chain == ((PLAN,), (RULES,), (LAW,))
    assert (network.depth, network.citations) == (2, 4)
    assert [work.work for work in network.roots] == [LAW]
    assert [work.work for work in network.cited] == [LAW, RULES]
    assert network.ties[0].citations == 2


def test_a_circle_is_one_step_of_a_chain():
    network = citation_network(
        [(PLAN, RULES), (RULES, OTHER), (OTHER, RULES), (OTHER, LAW)], [PLAN], [PLAN]
    )
    assert network.circles == ((RULES, OTHER),)
    assert network.chain == ((PLAN,), (RULES, OTHER), (LAW,))
    assert network.depth == 2
    assert {work.depth for work in network.works if work.work in (RULES, OTHER)} == {1}


def test_a_held_work_without_citations_stands_alone():
    network = citation_network([(PLAN, LAW)], [PLAN, OTHER], [PLAN, OTHER, RULES])
    assert network.orphans == (OTHER,)
    assert [work.is_held for work in network.works] == [False, True]


def test_the_order_of_the_citations_does_not_matter():
    citations = [(PLAN, RULES), (RULES, LAW), (PLAN, OTHER), (OTHER, LAW)]
    found = citation_network(citations, [], [])
    assert found == citation_network(citations[::-1], [], [])
    assert found.chain == ((PLAN,), (RULES,), (LAW,))


def test_no_citations_make_an_empty_network():
    assert citation_network([], [], []) == CitationNetwork()
    assert citation_network([], [], []).depth == 0
