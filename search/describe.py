"""A question back in words, so that a person sees what was understood and can change it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from graph.given import plain
from graph.model import Function, Role, Subject
from graph.questions import (
    ActionsOf,
    Census,
    Citations,
    CitedTogether,
    CooperationIn,
    Documents,
    EgoNetwork,
    FunctionsCompared,
    Indicators,
    Metrics,
    PartnersOf,
    Party,
    Paths,
    Question,
    Ranking,
    Scope,
    SideBySide,
)
from graph.store import GraphStore

Chip = tuple[str, str]
"""A kind of part and the id or value it has: ``("years", "2020..2021")``."""

Described = tuple[tuple[str, str], ...]

WORDING = Path(__file__).with_name("wording.toml")


def chips_of(question: Question) -> tuple[Chip, ...]:
    """Return the parts of a question; each party follows the ``role`` that it has.

    It is a ``party``, or a ``party_and_before`` where those before it count too.
    """
    return tuple(_chips(question))


def describe(question: Question, store: GraphStore, language: str) -> Described:
    """Return a question as pairs of a label and a value in words, in ``zh`` or ``en``.

    A node that the store does not hold shows the key of its id.
    """
    words = _words(language)
    pairs: list[tuple[str, str]] = []
    role = ""
    for kind, value in chips_of(question):
        if kind == "role":
            role = value
        elif kind in ("party", "party_and_before"):
            label = _label(value, store, language)
            told = words["before"].format(label) if kind != "party" else label
            pairs.append((_role_label(role, words), told))
        else:
            pairs.append(_pair(kind, value, store, language))
    return tuple(pairs)


def _chips(question: Question) -> Iterator[Chip]:
    match question:
        case ActionsOf(parties=parties, scope=scope):
            yield "result", "actions"
            for party in parties:
                yield from _party(party)
            if question.without_roles:
                yield "without", "+".join(question.without_roles)
            if question.gap:
                yield "gap", question.gap
            yield from _scope(scope)
            if question.due:
                yield "due", "..".join(question.due)
            yield from _sort(question)
        case PartnersOf(party=party, scope=scope):
            yield "result", "partners"
            yield from _party(party)
            yield from _scope(scope)
        case Citations(node=node, direction=direction, treatments=treatments):
            yield "result", "citations"
            yield direction, node
            for treatment in treatments:
                yield "treatment", treatment.value
            if question.depth > 1:
                yield "depth", str(question.depth)
        case Indicators(scope=scope, party=taker, metric=metric, compared=compared):
            yield "result", "indicators"
            if taker:
                yield from _party(taker)
            yield from _scope(scope)
            if metric:
                yield "exactly" if question.is_exact else "metric", metric
            if question.unit:
                yield "unit", question.unit
            if compared:
                yield compared.bound, f"{plain(compared.value)}{compared.unit}"
            yield from _sort(question)
        case Metrics(scope=scope, words=held):
            yield "result", "metrics"
            yield from _scope(scope)
            if held:
                yield "metric", held
        case CitedTogether(node=node, scope=scope):
            yield "result", "cited_together"
            yield "in", node
            yield from _scope(scope)
        case Documents(scope=scope):
            yield "result", "documents"
            yield from _scope(scope)
        case CooperationIn(scope=scope, agency=agency, roles=roles):
            yield "result", "cooperation"
            if agency:
                yield from _party(Party(agency=agency))
            if roles:
                yield "roles", "+".join(roles)
            yield from _scope(scope)
            yield from _weight(question)
        case EgoNetwork(agency=agency, scope=scope):
            yield "result", "around"
            yield from _party(Party(agency=agency))
            if question.depth > 1:
                yield "depth", str(question.depth)
            yield from _scope(scope)
            yield from _weight(question)
        case Paths(agency=agency, other=other, scope=scope):
            yield "result", "paths"
            yield "from", agency
            yield "to", other
            yield from _scope(scope)
            yield from _weight(question)
        case FunctionsCompared(scopes=scopes, roles=roles):
            yield "result", "comparison"
            if roles:
                yield "roles", "+".join(roles)
            for scope in scopes:
                yield from _scope(scope) if scope != Scope() else (("everywhere", ""),)
        case SideBySide(agency=agency, roles=roles, scope=scope):
            yield "result", "side_by_side"
            yield "party", agency
            if roles:
                yield "roles", "+".join(roles)
            yield from _scope(scope)
        case Ranking(by=by, roles=roles, scope=scope):
            yield "result", f"by_{by}"
            if roles:
                yield "roles", "+".join(roles)
            if question.party:
                yield from _party(question.party)
            yield from _scope(scope)
        case Census():
            yield "result", "census"


def _party(party: Party) -> Iterator[Chip]:
    yield "role", "+".join(role for role in Role if role in party.roles)
    kind = "party_and_before" if party.with_predecessors else "party"
    yield kind, party.agency or party.function or ""


def _weight(question: CooperationIn | EgoNetwork | Paths) -> Iterator[Chip]:
    if question.min_weight > 1:
        yield "weight", str(question.min_weight)


def _sort(question: ActionsOf | Indicators) -> Iterator[Chip]:
    if question.sort != "newest":
        yield "sort", question.sort


def _scope(scope: Scope) -> Iterator[Chip]:
    for place in scope.locations:
        yield "place" if scope.with_subdivisions else "place_only", place
    if scope.years:
        yield "years", f"{scope.years[0]}..{scope.years[1]}"
    if scope.document:
        yield "document", scope.document
    if scope.subject:
        yield "subject", scope.subject
    for word in scope.words:
        yield "words", word


def _pair(kind: str, value: str, store: GraphStore, language: str) -> tuple[str, str]:
    words = _words(language)
    match kind:
        case "result" | "treatment" | "gap" | "sort":
            return words[kind], words[value]
        case "everywhere":
            return words["place"], words[kind]
        case "place":
            return words["place"], words["below"].format(_label(value, store, language))
        case "place_only":
            return words["place"], words["only"].format(_label(value, store, language))
        case "years":
            first, _, last = value.partition("..")
            shown = words["year"] if first == last else words["range"]
            return words["years"], shown.format(first, last)
        case "without" | "roles":
            return words[kind], words["or"].join(words[one] for one in value.split("+"))
        case "due":
            first, _, last = value.partition("..")
            both = first if first == last else "—".join((first, last))
            return words[kind], words["until"].format(last) if last and not first else both
        case "depth":
            return words[kind], words["steps"].format(value)
        case (
            "metric"
            | "exactly"
            | "unit"
            | "weight"
            | "words"
            | "least"
            | "most"
            | "more"
            | "less"
            | "equal"
        ):
            return words[kind], value
        case _:
            return words[kind], _label(value, store, language)


def _role_label(role: str, words: dict[str, str]) -> str:
    if role in words:
        return words[role]
    return words["or"].join(words[one] for one in role.split("+"))


def _label(node_id: str, store: GraphStore, language: str) -> str:
    words = _words(language)
    node = store.node(node_id) or store.document(node_id)
    if node is None:
        return node_id.partition("/")[2]
    if isinstance(node, Function):
        return words["function"].format(node.name if is_chinese(language) else node.name_en)
    if isinstance(node, Subject) and not is_chinese(language):
        return node.name_en or node.name
    return node.label


def is_chinese(language: str) -> bool:
    """Whether a language tag (``zh``, ``zh-Hans``) asks for Chinese; all others get English."""
    return language.startswith("zh")


def _words(language: str) -> dict[str, str]:
    return _wording()["zh" if is_chinese(language) else "en"]


@cache
def _wording() -> dict[str, dict[str, str]]:
    return tomllib.loads(WORDING.read_text(encoding="utf-8"))
