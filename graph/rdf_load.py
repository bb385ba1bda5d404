"""Brings a dataset of RDF back into documents: N-Quads, TriG or JSON-LD, in whatever order.

The file is first put into a temporary store, a large one on the disk, so that the size of memory
does not matter; then each document is read from the graph that bears its name.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat, Store

from graph.codec import field_names
from graph.fragments import checked
from graph.model import (
    CLASS_OF_KIND,
    RESPONSIBILITY,
    Basis,
    Document,
    Edge,
    Evidence,
    Fragment,
    Kind,
    Node,
    Relation,
    kind_of,
)
from graph.ontology import NAMESPACE, local_name, property_name
from graph.rdf import ABOUT, FIELD, RDF, A, id_of, name, ours
from graph.rdf_fields import Told, fields_of, plain
from graph.store import GraphStore, StoreError

FORMATS = {
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "jsonld": RdfFormat.JSON_LD,
}
MOST_IN_MEMORY = 64 * 1024 * 1024
"""How many bytes of a file are still read into memory at once."""
_KEPT = 20_000
_RELATIONS = {ours(local_name(relation)): relation for relation in Relation}


def load_rdf(store: GraphStore, path: Path, form: str) -> int:
    """Put every document of a dataset into a store and return how many changed it.

    The whole file is read and checked before the first document is stored. Raises StoreError
    where the file, or a document in it, cannot be read, and OSError as opening a file does.
    """
    with _dataset(path, form) as dataset:
        for fragment in _fragments(dataset):
            checked(fragment)
        with store.together():
            return sum(store.replace(fragment) for fragment in _fragments(dataset))


@contextmanager
def _dataset(path: Path, form: str) -> Iterator[Store]:
    with path.open("rb") as file, ExitStack() as stack:
        is_small = os.fstat(file.fileno()).st_size <= MOST_IN_MEMORY
        folder = "" if is_small else stack.enter_context(TemporaryDirectory(prefix="zhize-load-"))
        dataset = Store(folder) if folder else Store()
        try:
            dataset.bulk_load(file, FORMATS[form])
        except SyntaxError as error:
            raise StoreError(
                f"Line {error.lineno} of {path.name} cannot be read as {FORMATS[form].name}:"
                f" {error.msg}."
            ) from error
        yield dataset
        del dataset  # its files are closed before they are removed


def _fragments(dataset: Store) -> Iterator[Fragment]:
    """Yield the documents of a dataset, each read from its own graph."""
    common = lru_cache(maxsize=_KEPT)(lambda node: _told_of(dataset, node))
    found = False
    for quad in dataset.quads_for_pattern(None, A, ours("Document"), None):
        found = True
        if quad.graph_name != quad.subject:
            raise StoreError(f"{quad.subject} is not described in the graph of its own name.")
        graph = dataset.quads_for_pattern(None, None, None, quad.graph_name)
        about: dict[Any, Told] = defaultdict(lambda: defaultdict(list))
        for one in graph:
            about[one.subject][one.predicate].append(one.object)
        try:
            yield _Reading(quad.subject, about, common).fragment()
        except (KeyError, ValueError, TypeError, AttributeError, IndexError) as error:
            raise StoreError(f"{quad.subject} cannot be read: {error!r}.") from error
    if not found:
        raise StoreError("The file describes no document in a graph of its own: no export of ours.")


def _told_of(dataset: Store, node: NamedNode) -> dict[Any, Told]:
    """Return what the default graph tells of a node and of the list of its candidates."""
    about: dict[Any, Told] = {}
    for subject in (node, NamedNode(f"{node.value}#candidates")):
        about[subject] = defaultdict(list)
        for quad in dataset.quads_for_pattern(subject, None, None, DefaultGraph()):
            about[subject][quad.predicate].append(quad.object)
    return about


class _Reading:
    """One document's graph, and what the default graph says of the nodes that it names."""

    def __init__(self, document: Any, about: Mapping[Any, Told], common: Any) -> None:
        self._document, self._about, self._common = document, about, common
        self._sayings: dict[Any, list[Told]] = defaultdict(list)
        for told in about.values():
            if ours("Saying") in told.get(A, ()):
                self._sayings[told[ABOUT][0]].append(told)

    def fragment(self) -> Fragment:
        told = self._about[self._document]
        nodes: list[Node] = []
        for named in told.get(ours("names"), ()):
            nodes += self._named(named)
        edges = [
            edge
            for one in self._about.values()
            if ours("Edge") in one.get(A, ())
            and (edge := self._edge(one)).evidence.basis is not Basis.INFERRED
        ]
        document = self._node(self._document, self._about, self._sayings[self._document])
        if not isinstance(document, Document):
            raise TypeError(f"{document.id} is no document")
        return Fragment(document, told[ours("text")][0].value, tuple(nodes), tuple(edges))

    def _named(self, named: NamedNode) -> Iterator[Node]:
        """Yield a node under each name by which the document calls it."""
        if kind_of(id_of(named)) is Kind.ACTION:
            yield self._node(named, self._about, [])
            return
        by_name: dict[Any, list[Told]] = defaultdict(list)
        for saying in self._sayings[named]:
            by_name[saying.get(ours("calledAs"), [named])[0]].append(saying)
        for called, sayings in (by_name or {named: []}).items():
            yield self._node(named, self._common(named), sayings, called)

    def _node(
        self,
        node: NamedNode,
        about: Mapping[Any, Told],
        sayings: list[Told],
        called: NamedNode | None = None,
    ) -> Node:
        node_class = CLASS_OF_KIND[kind_of(id_of(node))]
        if not about.get(node):
            raise KeyError(f"nothing is said of {id_of(node)}")
        values = fields_of(node_class, node, about)
        for saying in sayings:
            if FIELD in saying:
                predicate = saying[FIELD][0]
                members = [saying[name(f"{RDF}_{n}")][0] for n in range(1, _count(saying) + 1)]
                (field,) = (
                    one for one in field_names(node_class) if ours(property_name(one)) == predicate
                )
                values[field] = plain(node_class, field, members)
        return node_class(**{**values, "id": id_of(called or node)})

    def _edge(self, told: Told) -> Edge:
        (evidence,) = told[ours("evidence")]
        relation = _RELATIONS[told[ours("relation")][0]]
        ends = []
        for end in ("source", "target"):
            as_said = told.get(ours("said" + end.capitalize())) or told[ours(end)]
            ends.append(id_of(as_said[0]))
        surface = told.get(ours("surface"))
        values = fields_of(Evidence, evidence, self._about)
        return Edge(
            *(ends[0], relation, ends[1], Evidence(**values)),
            mode=_mode(relation, told),
            surface=surface[0].value if surface else "",
        )


def _count(saying: Told) -> int:
    return sum(predicate.value.startswith(f"{RDF}_") for predicate in saying)


def _mode(relation: Relation, told: Told) -> str | None:
    (mode,) = told.get(ours("mode")) or (None,)
    if mode is None or isinstance(mode, Literal):
        return mode.value if mode else None
    prefix = "role-" if relation in RESPONSIBILITY else "treatment-"
    return str(mode.value.removeprefix(NAMESPACE + prefix))
