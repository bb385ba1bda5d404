"""The one table of routes: requests are served by it and OpenAPI is written from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, jsonify, request

from graph.links import QuestionError
from web.api import chains, comparing, networks, nodes, searching
from web.api.parameters import (
    AFTER,
    AGENCY,
    BEFORE,
    BY,
    CHANGE,
    CITATION_DEPTH,
    COMPARED,
    DIRECTION,
    DOCUMENT,
    DOCUMENT_TYPE,
    END,
    FUNCTION,
    GAP,
    JURISDICTION,
    KIND,
    LANGUAGE,
    LITERAL,
    MEASURE,
    METRIC,
    MIN_WEIGHT,
    MOST,
    NETWORK_DEPTH,
    NEWEST,
    ONE_ROLE,
    OTHER,
    PAGING,
    PREDECESSORS,
    REGULATION,
    ROLE,
    ROWS,
    SCOPE,
    SCOPE_OF_ANY_YEAR,
    SECOND,
    SORT,
    START,
    SUBJECT,
    TREATMENT,
    VALUE,
    WITHOUT,
    WORKS,
    YEAR,
    Parameter,
    ParameterError,
    Q,
    read_all,
)
from web.problems import problem


@dataclass(frozen=True, slots=True)
class Route:
    """An address of the interface, what it takes, and the schema of what it answers.

    A ``{key}`` in the path is the part of an id behind the slash.
    """

    path: str
    answer: Callable[..., dict[str, Any]]
    schema: str
    parameters: tuple[Parameter, ...] = ()

    @property
    def has_key(self) -> bool:
        """Whether the address names a node."""
        return "{key}" in self.path

    @property
    def name(self) -> str:
        """The name of the route, of the function that answers it."""
        return self.answer.__name__


SEARCHED_BY = (
    *(KIND, AGENCY, ONE_ROLE, FUNCTION, JURISDICTION, YEAR),
    *(SUBJECT, REGULATION, DOCUMENT, DOCUMENT_TYPE, SORT, LITERAL),
)
ROUTES = (
    Route("/search", searching.search, "Found", (Q, *SEARCHED_BY, *PAGING)),
    Route("/ask", searching.ask, "Asked", (Q, LANGUAGE, *PAGING)),
    Route("/complete", searching.complete, "Completions", (Q, MOST)),
    Route("/documents", searching.documents, "DocumentRows", (*SCOPE, *PAGING)),
    Route("/documents/{key}", nodes.document, "DocumentWithText"),
    Route("/documents/{key}/places", nodes.document_places, "Places", (START, END)),
    Route("/documents/{key}/actions", nodes.document_actions, "ActionRows", PAGING),
    Route("/actions/{key}", nodes.action, "ActionInFull"),
    Route("/actions/{key}/similar", nodes.similar, "SimilarActions", (MOST,)),
    Route("/agencies/{key}", nodes.agency, "AgencyInFull"),
    Route(
        "/agencies/{key}/actions",
        nodes.agency_actions,
        "ActionRows",
        (ROLE, PREDECESSORS, *SCOPE, *PAGING),
    ),
    Route(
        "/agencies/{key}/network",
        chains.agency_network,
        "CooperationRows",
        (NETWORK_DEPTH, MIN_WEIGHT, *SCOPE, *PAGING),
    ),
    Route(
        "/agencies/{key}/paths",
        chains.agency_paths,
        "PathRows",
        (OTHER, MIN_WEIGHT, *SCOPE, *PAGING),
    ),
    Route(
        "/agencies/{key}/side-by-side",
        chains.agency_beside,
        "SubjectRows",
        (ROLE, *SCOPE, *PAGING),
    ),
    Route("/regulations/{key}", nodes.regulation, "RegulationInFull"),
    Route(
        "/regulations/{key}/citations",
        chains.regulation_citations,
        "CitationRows",
        (DIRECTION, TREATMENT, CITATION_DEPTH, *PAGING),
    ),
    Route(
        "/regulations/{key}/cited-together",
        chains.regulation_companions,
        "CitedTogetherRows",
        (*SCOPE, *PAGING),
    ),
    Route(
        "/actions",
        searching.actions,
        "ActionRows",
        (AGENCY, FUNCTION, PREDECESSORS, ROLE, WITHOUT, GAP, NEWEST, *SCOPE, *PAGING),
    ),
    Route("/compare", searching.compare, "FunctionRows", (ROLE, *SCOPE, *SECOND, *PAGING)),
    Route("/compare/tasks", comparing.compare_tasks, "AlignedRows", (ROWS, *COMPARED, *PAGING)),
    Route("/ranking", searching.ranking, "RankingRows", (BY, ROLE, *SCOPE, *PAGING)),
    Route("/network", networks.network, "Network", (ROLE, MIN_WEIGHT, DOCUMENT, *SCOPE, *PAGING)),
    Route(
        "/network/members",
        networks.network_members,
        "NetworkMembers",
        (MEASURE, ROLE, MIN_WEIGHT, DOCUMENT, *SCOPE, *PAGING),
    ),
    Route(
        "/network/change",
        networks.network_change,
        "NetworkChange",
        (BEFORE, AFTER, CHANGE, MIN_WEIGHT, *SCOPE_OF_ANY_YEAR, *PAGING),
    ),
    Route(
        "/network/citations",
        networks.network_citations,
        "NetworkCitations",
        (WORKS, DOCUMENT, *SCOPE, *PAGING),
    ),
    Route(
        "/indicators",
        searching.indicators,
        "IndicatorRows",
        (AGENCY, FUNCTION, PREDECESSORS, ROLE, METRIC, VALUE, *SCOPE, *PAGING),
    ),
)

api = Blueprint("api", __name__, url_prefix="/api/v1")


def _view(route: Route) -> Callable[..., Response]:
    def view(**keys: str) -> Response:
        try:
            values = read_all(route.parameters, request.args)
            return jsonify(route.answer(*keys.values(), values))
        except (ParameterError, QuestionError) as error:
            return problem(422, "Unprocessable Content", str(error))

    return view


for _route in ROUTES:
    api.add_url_rule(_route.path.replace("{key}", "<key>"), _route.name, _view(_route))


@api.get("/openapi.json")
def openapi() -> Response:
    """Return the description of the interface."""
    from web.api.openapi import description

    return jsonify(description(ROUTES, f"{request.script_root}{api.url_prefix}"))
