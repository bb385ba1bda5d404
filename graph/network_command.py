"""The command ``network``: agencies that act together, what changed, and what cites what."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from graph.export import whole_file
from graph.given import QuestionError
from graph.link_parts import years_in
from graph.links import question_from
from graph.network import MEASURES, ordered
from graph.network_change import NetworkChange
from graph.network_files import (
    NETWORK_FORMS,
    graph_of_citations,
    graph_of_cooperation,
)
from graph.networks import Networks
from graph.nodes import Nodes
from graph.questions import CooperationIn, Scope
from graph.store import GraphStore

Row = tuple[object, ...]

_SCOPE = ("jurisdiction", "year", "document", "subject", "words", "min_weight")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give a parser the options of the command."""
    add = parser.add_argument
    add("--jurisdiction", metavar="ID", help="such as location/140500")
    add("--year", metavar="YEARS", help="such as 2021 or 2019..2021")
    add("--document", metavar="ID", help="only this document")
    add("--subject", metavar="ID", help="actions on this subject or one below it")
    add("--words", metavar="WORDS", help="actions that have all these words")
    add("--min-weight", metavar="N", help="fewest actions that two must share")
    add("--measure", choices=MEASURES, default=MEASURES[0], help="what comes first (weight)")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--citations", action="store_true", help="what cites what instead")
    what.add_argument("--compare", nargs=2, metavar="YEARS", help="what changed between two years")
    add("--format", choices=("table", *NETWORK_FORMS), default="table", help="(table)")
    add("--out", type=Path, metavar="FILE", help="the file to write; a table is printed")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of which the first names the columns, and sentences on what they are of."""

    rows: Iterable[Row]
    remarks: tuple[str, ...] = ()


def write(store: GraphStore, options: argparse.Namespace) -> None:
    """Write the network that the options name to a file.

    Raises QuestionError for options that make no sense, OSError where it cannot be written.
    """
    if options.compare:
        raise QuestionError("What changed between years is a table; leave out --format.")
    if options.out is None:
        raise QuestionError(f"Name the file to write the {options.format} to with --out.")
    nodes, networks, question = Nodes(store), Networks(store), _question(options)
    if options.citations:
        graph = graph_of_citations(networks.citations(question.scope)[1], nodes.name)
    else:
        network = networks.cooperation(question.scope, question.min_weight).network
        graph = graph_of_cooperation(network, nodes.name)
    with whole_file(options.out) as output:
        NETWORK_FORMS[options.format](graph, output)


def table(store: GraphStore, options: argparse.Namespace) -> Table:
    """Return the network that the options name as a table.

    Raises QuestionError for options that make no sense.
    """
    if options.out is not None:
        raise QuestionError("A table is printed; name the --format of the file to write.")
    nodes, networks, question = Nodes(store), Networks(store), _question(options)
    if options.citations:
        return _citations(networks, question.scope, nodes)
    if not options.compare:
        return _members(networks, question, options.measure)
    if question.scope.years:
        raise QuestionError("--compare names the years itself; leave out --year.")
    before, after = (replace(question.scope, years=years_in(one)) for one in options.compare)
    return _change(networks.change(before, after, question.min_weight), nodes)


def _question(options: argparse.Namespace) -> CooperationIn:
    given = {name: value for name in _SCOPE if (value := getattr(options, name))}
    question = question_from({"find": "cooperation", **given})
    assert isinstance(question, CooperationIn)
    return question


def _members(networks: Networks, question: CooperationIn, measure: str) -> Table:
    network = networks.cooperation(question.scope, question.min_weight).network
    whole, remarks = network.whole, []
    if whole.analysed < whole.ties:
        pairs = f"the heaviest {whole.analysed} of {whole.ties} pairs"
        remarks.append(f"Betweenness, pagerank, core and community are of {pairs}.")
        remarks.append(f"{len(network.members)} of {whole.members} agencies are in these pairs.")
    if whole.sampled:
        remarks.append(f"Betweenness is estimated from {whole.sampled} agencies.")
    columns = ("community", "actions", "partners", "betweenness", "pagerank", "core", "cut")
    rows: list[Row] = [(*columns, "agency", "id")]
    for one in ordered(network.members, measure):
        counts = (one.community, one.weight, one.degree, f"{one.betweenness:.3f}")
        place = (f"{one.pagerank:.4f}", one.core, "yes" if one.is_cut else "no")
        rows.append((*counts, *place, one.agency.name, one.agency.id))
    return Table(rows, tuple(remarks))


def _change(change: NetworkChange, nodes: Nodes) -> Table:
    totals = ", ".join(f"{count} {sort}" for sort, count in change.counts.items())
    documents = " and ".join(map(str, change.documents))
    rows: list[Row] = [("change", "before", "after", "agency", "with")]
    for tie in change.tie_changes:
        rows.append((tie.sort, tie.before, tie.after, nodes.name(tie.a), nodes.name(tie.b)))
    for one in change.member_changes:
        rows.append((one.sort, one.before, one.after, nodes.name(one.agency), ""))
    return Table(rows, (f"{documents} documents; {totals}.",))


def _citations(networks: Networks, scope: Scope, nodes: Nodes) -> Table:
    documents, network = networks.citations(scope)
    remark = (
        f"{documents} documents; {len(network.cited)} works cited in {network.citations} places;"
        f" the longest chain has {network.depth} citations;"
        f" {len(network.orphans)} documents neither cite nor are cited."
    )
    rows: list[Row] = [("cited by", "citations", "cites", "depth", "held", "work", "id")]
    for one in network.works:
        counts = (one.cited_by, one.citations, one.cites, one.depth)
        rows.append((*counts, "yes" if one.is_held else "no", nodes.name(one.work), one.work))
    return Table(rows, (remark,))
