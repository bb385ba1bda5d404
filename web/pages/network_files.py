"""A network as a file that programs for networks open."""

from __future__ import annotations

from io import BytesIO

from flask import Blueprint, Response, abort, request
from flask_babel import gettext

from graph.network_files import (
    ENDING_OF,
    NETWORK_FORMS,
    graph_of_citations,
    graph_of_cooperation,
)
from web.pages.exports import saved
from web.pages.network_choices import chosen_network, scope_in_words
from web.site import site

network_file_pages = Blueprint("network_files", __name__, url_prefix="/network")

TYPES = {
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
    "cytoscape": "application/json",
    "csv": "text/csv; charset=utf-8",
}


@network_file_pages.get("/file")
def cooperation_file() -> Response:
    """Give the cooperation network of a scope in the form that the address names."""
    form, chosen = _chosen_form(), chosen_network()
    counted = chosen.counted()
    graph = graph_of_cooperation(counted.network, site().nodes.name)
    return _file(graph, form, str(gettext("协同网络")), scope_in_words(chosen.scope))


@network_file_pages.get("/citations/file")
def citations_file() -> Response:
    """Give the citation network of a scope in the form that the address names."""
    form, chosen = _chosen_form(), chosen_network()
    _, network = site().networks.citations(chosen.scope)
    graph = graph_of_citations(network, site().nodes.name)
    return _file(graph, form, str(gettext("引用网络")), scope_in_words(chosen.scope))


def _chosen_form() -> str:
    form = request.args.get("format", "")
    if form not in NETWORK_FORMS:
        forms = "、".join(NETWORK_FORMS)
        abort(422, gettext("不能导出为“%(form)s”；可以用 %(forms)s。", form=form[:20], forms=forms))
    return form


def _file(graph: object, form: str, *title: str) -> Response:
    output = BytesIO()
    NETWORK_FORMS[form](graph, output)
    response = Response(output.getvalue(), content_type=TYPES[form])
    return saved(response, " ".join(filter(None, title)), ENDING_OF.get(form, form))
