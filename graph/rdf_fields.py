"""Fields of the model read back from RDF: the other way round from ``graph/rdf.py``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args, get_origin
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode

from graph.codec import field_names
from graph.model import Basis, Deadline, Heading, Level
from graph.ontology import DATA, NAMESPACE, property_name
from graph.rdf import RDF, hints, id_of, is_optional, name, ours

Told = Mapping[Any, list[Any]]
_CONCEPTS = ("level-", "regulation-kind-", "basis-")


def fields_of(kind: type[Any], subject: NamedNode, about: Mapping[Any, Told]) -> dict[str, Any]:
    """Return the fields of a thing of a class by name.

    ``about`` has the objects by subject and predicate. Raises ValueError where a value is not one
    of its field, KeyError where a field lacks its value.
    """
    told = about.get(subject, {})
    return {field: _field(kind, field, subject, told, about) for field in field_names(kind)}


def plain(kind: type[Any], field: str, terms: list[Any]) -> Any:
    """Return the value of a field that terms stand for."""
    hint = hints(kind)[field]
    if get_origin(hint) is tuple:
        return tuple(_value(str, term) for term in terms)
    if not terms:
        if is_optional(kind, field):
            return None
        if hint is str:
            return ""
        raise KeyError(f"{kind.__name__} has no {field}")
    if len(terms) > 1:
        raise ValueError(f"{kind.__name__} has several values for {field}")
    return _value(hint, terms[0])


def _field(
    kind: type[Any], field: str, subject: NamedNode, told: Told, about: Mapping[Any, Told]
) -> Any:
    local = property_name(field)
    terms = told.get(ours(local), [])
    hint = hints(kind)[field]
    if get_origin(hint) is not tuple:
        return plain(kind, field, terms)
    (part, _) = get_args(hint)
    if part in (Heading, Deadline):
        in_order = sorted(terms, key=lambda node: int(node.value.rpartition("-")[2]))
        return tuple(part(**fields_of(part, node, about)) for node in in_order)
    listed = about.get(NamedNode(f"{subject.value}#{local}"))
    if listed:
        count = sum(predicate.value.startswith(f"{RDF}_") for predicate in listed)
        terms = [listed[name(f"{RDF}_{number}")][0] for number in range(1, count + 1)]
    return plain(kind, field, terms)


def _value(hint: Any, term: Any) -> Any:
    if isinstance(term, NamedNode):
        return _word(hint, term)
    if not isinstance(term, Literal):
        raise ValueError(f"{term} is neither a link nor a literal")
    if hint is bool:
        return term.value in ("true", "1")
    for number in (int, float):
        if number in (hint, *get_args(hint)):
            return number(term.value)
    return term.value


def _word(hint: Any, term: NamedNode) -> Any:
    if term.value.startswith(DATA):
        return id_of(term)
    word = unquote(term.value.removeprefix(NAMESPACE))
    for prefix in _CONCEPTS:
        if word.startswith(prefix):
            value = word.removeprefix(prefix)
            return hint(value) if hint in (Level, Basis) else value
    raise ValueError(f"{term} is no word of a field")
