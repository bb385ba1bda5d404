"""The terms of the ontology, readable, as a page; as Turtle for programs."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, render_template, request, send_file

from graph.ontology import NAMESPACE, PATH, Term, groups_of_terms, ontology, terms

terms_pages = Blueprint("terms", __name__, url_prefix="/terms")

TURTLE = "text/turtle"


@dataclass(frozen=True, slots=True)
class Parent:
    """A class or property above a term: how it is written, and its anchor where it is ours."""

    words: str
    anchor: str = ""


@terms_pages.get("")
def terms_page() -> Response | str:
    """Show classes, properties and individuals; give the ontology itself to who accepts Turtle."""
    if request.accept_mimetypes.best_match(["text/html", TURTLE]) == TURTLE:
        response = send_file(PATH, mimetype=TURTLE, max_age=0)
        response.vary.add("Accept")
        return response
    groups = [(kind, [terms()[name] for name in names]) for kind, names in groups_of_terms()]
    page = render_template(
        "terms.html", groups=groups, parents=_parents, short=_short, namespace=NAMESPACE
    )
    response = Response(page)
    response.vary.add("Accept")
    return response


@terms_pages.get("/ontology.ttl")
def ontology_file() -> Response:
    """Give the ontology itself."""
    return send_file(PATH, mimetype=TURTLE, max_age=0)


def _parents(term: Term) -> list[Parent]:
    return [_parent(iri) for iri in term.parents]


def _parent(iri: str) -> Parent:
    local = iri.removeprefix(NAMESPACE)
    return Parent(local, local) if local != iri else Parent(_short(iri))


def _short(iri: str) -> str:
    """Return an IRI with the prefix that the ontology has for it.

    >>> _short("http://www.w3.org/ns/org#Organization")
    'org:Organization'
    """
    return ontology().namespace_manager.normalizeUri(iri)
