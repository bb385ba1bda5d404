"""The dataset as JSON-LD, object by object, in a context made from the ontology.

Ids of nodes are relative to the base, names of fields are those of the ontology, so that a program
that knows nothing of RDF reads plain JSON.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, groupby
from typing import IO, Any

from pyoxigraph import NamedNode, Triple

from graph.model import Kind
from graph.ontology import DATA, NAMESPACE, ontology, terms
from graph.rdf import PREFIXES, XSD, A, node_iri
from graph.rdf_dataset import common_triples, document_quads, nodes_of
from graph.store import GraphStore

Json = dict[str, Any]
_WORDS = frozenset({"Level", "RegulationKind", "Basis", "Role", "Treatment"})
_INTEGER, _BOOLEAN, _STRING = XSD + "integer", XSD + "boolean", XSD + "string"


def write_jsonld(store: GraphStore, output: IO[bytes]) -> None:
    """Write the dataset as one JSON-LD document; a graph of a document is an object with a graph.

    At no time more than one document is held.
    """
    output.write(b'{"@context": ' + _json(context()) + b',\n"@graph": [')
    separator = b"\n"
    for part in _parts(store):
        output.write(separator + _json(part))
        separator = b",\n"
    output.write(b"\n]}\n")


@cache
def context() -> Json:
    """Return the context: prefixes, and how the values of each property of ours are read."""
    prefixes = {prefix: full for prefix, full in PREFIXES.items() if prefix}
    head: Json = {"@version": 1.1, "@base": DATA, "@vocab": NAMESPACE}
    coerced = {local: {"@id": NAMESPACE + local, "@type": kind} for local, kind in _coercions()}
    return head | prefixes | coerced


def objects(triples: Iterable[Triple]) -> Iterator[Json]:
    """Yield an object for each run of triples with one subject."""
    for subject, same in groupby(triples, key=lambda triple: triple.subject):
        found: dict[str, list[Any]] = defaultdict(list)
        for triple in same:
            is_type = triple.predicate == A
            key = "@type" if is_type else _key(triple.predicate)
            found[key].append(_key(triple.object) if is_type else _value(key, triple.object))
        told = {key: values[0] if len(values) == 1 else values for key, values in found.items()}
        yield {"@id": _relative(subject), **told}


def _parts(store: GraphStore) -> Iterator[Json]:
    yield from objects(common_triples(store))
    node_of = nodes_of(store)
    for document in store.nodes(Kind.DOCUMENT):
        triples = (quad.triple for quad in document_quads(store, document.id, node_of))
        by_subject: dict[Any, list[Triple]] = defaultdict(list)
        for triple in triples:
            by_subject[triple.subject].append(triple)
        graph = _relative(node_iri(document.id))
        yield {"@id": graph, "@graph": list(objects(chain(*by_subject.values())))}


def _coercions() -> Iterator[tuple[str, str]]:
    from rdflib import OWL, RDF

    links = {str(node) for node in ontology().subjects(RDF.type, OWL.ObjectProperty)}
    for local, term in terms().items():
        if NAMESPACE + local in links:
            is_word = bool(term.range & _WORDS) or local in ("relation", "field", "mode")
            yield local, "@vocab" if is_word else "@id"
        for kind in sorted(map(str, term.range)):
            if kind.startswith(XSD) and kind != _STRING:
                yield local, kind


def _value(key: str, term: Any) -> Any:
    coercion = context().get(key, {}).get("@type") if isinstance(context().get(key), dict) else None
    if isinstance(term, NamedNode):
        if coercion == "@vocab":
            return _key(term)
        return _relative(term) if coercion == "@id" else {"@id": _relative(term)}
    kind = term.datatype.value
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if kind == _BOOLEAN:
        return term.value == "true"
    if kind == _INTEGER and term.value == str(int(term.value)):
        return int(term.value)
    if kind == coercion or (kind == _STRING and coercion is None):
        return term.value
    return {"@value": term.value, "@type": kind}


def _key(term: Any) -> str:
    """Return the short form of a term; of one that has none the IRI."""
    full = str(term.value)
    if full.startswith(NAMESPACE):
        return full.removeprefix(NAMESPACE)
    for prefix, start in PREFIXES.items():
        if full.startswith(start):
            return f"{prefix}:{full.removeprefix(start)}"
    return full


def _relative(term: Any) -> str:
    full = str(term.value)
    # dots between slashes would be taken for steps up the path
    is_plain = full.startswith(DATA) and "/." not in full
    return full.removeprefix(DATA) if is_plain else full


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
