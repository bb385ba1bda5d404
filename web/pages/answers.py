"""The answer to a question, whether it came as a sentence or as the parameters of a link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from graph.links import parameters_of
from graph.model import Role
from graph.questions import (
    ActionsOf,
    Census,
    Citations,
    CooperationIn,
    PartnersOf,
    Party,
    Question,
    Ranking,
    RankingRow,
    Scope,
)
from search.answers import on_page
from search.describe import describe
from web.addresses import address_of, answer_address
from web.asked import Questioned, questioned
from web.languages import language
from web.pages.documents import places_among
from web.pages.drawings import together_address
from web.paging import Pager, requested_page, rows_of
from web.site import document_counts, site

answers = Blueprint("answers", __name__)


@answers.get("/answer")
def answer() -> str | Response:
    """Show the answer to the question that the parameters ask."""
    wanted = questioned()
    if isinstance(wanted.question, Census):
        return redirect(url_for("about.about"))
    return answer_page(wanted)


def answer_page(wanted: Questioned) -> str:
    """Return the page that answers a question."""
    number, question = requested_page(), wanted.question
    parameters = parameters_of(question)
    found = site().store.answer(on_page(question, rows_of(number)))
    return render_template(
        "answer.html",
        words=wanted.words,
        ignored=wanted.ignored,
        parameters=parameters,
        table=parameters["find"],
        roles=_roles(parameters.get("role")),
        places=places_among(document_counts("location")),
        described=describe(question, site().store, language()),
        rows=found.rows,
        pager=Pager(number, found.total),
        question=question,
        link=answer_address(question),
        actions_together=_together(question),
        owned=_owned(question),
    )


def _roles(chosen: str | None) -> list[str]:
    """Return the roles to choose among, as parameters write them."""
    usual = [f"{Role.LEAD},{Role.SOLE}", *Role]
    return usual if chosen is None or chosen in usual else [chosen, *usual]


def _owned(question: Question) -> Callable[[RankingRow], str]:
    """Return what gives the address of the tasks or citations that a row of a ranking counts."""
    if not isinstance(question, Ranking):
        return lambda row: ""

    def address(row: RankingRow) -> str:
        scope, roles = question.scope, question.roles
        match question.by:
            case "agency":
                party = Party(agency=row.node.id, roles=roles)
            case "function":
                party = Party(function=row.node.id, roles=roles)
            case "location" if not roles:
                here = replace(scope, locations=(row.node.id,), with_subdivisions=False)
                return answer_address(ActionsOf(scope=here))
            case "regulation" if scope == Scope():
                return answer_address(Citations(node=row.node.id, direction="in"))
            case _:
                return address_of(row.node.id)
        return answer_address(ActionsOf(parties=(party,), scope=scope))

    return address


def _together(question: Question) -> Callable[[Any], str]:
    """Return what gives the address of the actions that prove a row of partners."""
    scope = getattr(question, "scope", Scope())
    if isinstance(question, CooperationIn):
        return lambda row: together_address(Party(agency=row.a.id), Party(agency=row.b.id), scope)
    if isinstance(question, PartnersOf):
        return lambda row: together_address(question.party, Party(agency=row.agency.id), scope)
    return lambda row: ""
