"""SPARQL 1.1 over HTTP for programs, and a page to ask and look at answers for people."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from flask_babel import format_decimal, gettext
from werkzeug.datastructures import MIMEAccept

from graph.fragments import kind_of_or_none
from graph.model import Kind
from graph.ontology import DATA, NAMESPACE, terms
from graph.sparql import Found, Limits, Reason, Request, Sparql, SparqlError
from web.access import reads_by_post
from web.addresses import address_of
from web.pages.sparql_examples import examples
from web.problems import problem
from web.site import site

sparql_pages = Blueprint("sparql", __name__, url_prefix="/sparql")

SHOWN = 500
"""How many rows the page shows; programs get all, up to the limit."""
LONGEST_BODY = 256 * 1024
HTML = "text/html"
TABLES = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
GRAPHS = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdfxml",
}
TYPE_OF_FORM = {form: kind for kind, form in reversed((TABLES | GRAPHS).items())}
_STATUS = {
    Reason.WRONG: HTTPStatus.BAD_REQUEST,
    Reason.NO_SUCH_FORM: HTTPStatus.NOT_ACCEPTABLE,
    Reason.TOO_LONG: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    Reason.TOO_MUCH: HTTPStatus.UNPROCESSABLE_ENTITY,
    Reason.TOO_SLOW: HTTPStatus.GATEWAY_TIMEOUT,
    Reason.BUSY: HTTPStatus.SERVICE_UNAVAILABLE,
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of a row: its words, and where they lead."""

    words: str
    address: str = ""
    language: str = ""


@sparql_pages.route("", methods=["GET", "POST"])
@reads_by_post
def sparql() -> Response | tuple[str, int]:
    """Answer a query in the form that is accepted; people without one get a page to write it."""
    request.max_content_length = LONGEST_BODY
    asked = _asked()
    is_page = _wants_page(asked)
    if not asked.get("query"):
        is_visit = request.method == "GET"
        return _page("") if is_visit else problem(400, "Bad Request", "There is no query.")
    try:
        found = _service().answer(_request(asked, is_page))
    except SparqlError as error:
        return _refused(error, asked["query"], is_page)
    if is_page:
        return _page(asked["query"], found)
    response = Response(found.content, content_type=_content_type(found.form))
    response.vary.add("Accept")
    return response


def _asked() -> Mapping[str, str]:
    if request.mimetype == "application/sparql-query":
        query = request.get_data().decode("utf-8", "replace")
        return {**request.args.to_dict(), "query": query}
    return request.form.to_dict() if request.method == "POST" else request.args.to_dict()


def _wants_page(asked: Mapping[str, str]) -> bool:
    if asked.get("format"):
        return False
    best = request.accept_mimetypes.best_match([*TABLES, *GRAPHS, HTML])
    return best == HTML


def _request(asked: Mapping[str, str], is_page: bool) -> Request:
    graphs = request.values
    common: dict[str, Any] = {
        "query": asked["query"],
        "default_graphs": tuple(graphs.getlist("default-graph-uri")),
        "named_graphs": tuple(graphs.getlist("named-graph-uri")),
    }
    if is_page:
        return Request(table="json", triples="ttl", rows=SHOWN, **common)
    form = asked.get("format")
    table, triples = form or _best(TABLES), form or _best(GRAPHS)
    rows = _service().limits.rows
    return Request(table=table, triples=triples, rows=rows, whole=True, **common)


def _best(kinds: Mapping[str, str]) -> str | None:
    accepted: MIMEAccept = request.accept_mimetypes
    if not accepted:
        return next(iter(kinds.values()))
    best = accepted.best_match(list(kinds))
    return kinds[best] if best else None


def _service() -> Sparql:
    found = site().sparql
    if found is None:
        raise SparqlError(Reason.BUSY, "This site answers no SPARQL.")
    return found


def _refused(error: SparqlError, query: str, is_page: bool) -> Response | tuple[str, int]:
    status = _STATUS[error.reason]
    if is_page:
        return _page(query, refusal=_in_words(error), status=status)
    response = problem(status, status.phrase, str(error))
    if error.reason is Reason.BUSY:
        response.headers["Retry-After"] = "5"
    return response


def _in_words(error: SparqlError) -> str:
    service = site().sparql
    limits = service.limits if service else Limits()
    words = {
        Reason.WRONG: gettext("查询有误。%(detail)s", detail=str(error)),
        Reason.NO_SUCH_FORM: gettext("查询结果不能以这种格式给出。"),
        Reason.TOO_LONG: gettext(
            "查询超过 %(most)s 个字符。", most=format_decimal(limits.characters)
        ),
        Reason.TOO_MUCH: gettext("查询所需的内存或结果过大，请增加条件或使用 LIMIT。"),
        Reason.TOO_SLOW: gettext(
            "查询用时超过 %(most)s 秒，已经停止；请增加条件或使用 LIMIT。",
            most=format_decimal(limits.seconds),
        ),
        Reason.BUSY: gettext("数据正在准备，或者同时查询的人太多；请稍后再试。"),
    }
    return str(words[error.reason])


def _page(
    query: str, found: Found | None = None, *, refusal: str = "", status: int = 200
) -> tuple[str, int]:
    told: dict[str, Any] = {}
    if found and found.form == "json":
        told = _table(json.loads(found.content))
    elif found:
        told = {"turtle": found.content.decode()}
    forms = ("ttl", "nt", "jsonld") if "turtle" in told else ("csv", "tsv", "json", "xml")
    addresses = [url_for("sparql.sparql", query=query, format=form) for form in forms]
    page = render_template(
        "sparql.html",
        query=query,
        refusal=refusal,
        is_cut=bool(found and found.is_cut),
        shown=SHOWN,
        examples=examples(),
        forms=list(zip(map(str.upper, forms), addresses, strict=True)),
        **told,
    )
    return page, status


def _table(told: Mapping[str, Any]) -> dict[str, Any]:
    if "boolean" in told:
        return {"truth": bool(told["boolean"])}
    columns = told["head"]["vars"]
    rows = [[_cell(row.get(name)) for name in columns] for row in told["results"]["bindings"]]
    return {"columns": columns, "rows": rows}


def _cell(term: Mapping[str, Any] | None) -> Cell | None:
    if term is None:
        return None
    value = str(term["value"])
    if term["type"] != "uri":
        return Cell(value, language=term.get("xml:lang", ""))
    if value.startswith(NAMESPACE) and (local := value.removeprefix(NAMESPACE)) in terms():
        return Cell(local, url_for("terms.terms_page", _anchor=local))
    return _node_cell(value) if value.startswith(DATA) else Cell(value)


def _node_cell(iri: str) -> Cell:
    from pyoxigraph import NamedNode

    from graph.rdf import id_of

    node_id = id_of(NamedNode(iri))
    kind = kind_of_or_none(node_id)
    is_shown = kind is not None and "#" not in iri
    if not is_shown or (kind is not Kind.INDICATOR and site().nodes.node(node_id) is None):
        return Cell(node_id)
    return Cell(site().nodes.name(node_id), address_of(node_id))


def _content_type(form: str) -> str:
    kind = TYPE_OF_FORM[form]
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
