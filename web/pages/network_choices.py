"""Which network a page is about: places, years, subject, words, document, read from its address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import abort, request

from graph.link_parts import years_in
from graph.links import QuestionError, parameters_of, question_from
from graph.model import Role
from graph.networks import Counted
from graph.questions import Documents, Page, Scope
from web.pages.choices import Choice, chosen_number, years_among
from web.pages.documents import places_among
from web.scopes import words_of
from web.site import document_counts, site

HIGHEST_WEIGHT = 100_000
_SCOPE = ("jurisdiction", "below", "year", "document", "subject", "words")


@dataclass(frozen=True, slots=True)
class ChosenNetwork:
    """The scope of a network, the fewest actions of a pair, and what a form offers instead.

    Bodies count where they have one of ``roles``; where there are none, in any. ``parameters``
    are those of the address that asks for the same.
    """

    scope: Scope
    min_weight: int
    roles: tuple[Role, ...]
    parameters: Mapping[str, str]
    places: list[Choice]
    years: list[Choice]

    def counted(self) -> Counted:
        """Return the network."""
        return site().networks.cooperation(self.scope, self.min_weight, self.roles)

    def without(self, *names: str) -> dict[str, str]:
        """Return the parameters but those of some names."""
        return {name: value for name, value in self.parameters.items() if name not in names}


def chosen_network() -> ChosenNetwork:
    """Return which network the address asks for; years or a number that are none end in 404."""
    scope = chosen_network_scope()
    weight, roles = chosen_number("min_weight", HIGHEST_WEIGHT) or 1, chosen_roles()
    parameters = parameters_of(Documents(scope=scope, page=Page()))
    del parameters["find"]
    if weight > 1:
        parameters["min_weight"] = str(weight)
    if roles:
        parameters["role"] = ",".join(roles)
    places = places_among(document_counts("location"))
    return ChosenNetwork(
        scope, weight, roles, parameters, places, years_among(document_counts("year"))
    )


def chosen_network_scope() -> Scope:
    """Return the scope in the address, whether or not there are such places or subjects.

    What makes no scope ends in 404.
    """
    given = {name: request.args[name] for name in _SCOPE if name in request.args}
    try:
        question = question_from({"find": "documents", **given})
    except QuestionError:
        abort(404)
    assert isinstance(question, Documents)
    return question.scope


def chosen_roles() -> tuple[Role, ...]:
    """Return the roles in the address, each named by itself or with commas between them.

    All of them are the same as none; what is no role ends in 404.
    """
    given = {name for value in request.args.getlist("role") for name in value.split(",") if name}
    if given - {*Role}:
        abort(404)
    return tuple(role for role in Role if role in given) if len(given) < len(Role) else ()


def years_of(value: str) -> tuple[int, int] | None:
    """Return the years of a parameter, 2021 or 2019..2021; what is neither ends in 404."""
    try:
        return years_in(value or None)
    except QuestionError:
        abort(404)


def chosen_among(name: str, values: tuple[str, ...]) -> str:
    """Return the value of a parameter, the first of ``values`` by default; others end in 404."""
    value = request.args.get(name) or values[0]
    if value not in values:
        abort(404)
    return value


def scope_in_words(scope: Scope) -> str:
    """Return a scope as a title says it: 青川市 · 2022."""
    return " · ".join(words_of(scope))
