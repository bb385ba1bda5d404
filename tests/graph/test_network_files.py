"""Networks as files: other programs open them and find what was written."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from dataclasses import replace

import networkx as nx
import pytest

from graph.citation_network import citation_network
from graph.network import Body, analysed, tied
from graph.network_files import (
    NETWORK_FORMS,
    graph_of_citations,
    graph_of_cooperation,
)
from tests.builders import an_agency

GEXF = "{http://gexf.net/1.3}"
VIZ = "{http://gexf.net/1.3/viz}"
TYPES = {"string", "integer", "long", "float", "double", "boolean"}
ODD = "=甲局\x00<&\"'>\ud7ff"
BODIES: dict[str, Body] = {
    body.id: body
    for body in (
        replace(an_agency(name), location="location/青川市")
        for name in (ODD, "乙局", "丙委", "丁局")
    )
}
WEIGHTS = {
    tuple(sorted((f"agency/{a}", f"agency/{b}"))): weight
    for a, b, weight in (
        (ODD, "乙局", 3),
        ("乙局", "丙委", 2),
        (ODD, "丙委", 1),
        ("丙委", "丁局", 4),
    )
}


def names(node_id: str) -> str:
    return node_id.partition("/")[2]


def cooperation() -> nx.Graph:
    return graph_of_cooperation(analysed(tied(WEIGHTS, BODIES)), names)  # type: ignore[arg-type]


def citations() -> nx.DiGraph:
    return graph_of_citations(
        citation_network([("r/a", "r/b"), ("r/a", "r/b"), ("r/b", "r/c")], [], ["r/a"]), names
    )


def written(form: str, graph: nx.Graph) -> bytes:
    output = io.BytesIO()
    NETWORK_FORMS[form](graph, output)
    return output.getvalue()


def opened(form: str, told: bytes) -> nx.Graph:
    if form == "gexf":
        return nx.read_gexf(io.BytesIO(told), version="1.3")
    if form == "graphml":
        return nx.read_graphml(io.BytesIO(told))
    return nx.cytoscape_graph(json.loads(told), name="label")


def ties_of(graph: nx.Graph) -> set[tuple[object, ...]]:
    ends = (lambda a, b: (a, b)) if graph.is_directed() else (lambda a, b: (min(a, b), max(a, b)))
    return {(*ends(a, b), weight) for a, b, weight in graph.edges(data="weight")}


@pytest.mark.parametrize("form", ["gexf", "graphml", "cytoscape"])
@pytest.mark.parametrize("make", [cooperation, citations])
def test_what_is_written_is_opened_with_the_same_nodes_ties_and_measures(form, make):
    graph = make()
    found = opened(form, written(form, graph))
    assert found.is_directed() is graph.is_directed()
    assert set(found) == set(graph)
    assert ties_of(found) == ties_of(graph)
    for node, values in graph.nodes(data=True):
        told = {name: found.nodes[node][name] for name in values if name != "viz"}
        assert told == {name: value for name, value in values.items() if name != "viz"}


def test_a_file_of_gephi_declares_its_attributes_and_has_unique_ids():
    root = ET.fromstring(written("gexf", cooperation()))
    assert (root.tag, root.get("version")) == (f"{GEXF}gexf", "1.3")
    declared: dict[str, dict[str | None, str | None]] = {}
    for group in root.iter(f"{GEXF}attributes"):
        told = {one.get("id"): one.get("type") for one in group}
        declared[group.get("class") or ""] = told
        assert set(told.values()) <= TYPES
    for kind in ("node", "edge"):
        elements = list(root.iter(f"{GEXF}{kind}"))
        ids = [element.get("id") for element in elements]
        assert len(set(ids)) == len(ids) == {"node": 4, "edge": 4}[kind]
        used = {value.get("for") for one in elements for value in one.iter(f"{GEXF}attvalue")}
        assert used == set(declared[kind])
    nodes = {node.get("id") for node in root.iter(f"{GEXF}node")}
    for edge in root.iter(f"{GEXF}edge"):
        assert {edge.get("source"), edge.get("target")} <= nodes
        assert float(edge.get("weight") or 0) > 0


def test_dots_of_one_community_have_one_colour_and_the_heaviest_is_largest():
    graph = cooperation()
    looks = {node: values["viz"] for node, values in graph.nodes(data=True)}
    colours = {}
    for node, values in graph.nodes(data=True):
        colours.setdefault(values["community"], set()).add(str(looks[node]["color"]))
    assert all(len(same) == 1 for same in colours.values())
    largest = max(looks, key=lambda node: looks[node]["size"])
    assert graph.nodes[largest]["shared_actions"] == 7
    root = ET.fromstring(written("gexf", graph))
    assert len(list(root.iter(f"{VIZ}color"))) == len(list(root.iter(f"{VIZ}size"))) == 4


def test_the_table_has_the_heaviest_tie_first_and_no_formula():
    told = written("csv", cooperation())
    assert told.startswith(b"\xef\xbb\xbf")
    header, *rows = csv.reader(io.StringIO(told.decode("utf-8-sig")))
    assert header[:5] == ["source", "source_label", "target", "target_label", "weight"]
    assert [row[4] for row in rows] == ["4", "3", "2", "1"]
    cells = [cell for row in rows for cell in row]
    assert any(cell.startswith("'=甲局") for cell in cells)
    assert not any(cell.startswith("=") for cell in cells)


def test_an_edge_of_cytoscape_has_an_id_of_its_own():
    told = json.loads(written("cytoscape", cooperation()))
    assert told.keys() >= {"elements"}
    ids = [one["data"]["id"] for group in told["elements"].values() for one in group]
    assert len(set(ids)) == len(ids) == 8


@pytest.mark.parametrize("form", NETWORK_FORMS)
def test_an_empty_network_can_be_written(form):
    assert written(form, graph_of_cooperation(analysed(tied({}, {})), names))
