"""Networks as files that other programs open: GraphML, GEXF 1.3, Cytoscape's JSON, CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from typing import IO, TYPE_CHECKING, Any

from graph.cells import NOT_XML, harmless
from graph.citation_network import CitationNetwork
from graph.network import Community, Member, Network

if TYPE_CHECKING:
    import networkx as nx

NameOf = Callable[[str], str]
"""What gives the words that an id is known by."""

_NAMED = 3
_SMALLEST, _LARGEST = 10.0, 60.0
# Colours that people of any colour vision tell apart (Okabe and Ito, 2008), then one for the rest.
_COLOURS = ("0072b2", "e69f00", "009e73", "cc79a7", "56b4e9", "d55e00", "f0e442")
_OTHER = "999999"


def graph_of_cooperation(network: Network, name_of: NameOf) -> nx.Graph:
    """Return a cooperation network with all that is known as attributes, ready to be written.

    ``size`` of a dot follows from the shared actions, its colour from its community.
    """
    import networkx as nx

    graph = nx.Graph()
    groups = {one.number: _group(one, name_of) for one in network.communities}
    heaviest = max((member.weight for member in network.members), default=1)
    for member in network.members:
        graph.add_node(
            _text(member.agency.id),
            **_of_member(member, groups[member.community], name_of),
            viz=_look(_colour(member.community), member.weight / heaviest),
        )
    for tie in network.ties:
        values = {"weight": tie.weight, "is_bridge": tie.parts > 0, "parts": tie.parts}
        graph.add_edge(_text(tie.a), _text(tie.b), **values)
    return graph


def graph_of_citations(network: CitationNetwork, name_of: NameOf) -> nx.DiGraph:
    """Return a citation network with all that is known as attributes, ready to be written.

    ``size`` of a dot follows from how many cite it; its colour tells whether we hold its text.
    """
    import networkx as nx

    graph = nx.DiGraph()
    most = max((work.cited_by for work in network.works), default=0) or 1
    for work in network.works:
        graph.add_node(
            _text(work.work),
            label=_text(name_of(work.work)),
            cited_by=work.cited_by,
            citations=work.citations,
            cites=work.cites,
            depth=work.depth,
            is_held=work.is_held,
            is_root=work.is_root,
            viz=_look(_COLOURS[0] if work.is_held else _OTHER, work.cited_by / most),
        )
    for tie in network.ties:
        graph.add_edge(_text(tie.citing), _text(tie.cited), weight=tie.citations)
    return graph


def write_graphml(graph: nx.Graph, output: IO[bytes]) -> None:
    """Write a network as GraphML, its measures as typed attributes."""
    import networkx as nx

    nx.write_graphml_xml(_without_look(graph), output)


def write_gexf(graph: nx.Graph, output: IO[bytes]) -> None:
    """Write a network as GEXF 1.3, the format of Gephi, with the look of its dots."""
    import networkx as nx

    nx.write_gexf(graph, output, version="1.3")


def write_cytoscape(graph: nx.Graph, output: IO[bytes]) -> None:
    """Write a network as JSON of Cytoscape; each element has an id of its own."""
    import networkx as nx

    told = nx.cytoscape_data(_without_look(graph), name="label")
    told["data"] = {}
    for number, edge in enumerate(told["elements"]["edges"], 1):
        edge["data"]["id"] = f"e{number}"
    output.write(json.dumps(told, ensure_ascii=False).encode())


def write_csv(graph: nx.Graph, output: IO[bytes]) -> None:
    """Write the ties as a table for spreadsheets, the heaviest first, in UTF-8 with its mark."""
    names = dict(graph.nodes(data="label"))
    ties = sorted(graph.edges(data=True), key=lambda tie: (-tie[2]["weight"], tie[:2]))
    columns = tuple(ties[0][2]) if ties else ("weight",)
    rows: list[Iterable[Any]] = [("source", "source_label", "target", "target_label", *columns)]
    rows += ((a, names[a], b, names[b], *map(values.get, columns)) for a, b, values in ties)
    text = io.StringIO(newline="")
    csv.writer(text).writerows([harmless(cell) for cell in row] for row in rows)
    output.write(b"\xef\xbb\xbf" + text.getvalue().encode())


NETWORK_FORMS: dict[str, Callable[[nx.Graph, IO[bytes]], None]] = {
    "graphml": write_graphml,
    "gexf": write_gexf,
    "cytoscape": write_cytoscape,
    "csv": write_csv,
}

ENDING_OF = {"cytoscape": "cyjs"}
"""The endings of files that are called otherwise than their form."""


def _of_member(member: Member, group: str, name_of: NameOf) -> dict[str, str | int | float | bool]:
    agency = member.agency
    return {
        "label": _text(agency.name),
        "function": _text(name_of(agency.function)) if agency.function else "",
        "location": _text(name_of(agency.location)) if agency.location else "",
        "partners": member.degree,
        "shared_actions": member.weight,
        "betweenness": member.betweenness,
        "pagerank": member.pagerank,
        "core": member.core,
        "community": member.community,
        "community_name": _text(group),
        "is_cut": member.is_cut,
    }


def _group(community: Community, name_of: NameOf) -> str:
    known = (*([community.location] if community.location else []), *community.functions[:_NAMED])
    return "、".join(map(name_of, known))


def _look(colour: str, share: float) -> Mapping[str, Any]:
    red, green, blue = bytes.fromhex(colour)
    size = _SMALLEST + (_LARGEST - _SMALLEST) * share**0.5
    return {"color": {"r": red, "g": green, "b": blue, "a": 1.0}, "size": round(size, 2)}


def _colour(community: int) -> str:
    return _COLOURS[community - 1] if community <= len(_COLOURS) else _OTHER


def _text(words: str) -> str:
    return NOT_XML.sub("\ufffd", words)


def _without_look(graph: nx.Graph) -> nx.Graph:
    plain = graph.copy()
    for node in plain:
        del plain.nodes[node]["viz"]
    return plain
