"""The answer to a question, whether it came as a sentence or as the parameters of a link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import get_args

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from graph.links import parameters_of
from graph.model import Role
from graph.questions import (
    ActionsOf,
    Census,
    FunctionRow,
    FunctionsCompared,
    Indicators,
    Question,
    Scope,
    SideBySide,
    Sort,
)
from search.answers import on_page
from web.addresses import answer_address, counted_address, function_address, subject_address
from web.asked import Questioned, questioned
from web.pages.choices import chosen_view
from web.pages.documents import places_among
from web.pages.drawings import actions_together, steps_together
from web.pages.examples import examples
from web.pages.understood import understood
from web.paging import Pager, requested_page, rows_of
from web.scopes import scope_label
from web.site import document_counts, site
from web.takeaway import takeaway

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
        chips=understood(question),
        sorts=_sorts(question),
        view=chosen_view("table", "cards"),
        examples=[] if found.total else examples(),
        rows=found.rows,
        pager=Pager(number, found.total),
        question=question,
        link=answer_address(question),
        actions_together=actions_together(question),
        owned=counted_address(question),
        scopes=_scopes(question),
        own=subject_address(question) if isinstance(question, SideBySide) else None,
        steps=lambda row: steps_together(row, getattr(question, "scope", Scope())),
        taken=takeaway(wanted, found.total),
    )


def _sorts(question: Question) -> list[tuple[str, str]]:
    """Return the ways to sort the rows of a question, each with its address."""
    if not isinstance(question, ActionsOf | Indicators):
        return []
    ways = get_args(Sort)
    if isinstance(question, Indicators):
        ways = (*ways, "highest", "lowest")
    return [(way, answer_address(replace(question, sort=way))) for way in ways]


def _scopes(question: Question) -> list[tuple[str, Callable[[FunctionRow], str]]]:
    """Return what is compared: what each is called, and what gives the address of its tasks."""
    if not isinstance(question, FunctionsCompared):
        return []
    address = function_address(question)
    return [
        (scope_label(question.scopes, number), partial(address, scope))
        for number, scope in enumerate(question.scopes)
    ]


def _roles(chosen: str | None) -> list[str]:
    """Return the roles to choose among, as parameters write them."""
    usual = [f"{Role.LEAD},{Role.SOLE}", *Role]
    return usual if chosen is None or chosen in usual else [chosen, *usual]
