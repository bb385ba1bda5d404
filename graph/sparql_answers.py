"""What a process does with one query: it evaluates it and writes what it finds in a form.

Rows are counted while they are written, one a line, and then put into the form that is wanted.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any, cast

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QueryTriples,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
    serialize,
)

from graph.rdf import PREFIXES
from graph.sparql import Found, Limits, Reason, Request, SparqlError
from graph.sparql_words import names_graphs

TABLES = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
GRAPHS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}


class _FullError(Exception):
    """More was written than is wanted."""


class _Lines:
    """A file in memory that takes so many lines and bytes."""

    def __init__(self, most: int, size: int) -> None:
        self._most, self._size, self._count = most, size, 0
        self.content = bytearray()

    def write(self, data: bytes) -> int:
        self.content += data
        self._count += data.count(b"\n")
        if self._count > self._most or len(self.content) > self._size:
            raise _FullError
        return len(data)

    def flush(self) -> None:
        """Do nothing: it is in memory."""

    @property
    def whole(self) -> bytes:
        """The lines that were taken whole."""
        lines = bytes(self.content).split(b"\n")[:-1]
        return b"".join(line + b"\n" for line in lines[: self._most])


def opened(folder: Path) -> Store:
    """Open a snapshot; raises SparqlError where it is gone."""
    try:
        return Store.read_only(str(folder))
    except OSError as error:
        sentence = "The RDF has just been replaced; try again in a moment."
        raise SparqlError(Reason.BUSY, sentence) from error


def answered(dataset: Store, request: Request, limits: Limits) -> Found:
    """Return what a query finds, in the form wanted; raises SparqlError."""
    try:
        found = _evaluated(dataset, request)
        if isinstance(found, QueryBoolean):
            form = _wanted(request.table, TABLES)
            return Found(form, cast(bytes, found.serialize(format=TABLES[form])))
        is_graph = isinstance(found, QueryTriples)
        form = _wanted(request.triples, GRAPHS) if is_graph else _wanted(request.table, TABLES)
        lines, is_cut = _lines(found, request.rows + (not is_graph), limits)
    except (SyntaxError, ValueError, OSError) as error:
        raise SparqlError(Reason.WRONG, _sentence(error)) from error
    if is_cut and request.whole:
        sentence = f"The query finds more than {request.rows} rows, or too large ones; use LIMIT."
        raise SparqlError(Reason.TOO_MUCH, sentence)
    return Found(form, _in_form(lines, form, is_graph), is_cut)


def _evaluated(dataset: Store, request: Request) -> Any:
    default = [NamedNode(iri) for iri in request.default_graphs]
    named = [NamedNode(iri) for iri in request.named_graphs]
    graphs: dict[str, Any] = {"default_graph": default, "named_graphs": named}
    if not default and not named:
        graphs = {"use_default_graph_as_union": not names_graphs(request.query)}
    return dataset.query(request.query, prefixes=PREFIXES, **graphs)


def _wanted(form: str | None, forms: Mapping[str, object]) -> str:
    if form not in forms:
        sentence = "What this query finds cannot be given in any of the forms that are accepted."
        raise SparqlError(Reason.NO_SUCH_FORM, sentence)
    return str(form)


def _lines(found: Any, most: int, limits: Limits) -> tuple[bytes, bool]:
    """Return what is found as N-Triples or TSV, and whether it had to be cut."""
    output = _Lines(most, limits.result_megabytes * 1024 * 1024)
    is_triples = isinstance(found, QueryTriples)
    form: Any = RdfFormat.N_TRIPLES if is_triples else QueryResultsFormat.TSV
    try:
        found.serialize(cast(IO[bytes], output), form)
    except _FullError:
        return output.whole, True
    return bytes(output.content), False


def _in_form(lines: bytes, form: str, is_graph: bool) -> bytes:
    if form in ("tsv", "nt"):
        return lines
    if is_graph:
        triples = (quad.triple for quad in parse(lines, RdfFormat.N_TRIPLES))
        return cast(bytes, serialize(triples, format=GRAPHS[form], prefixes=PREFIXES))
    table: Any = parse_query_results(lines, QueryResultsFormat.TSV)
    return cast(bytes, table.serialize(format=TABLES[form]))


def _sentence(error: Exception) -> str:
    reason = " ".join(str(error).split())
    short = reason if len(reason) < 200 else f"{reason[:200]}…"
    return f"The query cannot be answered: {short.rstrip('.')}."
