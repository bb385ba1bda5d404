"""One body is one node, and one node is one body, over many documents of several places."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.corpus import generate
from graph.lexicon import load_lexicon
from graph.model import RESPONSIBILITY, Agency, AgencyGroup, Fragment, Relation
from ingest.extract import Extractor
from ingest.fragment import fragment_of
from tests.ingest.answers import squash

SEEDS = 60
SHARED = Path(__file__).parents[3] / "shared"
EXTRACTOR = Extractor(load_lexicon())


def fragment(source: str) -> Fragment:
    text, found = EXTRACTOR.extract(source)
    return fragment_of(text, found, EXTRACTOR.lexicon, EXTRACTOR.shapes)


def bodies(fragment: Fragment, answer: dict) -> Iterator[tuple[str, str]]:
    """Yield for each body that the answer names its full name and the id of its node."""
    names = {
        (squash(r["surface"]), r["canonical"][0])
        for action in answer["actions"]
        for r in action["responsibilities"]
    }
    ids: dict[str, set[str]] = defaultdict(set)
    for edge in fragment.edges:
        if edge.relation in RESPONSIBILITY:
            ids[squash(edge.surface)].add(edge.source)
    for surface, name in names:
        for node in ids.get(surface, ()):
            yield name, node


def check(pairs: list[tuple[str, str]]) -> None:
    by_name, by_node = defaultdict(set), defaultdict(set)
    for name, node in pairs:
        by_name[name].add(node)
        by_node[node].add(name)
    assert {name: ids for name, ids in by_name.items() if len(ids) > 1} == {}
    assert {node: names for node, names in by_node.items() if len(_kinds(names)) > 1} == {}


def _kinds(names: set[str]) -> set[str]:
    """Return names of bodies without what only writes them otherwise."""
    return {name.replace("各", "").replace("人民政府", "政府").replace("、", "") for name in names}


def test_each_body_of_generated_documents_is_one_node() -> None:
    documents = [generate(seed) for seed in range(SEEDS)]
    pairs = [pair for d in documents for pair in bodies(fragment(d.source), d.answer)]
    assert len(pairs) > SEEDS
    check(pairs)


@pytest.mark.skipif(not SHARED.is_dir(), reason="there are no annotated documents beside")
def test_each_body_of_the_annotated_documents_is_one_node() -> None:
    pairs = []
    for path in sorted((SHARED / "gold").glob("*.json")):
        source = (SHARED / "corpus" / path.name).with_suffix(".txt").read_text(encoding="utf-8")
        answer = json.loads(path.read_text(encoding="utf-8"))
        pairs += bodies(fragment(source), answer)
    check(pairs)


def test_every_settled_body_has_a_place_and_every_open_one_says_so() -> None:
    fragments = [fragment(generate(seed).source) for seed in range(SEEDS)]
    nodes = [n for f in fragments for n in f.nodes if isinstance(n, Agency | AgencyGroup)]
    assert nodes
    assert all(node.location for node in nodes if node.is_resolved)
    assert all(not node.candidates for node in nodes if node.is_resolved)


def test_members_and_successors_are_of_places_and_functions_that_fit() -> None:
    for seed in range(SEEDS):
        made = fragment(generate(seed).source)
        nodes = {node.id: node for node in made.nodes}
        for edge in made.edges:
            one, other = nodes.get(edge.source), nodes.get(edge.target)
            if edge.relation is Relation.PART_OF and isinstance(other, AgencyGroup):
                assert isinstance(one, Agency)
                assert one.location != other.location
