"""Where on the site each node and each piece of evidence is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import quote, urlencode

from flask import g, url_for

from graph.links import parameters_of
from graph.model import Evidence, Kind, kind_of
from graph.questions import (
    ActionsOf,
    Citations,
    FunctionRow,
    FunctionsCompared,
    Indicators,
    Party,
    Question,
    Ranking,
    RankingRow,
    Scope,
    SideBySide,
    SubjectRow,
)

ENDPOINT_OF_KIND = {
    Kind.DOCUMENT: "documents.document",
    Kind.ACTION: "actions.action",
    Kind.AGENCY: "agencies.agency",
    Kind.AGENCY_GROUP: "agencies.group",
    Kind.REGULATION: "regulations.regulation",
    Kind.LOCATION: "locations.location",
    Kind.FUNCTION: "functions.function",
    Kind.SUBJECT: "subjects.subject",
}
_IN_PATH, _IN_QUERY = "!$&'()*+,/:;=@", "!$'()*,/:;?@"
_ANY_KEY = "~"


def address_of(node_id: str, **parameters: str) -> str:
    """Return the address of a node's page.

    An indicator is shown on the page of its action, whose key is that of the indicator
    without its last part.
    """
    kind, key = kind_of(node_id), node_id.partition("/")[2]
    if kind is Kind.INDICATOR:
        action = f"{Kind.ACTION}/{key.rpartition('-')[0]}"
        return f"{address_of(action)}#targets"
    if parameters:
        return url_for(ENDPOINT_OF_KIND[kind], key=key, **parameters)  # type: ignore[arg-type]
    start = _start(ENDPOINT_OF_KIND[kind], key=_ANY_KEY).removesuffix(_ANY_KEY)
    return start + quote(key, safe=_IN_PATH)


def place_of(evidence: Evidence) -> str:
    """Return the address of the sentence that a fact was read from."""
    return place_in(evidence.document, evidence.start)


def place_in(document_id: str, offset: int) -> str:
    """Return the address of a character of a document's text."""
    return f"{address_of(document_id)}#c{offset}"


def answer_address(question: Question) -> str:
    """Return the address of the answer to a question."""
    return f"{_start('answers.answer')}?{urlencode(parameters_of(question), safe=_IN_QUERY)}"


def targets_of(metric: str, unit: str, scope: Scope | None = None) -> Indicators:
    """Return the question for the targets of one metric in one unit."""
    return Indicators(scope=scope or Scope(), metric=metric, is_exact=True, unit=unit or None)


def counted_address(question: Question) -> Callable[[RankingRow], str]:
    """Return what gives the address of the tasks or citations that a row of a ranking counts.

    Where no question has just these, it is the address of the row's node.
    """
    if not isinstance(question, Ranking):
        return lambda row: ""
    return lambda row: _counted(question, row.node.id)


def function_address(question: FunctionsCompared) -> Callable[[Scope, FunctionRow], str]:
    """Return what gives the address of the tasks of a function that a scope holds."""

    def address(scope: Scope, row: FunctionRow) -> str:
        party = Party(function=row.function.id, roles=question.roles)
        return answer_address(ActionsOf(parties=(party,), scope=scope))

    return address


def subject_address(question: SideBySide) -> Callable[[SubjectRow], str]:
    """Return what gives the address of a body's own tasks on a subject."""

    def address(row: SubjectRow) -> str:
        party = Party(agency=question.agency, roles=question.roles)
        scope = replace(question.scope, locations=(), subject=row.subject.id)
        return answer_address(ActionsOf(parties=(party,), scope=scope))

    return address


def _counted(question: Ranking, node_id: str) -> str:
    scope, roles = question.scope, question.roles
    also = (question.party,) if question.party else ()
    match question.by:
        case "agency":
            parties = (Party(agency=node_id, roles=roles), *also)
            return answer_address(ActionsOf(parties=parties, scope=scope))
        case "function":
            parties = (Party(function=node_id, roles=roles), *also)
            return answer_address(ActionsOf(parties=parties, scope=scope))
        case "location" if not roles:
            here = replace(scope, locations=(node_id,), with_subdivisions=False)
            return answer_address(ActionsOf(parties=also, scope=here))
        case "regulation" if scope == Scope() and not also:
            return answer_address(Citations(node=node_id, direction="in"))
    return address_of(node_id)


def _start(endpoint: str, **values: str) -> str:
    """Return what addresses begin with; pages hold hundreds, so it is asked for once in each."""
    starts: dict[str, str] = g.setdefault("starts", {})
    if endpoint not in starts:
        starts[endpoint] = url_for(endpoint, **values)  # type: ignore[arg-type]
    return starts[endpoint]
